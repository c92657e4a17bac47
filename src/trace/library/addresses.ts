/** Where a request goes: its URL, behind the client's base if it has one. */
import type { RequestEffect } from '../../models/form/schema.js';
import type { Call } from '../calls/calls.js';
import { bodyAsText } from '../expressions/response.js';
import type { Interpreter } from '../interpreter.js';
import type { Site } from '../site.js';
import { concatenate, dropHead, firstHole, headOf, tailOf } from '../values/text.js';
import { constant, constantText, NOTHING, UNKNOWN, UNKNOWN_ATOM, type Atom, type EntityAtom, type Value } from '../values/values.js';
import { firstCertain, firstGiven, type Given } from './refs.js';

export interface Target {
  readonly url: Value;
  readonly at: Site;
}

/** URLs as texts; a response in the place of one is its body, which the client or an interceptor has taken out of it. */
const textual = (value: Value): Value =>
  value.flatMap((atom): Value => {
    if (atom.kind === 'url') return atom.text.value.map((text) => (text.via === undefined ? { ...text, via: atom.via } : text));
    return [bodyAsText(atom)];
  });

const isWhole = (atom: Atom): boolean => {
  const hole = firstHole(atom);
  return hole?.kind === 'endpoint' || hole?.kind === 'upload-url' || /^[a-z]+:\/\//i.test(headOf(atom));
};

/** An options object in the place of a URL is none. */
function addressIn(found: Given | undefined): Given | undefined {
  const value = found?.value.filter((each) => each.kind !== 'object' && each.kind !== 'function') ?? NOTHING;
  return found === undefined || value.length === 0 ? undefined : { ...found, value };
}

/** The request's URL, behind the client's base if it has one. */
export function targetOf(it: Interpreter, atom: EntityAtom, call: Call, effect: RequestEffect): Target {
  const { url, at } = addressOf(it, atom, call, effect);
  return { url: url.map((each) => wholeUrl(each, at)), at };
}

/** Of a signed URL, its path alone is another one: the signature stands in the query. At its origin there is much else. */
function wholeUrl(atom: Atom, site: Site): Atom {
  const hole = firstHole(atom);
  if (hole?.kind !== 'upload-url' || hole.part === undefined) return atom;
  const { when, via } = atom;
  if (hole.part === 'origin') return UNKNOWN_ATOM;
  // Who hands over the path without its query has left that out.
  const broughtBy = hole.via === hole.readAt ? site : (hole.via ?? site);
  return { ...hole, part: undefined, altered: atom === hole ? (hole.altered ?? broughtBy) : hole.altered, when, via };
}

function addressOf(it: Interpreter, atom: EntityAtom, call: Call, effect: RequestEffect): Target {
  const url = addressIn(firstGiven(it, atom, call, effect.url));
  const base = addressIn(firstCertain(it, atom, call, effect.base, ({ value }) => !value.some(isWord)));
  const site = it.site(call.node);
  if (base === undefined) return url === undefined ? { url: UNKNOWN, at: site } : { url: textual(url.value), at: url.site };
  if (url === undefined) return { url: textual(base.value), at: base.site };
  return { url: behindBase(textual(base.value), textual(url.value), { site: url.site, how: effect.joins }), at: url.site };
}

/** A relative URL behind the base; a whole one stands for itself. */
export const behindBase = (base: Value, url: Value, joining: Joining): Value => url.flatMap((each) => (isWhole(each) ? [each] : joinBase(base, each, joining)));

interface Joining {
  readonly site: Site;
  readonly how: RequestEffect['joins'];
}

/** Most clients put exactly one slash between base and path. */
function joinBase(base: Value, path: Atom, { site, how }: Joining): Value {
  if (how === 'text') return concatenate([{ value: base, site }, { value: [path], site }], site);
  const cut = dropHead(path, headOf(path).length - headOf(path).replace(/^\/+/, '').length);
  const slash = base.every((atom) => tailOf(atom).endsWith('/')) ? '' : '/';
  return concatenate([{ value: base, site }, { value: constant(slash), site }, { value: [cut], site }], site);
}

/** A word, where a base URL may stand as well: a method's name, an encoding. */
const isWord = (atom: Atom): boolean => /^\w+$/.test(constantText(atom) ?? '');
