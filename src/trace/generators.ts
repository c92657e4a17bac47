/** Generators: what they yield is an iterator, what they return is kept beside it. */
import { writeField } from './heap.js';
import type { Interpreter } from './interpreter.js';
import type { Heap, Value } from './values.js';

/** Name under which a generator keeps what it returns in the end. */
export const RETURNED = '#[[returned]]';

/** It is entered when its elements are asked for: one that never ends is left all the same. */
export function leaveGenerator(it: Interpreter, yields: Heap, value: Value): void {
  it.generated.add(yields);
  it.live = true;
  if (value.length > 0) writeField(it, yields, RETURNED, value);
}
