/** What an object is in a text: its own `toString` is called by nobody who writes it. */
import { invokeFunction } from '../calls/functions.js';
import type { Interpreter } from '../interpreter.js';
import { constant, type ObjectAtom, type Value } from '../values/values.js';
import { readMember } from './member.js';
import { bodyAsText } from './response.js';

const METHODS = ['Symbol.toPrimitive', 'toString'];

/** What the value is as a part of a text. */
export const textLike = (it: Interpreter, value: Value): Value =>
  value.flatMap((atom) => {
    if (atom.kind === 'url') return atom.text.value;
    return atom.kind === 'object' ? ownText(it, atom) : [bodyAsText(atom)];
  });

/** The text that a method of the object gives; the object itself where it has none. */
export function ownText(it: Interpreter, atom: ObjectAtom): Value {
  if (atom.heap.type !== 'object') return [atom];
  for (const name of METHODS) {
    const [method] = readMember(it, [atom], constant(name), it.root.program);
    if (method?.kind === 'function') return invokeFunction(it, method, { self: [atom], args: [] });
  }
  return [atom];
}
