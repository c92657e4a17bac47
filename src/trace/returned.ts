/** Results of functions: they no longer depend on the arguments that they were passed by. */
import type { Site } from './site.js';
import { isText, type Atom, type Part, type Provenance, type TextAtom, type Value } from './values.js';

type Sites = readonly (Site | undefined)[];

export const returned = (value: Value, sites: Sites): Value =>
  sites.length === 0 ? value : value.map((atom) => withoutVia(atom.kind === 'text' ? withoutViaInside(atom, sites) : atom, sites));

const withoutViaInside = (atom: TextAtom, sites: Sites): TextAtom =>
  atom.parts.every((part) => part.via === undefined && (isText(part) || part.atom.via === undefined))
    ? atom
    : { ...atom, parts: atom.parts.map((part) => partOf(part, sites)) };

const partOf = (part: Part, sites: Sites): Part => (isText(part) ? withoutVia(part, sites) : { ...withoutVia(part, sites), atom: holeOf(part.atom, sites) });

/** What varies from run to run is the fault of who gave it to be put into a text. */
function holeOf(atom: Atom, sites: Sites): Atom {
  const { via } = atom;
  const own = withoutVia(atom, sites);
  return own === atom || own.kind !== 'source' ? own : { ...own, brought: own.brought ?? via };
}

const withoutVia = <T extends Provenance>(made: T, sites: Sites): T =>
  made.via !== undefined && sites.includes(made.via) ? { ...made, via: undefined } : made;
