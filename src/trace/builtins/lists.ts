/** Arrays and iterators as lists of elements: known one by one, or only as what any of them is. */
import { enteredAt } from '../calls/functions.js';
import { ALWAYS, sameCondition, type PathCondition } from '../guards/condition.js';
import type { Interpreter } from '../interpreter.js';
import type { Site } from '../site.js';
import { anyItem, arrayOf, exactItems, listOf, newHeap, objectOf, pushAll, writeField } from '../state/heap.js';
import { guarded } from '../state/store.js';
import { holdSequences } from '../values/sequences.js';
import { joinAll, NOTHING, primitive, UNDEFINED, UNKNOWN, type Heap, type ObjectAtom, type Value } from '../values/values.js';

export interface Elements {
  /** Elements in order, if each is known. */
  readonly exact: readonly Value[] | undefined;
  /** Any of the elements. */
  readonly any: Value;
}

export interface List extends Elements {
  readonly receiver: ObjectAtom;
  readonly heap: Heap;
}

export function listFor(receiver: ObjectAtom): List {
  const { heap, via } = receiver;
  const exact = exactItems(heap)?.map((item) => enteredAt(item, via));
  const any = exact === undefined ? enteredAt(anyItem(heap), via) : joinAll(exact);
  return { receiver, heap, exact, any: exact === undefined && any.length === 0 ? UNKNOWN : any };
}

export const elementsFrom = (exact: readonly Value[]): Elements => ({ exact, any: joinAll(exact) });
export const anyOf = (any: Value): Elements => ({ exact: undefined, any });

export const listFrom = ({ exact, any }: Elements, site: Site | undefined): Value => [
  exact === undefined ? listOf(any, site) : arrayOf(exact, site),
];

/** What can be gone through once: `values()`, `entries()`. */
export function iteratorFrom(it: Interpreter, { exact, any }: Elements): Value {
  const heap = newHeap('iterator');
  pushAll(it, heap, exact, any);
  return [objectOf(heap)];
}

/** The array holds these elements from now on. */
export function replaceItems(it: Interpreter, heap: Heap, { exact, any }: Elements): void {
  for (const [name, cell] of heap.fields) if (/^\d/.test(name)) it.store.write(cell, NOTHING);
  it.store.write(heap.rest, exact === undefined ? any : NOTHING);
  it.store.write(heap.length, exact === undefined ? UNKNOWN : primitive(exact.length));
  exact?.forEach((item, index) => { writeField(it, heap, String(index), item); });
  holdSequences(it, heap, exact === undefined ? undefined : [exact]);
}

/** The value where the condition is what makes it this one. */
export const under = (value: Value, condition: PathCondition): Value =>
  sameCondition(condition, ALWAYS) ? value : value.map((atom) => guarded(atom, condition));

export const orUndefined = (value: Value | undefined): Value => value ?? UNDEFINED;
