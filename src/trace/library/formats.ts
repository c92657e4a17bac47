/** `util.format` and its kin: a text made of a format and what stands behind it. */
import type { Ref, Returns } from '../../models/form/schema.js';
import { stringOf } from '../builtins/texts-of.js';
import type { Call } from '../calls/calls.js';
import type { Interpreter } from '../interpreter.js';
import type { Site } from '../site.js';
import { concatenate, type Piece } from '../values/text.js';
import { constant, constantText, flatMap, primitive, type EntityAtom, type Value } from '../values/values.js';
import { derived } from './derived.js';
import { firstGiven, given, type Given } from './refs.js';

/** `%s`, `%d`, `%5.2f`, `%(name)s`, `%1$s`; `%%` is a sign of its own. */
const PLACE = /%(?:%|(?:\((?<name>[\w.]+)\)|(?<number>\d+)\$)?[-+ 0#]*(?:'.)?\d*(?:\.\d+)?[a-zA-Z])/u;

type Formatted = Extract<Returns, { formatted: unknown }>;

/** The text that the format gives with the arguments behind it. */
export function formatted(it: Interpreter, atom: EntityAtom, call: Call, returns: Formatted): Value {
  const format = firstGiven(it, atom, call, returns.formatted);
  const [only] = format?.value ?? [];
  const text = only === undefined || format?.value.length !== 1 ? undefined : constantText(only);
  if (format === undefined || text === undefined || call.rest !== undefined) return derived(it, atom, call, '*');
  const { site } = format;
  const argument = (index: number | string): Given | undefined =>
    given(it, atom, call, returns.list === undefined ? String(Number(returns.formatted) + 1 + Number(index)) : `${returns.list}.${String(index)}`);
  const pieces: Piece[] = [];
  let next = 0;
  let rest = text;
  for (let found = PLACE.exec(rest); found !== null; found = PLACE.exec(rest)) {
    const { name, number } = found.groups ?? {};
    if (found.index > 0) pieces.push({ value: constant(rest.slice(0, found.index), site), site });
    if (found[0] === '%%') pieces.push({ value: constant('%', site), site });
    else if (name !== undefined) pieces.push(pieceOf(given(it, atom, call, `${returns.list ?? String(Number(returns.formatted) + 1)}.${name}`), found[0], site));
    else pieces.push(pieceOf(argument(number === undefined ? next++ : Number(number) - 1), found[0], site));
    rest = rest.slice(found.index + found[0].length);
  }
  if (rest !== '') pieces.push({ value: constant(rest, site), site });
  return concatenate([...pieces, ...(KEEPS_ALL.test(atom.key) ? behind(call, Number(returns.formatted) + 1 + next, site) : [])], it.site(call.node));
}

/** These put what has no place in the format behind it. */
const KEEPS_ALL = /^(?:util|format-util|util-format)#/u;

const behind = (call: Call, from: number, site: Site): readonly Piece[] =>
  call.args.slice(from).flatMap((value, index) => [{ value: constant(' ', site), site }, pieceOf({ value, site: call.sites[from + index] ?? site }, '', site)]);

const pieceOf = (found: Given | undefined, place: string, site: Site): Piece =>
  found === undefined ? { value: constant(place, site), site } : { value: flatMap(found.value, stringOf), site: found.site };

const UNITS: ReadonlyMap<string, number> = new Map([['', 1], ['m', 60_000], ['s', 1000], ['h', 3_600_000], ['d', 86_400_000], ['w', 604_800_000]]);

/** `ms('2s')`, `parse('10 minutes')`: a span in words as milliseconds. */
export function spokenDuration(it: Interpreter, atom: EntityAtom, call: Call, ref: Ref): Value {
  const [only] = firstGiven(it, atom, call, ref)?.value ?? [];
  const text = only?.kind === 'text' ? constantText(only) : undefined;
  const [, number, unit = ''] = /^\s*(\d+(?:\.\d+)?)\s*([a-z]*)\s*$/iu.exec(text ?? '') ?? [];
  const factor = /^(?:ms|msecs?|milli\w*)$/iu.test(unit) ? 1 : UNITS.get(unit.charAt(0).toLowerCase());
  return number === undefined || factor === undefined ? derived(it, atom, call, ref) : primitive(Number(number) * factor);
}

const PREFIXES = ['', 'k', 'm', 'g', 't', 'p'];

/** `bytes('6GB')`: a size in words as a number of bytes; `GiB` is always the larger one. */
export function spokenSize(it: Interpreter, atom: EntityAtom, call: Call, { bytes, prefix }: Extract<Returns, { bytes: unknown }>): Value {
  const found = firstGiven(it, atom, call, bytes);
  const [only] = found?.value ?? [];
  // A number is one already.
  if (found !== undefined && only?.kind === 'primitive') return found.value;
  const text = only?.kind === 'text' && found?.value.length === 1 ? constantText(only) : undefined;
  const { number, unit = '', binary } = /^\s*(?<number>\d+(?:\.\d+)?)\s*(?<unit>[kmgtp]?)(?<binary>i?)b?(?:ytes?)?\s*$/iu.exec(text ?? '')?.groups ?? {};
  if (number === undefined) return derived(it, atom, call, bytes);
  return primitive(Math.floor(Number(number) * (binary === '' ? prefix : 1024) ** PREFIXES.indexOf(unit.toLowerCase())));
}
