/** Numbers that go with the counter of a loop: what lies between two of them is often known (`i * PART`, `(i + 1) * PART`). */
import type { Counted } from './measures.js';
import { measureOf, sizeAmong } from './sizes.js';
import type { Atom, Value } from './values.js';

/** The counter itself. */
export const counterOf = (loop: object): Value => [{ kind: 'unknown', counted: { counter: loop, times: 1, plus: 0 } }];

function countedOf(atom: Atom): Counted | undefined {
  if (atom.kind === 'unknown') return atom.counted;
  return atom.kind === 'primitive' && typeof atom.value === 'number' ? { counter: undefined, times: 0, plus: atom.value } : undefined;
}

function sum(a: Counted, b: Counted, sign: 1 | -1): Counted | undefined {
  if (a.counter !== undefined && b.counter !== undefined && a.counter !== b.counter) return undefined;
  const times = a.times + sign * b.times;
  return { counter: times === 0 ? undefined : (a.counter ?? b.counter), times, plus: a.plus + sign * b.plus };
}

function computed(operator: string, a: Counted, b: Counted): Counted | undefined {
  if (operator === '+') return sum(a, b, 1);
  if (operator === '-') return sum(a, b, -1);
  if (operator !== '*' || (a.counter !== undefined && b.counter !== undefined)) return undefined;
  const [counted, factor] = a.counter === undefined ? [b, a.plus] : [a, b.plus];
  return { ...counted, times: counted.times * factor, plus: counted.plus * factor };
}

/** What is computed of a counter. */
export function counting(operator: string, left: Atom, right: Atom): Counted | undefined {
  const [a, b] = [countedOf(left), countedOf(right)];
  return a === undefined || b === undefined ? undefined : computed(operator, a, b);
}

/** `Math.min(start + PART, size)`: no part ends behind the end of its file. */
export function endOfPart(args: readonly Value[]): Value | undefined {
  const atoms = args.flat();
  const [end, ...others] = atoms.filter((atom) => measureOf(atom) === undefined);
  const counted = end === undefined || others.length > 0 ? undefined : countedOf(end);
  const size = sizeAmong(args, 'other');
  return counted === undefined || size === undefined ? undefined : [{ ...size, counted }];
}

/** How far the second lies behind the first. */
export function distance(from: Value, to: Value): number | undefined {
  const [a, b] = [only(from), only(to)];
  const between = a === undefined || b === undefined ? undefined : sum(b, a, -1);
  return between?.times === 0 ? between.plus : undefined;
}

const only = (value: Value): Counted | undefined => {
  const [atom] = value;
  return value.length === 1 && atom !== undefined ? countedOf(atom) : undefined;
};
