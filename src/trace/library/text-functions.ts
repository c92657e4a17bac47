/** What packages make of texts: URLs joined by one slash, slashes at the ends, a query behind. */
import type { Returns } from '../../models/form/schema.js';
import { stringOf } from '../builtins/texts-of.js';
import { atEnd, textArgument } from '../builtins/texts.js';
import type { Call } from '../calls/calls.js';
import type { Interpreter } from '../interpreter.js';
import type { Site } from '../site.js';
import { elementsOf } from '../state/heap.js';
import { concatenate, dropHead, firstHole, headOf, tailOf, type Piece } from '../values/text.js';
import { constant, constantText, flatMap, UNKNOWN, type Atom, type EntityAtom, type Value } from '../values/values.js';
import { firstGiven, fromOutside, given, type Given } from './refs.js';
import { fill, type Lookup } from './templates.js';

type TextResult = Extract<Returns, { text: unknown }>;

export function textResult(it: Interpreter, atom: EntityAtom, call: Call, { text, of }: TextResult): Value {
  const site = it.site(call.node);
  const operands = operandsOf(it, atom, call, of);
  const [first = { value: UNKNOWN, site }, second] = operands;
  switch (text) {
    case 'joinUrl':
      return joinedUrl(operands, site);
    case 'joinWhole':
      return joinedWhole(operands, site);
    case 'urlcat':
      return urlcat(it, atom, call, operands);
    case 'withTrailingSlash':
      return flatMap(first.value, (each) => (tailOf(each).endsWith('/') ? [each] : concatenate([{ ...first, value: [each] }, { value: constant('/', site), site }], site)));
    case 'withLeadingSlash':
      return flatMap(first.value, (each) => (headOf(each).startsWith('/') ? [each] : concatenate([{ value: constant('/', site), site }, { ...first, value: [each] }], site)));
    case 'withoutTrailingSlash':
      return withoutTail(first.value, /\/+$/u);
    case 'withoutLeadingSlash':
      return withoutHead(first.value, /^\/+/u);
    case 'trim':
    case 'trimStart':
    case 'trimEnd':
      return trimmed(first.value, second?.value, text);
    case 'withQuery':
      return withQuery(first, second, site);
  }
}

/** What stands at the references, texts as texts; `*`: each argument, those in a list one by one. */
function operandsOf(it: Interpreter, atom: EntityAtom, call: Call, of: TextResult['of']): readonly Given[] {
  const site = it.site(call.node);
  if (of !== '*') return (typeof of === 'string' ? [of] : of).flatMap((ref) => given(it, atom, call, ref) ?? []).map((operand) => textual({ ...operand, value: fromOutside(operand.value, call) }));
  const args = call.args.flatMap((value, index): readonly Given[] => {
    const at = call.sites[index] ?? site;
    const items = elementsOf(value);
    return items === undefined ? [{ value, site: at }] : items.map((item) => ({ value: item, site: at }));
  });
  return [...args, ...(call.rest === undefined ? [] : [{ value: UNKNOWN, site }])].map(textual);
}

const textual = (operand: Given): Given => ({ ...operand, value: flatMap(operand.value, (each) => (each.kind === 'url' ? stringOf(each) : [each])) });

const withoutHead = (value: Value, pattern: RegExp): Value =>
  value.map((atom) => dropHead(atom, headOf(atom).length - headOf(atom).replace(pattern, '').length));

const withoutTail = (value: Value, pattern: RegExp): Value => value.map((atom) => atEnd(atom, (tail) => tail.replace(pattern, '')));

const isAbsent = (atom: Atom): boolean => constantText(atom) === '' || (atom.kind === 'primitive' && (atom.value === undefined || atom.value === null));

/** Exactly one slash between each two of the pieces; none before a query. */
function joinedUrl(operands: readonly Given[], site: Site): Value {
  const present = operands.map((operand) => ({ ...operand, value: operand.value.filter((each) => !isAbsent(each)) })).filter(({ value }) => value.length > 0);
  const pieces = present.flatMap(({ value, site: at }, index): readonly Piece[] => {
    const end = index === present.length - 1 ? value : withoutTail(value, /\/+$/u);
    if (index === 0) return [{ value: end, site: at }];
    if (end.every((each) => /^[?#&]/u.test(headOf(each)))) return [{ value: end, site: at }];
    return [{ value: constant('/', site), site }, { value: withoutHead(end, /^\/+/u), site: at }];
  });
  return pieces.length === 0 ? constant('', site) : concatenate(pieces, site);
}

const isWhole = (atom: Atom): boolean => firstHole(atom)?.kind === 'endpoint' || firstHole(atom)?.kind === 'upload-url' || /^[a-z][a-z0-9+.-]*:\/\//iu.test(headOf(atom));

/** A whole URL, or a path that begins with a slash; no slash at its end. */
function joinedWhole(operands: readonly Given[], site: Site): Value {
  const url = withoutTail(joinedUrl(operands, site), /\/+$/u);
  return flatMap(url, (each) => (isWhole(each) || headOf(each).startsWith('/') ? [each] : UNKNOWN));
}

/** `urlcat(base, '/:table', { table, page })`: what the template does not name goes into the query. */
function urlcat(it: Interpreter, atom: EntityAtom, call: Call, operands: readonly Given[]): Value {
  const texts = operands.filter(({ value }) => value.every(({ kind }) => kind !== 'object'));
  const at = texts.length === operands.length ? undefined : String(call.args.length - 1);
  const named = new Set<string>();
  const lookup: Lookup = (name) => {
    named.add(name);
    return at === undefined ? undefined : (firstGiven(it, atom, call, `${at}.${name}`) ?? { value: UNKNOWN, site: it.site(call.node) });
  };
  const filled = texts.map((operand) => ({ ...operand, value: flatMap(operand.value, (each) => fill(each, 'colon', lookup, operand.site)) }));
  const url: Given = { value: joinedUrl(filled, it.site(call.node)), site: it.site(call.node) };
  const [values] = call.args.at(-1) ?? [];
  const more = values?.kind === 'object' && [...values.heap.fields.keys()].some((name) => !named.has(name));
  return more ? withQuery(url, operands.at(-1), url.site) : url.value;
}

function trimmed(value: Value, characters: Value | undefined, fn: 'trim' | 'trimStart' | 'trimEnd'): Value {
  if (characters === undefined) return value;
  const chars = textArgument(characters);
  if (chars === undefined) return UNKNOWN;
  const set = `[${chars.replaceAll(/[\\\]^-]/gu, String.raw`\$&`)}]+`;
  const cut = fn === 'trimEnd' ? value : withoutHead(value, new RegExp(`^${set}`, 'u'));
  return fn === 'trimStart' ? cut : withoutTail(cut, new RegExp(`${set}$`, 'u'));
}

/** Of what is empty or not known there may be no query. */
function withQuery(url: Given, query: Given | undefined, site: Site): Value {
  const isGiven = query?.value.some((each) => each.kind === 'object' && [...each.heap.fields.values()].some(({ value }) => value.some((member) => !isAbsent(member))));
  if (isGiven !== true) return url.value;
  return concatenate([url, { value: constant('?', site), site }, { value: UNKNOWN, site }], site);
}
