/**
 * The clock: what has happened on the path so far, as far as it takes time (C3). Times are nodes of a graph that grows
 * forward: an operation follows another, paths of branches join, and concurrent work joins in parallel.
 * The age of an upload URL is what lies between its request and now.
 */
import type { RequestEvent } from '../events.js';
import type { Site } from '../site.js';

/** Something that takes time, as data: the rule that judges the age decides which of them are long. */
export type Operation =
  | { readonly kind: 'call'; readonly name: string; readonly awaited: boolean; readonly site: Site }
  | { readonly kind: 'delay'; readonly milliseconds: number | undefined; readonly atLeast?: number | undefined; readonly name: string; readonly site: Site }
  | { readonly kind: 'process'; readonly name: string; readonly site: Site }
  | { readonly kind: 'request'; readonly site: Site }
  | { readonly kind: 'upload'; readonly of: RequestEvent; readonly round?: RequestEvent['iteration']; readonly site: Site }
  | { readonly kind: 'loop'; readonly loop: object; readonly site: Site }
  /** It waits for its turn behind others. */
  | { readonly kind: 'turn'; readonly site: Site }
  | { readonly kind: 'event'; readonly name: string; readonly site: Site };

export type Time =
  | { readonly kind: 'start'; readonly order: number }
  | { readonly kind: 'mark'; readonly order: number; readonly before: Time }
  | { readonly kind: 'after'; readonly order: number; readonly before: Time; readonly operation: Operation }
  | { readonly kind: 'either'; readonly order: number; readonly paths: readonly [Time, Time] }
  /** `before` is when the second path began. */
  | { readonly kind: 'parallel'; readonly order: number; readonly paths: readonly [Time, Time]; readonly before: Time };

let order = 0;
const next = (): number => ++order;

export const START: Time = { kind: 'start', order: 0 };
export const mark = (before: Time): Time => ({ kind: 'mark', order: next(), before });
export const after = (before: Time, operation: Operation): Time => ({ kind: 'after', order: next(), before, operation });

/** Two branches meet: one of them has run. */
export function eitherTime(a: Time, b: Time): Time {
  return a === b ? a : { kind: 'either', order: next(), paths: [a, b] };
}

/** Concurrent work is awaited: all of it has run. `before` is the time at which `b` began. */
export function parallelTime(a: Time, b: Time, before: Time): Time {
  if (a === b || b === before) return a;
  if (a === before) return b;
  return { kind: 'parallel', order: next(), paths: [a, b], before };
}

/** So far back a time is looked for. */
const MAX_BACK = 300;

/** What lies behind the time on any way, back to the order `oldest`, the latest first. */
function* behind(time: Time, oldest: number): Generator<Time> {
  const pending: Time[] = [time];
  const seen = new Set<Time>();
  while (pending.length > 0 && seen.size < MAX_BACK) {
    const at = pending.pop();
    if (at === undefined || at.order < oldest || seen.has(at)) continue;
    seen.add(at);
    yield at;
    if ('paths' in at) pending.push(...at.paths);
    else if (at.kind !== 'start') pending.push(at.before);
  }
}

/** Has the way to `now` led through the time? What was done by then is not waited for any more. */
export function isPast(time: Time, now: Time): boolean {
  for (const at of behind(now, time.order)) if (at === time) return true;
  return false;
}

/** Was the operation waited for already? */
export function hasRun(operation: Operation, now: Time): boolean {
  for (const at of behind(now, 0)) if (at.kind === 'after' && at.operation === operation) return true;
  return false;
}

type Memo = Map<Time, readonly Operation[] | undefined>;

const MAX_OPERATIONS = 200;

function merged(a: readonly Operation[], b: readonly Operation[]): readonly Operation[] {
  return [...a, ...b.filter((operation) => !a.includes(operation))].slice(-MAX_OPERATIONS);
}

/** All operations on the way back from `time` that are younger than `oldest`. */
function since(time: Time, oldest: number): readonly Operation[] {
  const found: Operation[] = [];
  const pending: Time[] = [time];
  const seen = new Set<Time>();
  while (pending.length > 0 && found.length < MAX_OPERATIONS) {
    const at = pending.pop();
    if (at === undefined || at.order <= oldest || seen.has(at) || at.kind === 'start') continue;
    seen.add(at);
    if ('paths' in at) pending.push(...at.paths);
    else {
      if (at.kind === 'after') found.push(at.operation);
      pending.push(at.before);
    }
  }
  return found.reverse();
}

function walk(from: Time, time: Time, memo: Memo): readonly Operation[] | undefined {
  const steps: Operation[] = [];
  let at = time;
  // A straight stretch is walked with a loop: it may be long.
  while (at !== from && (at.kind === 'after' || at.kind === 'mark') && at.order > from.order) {
    if (at.kind === 'after' && steps.length < MAX_OPERATIONS) steps.push(at.operation);
    at = at.before;
  }
  steps.reverse();
  if (at === from) return steps;
  if (at.order <= from.order || (at.kind !== 'either' && at.kind !== 'parallel')) return undefined;
  const known = memo.has(at) ? memo.get(at) : branches(from, at, memo);
  memo.set(at, known);
  return known === undefined ? undefined : merged(known, steps);
}

function branches(
  from: Time,
  at: Extract<Time, { readonly paths: unknown }>,
  memo: Memo,
): readonly Operation[] | undefined {
  const [first, second] = at.paths;
  const a = walk(from, first, memo);
  const b = walk(from, second, memo);
  // Either of them may have been the way: what takes long on one of them does.
  if (at.kind === 'either') return a === undefined || b === undefined ? (a ?? b) : merged(a, b);
  if (a === undefined) return b === undefined ? undefined : merged(b, beside(at.before, first, from));
  return merged(a, b ?? beside(at.before, second, from));
}

/** What ran on the other path: all of it may still have lain ahead. */
const beside = (before: Time, end: Time, from: Time): readonly Operation[] =>
  (from.order > before.order ? walk(before, end, new Map()) : undefined) ?? since(end, from.order);

/** What lies between two times, on any path that leads from one to the other; undefined if none does. */
export function operationsBetween(from: Time, to: Time): readonly Operation[] | undefined {
  return walk(from, to, new Map());
}

/** Did anything on the way from `from` to `to` take time? */
export const operationsSince = (from: Time, to: Time): readonly Operation[] => since(to, from.order);

/** A call that nobody waits for is over at once: it takes time by what is seen to run in it only. */
const takesTime = (operation: Operation): boolean => operation.kind !== 'call' || operation.awaited;

/** Whether anything on the way from `from` to `to` was waited for, or kept the program busy. */
export const timePassed = (from: Time, to: Time): boolean => from !== to && since(to, from.order).some(takesTime);
