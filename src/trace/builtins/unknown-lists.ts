/** `files.map(f)` where nothing is known of `files`: what has such a method and takes a function is a list of something. */
import type { Call } from '../calls/calls.js';
import type { Interpreter } from '../interpreter.js';
import { listOf } from '../state/heap.js';
import { isCallable, UNKNOWN, type Value } from '../values/values.js';
import { callArrayMethod } from './arrays.js';

const METHODS = new Set(['every', 'filter', 'find', 'findIndex', 'findLast', 'flatMap', 'forEach', 'map', 'reduce', 'reduceRight', 'some', 'sort', 'toSorted']);

/** What the method gives, if the receiver may be a list; else undefined. */
export function callOnUnknownList(it: Interpreter, call: Call): Value | undefined {
  const [callback] = call.args;
  if (call.isNew || !METHODS.has(call.name) || callback === undefined || callback.length === 0 || !callback.every(isCallable)) return undefined;
  if (call.self.length === 0 || !call.self.every((atom) => atom.kind === 'unknown' || atom.kind === 'entity')) return undefined;
  return callArrayMethod(it, listOf(UNKNOWN), call.name, call);
}
