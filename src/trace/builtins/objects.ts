/** `Object` and `Reflect`. */
import { callValue, type Call } from '../calls/calls.js';
import { prototypeOf, runGetter } from '../classes/inherited.js';
import { iterationOf } from '../expressions/iteration.js';
import { writeMember } from '../expressions/member-write.js';
import { readMember } from '../expressions/member.js';
import { membership, testValue } from '../expressions/operators.js';
import { spreadInto } from '../expressions/spreading.js';
import { UNDECIDED } from '../guards/condition.js';
import { equalityOf } from '../guards/truth.js';
import type { Interpreter } from '../interpreter.js';
import type { Site } from '../site.js';
import { addRest, addUnder, arrayOf, defineAccessor, exactItems, keyText, listOf, newHeap, objectOf, writeField } from '../state/heap.js';
import { freshToken } from '../statements/loops.js';
import { takenAt } from '../values/keys.js';
import { constant, joinAll, NOTHING, primitive, UNDEFINED, UNKNOWN, type Atom, type Heap, type StageKeyAtom, type StageMapAtom, type Value } from '../values/values.js';
import { groupBy } from './grouping.js';
import { entryPart } from './maps.js';

export type Builtin = (it: Interpreter, call: Call) => Value;

interface Entry {
  readonly key: Value;
  readonly value: Value;
}

interface Entries {
  readonly entries: readonly Entry[];
  /** Are these all the entries, each there once? */
  readonly exact: boolean;
}

const anyEntry = (key: Value, value: Value): Entries => ({ entries: [{ key, value }], exact: false });

/** One unknown entry of a stage map: its key, and the URL that stands under it. */
function stageEntry(it: Interpreter, atom: StageMapAtom, site: Site): Entry {
  const key: StageKeyAtom = { kind: 'stage-key', map: atom.map, token: freshToken(), site };
  return { key: [key], value: [{ kind: 'endpoint', map: atom.map, key, keySite: site, read: atom.read, when: it.condition }] };
}

function objectEntries(it: Interpreter, heap: Heap, site: Site): Entries {
  const items = heap.type === 'array' ? exactItems(heap) : undefined;
  if (items !== undefined) return { entries: items.map((value, index) => ({ key: constant(String(index)), value })), exact: true };
  const named = [...heap.fields].filter(([name, cell]) => cell.value.length > 0 && !name.startsWith('#'));
  const entries: Entry[] = named.map(([name, cell]) => ({ key: constant(name), value: cell.value }));
  for (const [name, { get }] of heap.accessors ?? []) entries.push({ key: constant(name), value: runGetter(it, get, [objectOf(heap)]) });
  if (heap.rest.value.length > 0) {
    const isCopy = heap.restKeys.value.length > 0;
    entries.push({ key: isCopy ? heap.restKeys.value : UNKNOWN, value: takenAt(heap.rest.value, isCopy ? site : undefined) });
  }
  for (const base of heap.base.value) entries.push(...entriesIn(it, base, site).entries);
  return { entries, exact: entries.length === named.length + (heap.accessors?.size ?? 0) };
}

function entriesIn(it: Interpreter, atom: Atom, site: Site): Entries {
  switch (atom.kind) {
    case 'stage-map':
      return { entries: [stageEntry(it, atom, site)], exact: false };
    case 'object':
      return objectEntries(it, atom.heap, site);
    case 'class':
    case 'function':
      return objectEntries(it, atom.kind === 'class' ? atom.info.statics : atom.heap, site);
    case 'source':
      return anyEntry(UNKNOWN, atom.source === 'inputParam' ? [atom] : UNKNOWN);
    case 'primitive':
      return { entries: [], exact: true };
    default:
      return anyEntry(UNKNOWN, UNKNOWN);
  }
}

export function entriesOfValue(it: Interpreter, value: Value, site: Site): Entries {
  const [only] = value;
  if (value.length === 1 && only !== undefined) return entriesIn(it, only, site);
  return { entries: value.flatMap((atom) => entriesIn(it, atom, site).entries), exact: false };
}

const MAX_LISTED = 64;

/** A list made of each entry. */
const listed = (part: (entry: Entry) => Value): Builtin => (it, call) => {
  const site = it.site(call.node);
  const { entries, exact } = entriesOfValue(it, call.args[0] ?? UNKNOWN, site);
  const parts = entries.map(part);
  if (exact && parts.length <= MAX_LISTED) return [arrayOf(parts, site)];
  return [listOf(parts.length === 0 ? UNKNOWN : joinAll(parts), site)];
};

