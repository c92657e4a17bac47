/**
 * What an array holds in order, where its length is not one number: `['-T', file, ...more, url]`, or after a conditional `push`. A
 * sequence is one of the lists that the array may be; there are a few of them at most.
 */
import type { Interpreter } from '../interpreter.js';
import { arrayOf, exactItems } from '../state/heap.js';
import { Cell } from '../state/store.js';
import { NOTHING, UNKNOWN_ATOM, type Heap, type Value } from './values.js';

export type Sequence = readonly Value[];

const MAX_SEQUENCES = 4;
const MAX_LENGTH = 32;

/** Stands in a sequence for any number of elements. */
export const manyOf = (any: Value): Value => [{ ...UNKNOWN_ATOM, many: any }];

/** The lists that the array may be; undefined where they are not known, or too many. */
export function sequencesOf(heap: Heap): readonly Sequence[] | undefined {
  const exact = exactItems(heap);
  if (exact !== undefined) return [exact];
  const lists = heap.sequences?.value ?? NOTHING;
  if (lists.length === 0 || lists.length > MAX_SEQUENCES) return undefined;
  const found = lists.map((atom) => (atom.kind === 'object' ? exactItems(atom.heap) : undefined));
  return found.every((list) => list !== undefined) ? found : undefined;
}

const listsOf = (sequences: readonly Sequence[]): Value => sequences.map((items) => arrayOf(items));

const isBounded = (sequences: readonly Sequence[]): boolean =>
  sequences.length <= MAX_SEQUENCES && sequences.every(({ length }) => length <= MAX_LENGTH);

/** The array is one of these lists from now on. */
export function holdSequences(it: Interpreter, heap: Heap, sequences: readonly Sequence[] | undefined): void {
  const lists = sequences !== undefined && isBounded(sequences) ? listsOf(sequences) : NOTHING;
  if (heap.sequences === undefined && lists.length === 0) return;
  heap.sequences ??= new Cell(NOTHING, heap.id);
  it.store.write(heap.sequences, lists);
}

/** Notes that the elements are about to be added at the end. */
export function followAppended(it: Interpreter, heap: Heap, items: Sequence): void {
  const before = sequencesOf(heap);
  if (before === undefined || !isBounded(before)) {
    holdSequences(it, heap, undefined);
    return;
  }
  // In a branch that does not come here the array is what it is now.
  heap.sequences ??= new Cell(listsOf(before), heap.id);
  holdSequences(it, heap, before.map((list) => [...list, ...items]));
}

/** Each of the first lists with each of the second ones behind it. */
export const appended = (lists: readonly Sequence[], more: readonly Sequence[]): readonly Sequence[] =>
  lists.flatMap((list) => more.map((items) => [...list, ...items]));

/** What a spread of the value puts into a list. */
export function spreadSequences(value: Value, any: Value): readonly Sequence[] {
  const [only] = value;
  const known = value.length === 1 && only?.kind === 'object' && only.heap.type === 'array' && only.when === undefined ? sequencesOf(only.heap) : undefined;
  return known ?? [[manyOf(any)]];
}
