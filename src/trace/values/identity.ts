/** What a value is known by, where it is one thing: services are kept and asked for under a name, a symbol, a class or an object. */
import { constantText, type Atom, type Heap, type Value } from './values.js';

/** A thing that is itself and no other, by what it holds. */
export function heapOf(atom: Atom | undefined): Heap | undefined {
  switch (atom?.kind) {
    case 'object':
    case 'class':
      return atom.heap;
    case 'function':
      return atom.bound === undefined ? atom.heap : undefined;
    default:
      return undefined;
  }
}

/**
 * There are as many names, classes, and things that were there before as a program writes; an object that is made on the way is known by its class.
 * @param newest What was there before has no newer cell.
 */
export function identityOf(value: Value | undefined, newest: number): string | Heap | undefined {
  const [only] = value ?? [];
  if (only === undefined || value?.length !== 1) return undefined;
  if (only.kind === 'text') return constantText(only);
  const heap = heapOf(only);
  return heap === undefined || heap.id <= newest ? heap : heap.proto?.statics;
}