/** An object of entries that were listed one by one, or of any of them. */
function fromEntries(it: Interpreter, call: Call): Value {
  const heap = newHeap('object', it.site(call.node));
  const { exact, any } = iterationOf(it, call.args[0] ?? UNKNOWN);
  for (const item of exact ?? any.map((atom): Value => [atom])) {
    const key = entryPart(it, item, '0', call);
    const value = entryPart(it, item, '1', call);
    const text = exact === undefined ? undefined : keyText(key);
    if (text !== undefined) writeField(it, heap, text, value);
    else addUnder(it, heap, key, value.length === 0 ? UNKNOWN : value);
  }
  return [objectOf(heap)];
}

/** Assigning a member of it runs code. */
const hasSetters = (target: Atom): boolean => target.kind === 'object' && (target.heap.proto !== undefined || target.heap.accessors !== undefined);

/** A target with a class, or with setters, is assigned member by member. */
function assignedBySetters(it: Interpreter, target: Atom, source: Value): boolean {
  const [only] = source;
  if (only?.kind !== 'object' || source.length !== 1 || !hasSetters(target)) return false;
  if (only.heap.rest.value.length + only.heap.base.value.length > 0) return false;
  for (const [name, { value }] of only.heap.fields) if (value.length > 0) writeMember(it, [target], constant(name), value);
  return true;
}

/** `Object.assign(url, { pathname, search })`: each part is assigned. */
function assignParts(it: Interpreter, target: Atom, source: Value): void {
  for (const atom of source) if (atom.kind === 'object') for (const [name, { value }] of atom.heap.fields) writeMember(it, [target], constant(name), value);
}

function assign(it: Interpreter, call: Call): Value {
  const [target, ...sources] = call.args;
  for (const atom of target ?? NOTHING) {
    if (atom.kind === 'url') for (const source of sources) assignParts(it, atom, source);
    const heap = atom.kind === 'object' || atom.kind === 'function' || atom.kind === 'unknown' ? atom.heap : atom.kind === 'class' ? atom.info.statics : undefined;
    if (heap === undefined) continue;
    for (const source of sources) if (!assignedBySetters(it, atom, source)) spreadInto(it, heap, source);
    if (call.rest !== undefined) spreadInto(it, heap, UNKNOWN);
  }
  return target ?? UNKNOWN;
}

function create(it: Interpreter, call: Call): Value {
  const heap = newHeap('object', it.site(call.node));
  const base = (call.args[0] ?? NOTHING).filter((atom) => atom.kind !== 'primitive');
  if (base.length > 0) heap.base.value = base;
  const atom = objectOf(heap);
  if (call.args[1] !== undefined) define(it, [atom], call.args[1], call);
  return [atom];
}

/** Defines a member as its property descriptor says. */
function defineAs(it: Interpreter, target: Value, name: Value, descriptor: Value, call: Call): void {
  const functionsOf = (part: string): Value => readMember(it, descriptor, constant(part), call.node).filter(({ kind }) => kind === 'function');
  const accessor = { get: functionsOf('get'), set: functionsOf('set') };
  const text = keyText(name);
  if (accessor.get.length + accessor.set.length > 0 && text !== undefined) {
    for (const heap of heapsOf(target)) defineAccessor(heap, text, accessor);
    return;
  }
  const value = readMember(it, descriptor, constant('value'), call.node);
  writeMember(it, target, name, value.length === 0 ? UNDEFINED : value);
}

const heapsOf = (target: Value): readonly Heap[] =>
  target.flatMap((atom) => (atom.kind === 'object' || atom.kind === 'function' ? [atom.heap] : atom.kind === 'class' ? [atom.info.statics] : []));

function define(it: Interpreter, target: Value, descriptors: Value, call: Call): void {
  for (const { key, value } of entriesOfValue(it, descriptors, it.site(call.node)).entries) defineAs(it, target, key, value, call);
}

function defineProperty(it: Interpreter, call: Call): Value {
  const [target, name, descriptor] = call.args;
  if (target === undefined || name === undefined || descriptor === undefined) return UNKNOWN;
  defineAs(it, target, name, descriptor, call);
  return target;
}

function setPrototype(it: Interpreter, call: Call): Value {
  const [object = UNKNOWN, prototype = UNKNOWN] = call.args;
  for (const atom of object) if (atom.kind === 'object') it.store.write(atom.heap.base, prototype.filter(({ kind }) => kind !== 'primitive'));
  return object;
}

/** `util.inherits(constructor, parent)`. */
function inherits(it: Interpreter, call: Call): Value {
  const [constructor = NOTHING, parent = UNKNOWN] = call.args;
  const prototypes = parent.flatMap((atom) => (atom.kind === 'function' ? prototypeOf(atom) : UNKNOWN));
  for (const atom of constructor) {
    if (atom.kind !== 'function') continue;
    for (const prototype of prototypeOf(atom)) if (prototype.kind === 'object') it.store.write(prototype.heap.base, prototypes);
    writeField(it, atom.heap, 'super_', parent);
  }
  return UNDEFINED;
}

