/** Promises: what awaiting gives, and when. */
import { parallelTime, type Time } from './clock.js';
import type { Interpreter } from './interpreter.js';
import { flatMap, UNKNOWN, type Atom, type Value } from './values.js';

export const promiseOf = (value: Value, begun: Time, done: Time): Value => [{ kind: 'promise', value, begun, done }];

/** Waits for the value: time goes on to when it is done. */
export function awaited(it: Interpreter, value: Value): Value {
  return flatMap(value, (atom) => awaitedAtom(it, atom));
}

function awaitedAtom(it: Interpreter, atom: Atom): Value {
  switch (atom.kind) {
    case 'promise': {
      it.time = it.time === atom.begun ? atom.done : parallelTime(it.time, atom.done, atom.begun);
      if (atom.pending !== undefined) it.elapse(atom.pending);
      const { when } = atom;
      const settled = awaited(it, atom.value);
      return when === undefined ? settled : settled.map((inner) => ({ ...inner, when: inner.when ?? when }));
    }
    case 'unknown':
      if (atom.pending === undefined) return [atom];
      it.elapse(atom.pending);
      return UNKNOWN;
    case 'entity':
      if (atom.pending === undefined) return [atom];
      it.elapse(atom.pending);
      return [{ ...atom, pending: undefined }];
    case 'response':
    case 'builder':
      if (atom.pending !== undefined) it.elapse(atom.pending);
      return [{ ...atom, kind: 'response', pending: undefined }];
    default:
      return [atom];
  }
}
