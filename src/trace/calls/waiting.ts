/**
 * Work that was begun beside the rest, found nothing in a list and waits: a worker that is started before anything is put into its queue. It
 * is run once more for each thing that comes into the list.
 */
import type { Interpreter } from '../interpreter.js';
import { both } from '../guards/condition.js';
import type { Frame } from '../state/frames.js';
import { isPast, type Time } from '../time/clock.js';
import { constantNumber, NOTHING, type FunctionAtom, type Heap, type Value } from '../values/values.js';
import { beside } from './beside.js';

interface Worker {
  readonly atom: FunctionAtom;
  readonly run: () => void;
  readonly frame: Frame;
  readonly iteration: Interpreter['iteration'];
  readonly condition: Interpreter['condition'];
  /** When it is over, as far as was seen; undefined: it never is. */
  readonly done: Time | undefined;
  runs: number;
}

/** A list was looked into, and may have been found empty. */
export interface Look {
  readonly list: Heap;
  readonly time: Time;
  /** The outermost function of those that looked, and wait now. */
  worker: Worker | undefined;
}

const MAX_LOOKS = 60;
const MAX_RUNS = 6;
/** Share of the budget up to which workers are run again. */
const SPARED = 0.4;

/** Notes that an element is taken from a list that may have none. */
export function noteLook(it: Interpreter, list: Heap): void {
  if (it.looks.length < MAX_LOOKS) it.looks.push({ list, time: it.time, worker: undefined });
}

/** Notes that a loop asks how long a list is that has nothing in it: `while (jobs.length === 0) await turn()`. */
export function noteCount(it: Interpreter, list: Heap): void {
  if (it.looping === it.frame && constantNumber(list.length.value) === 0) noteLook(it, list);
}

/** An asynchronous function has given its promise: if it looked into a list since and then waits, it is a worker. */
export function noteWorker(it: Interpreter, atom: FunctionAtom, looked: number, result: Value, run: () => void): void {
  const [promise] = result;
  if (promise?.kind !== 'promise') return;
  const done = promise.value.length === 0 ? undefined : promise.done;
  const worker: Worker = { atom, run, frame: it.frame, iteration: it.iteration, condition: it.condition, done, runs: 0 };
  for (let index = looked; index < it.looks.length; index++) {
    const look = it.looks[index];
    if (look === undefined || look.time === done) continue;
    const inner = look.worker;
    // Who awaits a worker waits himself; who goes on beside it does not.
    if (inner === undefined || (inner.done !== undefined && (done === undefined || isPast(inner.done, done)))) look.worker = worker;
  }
}

const isWaiting = (it: Interpreter, { done, runs }: Worker): boolean => runs < MAX_RUNS && (done === undefined || !isPast(done, it.time));

/** Workers that wait at the list; one of those that run the same function. */
function waitingAt(it: Interpreter, list: Heap): readonly Worker[] {
  const found = new Map<FunctionAtom['node'], Worker>();
  for (const look of it.looks) {
    if (look.list === list && look.worker !== undefined && isWaiting(it, look.worker)) found.set(look.worker.atom.node, look.worker);
  }
  return [...found.values()];
}

/** Something came into the list. */
export function serveWaiting(it: Interpreter, list: Heap): void {
  if (it.looks.length === 0 || !it.live || it.spent > SPARED) return;
  const workers = waitingAt(it, list);
  const { looks } = it;
  // What is put there by whoever is run now finds nobody waiting, and nobody begins to wait.
  it.looks = [];
  for (const worker of workers) goOn(it, worker);
  it.looks = looks;
}

/** Goes on with the worker, beside what runs now. */
function goOn(it: Interpreter, worker: Worker): void {
  worker.runs++;
  const { frame, scope, iteration, argumentDepth } = it;
  beside(it, () => {
    Object.assign(it, { frame: worker.frame, iteration: worker.iteration, condition: both(it.condition, worker.condition), argumentDepth: 0 });
    it.maybe(() => {
      worker.run();
      return NOTHING;
    });
  });
  Object.assign(it, { frame, scope, iteration, argumentDepth, live: true });
}
