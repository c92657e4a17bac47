/** Objects, arrays, Maps and Sets: making them, reading and writing their members. */
import { runGetter } from '../classes/inherited.js';
import { ALWAYS, stageIn, only } from '../guards/condition.js';
import { environmentTest } from '../guards/environment.js';
import type { Interpreter } from '../interpreter.js';
import type { Site } from '../site.js';
import { restUnder } from '../values/keys.js';
import {
  constantNumber, constantText, join, joinAll, NOTHING, primitive, UNDEFINED, UNKNOWN, UNKNOWN_ATOM, type Accessor, type Atom,
  type ClassInfo, type Heap, type HeapType, type ObjectAtom, type Value,
} from '../values/values.js';
import { Cell, guardedBy } from './store.js';

const MAX_FIELDS = 400;

export function newHeap(type: HeapType, site?: Site, proto?: ClassInfo): Heap {
  const rest = new Cell();
  return {
    id: rest.id,
    type,
    fields: new Map(),
    rest,
    restKeys: new Cell(),
    base: new Cell(),
    length: new Cell(type === 'object' ? NOTHING : primitive(0)),
    proto,
    site,
    sequences: undefined,
    keys: undefined,
    things: undefined,
    accessors: undefined,
  };
}

const NO_ACCESSOR: Accessor = { get: NOTHING, set: NOTHING };

/** Adds a getter, a setter or both to the object itself. */
export function defineAccessor(heap: Heap, name: string, added: Partial<Accessor>): void {
  heap.accessors ??= new Map();
  heap.accessors.set(name, { ...(heap.accessors.get(name) ?? NO_ACCESSOR), ...added });
}

export const objectOf = (heap: Heap): ObjectAtom => ({ kind: 'object', heap });

/** The cell of a named member, made where there is none yet. */
export function fieldCell(heap: Heap, name: string): Cell {
  const known = heap.fields.get(name);
  if (known !== undefined) return known;
  if (heap.fields.size >= MAX_FIELDS) return heap.rest;
  // As old as the object itself, so that a branch that adds a member to an older object can be undone.
  const cell = new Cell(NOTHING, heap.id);
  heap.fields.set(name, cell);
  return cell;
}

export const writeField = (it: Interpreter, heap: Heap, name: string, value: Value): void => {
  const cell = fieldCell(heap, name);
  cell.mayBeMissing = false;
  it.store.write(cell, cell === heap.rest ? join(cell.value, value) : value);
};

export function addRest(it: Interpreter, heap: Heap, value: Value): void {
  it.store.write(heap.rest, join(heap.rest.value, value));
}

/** What stands under a key that has no name: the stage's own key is kept as one. */
export function addUnder(it: Interpreter, heap: Heap, key: Value, value: Value): void {
  addRest(it, heap, value);
  const keys = key.filter((atom) => atom.kind === 'stage-key' || atom.kind === 'stage');
  if (keys.length > 0) it.store.write(heap.restKeys, join(heap.restKeys.value, keys));
}

export function arrayOf(items: readonly Value[], site?: Site): ObjectAtom {
  const heap = newHeap('array', site);
  items.forEach((item, index) => heap.fields.set(String(index), new Cell(item, heap.id)));
  heap.length.value = primitive(items.length);
  return objectOf(heap);
}

/** An array of unknown length whose elements are all like `element`. */
export function listOf(element: Value, site?: Site): ObjectAtom {
  const heap = newHeap('array', site);
  heap.rest.value = element;
  heap.length.value = UNKNOWN;
  return objectOf(heap);
}

export function objectWith(members: Readonly<Record<string, Value>>, site?: Site): ObjectAtom {
  const heap = newHeap('object', site);
  for (const [name, value] of Object.entries(members)) heap.fields.set(name, new Cell(value, heap.id));
  return objectOf(heap);
}

/** The elements one by one, or undefined where their number is not known. */
export function exactItems(heap: Heap): readonly Value[] | undefined {
  const length = constantNumber(heap.length.value);
  if (length === undefined || heap.rest.value.length > 0) return undefined;
  return Array.from({ length }, (_, index) => orUndefined(heap.fields.get(String(index))?.value));
}

const orUndefined = (value: Value | undefined): Value => (value === undefined || value.length === 0 ? UNDEFINED : value);

/** Any of the elements. */
export function anyItem(heap: Heap): Value {
  let value = heap.rest.value;
  for (const [name, cell] of heap.fields) if (/^\d/.test(name)) value = join(value, cell.value);
  return value;
}

/** Any of the members (for objects and Maps). */
export function anyMember(heap: Heap): Value {
  return joinAll([heap.rest.value, ...[...heap.fields.values()].map((cell) => cell.value)]);
}

export function push(it: Interpreter, heap: Heap, value: Value): void {
  const length = constantNumber(heap.length.value);
  if (length === undefined || heap.rest.value.length > 0 || length >= 64) {
    addRest(it, heap, value);
    it.store.write(heap.length, UNKNOWN);
    return;
  }
  writeField(it, heap, String(length), value);
  it.store.write(heap.length, primitive(length + 1));
}

