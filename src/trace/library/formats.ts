/** `util.format` and its kin: a text made of a format and what stands behind it. */
import type { Ref } from '../../models/schema.js';
import { stringOf } from '../builtins/texts-of.js';
import type { Call } from '../calls.js';
import type { Interpreter } from '../interpreter.js';
import { concatenate, type Piece } from '../text.js';
import { constant, constantText, flatMap, primitive, type EntityAtom, type Value } from '../values.js';
import { derived } from './derived.js';
import { firstGiven } from './refs.js';

/** `%s`, `%d`, `%5.2f`; `%%` is a sign of its own. */
const PLACE = /%(?:%|[-+ 0#]*\d*(?:\.\d+)?[a-zA-Z])/u;

/** The text that the format gives with the arguments behind it. */
export function formatted(it: Interpreter, atom: EntityAtom, call: Call, ref: Ref): Value {
  const format = firstGiven(it, atom, call, ref);
  const [only] = format?.value ?? [];
  const text = only === undefined || format?.value.length !== 1 ? undefined : constantText(only);
  if (format === undefined || text === undefined || call.rest !== undefined) return derived(it, atom, call, '*');
  const { site } = format;
  const pieces: Piece[] = [];
  let next = Number(ref) + 1;
  let rest = text;
  for (let found = PLACE.exec(rest); found !== null; found = PLACE.exec(rest)) {
    if (found.index > 0) pieces.push({ value: constant(rest.slice(0, found.index), site), site });
    pieces.push(found[0] === '%%' ? { value: constant('%', site), site } : argumentAt(call, next++, found[0], it));
    rest = rest.slice(found.index + found[0].length);
  }
  if (rest !== '') pieces.push({ value: constant(rest, site), site });
  // What has no place in the format stands behind it.
  for (; next < call.args.length; next++) pieces.push({ value: constant(' ', site), site }, argumentAt(call, next, '', it));
  return concatenate(pieces, it.site(call.node));
}

const UNITS: ReadonlyMap<string, number> = new Map([['', 1], ['m', 60_000], ['s', 1000], ['h', 3_600_000], ['d', 86_400_000], ['w', 604_800_000]]);

/** `ms('2s')`, `parse('10 minutes')`: a span in words as milliseconds. */
export function spokenDuration(it: Interpreter, atom: EntityAtom, call: Call, ref: Ref): Value {
  const [only] = firstGiven(it, atom, call, ref)?.value ?? [];
  const text = only?.kind === 'text' ? constantText(only) : undefined;
  const [, number, unit = ''] = /^\s*(\d+(?:\.\d+)?)\s*([a-z]*)\s*$/iu.exec(text ?? '') ?? [];
  const factor = /^(?:ms|msecs?|milli\w*)$/iu.test(unit) ? 1 : UNITS.get(unit.charAt(0).toLowerCase());
  return number === undefined || factor === undefined ? derived(it, atom, call, ref) : primitive(Number(number) * factor);
}

function argumentAt(call: Call, index: number, place: string, it: Interpreter): Piece {
  const value = call.args[index];
  const site = call.sites[index] ?? it.site(call.node);
  return value === undefined ? { value: constant(place, site), site } : { value: flatMap(value, stringOf), site };
}
