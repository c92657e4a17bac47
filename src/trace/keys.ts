/** What stands under the keys of an iterated stage map, once one of those keys is named. */
import { isText, type Atom, type Value } from './values.js';

/** A copy of a stage map read by a name: what stands there was made of the map's entry of that name. */
export const underKey = (value: Value, key: Atom): Value => value.map((atom) => renamed(atom, key));

function renamed(atom: Atom, key: Atom): Atom {
  if (atom.kind === 'endpoint') return atom.key.kind === 'stage-key' ? { ...atom, key, keySite: key.site ?? atom.keySite } : atom;
  if (atom.kind !== 'text' || !atom.parts.some((part) => !isText(part) && part.atom.kind === 'endpoint')) return atom;
  return { ...atom, parts: atom.parts.map((part) => (isText(part) ? part : { ...part, atom: renamed(part.atom, key) })) };
}
