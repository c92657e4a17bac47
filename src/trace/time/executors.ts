/** Executors of promises: what they register for later is what the promise waits for (C3). */
import { isShortEvent } from '../../models/timers.js';
import type { Call } from '../calls/calls.js';
import type { Interpreter } from '../interpreter.js';
import { constantText, NOTHING, type Value } from '../values/values.js';
import type { Operation } from './clock.js';

/** Events that end short work, or nobody knows which. */
function endsShortWork({ args: [name] }: Call): boolean {
  if (name === undefined || !name.every((atom) => atom.kind === 'text' || atom.kind === 'unknown')) return false;
  return name.every((atom) => {
    const text = constantText(atom);
    return text === undefined || isShortEvent(text);
  });
}

/** Runs it after the operation; the program itself goes on at once, and only what waits for the callback's work waits. */
export function afterwards(it: Interpreter, operation: Operation | undefined, run: () => Value): Value {
  const { time } = it;
  if (operation !== undefined) it.elapse(operation);
  it.maybe(run);
  it.time = time;
  return NOTHING;
}

/** Runs a callback of an event that a promise waits for. */
export function onEvent(it: Interpreter, call: Call, run: () => Value): Value {
  return afterwards(it, endsShortWork(call) ? undefined : { kind: 'event', name: call.name, site: it.site(call.node) }, run);
}
