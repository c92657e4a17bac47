/** Objects that say themselves what iterating them yields: `[Symbol.iterator]() { … }`. */
import { invokeFunction } from '../calls/functions.js';
import type { Interpreter } from '../interpreter.js';
import { listOf } from '../state/heap.js';
import { awaited } from '../time/promises.js';
import { constant, flatMap, NOTHING, UNKNOWN, type ObjectAtom, type Value } from '../values/values.js';
import { readMember } from './member.js';

const METHODS = ['Symbol.iterator', 'Symbol.asyncIterator'];

/** Each object with an iterator of its own is that iterator; all else is what it is. */
export function iterable(it: Interpreter, value: Value): Value {
  if (!value.some(isPlain)) return value;
  return flatMap(value, (atom) => (isPlain(atom) ? (iteratorOf(it, atom) ?? [atom]) : [atom]));
}

const isPlain = (atom: Value[number]): atom is ObjectAtom => atom.kind === 'object' && atom.heap.type === 'object';

function iteratorOf(it: Interpreter, atom: ObjectAtom): Value | undefined {
  for (const name of METHODS) {
    const iterator = callMember(it, atom, name);
    if (iterator !== undefined) return flatMap(iterator, (made) => (isPlain(made) ? drawn(it, made) : [made]));
  }
  return undefined;
}

/** What the `next` of an iterator gives, any number of times. */
function drawn(it: Interpreter, iterator: ObjectAtom): Value {
  const result = awaited(it, callMember(it, iterator, 'next') ?? NOTHING);
  const value = readMember(it, result, constant('value'), it.root.program).filter((atom) => atom.kind !== 'primitive' || atom.value !== undefined);
  return [listOf(value.length === 0 ? UNKNOWN : value)];
}

function callMember(it: Interpreter, atom: ObjectAtom, name: string): Value | undefined {
  const functions = readMember(it, [atom], constant(name), it.root.program).filter(({ kind }) => kind === 'function');
  if (functions.length === 0) return undefined;
  return flatMap(functions, (fn) => (fn.kind === 'function' ? invokeFunction(it, fn, { self: [atom], args: [] }) : UNKNOWN));
}
