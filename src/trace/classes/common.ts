/** What several instances have in common: where nobody is seen to call a method, nobody knows on which of them it is called. */
import { newHeap, objectOf } from '../state/heap.js';
import { Cell } from '../state/store.js';
import { sameAtom } from '../values/same.js';
import { holesOf } from '../values/text.js';
import { constantText, join, joinAll, UNKNOWN, type Atom, type Heap, type ObjectAtom, type Value } from '../values/values.js';

const known = new WeakMap<Heap, { readonly of: Value; readonly common: Value }>();

const isObject = (atom: Atom): atom is ObjectAtom => atom.kind === 'object' && atom.heap.type === 'object';

/** The instance itself where there is one; else one that holds what all of them do. */
export function commonOf(instances: Value): Value {
  const [first] = instances;
  if (instances.length < 2 || first === undefined || !isObject(first) || !instances.every(isObject)) return instances;
  const before = known.get(first.heap);
  if (before?.of === instances) return before.common;
  const common: Value = [objectOf(heapOf(first.heap, instances.map((each) => (isObject(each) ? each.heap : first.heap))))];
  known.set(first.heap, { of: instances, common });
  return common;
}

function heapOf(first: Heap, heaps: readonly Heap[]): Heap {
  const heap: Heap = { ...newHeap('object', undefined, first.proto), accessors: first.accessors };
  for (const name of new Set(heaps.flatMap(({ fields }) => [...fields.keys()]))) {
    heap.fields.set(name, new Cell(heldByAll(heaps.map(({ fields }) => fields.get(name)?.value ?? [])), heap.id));
  }
  heap.rest.value = joinAll(heaps.map(({ rest }) => rest.value));
  heap.base.value = joinAll(heaps.map(({ base }) => base.value));
  return heap;
}

/** Of the stage that runs here one of them knows, and another of some stage: what one of them was given, and others were not, may be anything. */
function heldByAll(values: readonly Value[]): Value {
  const held = joinAll(values);
  if (!held.some(isOfStage)) return held;
  const own = held.filter((atom) => (isOfStage(atom) || atom.kind === 'text') && !values.every((value) => value.some((other) => isLike(atom, other))));
  return own.length === 0 ? held : join(held.filter((atom) => !own.includes(atom)), UNKNOWN);
}

const isOfStage = (atom: Atom): boolean => holesOf(atom).some(({ kind }) => kind === 'stage' || kind === 'stage-key' || kind === 'endpoint');

/** Whichever argument they came by, and wherever they were read. */
function isLike(one: Atom, other: Atom): boolean {
  if (one.kind === 'endpoint') return other.kind === 'endpoint' && one.map === other.map && isLike(one.key, other.key);
  const text = one.kind === 'text' ? constantText(one) : undefined;
  if (text !== undefined) return other.kind === 'text' && constantText(other) === text;
  return sameAtom({ ...one, via: undefined }, { ...other, via: undefined });
}
