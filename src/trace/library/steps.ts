/** Libraries that call functions one after another, each of which says by a callback that it is done: `async.waterfall`, `async.series`. */
import type { StepsResult } from '../../models/form/schema.js';
import { callFunctionValue, type Call } from '../calls/calls.js';
import { callbacksIn, runUnknown } from '../calls/unknown-calls.js';
import type { Interpreter } from '../interpreter.js';
import { elementsOf } from '../state/heap.js';
import { NULL, UNDEFINED, UNKNOWN, type Atom, type EntityAtom, type Value } from '../values/values.js';
import { firstGiven } from './refs.js';

/** `callback(error)`, as far as can be told: what is not there is no error, and a callback that gives something more gives no error. */
const isError = ([error, ...given]: readonly Value[]): boolean =>
  given.length === 0 && error !== undefined && !error.every((atom) => atom.kind === 'primitive' && (atom.value === undefined || atom.value === null));

/** Runs the steps; each goes on where the one before it calls back. Those that none is seen to lead to may run all the same. */
export function steps(it: Interpreter, atom: EntityAtom, call: Call, { steps: at, done, passes = false }: StepsResult): Value {
  const tasks = tasksIn(firstGiven(it, atom, call, at)?.value ?? UNKNOWN);
  const last = firstGiven(it, atom, call, done)?.value;
  const reached = new Set<number>();
  const run = (index: number, given: readonly Value[]): void => {
    const task = tasks[index];
    if (task === undefined) {
      if (last !== undefined) callFunctionValue(it, last, [NULL, ...(passes ? given : [UNKNOWN])], call.node);
      return;
    }
    if (reached.has(index)) return;
    reached.add(index);
    const next: Atom = {
      kind: 'native',
      call: (args) => {
        if (!isError(args)) run(index + 1, passes ? args.slice(1) : []);
        return UNDEFINED;
      },
    };
    callFunctionValue(it, task, [...given, [next]], call.node);
  };
  if (tasks.length > 0) run(0, []);
  for (const [index, task] of tasks.entries()) if (!reached.has(index)) it.maybe(() => runUnknown(it, task, call));
  return UNKNOWN;
}

const tasksIn = (value: Value): readonly Value[] => elementsOf(value) ?? callbacksIn([value]);
