/**
 * Functions that do nothing: no event, no time, nothing left behind, a result of no interest. In a long program they are entered a few
 * times and then no more, so that functions that call each other cost no more than what they do.
 */
import type { Interpreter } from '../interpreter.js';
import { newestCell } from '../state/store.js';
import { timePassed } from '../time/clock.js';
import { promiseOf } from '../time/promises.js';
import type { Atom, FunctionNode, Value } from '../values/values.js';
import type { Invocation } from './functions.js';

/** Numbers and unknowns: others of them lead to the same. A file's size and content are those of that file. */
const isDull = (value: Value): boolean =>
  value.every((atom) => {
    if (atom.kind === 'unknown') return atom.size === undefined && atom.stats === undefined;
    return atom.kind === 'primitive' || atom.kind === 'test' || (atom.kind === 'bytes' && atom.path === undefined);
  });

/** What there is to see of a stretch of the program. */
export interface Stretch {
  readonly mark: number;
  readonly newest: number;
  readonly events: number;
  readonly deferred: number;
  readonly time: Interpreter['time'];
  readonly condition: Interpreter['condition'];
}

export const stretchFrom = (it: Interpreter): Stretch => ({
  mark: it.store.mark(),
  newest: newestCell(),
  events: it.events.length,
  deferred: it.deferred.length,
  time: it.time,
  condition: it.condition,
});

/** Nothing was seen since, and nothing of interest was left behind. */
export function isQuiet(it: Interpreter, { mark, newest, events, deferred, time }: Stretch): boolean {
  if (it.events.length !== events || it.deferred.length !== deferred) return false;
  if (timePassed(time, it.time)) return false;
  for (const [cell, value] of it.store.writesSince(mark, newest)) if (cell === it.compared || cell === it.workingFolder || !isDull(value)) return false;
  return true;
}

/** Runs after which a function is taken for one that does nothing. */
const ENOUGH = 4;
/** Below this share of the budget each call is followed: a program of usual size is. */
const SPARED = 0.02;

/** Arguments that may make a function do something that it did not do before. */
const TELLING = new Set<Atom['kind']>([
  'function', 'native', 'method', 'class', 'entity', 'endpoint', 'upload-url', 'stage-map', 'stage-key', 'stage', 'response', 'builder', 'source', 'url',
]);

const isTelling = (value: Value): boolean => value.some((atom) => TELLING.has(atom.kind));

/** Where a run begins that is to be recorded. */
export const watchedRun = (it: Interpreter): Stretch | undefined => (it.spent < SPARED ? undefined : stretchFrom(it));

/** The result of a function that has done nothing each time; undefined if it is to be entered. */
export function inertResult(it: Interpreter, node: FunctionNode, { args, rest }: Invocation): Value | undefined {
  const known = it.inert.get(node);
  if (known === undefined || known.runs < ENOUGH || it.spent < SPARED) return undefined;
  if (args.some(isTelling) || (rest !== undefined && isTelling(rest))) return undefined;
  return node.async ? promiseOf(known.value, it.time, it.time) : known.value;
}

/** What a promise gives that takes no time. */
function settled(value: Value): Value | undefined {
  const [promise] = value;
  if (promise?.kind !== 'promise') return value;
  const waits = promise.pending !== undefined || timePassed(promise.begun, promise.done);
  return value.length === 1 && !waits ? promise.value : undefined;
}

/** Counts a run; one that did something counts forever. */
export function recordRun(it: Interpreter, node: FunctionNode, before: Stretch, result: Value): void {
  const known = it.inert.get(node);
  if (known?.runs === Number.NEGATIVE_INFINITY) return;
  const value = settled(result);
  const nothing = value !== undefined && it.live && it.condition === before.condition && isDull(value) && isQuiet(it, before);
  it.inert.set(node, nothing ? { runs: (known?.runs ?? 0) + 1, value } : { runs: Number.NEGATIVE_INFINITY, value: [] });
}