/** The elements of the one array that the value is, if it is one and they are known. */
export function elementsOf(value: Value): readonly Value[] | undefined {
  const [only] = value;
  return value.length === 1 && only?.kind === 'object' && only.heap.type === 'array' ? exactItems(only.heap) : undefined;
}

/** Adds what a spread or `concat` adds. */
export function pushAll(it: Interpreter, heap: Heap, items: readonly Value[] | undefined, any: Value): void {
  if (items !== undefined) for (const item of items) push(it, heap, item);
  else {
    addRest(it, heap, any.length === 0 ? UNKNOWN : any);
    it.store.write(heap.length, UNKNOWN);
  }
}

/** Value of one own member by a known name; NOTHING if it has none. */
export function ownField(heap: Heap, name: string): Value {
  const own = heap.fields.get(name)?.value ?? NOTHING;
  if (own.length > 0) return own;
  return heap.rest.value;
}

/** Members that stand under each stage's name: which one `[manifest.stage]` picks is known by the stage. */
export function fieldByStage(heap: Heap): Value {
  const values: Value[] = [];
  for (const [name, cell] of heap.fields) {
    if (heap.things?.has(name) !== true) values.push(guardedBy(cell.value, stageIn(only([name.replace(/^k:/, '')]))));
  }
  return joinAll([...values, currentOnly(heap)]);
}

/** Members by the name of where the program runs: which one `[process.env.NODE_ENV]` picks says whether that is production. */
export function fieldByEnvironment(heap: Heap): Value {
  const values = [...heap.fields].map(([name, cell]) => guardedBy(cell.value, environmentTest(name).yes));
  return joinAll([...values, heap.rest.value]);
}

/** What stands under the keys of an iterated stage map, seen by the current stage: that key is the current one. */
export function currentOnly(heap: Heap): Value {
  const keys = heap.restKeys.value.filter((atom) => atom.kind === 'stage-key');
  if (keys.length === 0) return heap.rest.value;
  const current = keys.map((atom) => atom.token);
  return guardedBy(heap.rest.value, { ...ALWAYS, current });
}

/**
 * Of what stands under known names only functions and classes can matter; texts under one of them are not known to be read.
 * What was written under a name that is not known may be read back under one.
 */
export function fieldByUnknown(heap: Heap): Value {
  const callable = anyMember(heap).filter(
    (atom: Atom) => atom.kind === 'function' || atom.kind === 'class' || atom.kind === 'entity',
  );
  return joinAll([restUnder(heap, UNKNOWN_ATOM), callable, UNKNOWN]);
}

export const keyText = (key: Value): string | undefined => {
  const [atom] = key;
  return key.length === 1 && atom !== undefined ? constantText(atom) : undefined;
};

/** Name of a Map's or Set's entry: `k:` keeps it apart from the members of the object itself. */
export const entryName = (key: Value): string | undefined => {
  const text = keyText(key);
  return text === undefined ? undefined : `k:${text}`;
};

/** Copies the members of one object into another (spread, `Object.assign`), in order. */
export function copyMembers(it: Interpreter, from: Heap, to: Heap): void {
  for (const [name, cell] of from.fields) {
    if (cell.value.length === 0 || name.startsWith('#')) continue;
    copyMember(it, cell, to, name);
    if (cell.written !== undefined) to.fields.get(name)?.note(cell.written);
  }
  for (const [name, { get }] of from.accessors ?? []) writeField(it, to, name, runGetter(it, get, [objectOf(from)]));
  if (from.rest.value.length > 0) {
    addRest(it, to, from.rest.value);
    it.store.write(to.restKeys, join(to.restKeys.value, from.restKeys.value));
  }
  if (from.base.value.length > 0) mayOverride(it, to, from.base.value);
}

/** What may be missing leaves what is there. */
function copyMember(it: Interpreter, { value, mayBeMissing }: Cell, to: Heap, name: string): void {
  const doubtful = mayBeMissing && value.every(({ when }) => when === undefined);
  const before = doubtful ? (to.fields.get(name)?.value ?? NOTHING) : NOTHING;
  writeField(it, to, name, join(before, value));
  const copied = to.fields.get(name);
  if (doubtful && before.length === 0 && copied !== undefined) copied.mayBeMissing = true;
}

/** An unknown object is spread in: it may override what is there, and supplies what is not. */
export function mayOverride(it: Interpreter, heap: Heap, base: Value): void {
  for (const [name, cell] of heap.fields) {
    if (cell.value.length === 0) continue;
    const before = name === it.host.settings.keys.stage ? cell.value.map((atom) => ({ ...atom, under: heap })) : cell.value;
    it.store.write(cell, join(before, UNKNOWN));
  }
  it.store.write(heap.base, join(heap.base.value, base));
}
