/** Numbers and `Math`: constants are computed, what varies from run to run still does (C7), sizes stay sizes (C9). */
import type { Call } from '../calls/calls.js';
import { testValue } from '../expressions/operators.js';
import { UNDECIDED } from '../guards/condition.js';
import { truthOf } from '../guards/truth.js';
import type { Interpreter } from '../interpreter.js';
import { varyingIn } from '../library/derived.js';
import { endOfPart } from '../values/counters.js';
import { sizeAmong, type Unit } from '../values/sizes.js';
import { constantText, primitive, UNKNOWN, UNKNOWN_ATOM, type PrimitiveAtom, type Value } from '../values/values.js';
import type { Builtin } from './objects.js';

/** A constant argument as a number. */
function numberOf(value: Value): number | undefined {
  const [atom] = value;
  if (value.length !== 1 || atom === undefined) return undefined;
  if (atom.kind === 'primitive') return Number(atom.value);
  const text = atom.kind === 'text' ? constantText(atom) : undefined;
  return text === undefined ? undefined : Number(text);
}

/** What is computed of something that is not constant. */
function unknownNumber(args: readonly Value[], unit: Unit, atLeast?: number): Value {
  const varying = varyingIn(args.flat());
  if (varying !== undefined) return [varying];
  return [sizeAmong(args, unit) ?? (atLeast === undefined ? UNKNOWN_ATOM : { ...UNKNOWN_ATOM, atLeast })];
}

type Compute = (...numbers: number[]) => PrimitiveAtom['value'];

/** `Math.floor(Math.random() * 500)` is not above 500. */
function limited(value: Value, args: readonly Value[], compute: Compute): Value {
  const bounds = args.map((each) => numberOf(each) ?? (each.length === 1 && each[0]?.kind === 'source' ? each[0].below : undefined));
  const known = bounds.filter((bound) => bound !== undefined);
  const most = known.length === args.length ? Number(compute(...known)) : undefined;
  return value.map((atom) => (atom.kind === 'source' ? { ...atom, below: most } : atom));
}

/** `Math.min(1500 * attempt, LIMIT)`. */
function leastOf(args: readonly Value[], compute: Compute): number | undefined {
  const ends = args.map((each) => numberOf(each) ?? (each.length === 1 && each[0]?.kind === 'unknown' ? each[0].atLeast : undefined));
  const known = ends.filter((end) => end !== undefined);
  return known.length === args.length ? Number(compute(...known)) : undefined;
}

const numeric = (compute: Compute, unit: Unit): Builtin => (_it, call) => {
  const numbers: number[] = [];
  for (const value of call.args) {
    const number = numberOf(value);
    if (number === undefined) return limited(unknownNumber(call.args, unit, leastOf(call.args, compute)), call.args, compute);
    numbers.push(number);
  }
  return call.rest === undefined ? primitive(compute(...numbers)) : [sizeAmong([call.rest], 'other') ?? UNKNOWN_ATOM];
};

const fromText = (compute: (text: string, radix: number | undefined) => number): Builtin => (_it, call) => {
  const [value, base] = call.args;
  const [atom] = value ?? [];
  const text = value?.length === 1 && atom !== undefined ? constantText(atom) : undefined;
  return text === undefined ? unknownNumber(call.args.slice(0, 1), 'same') : primitive(compute(text, base === undefined ? undefined : numberOf(base)));
};

const parsedInt = fromText((text, radix) => Number.parseInt(text, radix));
const parsedFloat = fromText((text) => Number.parseFloat(text));

function big(_it: Interpreter, call: Call): Value {
  const number = numberOf(call.args[0] ?? UNKNOWN);
  return number === undefined || !Number.isSafeInteger(number) ? unknownNumber(call.args, 'same') : primitive(BigInt(number));
}

const MATH: readonly (readonly [string, Compute])[] = [
  ['abs', Math.abs], ['ceil', Math.ceil], ['floor', Math.floor], ['round', Math.round], ['trunc', Math.trunc], ['sign', Math.sign],
  ['max', Math.max], ['pow', (base = Number.NaN, exponent = Number.NaN) => base ** exponent], ['sqrt', Math.sqrt], ['cbrt', Math.cbrt],
  ['log', Math.log], ['log2', Math.log2], ['log10', Math.log10], ['exp', Math.exp], ['hypot', Math.hypot], ['imul', Math.imul], ['fround', Math.fround],
];

/** They leave a size what it is a size in. */
const ROUNDING = new Set(['abs', 'ceil', 'floor', 'round', 'trunc']);

const undecided: Builtin = () => testValue(UNDECIDED);

export const NUMBERS: ReadonlyMap<string, Builtin> = new Map<string, Builtin>([
  ...MATH.map(([name, compute]) => [`Math.${name}`, numeric(compute, ROUNDING.has(name) ? 'same' : 'other')] as const),
  ['Math.min', (it, call) => endOfPart(call.args) ?? numeric(Math.min, 'other')(it, call)],
  ['Number', (it, call) => (call.args.length === 0 ? primitive(0) : numeric((number) => number, 'same')(it, { ...call, args: call.args.slice(0, 1) }))],
  ['BigInt', big],
  ['Boolean', (it, call) => (call.args[0] === undefined ? primitive(false) : testValue(truthOf(it, call.args[0])))],
  ['parseInt', parsedInt],
  ['Number.parseInt', parsedInt],
  ['parseFloat', parsedFloat],
  ['Number.parseFloat', parsedFloat],
  ...['isNaN', 'isFinite', 'Number.isNaN', 'Number.isFinite', 'Number.isInteger', 'Number.isSafeInteger'].map((name) => [name, undecided] as const),
]);
