/** What stands under the keys of an iterated stage map, once one of those keys is named. */
import { isText, type Atom, type Heap, type Picked, type Value } from './values.js';

/** A copy of a stage map read by a name: what stands there was made of the map's entry of that name. */
export function restUnder(heap: Heap, key: Atom): Value {
  const tokens = heap.restKeys.value.flatMap((atom) => (atom.kind === 'stage-key' ? [atom.token] : []));
  return heap.rest.value.map((atom) => {
    if (atom.kind === 'function' || atom.kind === 'object') return tokens.length === 0 ? atom : pickedOut(atom, { tokens, key });
    return renamed(atom, key, undefined);
  });
}

/** What a function or an object that was picked out so holds of that iteration. */
export const underPicked = (value: Value, picked: Picked | undefined): Value =>
  picked === undefined ? value : value.map((atom) => renamed(atom, picked.key, picked));

/** @param picked Of which iterations the key takes the place; undefined: of any. */
function renamed(atom: Atom, key: Atom, picked: Picked | undefined): Atom {
  switch (atom.kind) {
    case 'endpoint':
      if (atom.key.kind !== 'stage-key' || picked?.tokens.includes(atom.key.token) === false) return atom;
      return { ...atom, key, keySite: key.site ?? atom.keySite };
    case 'text':
      if (!atom.parts.some((part) => !isText(part) && part.atom.kind === 'endpoint')) return atom;
      return { ...atom, parts: atom.parts.map((part) => (isText(part) ? part : { ...part, atom: renamed(part.atom, key, picked) })) };
    case 'function':
    case 'object':
      return picked === undefined ? atom : pickedOut(atom, picked);
    default:
      return atom;
  }
}

const pickedOut = (atom: Extract<Atom, { kind: 'function' | 'object' }>, picked: Picked): Atom => (atom.picked === undefined ? { ...atom, picked } : atom);
