/** Upload URLs that wait for their turn in a list: one that is put back at the end, behind others, is older when it is taken the next time. */
import type { RequestEvent } from '../events.js';
import type { Interpreter } from '../interpreter.js';
import type { Site } from '../site.js';
import { anyItem } from '../state/heap.js';
import type { Heap, Value } from '../values/values.js';
import type { Time } from './clock.js';

/** What was taken from the front of each list. */
const taken = new WeakMap<Heap, Set<Heap>>();
const MAX_TAKEN = 40;
/** URLs are looked for so deep in what a list holds: `{ job: { url }, attempt }`. */
const DEPTH = 2;

/** Notes what is taken from the front of a list. */
export function noteTaken(list: Heap, value: Value): void {
  for (const atom of value) {
    if (atom.kind !== 'object') continue;
    const known = taken.get(list) ?? new Set();
    taken.set(list, known);
    if (known.size < MAX_TAKEN) known.add(atom.heap);
  }
}

/** The value as it is once it stands at the end of the list: what was taken from there, and has got a URL since, waits for the others. */
export function putBack(it: Interpreter, list: Heap, value: Value, site: Site): Value {
  const known = taken.get(list);
  if (known === undefined) return value;
  const requests = requestsIn(value, DEPTH);
  if (requests.length === 0) return value;
  const before = [...known].flatMap((heap) => requestsIn([{ kind: 'object', heap }], DEPTH));
  if (!requests.some((request) => before.includes(request)) || !hasOthers(list, requests)) return value;
  return waiting(it, value, it.after({ kind: 'turn', site }), DEPTH);
}

const hasOthers = (list: Heap, requests: readonly RequestEvent[]): boolean =>
  anyItem(list).some((atom) => atom.kind === 'object' && !requestsIn([atom], DEPTH).some((request) => requests.includes(request)));

const requestsIn = (value: Value, depth: number): readonly RequestEvent[] =>
  value.flatMap((atom) => {
    if (atom.kind === 'upload-url') return [atom.request];
    if (atom.kind === 'promise') return requestsIn(atom.value, depth);
    if (atom.kind !== 'object' || depth < 0) return [];
    return [...atom.heap.fields.values()].flatMap((cell) => requestsIn(cell.value, depth - 1));
  });

function waiting(it: Interpreter, value: Value, turn: Time, depth: number): Value {
  return value.map((atom) => {
    if (atom.kind === 'upload-url') return { ...atom, passed: [...(atom.passed ?? []), turn] };
    if (atom.kind === 'promise') return { ...atom, value: waiting(it, atom.value, turn, depth) };
    if (atom.kind !== 'object' || depth < 0) return atom;
    for (const cell of atom.heap.fields.values()) {
      if (requestsIn(cell.value, depth - 1).length > 0) it.store.write(cell, waiting(it, cell.value, turn, depth - 1));
    }
    return atom;
  });
}
