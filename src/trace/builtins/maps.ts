/** Methods of Maps and Sets. Their entries stand under `k:` names; those under unknown keys are the heap's rest. */
import type { TSESTree } from '@typescript-eslint/utils';
import { callFunctionValue, type Call } from '../calls/calls.js';
import { entriesOf, iterationOf } from '../expressions/iteration.js';
import { readMember } from '../expressions/member.js';
import { testValue } from '../expressions/operators.js';
import { CERTAIN, REFUTED, UNDECIDED, type Test } from '../guards/condition.js';
import { membershipOf, uploadsTest } from '../guards/truth.js';
import type { Interpreter } from '../interpreter.js';
import { noteKept } from '../programs/caches.js';
import type { Site } from '../site.js';
import { addRest, addUnder, arrayOf, entryName, fieldByStage, fieldByUnknown, newHeap, objectOf, writeField } from '../state/heap.js';
import { Cell } from '../state/store.js';
import { heapOf } from '../values/identity.js';
import { restUnder, restUnderEach } from '../values/keys.js';
import { rememberedUnder, rememberUnder } from '../values/named-keys.js';
import { holesOf } from '../values/text.js';
import {
  constant, constantNumber, constantText, flatMap, join, joinAll, NOTHING, primitive, UNDEFINED, UNKNOWN, UNKNOWN_ATOM, type Atom,
  type Heap, type HeapType, type ObjectAtom, type Value,
} from '../values/values.js';
import { forEach } from './array-callbacks.js';
import { anyOf, elementsFrom, iteratorFrom, type Elements } from './lists.js';
import type { MapMethodName } from './names.js';

type MapMethod = (it: Interpreter, receiver: ObjectAtom, call: Call) => Value;

export function callMapMethod(it: Interpreter, receiver: ObjectAtom, name: string, call: Call): Value {
  const method = METHODS.get(name);
  return method === undefined ? UNKNOWN : method(it, receiver, call);
}

/** Entries of a Map or a Set, exact where each key is known. */
function entriesFor(it: Interpreter, { heap }: ObjectAtom, call: Call, part: (entry: { readonly key: Value; readonly value: Value }) => Value): Elements {
  const parts = entriesOf(heap, it.site(call.node)).map(part);
  if (heap.rest.value.length === 0) return elementsFrom(parts);
  return anyOf(parts.length === 0 ? UNKNOWN : joinAll(parts));
}

const keyOf = (heap: Heap) => (entry: { readonly key: Value; readonly value: Value }): Value => (heap.type === 'set' ? entry.value : entry.key);

function valueUnder(heap: Heap, key: Atom, at: Site | undefined): Value {
  const text = constantText(key);
  if (key.kind === 'stage') return fieldByStage(heap);
  if (key.kind === 'stage-key') return restUnderEach(heap, key, at);
  const { value: rest } = heap.rest;
  if (text !== undefined && key.kind !== 'unknown') {
    const own = heap.fields.get(`k:${text}`)?.value ?? NOTHING;
    if (own.length > 0) return own;
    return heap.restKeys.value.length > 0 ? restUnder(heap, key) : join(rest, UNDEFINED);
  }
  const thing = thingNamed(key);
  if (thing !== undefined) return valueOfThing(heap, thing);
  // What was put in under a key that is not known may be what is asked for; it may not be there yet.
  return joinAll([restUnder(heap, UNKNOWN_ATOM), heap.fields.size > 0 ? fieldByUnknown(heap) : NOTHING, UNDEFINED]);
}

/** Another thing stands under another name. */
function valueOfThing(heap: Heap, name: string): Value {
  const own = heap.fields.get(name)?.value ?? NOTHING;
  return own.length > 0 ? own : join(heap.rest.value, UNDEFINED);
}

const get: MapMethod = (it, { heap }, call) =>
  flatMap(call.args[0] ?? UNDEFINED, (key) => {
    const own = key.kind === 'unknown' ? rememberedUnder(it, heap, call.nodes[0]) : undefined;
    return own ?? valueUnder(heap, key, call.sites[0]);
  });

