/** Results of functions: they no longer depend on the arguments that they were passed by, but on that which the function itself came by. */
import { siteOf, within, type Site } from '../site.js';
import { isText, type Atom, type FunctionAtom, type Part, type PromiseAtom, type Provenance, type TextAtom, type Value } from '../values/values.js';

type Sites = readonly (Site | undefined)[];

export const returned = (value: Value, sites: Sites): Value => (sites.length === 0 ? value : value.map((atom) => returnedAtom(atom, sites)));

function returnedAtom(atom: Atom, sites: Sites): Atom {
  if (atom.kind === 'promise') return returnedPromise(atom, sites);
  return withoutVia(atom.kind === 'text' ? withoutViaInside(atom, sites) : atom, sites);
}

/** What a callback has made is only within the call the callback's own. */
function returnedPromise(atom: PromiseAtom, sites: Sites): Atom {
  const functions = sites.filter((site) => site !== undefined && isFunction(site));
  return functions.length === 0 ? atom : { ...atom, value: returned(atom.value, functions) };
}

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

function withoutVia<T extends Provenance>(made: T, sites: Sites): T {
  const { via } = made;
  return via !== undefined && sites.some((site) => site !== undefined && isPlaceIn(via, site)) ? { ...made, via: undefined } : made;
}

const isFunction = ({ type }: Site): boolean => type === 'ArrowFunctionExpression' || type === 'FunctionExpression';

/** The argument itself, or a place in the function that is one. */
const isPlaceIn = (via: Site, argument: Site): boolean => via === argument || (isFunction(argument) && within(via, argument));

interface Made {
  readonly result: Value;
  readonly call: Site;
}

/**
 * What a function makes that came by an argument (`put(name, () => readFileSync(file))`) came by that argument too: of one that is written
 * there, at the place where it is made. What such a function was called with, it only hands back.
 */
export function madeBy({ home, node, module }: FunctionAtom, via: Site, { result, call }: Made): Value {
  if (home !== undefined || within(via, call)) return result;
  const own = siteOf(module.file, node);
  const isOwn = ({ site }: Provenance): boolean => node.params.length === 0 || (site !== undefined && within(site, own));
  return result.map((atom) => cameBy(atom, via, isOwn));
}

function cameBy(atom: Atom, via: Site, isOwn: (made: Provenance) => boolean): Atom {
  const marked = <T extends Provenance>(made: T): T =>
    made.via === undefined && isOwn(made) ? { ...made, via: made.site !== undefined && within(made.site, via) ? made.site : via } : made;
  switch (atom.kind) {
    case 'bytes':
    case 'primitive':
    case 'source':
      return marked(atom);
    case 'text':
      return marked({ ...atom, parts: atom.parts.map(marked) });
    case 'promise':
      return { ...atom, value: atom.value.map((inner) => cameBy(inner, via, isOwn)) };
    default:
      return atom;
  }
}

interface Tagged {
  readonly template: Site;
  /** The functions that may be its tag. */
  readonly tags: readonly Site[];
}

/** What the template of a tag lays side by side, the tag only puts together: it is joined by the template. */
export const joinedByTag = (value: Value, tagged: Tagged): Value => (tagged.tags.length === 0 ? value : value.map((atom) => joinedAtom(atom, tagged)));

function joinedAtom(atom: Atom, tagged: Tagged): Atom {
  if (atom.kind === 'promise') return { ...atom, value: joinedByTag(atom.value, tagged) };
  if (atom.kind !== 'text') return atom;
  return { ...atom, parts: atom.parts.map((part) => joinedPart(part, tagged)) };
}

function joinedPart(part: Part, { template, tags }: Tagged): Part {
  const { joined } = part;
  if (joined === undefined || !tags.some((tag) => within(joined, tag))) return part;
  const via = part.via ?? (isText(part) ? undefined : part.atom.via);
  return { ...part, joined: template, operand: via !== undefined && within(via, template) ? via : part.operand };
}
