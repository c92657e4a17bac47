/** A value that may be several things: what comes next runs for each of them. */
import type { Interpreter } from '../interpreter.js';
import { constantText, NOTHING, type Atom, type Heap, type Value } from '../values/values.js';

/** Goes on with each of what a value may be, under what holds where it is that; what comes of it, joined. */
export function forEachOf(it: Interpreter, value: Value, run: (atom: Atom) => Value): Value {
  const [only] = value;
  if (only === undefined) return NOTHING;
  if (value.length === 1 && only.when === undefined) return run(only);
  return it.fork(value.map((atom) => ({ condition: atom.when ?? it.condition, run: () => run(atom) })));
}

const MAX_TOLD = 12;

/** What stands in a list, or in a pair of that and its index. */
function subjectOf(atom: Atom): Heap | undefined {
  if (atom.kind !== 'object') return undefined;
  if (atom.heap.type === 'object') return atom.heap;
  const [subject, ...others] = atom.heap.fields.get('1')?.value ?? NOTHING;
  return others.length === 0 && subject?.kind === 'object' && subject.heap.type === 'object' ? subject.heap : undefined;
}

const textOf = (heap: Heap, name: string): string | undefined => {
  const [only, ...others] = heap.fields.get(name)?.value ?? NOTHING;
  return only === undefined || others.length > 0 ? undefined : constantText(only);
};

/** Do several objects each say by a text what they are (`{ do: 'fetch', … }`, `{ do: 'store', … }`)? What one of them holds goes with that. */
export function isTold(value: Value): boolean {
  if (value.length < 2 || value.length > MAX_TOLD) return false;
  const [first, ...others] = value.map(subjectOf);
  if (first === undefined || others.includes(undefined)) return false;
  return [...first.fields.keys()].some((name) => {
    const texts = new Set([first, ...others].map((heap) => (heap === undefined ? undefined : textOf(heap, name))));
    return texts.size > 1 && !texts.has(undefined);
  });
}

/** Goes on with each of several objects that say what they are, else with what the value may be. */
export function forEachTold(it: Interpreter, value: Value, run: (value: Value) => Value): Value {
  return isTold(value) ? forEachOf(it, value, (atom) => run([atom])) : run(value);
}