function put(it: Interpreter, heap: Heap, key: Value, value: Value, keyNode?: TSESTree.Node): void {
  const name = entryName(key) ?? nameForThing(it, heap, key);
  if (name === undefined) {
    addUnder(it, heap, key, value);
    rememberUnder(it, heap, keyNode, value);
    holdKeys(it, heap, key);
    it.store.write(heap.length, UNKNOWN);
    return;
  }
  const known = (heap.fields.get(name)?.value.length ?? 0) > 0;
  const length = constantNumber(heap.length.value);
  noteKept(it, heap, name.startsWith('k:') ? name.slice(2) : undefined, value);
  writeField(it, heap, name, value);
  if (!known && length !== undefined) it.store.write(heap.length, primitive(length + 1));
}

/** Name of the entry of an object, a class or a function, as a key. */
function thingNamed(key: Atom): string | undefined {
  const thing = heapOf(key);
  return thing === undefined ? undefined : `k:\0${String(thing.id)}`;
}

/** What is made in each round of a loop is many things. */
function nameForThing(it: Interpreter, heap: Heap, [key, ...others]: Value): string | undefined {
  const thing = heapOf(key);
  if (key === undefined || thing === undefined || others.length > 0 || (it.iteration !== undefined && thing.id > heap.id)) return undefined;
  const name = thingNamed(key);
  if (name !== undefined) (heap.things ??= new Map()).set(name, key);
  return name;
}

/** URLs that something is kept under may be read back as keys. */
function holdKeys(it: Interpreter, heap: Heap, key: Value): void {
  const urls = key.filter((atom) => atom.kind !== 'stage-key' && holesOf(atom).some((hole) => hole.kind === 'endpoint' || hole.kind === 'upload-url'));
  if (urls.length === 0) return;
  heap.keys ??= new Cell(NOTHING, heap.id);
  it.store.write(heap.keys, join(heap.keys.value, urls));
}

const set: MapMethod = (it, receiver, call) => {
  put(it, receiver.heap, call.args[0] ?? UNDEFINED, call.args[1] ?? UNDEFINED, call.nodes[0]);
  return [receiver];
};

const add: MapMethod = (it, receiver, call) => {
  const value = call.args[0] ?? UNDEFINED;
  put(it, receiver.heap, value, value);
  return [receiver];
};

/** `has`: a test on the stage, where the stage is asked for. */
function membership(it: Interpreter, { heap }: ObjectAtom, key: Value): Test {
  const isStage = key.every((atom) => atom.kind === 'stage');
  const [only] = key;
  const thing = only === undefined || key.length > 1 ? undefined : thingNamed(only);
  if (thing !== undefined && (heap.fields.get(thing)?.value.length ?? 0) > 0) return CERTAIN;
  if (heap.rest.value.length === 0) {
    if (thing !== undefined) return REFUTED;
    return membershipOf(key, entriesOf(heap).map(({ key: known }) => known));
  }
  const keys = heap.type === 'set' ? heap.rest.value : heap.restKeys.value;
  const uploads = keys.some((atom) => atom.kind === 'stage-key' && atom.map === 'upload');
  return isStage && uploads ? uploadsTest(it) : UNDECIDED;
}

const has: MapMethod = (it, receiver, call) => testValue(membership(it, receiver, call.args[0] ?? UNDEFINED));

const remove: MapMethod = (it, { heap }, call) => {
  const [key, ...others] = call.args[0] ?? UNDEFINED;
  const name = key === undefined || others.length > 0 ? undefined : (entryName([key]) ?? thingNamed(key));
  const cell = name === undefined ? undefined : heap.fields.get(name);
  if (cell !== undefined) it.store.write(cell, NOTHING);
  it.store.write(heap.length, UNKNOWN);
  return UNKNOWN;
};

const clear: MapMethod = (it, { heap }) => {
  for (const cell of [...heap.fields.values(), heap.rest, heap.restKeys]) it.store.write(cell, NOTHING);
  it.store.write(heap.length, primitive(0));
  return UNDEFINED;
};

