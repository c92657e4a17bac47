/** A value that may be several things: what comes next runs for each of them. */
import type { Interpreter } from '../interpreter.js';
import { NOTHING, type Atom, type Value } from '../values/values.js';

/** Goes on with each of what a value may be, under what holds where it is that; what comes of it, joined. */
export function forEachOf(it: Interpreter, value: Value, run: (atom: Atom) => Value): Value {
  const [only] = value;
  if (only === undefined) return NOTHING;
  if (value.length === 1 && only.when === undefined) return run(only);
  return it.fork(value.map((atom) => ({ condition: atom.when ?? it.condition, run: () => run(atom) })));
}