const hasMember: Builtin = (it, call) => testValue(membership(it, call.args[1] ?? UNKNOWN, call.args[0] ?? UNKNOWN));

function reflectApply(it: Interpreter, call: Call): Value {
  const [fn, self, list] = call.args;
  const { exact, any } = iterationOf(it, list ?? NOTHING);
  return callValue(it, fn ?? UNKNOWN, { ...call, self: self ?? NOTHING, args: exact ?? [], rest: exact === undefined ? any : undefined, sites: [], nodes: [], name: '' });
}

function reflectConstruct(it: Interpreter, call: Call): Value {
  const [target, list] = call.args;
  const { exact, any } = iterationOf(it, list ?? NOTHING);
  return callValue(it, target ?? UNKNOWN, { ...call, self: NOTHING, args: exact ?? [], rest: exact === undefined ? any : undefined, sites: [], nodes: [], isNew: true, name: '' });
}

const target: Builtin = (_it, call) => call.args[0] ?? UNKNOWN;

const MAX_COPIED = 4;

/** A copy, members and all: what is assigned to it is not assigned to the original. */
function copyOf(it: Interpreter, value: Value, depth: number): Value {
  return value.map((atom) => {
    if (atom.kind === 'unknown') return { ...atom, heap: newHeap('object') };
    if (atom.kind !== 'object' || atom.heap.type !== 'object' || depth > MAX_COPIED) return atom;
    const heap = newHeap('object', it.site(it.root.program));
    for (const [name, cell] of atom.heap.fields) writeField(it, heap, name, copyOf(it, cell.value, depth + 1));
    addRest(it, heap, atom.heap.rest.value);
    heap.base.value = atom.heap.base.value;
    return { ...atom, heap };
  });
}

const readReflected: Builtin = (it, call) =>
  readMember(it, call.args[0] ?? UNKNOWN, call.args[1] ?? UNKNOWN, call.node, call.nodes[1] ?? call.node);

function setReflected(it: Interpreter, call: Call): Value {
  const [object, name, value] = call.args;
  if (object !== undefined && name !== undefined) writeMember(it, object, name, value ?? UNDEFINED);
  return primitive(true);
}

const keys = listed((entry) => entry.key);

export const OBJECTS: ReadonlyMap<string, Builtin> = new Map<string, Builtin>([
  ['Object', (it, call) => call.args[0] ?? [objectOf(newHeap('object', it.site(call.node)))]],
  ['Object.keys', keys],
  ['Object.getOwnPropertyNames', keys],
  ['Reflect.ownKeys', keys],
  ['Object.values', listed((entry) => entry.value)],
  ['Object.entries', listed((entry) => [arrayOf([entry.key, entry.value])])],
  ['Object.fromEntries', fromEntries],
  ['Object.assign', assign],
  ['Object.create', create],
  ['Object.defineProperty', defineProperty],
  ['Reflect.defineProperty', (it, call) => { defineProperty(it, call); return primitive(true); }],
  ['Object.defineProperties', (it, call) => { define(it, call.args[0] ?? NOTHING, call.args[1] ?? NOTHING, call); return call.args[0] ?? UNKNOWN; }],
  ['Object.hasOwn', hasMember],
  ['Reflect.has', hasMember],
  ['Object.prototype.hasOwnProperty.call', hasMember],
  ['Object.groupBy', groupBy('object')],
  ['Map.groupBy', groupBy('map')],
  ['Object.is', (_it, call) => testValue(equalityOf(call.args[0] ?? UNDEFINED, call.args[1] ?? UNDEFINED))],
  ['Object.setPrototypeOf', setPrototype],
  ['Reflect.setPrototypeOf', (it, call) => { setPrototype(it, call); return primitive(true); }],
  ['util#inherits', inherits],
  ['inherits#', inherits],
  ...['freeze', 'seal', 'preventExtensions'].map((name) => [`Object.${name}`, target] as const),
  ['Object.isFrozen', () => testValue(UNDECIDED)],
  ['Object.isSealed', () => testValue(UNDECIDED)],
  ['Object.getPrototypeOf', () => UNKNOWN],
  ['Object.getOwnPropertyDescriptor', () => UNKNOWN],
  ['Object.getOwnPropertyDescriptors', () => UNKNOWN],
  ['Object.getOwnPropertySymbols', () => UNKNOWN],
  ['Object.prototype.toString.call', () => UNKNOWN],
  ['Proxy', target],
  ['structuredClone', (it, call) => copyOf(it, call.args[0] ?? UNKNOWN, 0)],
  ['Reflect.get', readReflected],
  ['Reflect.set', setReflected],
  ['Reflect.apply', reflectApply],
  ['Reflect.construct', reflectConstruct],
]);
