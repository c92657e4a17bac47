/** Promises: what awaiting gives, and when. */
import type { Interpreter } from '../interpreter.js';
import { passedBy } from '../state/store.js';
import { joinAll, UNKNOWN, type Atom, type Value } from '../values/values.js';
import { eitherTime, hasRun, isPast, mark, parallelTime, type Operation, type Time } from './clock.js';

export const promiseOf = (value: Value, begun: Time, done: Time): Value => [{ kind: 'promise', value, begun, done }];

/** Waits for the value: time goes on to when it is done. */
export function awaited(it: Interpreter, value: Value): Value {
  const [only] = value;
  if (only === undefined) return value;
  if (value.length === 1) return awaitedAtom(it, only);
  const begun = it.time;
  const ends = value.map((atom) => {
    it.time = begun;
    return { value: awaitedAtom(it, atom), time: it.time };
  });
  // It is one of them that is waited for.
  if (ends.every(({ time }) => time === begun)) return joinAll(ends.map((end) => end.value));
  const marked = ends.map((end) => ({ ...end, time: mark(end.time) }));
  it.time = marked.map(({ time }) => time).reduce(eitherTime);
  return joinAll(marked.map((end) => passedBy(end.value, end.time)));
}

/** What was waited for once takes no more time. */
function waitFor(it: Interpreter, operation: Operation | undefined): void {
  if (operation === undefined || (it.elapsed.has(operation) && hasRun(operation, it.time))) return;
  it.elapse(operation);
}

function awaitedAtom(it: Interpreter, atom: Atom): Value {
  switch (atom.kind) {
    case 'promise': {
      if (atom.settled !== undefined && atom.settled.value.length > 0) return awaited(it, atom.settled.value);
      if (it.time === atom.begun) it.time = atom.done;
      else if (!isPast(atom.done, it.time)) it.time = parallelTime(it.time, atom.done, atom.begun);
      waitFor(it, atom.pending);
      const { when } = atom;
      const settled = awaited(it, atom.value);
      return when === undefined ? settled : settled.map((inner) => ({ ...inner, when: inner.when ?? when }));
    }
    case 'unknown':
      if (atom.pending === undefined) return [atom];
      waitFor(it, atom.pending);
      return UNKNOWN;
    case 'entity':
      if (atom.pending === undefined) return [atom];
      waitFor(it, atom.pending);
      return [{ ...atom, pending: undefined }];
    case 'response':
    case 'builder':
      waitFor(it, atom.pending);
      // A request may fail: who catches that goes on after it.
      it.mayThrow();
      return [{ ...atom, kind: 'response', pending: undefined }];
    default:
      return [atom];
  }
}
