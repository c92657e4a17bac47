/** Ends of paths: what was written, and what holds, where a path left for a target. */
import { eitherTime, mark, type Time } from './clock.js';
import { either, type PathCondition } from './condition.js';
import type { Cell, Writes } from './store.js';
import { join, UNKNOWN, type Value } from './values.js';

/** State at the end of one path. */
export interface PathEnd {
  readonly writes: Writes;
  readonly condition: PathCondition;
  readonly time: Time;
  readonly value: Value;
}

/** More paths than this are not kept apart. */
const MAX_ENDS = 64;

export function addEnd(ends: PathEnd[], end: PathEnd): void {
  const last = ends.length < MAX_ENDS ? undefined : ends.pop();
  ends.push(last === undefined ? end : eitherEnd(last, end));
}

/** One of two ends; what only one of them wrote is no longer known. */
function eitherEnd(a: PathEnd, b: PathEnd): PathEnd {
  const writes = new Map<Cell, Value>();
  for (const cell of [...a.writes.keys(), ...b.writes.keys()]) {
    writes.set(cell, join(a.writes.get(cell) ?? UNKNOWN, b.writes.get(cell) ?? UNKNOWN));
  }
  return { writes, condition: either(a.condition, b.condition), time: eitherTime(a.time, b.time), value: join(a.value, b.value) };
}

/** Where paths took different times, the end of each is a time of its own, even where nothing happened on it. */
export const toldApart = (ends: readonly PathEnd[]): readonly PathEnd[] =>
  ends.every(({ time }) => time === ends[0]?.time) ? ends : ends.map((end) => ({ ...end, time: mark(end.time) }));
