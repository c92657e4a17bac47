/** What stands under the keys of an iterated stage map, once one of those keys is named. */
import type { Site } from '../site.js';
import { isText, UNKNOWN, type Atom, type Heap, type Picked, type Value } from './values.js';

/**
 * A copy of a stage map read by a name: what stands there was made of the map's entry of that name.
 * @param at Where the name stands, if that says more than where it was made: of the key of another iteration.
 */
export function restUnder(heap: Heap, key: Atom, at?: Site): Value {
  const tokens = heap.restKeys.value.flatMap((atom) => (atom.kind === 'stage-key' ? [atom.token] : []));
  return heap.rest.value.map((atom) => {
    if (atom.kind === 'function' || atom.kind === 'object') return tokens.length === 0 ? atom : pickedOut(atom, { tokens, key });
    return renamed(atom, key, undefined, at);
  });
}

/** The same by the key of an iteration: a copy of a stage map then gives the entry of that key. */
export const restUnderEach = (heap: Heap, key: Atom, at: Site | undefined): Value => {
  if (heap.rest.value.length === 0) return UNKNOWN;
  return heap.restKeys.value.length > 0 ? restUnder(heap, key, at) : heap.rest.value;
};

/** Where a copy of a stage map is gone through, its URLs are taken: read by a key, the copy is right. */
export const takenAt = (value: Value, at: Site | undefined): Value => (at === undefined ? value : value.map((atom) => takenFrom(atom, at)));

function takenFrom(atom: Atom, at: Site): Atom {
  switch (atom.kind) {
    case 'endpoint':
      return atom.key.kind === 'stage-key' ? { ...atom, keySite: at } : atom;
    case 'text':
      if (!atom.parts.some((part) => !isText(part) && part.atom.kind === 'endpoint')) return atom;
      return { ...atom, parts: atom.parts.map((part) => (isText(part) ? part : { ...part, atom: takenFrom(part.atom, at) })) };
    default:
      return atom;
  }
}

/** What a function or an object that was picked out so holds of that iteration. */
export const underPicked = (value: Value, picked: Picked | undefined): Value =>
  picked === undefined ? value : value.map((atom) => renamed(atom, picked.key, picked));

/** @param picked Of which iterations the key takes the place; undefined: of any. */
function renamed(atom: Atom, key: Atom, picked: Picked | undefined, at?: Site): Atom {
  switch (atom.kind) {
    case 'endpoint':
      if (atom.key.kind !== 'stage-key' || picked?.tokens.includes(atom.key.token) === false) return atom;
      return { ...atom, key, keySite: at ?? key.site ?? atom.keySite };
    case 'text':
      if (!atom.parts.some((part) => !isText(part) && part.atom.kind === 'endpoint')) return atom;
      return { ...atom, parts: atom.parts.map((part) => (isText(part) ? part : { ...part, atom: renamed(part.atom, key, picked, at) })) };
    case 'function':
    case 'object':
      return picked === undefined ? atom : pickedOut(atom, picked);
    default:
      return atom;
  }
}

const pickedOut = (atom: Extract<Atom, { kind: 'function' | 'object' }>, picked: Picked): Atom => (atom.picked === undefined ? { ...atom, picked } : atom);
