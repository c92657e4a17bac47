/** Ends of paths: what was written, and what holds, where a path left for a target. */
import { either, type PathCondition } from '../guards/condition.js';
import { eitherTime, mark, type Time } from '../time/clock.js';
import { join, UNKNOWN, type Atom, type Heap, type ObjectAtom, type Value } from '../values/values.js';
import { passedBy, type Cell, type Writes } from './store.js';

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

/** Objects in objects are looked into so far. */
const HELD_DEPTH = 3;

/** What was made on one of the paths, after the cell `newest`, and left by it, came that way with all that it holds. */
export function passHeld(ends: readonly PathEnd[], newest: number): void {
  if (ends.length < 2) return;
  for (const end of ends) {
    for (const atom of end.value) {
      if (!isNewer(atom, newest) || ends.some((other) => other !== end && holds(other.value, atom.heap))) continue;
      passContent(atom.heap, end.time, newest, HELD_DEPTH);
    }
  }
}

function passContent(heap: Heap, time: Time, newest: number, depth: number): void {
  for (const cell of [...heap.fields.values(), heap.rest]) {
    cell.value = passedBy(cell.value, time);
    if (depth > 1) for (const atom of cell.value) if (isNewer(atom, newest)) passContent(atom.heap, time, newest, depth - 1);
  }
}

const isNewer = (atom: Atom, newest: number): atom is ObjectAtom => atom.kind === 'object' && atom.heap.id > newest;

const holds = (value: Value, heap: Heap): boolean => value.some((atom) => atom.kind === 'object' && atom.heap === heap);