/** The callback gets the value first, then the key. */
const forEachEntry: MapMethod = (it, receiver, call) => {
  const { heap } = receiver;
  const pairs = entriesFor(it, receiver, call, (entry) => [arrayOf([entry.value, keyOf(heap)(entry)])]);
  const [fn] = call.args;
  const spread: Value = [
    {
      kind: 'native',
      call: ([pair]) => {
        if (fn === undefined || pair === undefined) return UNDEFINED;
        const args = ['0', '1'].map((index) => readMember(it, pair, constant(index), call.node));
        return it.live ? callFunctionValue(it, fn, [...args, [receiver]], call.node) : NOTHING;
      },
    },
  ];
  return forEach(it, pairs, { fn: spread, self: NOTHING, node: call.node, sequential: false }, [receiver]);
};

/** A copy with other entries: the set algebra. */
function copyOf(it: Interpreter, type: HeapType, elements: readonly Value[], any: Value): Value {
  const heap = newHeap(type);
  for (const value of elements) put(it, heap, value, value);
  if (any.length > 0) {
    addRest(it, heap, any);
    heap.length.value = UNKNOWN;
  }
  return [objectOf(heap)];
}

const union: MapMethod = (it, receiver, call) => {
  const mine = iterationOf(it, [receiver]);
  const others = iterationOf(it, call.args[0] ?? NOTHING);
  return copyOf(it, 'set', [...(mine.exact ?? []), ...(others.exact ?? [])], joinAll([mine.exact === undefined ? mine.any : [], others.exact === undefined ? others.any : []]));
};

const namesIn = (heap: Heap): readonly string[] => [...heap.fields].filter(([, cell]) => cell.value.length > 0).map(([name]) => name);

/** Entries of the receiver that are in the other one, or are not. */
const chosen = (isIn: boolean): MapMethod => (it, receiver, call) => {
  const [other] = call.args[0] ?? [];
  const mine = iterationOf(it, [receiver]);
  if (mine.exact === undefined || other?.kind !== 'object' || other.heap.rest.value.length > 0) return copyOf(it, 'set', [], mine.any);
  const names = namesIn(other.heap);
  const { heap } = receiver;
  const kept = namesIn(heap).filter((name) => names.includes(name) === isIn).map((name) => heap.fields.get(name)?.value ?? NOTHING);
  return copyOf(it, 'set', kept, NOTHING);
};

const ROWS: Readonly<Record<MapMethodName, MapMethod>> = {
  add,
  clear,
  delete: remove,
  difference: chosen(false),
  entries: (it, receiver, call) => iteratorFrom(it, entriesFor(it, receiver, call, (entry) => [arrayOf([keyOf(receiver.heap)(entry), entry.value])])),
  forEach: forEachEntry,
  get,
  has,
  intersection: chosen(true),
  keys: (it, receiver, call) => iteratorFrom(it, entriesFor(it, receiver, call, keyOf(receiver.heap))),
  set,
  union,
  values: (it, receiver, call) => iteratorFrom(it, entriesFor(it, receiver, call, (entry) => entry.value)),
};

const METHODS: ReadonlyMap<string, MapMethod> = new Map(Object.entries(ROWS));

/** `new Map(entries)`, `new Set(values)`. */
export function newCollection(it: Interpreter, type: 'map' | 'set', call: Call): Value {
  const heap = newHeap(type, it.site(call.node));
  const [items] = call.args;
  if (items === undefined || items.every((atom) => atom.kind === 'primitive')) return [objectOf(heap)];
  const { exact, any } = iterationOf(it, items);
  for (const item of exact ?? [any]) {
    if (type === 'set') putAny(it, heap, item, item, exact !== undefined);
    else putAny(it, heap, entryPart(it, item, '0', call), entryPart(it, item, '1', call), exact !== undefined);
  }
  if (exact === undefined) heap.length.value = UNKNOWN;
  return [objectOf(heap)];
}

/** Key or value of an entry `[key, value]`. */
export const entryPart = (it: Interpreter, entry: Value, index: '0' | '1', call: Call): Value =>
  flatMap(entry, (atom) => (atom.kind === 'object' ? readMember(it, [atom], constant(index), call.node) : UNKNOWN));

/** An entry that any number of times, also never, is there stands under no name of its own. */
function putAny(it: Interpreter, heap: Heap, key: Value, value: Value, exact: boolean): void {
  if (exact || key.every((atom) => atom.kind === 'stage-key' || atom.kind === 'stage')) put(it, heap, key, value);
  else {
    addRest(it, heap, value.length === 0 ? UNKNOWN : value);
    holdKeys(it, heap, key);
  }
}
