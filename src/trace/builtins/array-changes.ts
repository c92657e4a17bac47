/** Methods that take elements out of an array. */
import type { Call } from '../calls/calls.js';
import { noteLook } from '../calls/waiting.js';
import type { Interpreter } from '../interpreter.js';
import { noteTaken } from '../time/turns.js';
import { constantNumber, join, joinAll, UNDEFINED, UNKNOWN, type Value } from '../values/values.js';
import { anyOf, elementsFrom, listFrom, orUndefined, replaceItems, type Elements, type List } from './lists.js';

/**
 * `pop`, `shift`. A list that is taken from is mostly a queue, emptied by a loop that is not run to its end here: how many
 * elements are left is not known from then on.
 */
export function takeEnd(it: Interpreter, { heap, exact, any }: List, end: 'first' | 'last'): Value {
  if (exact === undefined || exact.length === 0) noteLook(it, heap);
  if (end === 'first') noteTaken(heap, exact?.[0] ?? any);
  if (exact === undefined) return join(any, UNDEFINED);
  const taken = orUndefined(end === 'first' ? exact[0] : exact[exact.length - 1]);
  const left = end === 'first' ? exact.slice(1) : exact.slice(0, -1);
  replaceItems(it, heap, anyOf(left.length === 0 ? UNDEFINED : joinAll(left)));
  return taken;
}

interface Cut {
  readonly left: Elements;
  readonly taken: Elements;
}

function cut({ exact, any }: List, call: Call): Cut {
  const [start, count, ...added] = call.args;
  const from = start === undefined ? undefined : constantNumber(start);
  const number = count === undefined ? exact?.length : constantNumber(count);
  if (exact === undefined || from === undefined || number === undefined || call.rest !== undefined) {
    const more = joinAll([...added, call.rest ?? []]);
    return { left: anyOf(join(any, more)), taken: anyOf(any.length === 0 ? UNKNOWN : any) };
  }
  const left = [...exact];
  const taken = left.splice(from, number, ...added);
  return { left: elementsFrom(left), taken: elementsFrom(taken) };
}

export function spliceList(it: Interpreter, list: List, call: Call): Value {
  if (list.exact === undefined || list.exact.length === 0) noteLook(it, list.heap);
  const { left, taken } = cut(list, call);
  // `queue.splice(0, n)` in a loop empties a queue, as `shift` does.
  replaceItems(it, list.heap, call.args.length > 2 || it.iteration === undefined ? left : anyOf(list.any));
  return listFrom(taken, it.site(call.node));
}

export const removeAt = (it: Interpreter, list: List, call: Call): Value => listFrom(cut(list, call).left, it.site(call.node));
