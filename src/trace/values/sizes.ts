/** Sizes of files and of bytes, and the files whose sizes were compared with a limit (C9). */
import type { Interpreter } from '../interpreter.js';
import type { Measure } from './measures.js';
import { headOf, tailOf } from './text.js';
import { constantText, join, UNKNOWN, type Atom, type UnknownAtom, type Value } from './values.js';

/** What is compared with less (with 0, with a KiB) is compared with no limit of a storage. */
const LEAST_LIMIT = 2 ** 20;
/** Members of an object that are looked at. */
const MAX_MEMBERS = 40;
/** What is compared with this much is a size, whatever gave it. */
const LARGE = 2 ** 30;
/** A number that is not known may be of these kinds. */
const MEASURED = new Set<Atom['kind']>(['unknown', 'entity', 'text']);

/** A size in bytes of these files; what is not known may be any. */
export const sizeOfFiles = (of: Value = UNKNOWN): Value => [{ kind: 'unknown', size: { of, unit: 1 } }];

/** The length of something unknown: bytes of a text or a buffer, or elements of a list. */
export const UNKNOWN_LENGTH: Value = [{ kind: 'unknown', size: { of: UNKNOWN, unit: 1, mayCount: true } }];

export const measureOf = (atom: Atom): Measure | undefined => (atom.kind === 'unknown' ? atom.size : undefined);

const NUMERALS = new Set(['toFixed', 'toPrecision', 'toString', 'valueOf']);

/** The method writes a size in digits. */
export const isInDigits = (atom: Atom, method: string): boolean => measureOf(atom) !== undefined && NUMERALS.has(method);

const numberOf = (atom: Atom): number | undefined =>
  atom.kind === 'primitive' && (typeof atom.value === 'number' || typeof atom.value === 'bigint') ? Number(atom.value) : undefined;

/** What is computed of sizes is a size; undefined if neither is one. */
export function computedSize(operator: string, a: Atom, b: Atom): Measure | undefined {
  const [left, right] = [measureOf(a), measureOf(b)];
  if (left !== undefined && right !== undefined) {
    return { of: join(left.of, right.of), unit: left.unit === right.unit && operator === '+' ? left.unit : undefined };
  }
  if (left !== undefined) return { ...left, unit: unitBehind(left.unit, operator, numberOf(b)) };
  if (right === undefined) return undefined;
  return { ...right, unit: operator === '*' || operator === '+' ? unitBehind(right.unit, operator, numberOf(a)) : undefined };
}

function unitBehind(unit: number | undefined, operator: string, number: number | undefined): number | undefined {
  if (unit === undefined || number === undefined) return undefined;
  if (operator === '/') return unit * number;
  if (operator === '*') return unit / number;
  return number === 0 ? unit : undefined;
}

/** Whether what a function gives is counted in the unit of its argument, as what is rounded is. */
export type Unit = 'same' | 'other';

/** What a function of numbers gives for sizes among its arguments. */
export function sizeAmong(args: readonly Value[], unit: Unit): UnknownAtom | undefined {
  const measures = args.flat().flatMap((atom) => measureOf(atom) ?? []);
  const [first, ...others] = measures;
  if (first === undefined) return undefined;
  const of = others.reduce((all, each) => join(all, each.of), first.of);
  return { kind: 'unknown', size: { ...first, of, unit: unit === 'same' && others.length === 0 ? first.unit : undefined } };
}

/** Notes the files whose sizes are compared here. */
export function noteComparison(it: Interpreter, left: Value, right: Value): void {
  for (const a of left) for (const b of right) noteLimit(it, comparedFiles(a, b) ?? comparedFiles(b, a));
}

/** `Math.min(size, LIMIT) === size`. */
export function noteEquality(it: Interpreter, left: Value, right: Value): void {
  for (const atom of [...left, ...right]) {
    const size = measureOf(atom);
    if (size !== undefined && size.unit === undefined) noteLimit(it, size.of);
  }
}

const noteLimit = (it: Interpreter, files: Value | undefined): void => {
  if (files !== undefined) it.store.write(it.compared, join(it.compared.value, files));
};

/** The files whose size the first is, if the second may be a limit. */
function comparedFiles(atom: Atom, other: Atom): Value | undefined {
  const size = measureOf(atom);
  const limit = numberOf(other);
  if (size === undefined) return MEASURED.has(atom.kind) && limit !== undefined && limit >= LARGE ? UNKNOWN : undefined;
  if (limit === undefined) return size.mayCount === true ? undefined : size.of;
  return size.unit !== undefined && limit * size.unit < LEAST_LIMIT ? undefined : size.of;
}

/** Who is handed a size, or what a file's size is read off, may compare it; also as a member of an object. */
export function noteHandedOver(it: Interpreter, args: readonly Value[], depth = 1): void {
  for (const atom of args.flat()) {
    if (atom.kind === 'unknown') noteLimit(it, atom.size?.mayCount === true ? undefined : (atom.size?.of ?? atom.stats));
    else if (atom.kind === 'object' && depth > 0) noteHandedOver(it, [...atom.heap.fields.values()].slice(0, MAX_MEMBERS).map(({ value }) => value), depth - 1);
  }
}

/** What is made of one file, or is it under another name, was compared where that was. */
export function noteCopy(it: Interpreter, from: Value, to: Value): void {
  if (mayBeCompared(it.compared.value, from)) noteLimit(it, to);
}

interface Names {
  /** Folders and the name, as far as they are constant, from the end. */
  readonly segments: readonly string[];
  /** Nothing stands before them. */
  readonly whole: boolean;
}

function namesIn(atom: Atom): Names {
  const text = constantText(atom);
  const segments = (text ?? tailOf(atom)).split(/[\\/]+/u).filter((segment) => segment !== '.' && segment !== '');
  return { segments: segments.reverse(), whole: text !== undefined || headOf(atom) === tailOf(atom) };
}

/** `x.tar` and `x.tar.gz`: one is made of the other. */
const isMadeOf = (a: string, b: string): boolean => a.startsWith(`${b}.`) || b.startsWith(`${a}.`);

/** The manifest lies where the platform put it: no name in the program is its. */
const isManifest = (atom: Atom): boolean => atom.kind === 'unknown' && atom.names === 'manifest';

const isAside = (a: Atom, b: Atom): boolean => isManifest(a) && constantText(b) !== undefined;

/** Whether two paths may name one file, or a file and what was made of it. */
function mayBeSameFile(a: Atom, b: Atom): boolean {
  if (isAside(a, b) || isAside(b, a)) return false;
  const [one, other] = [namesIn(a), namesIn(b)];
  if ([...one.segments, ...other.segments].includes('..')) return true;
  const count = Math.min(one.segments.length, other.segments.length);
  for (let index = 0; index < count; index++) {
    const [x, y] = [one.segments[index] ?? '', other.segments[index] ?? ''];
    const open = { x: !one.whole && index === one.segments.length - 1, y: !other.whole && index === other.segments.length - 1 };
    if (open.x || open.y) return (open.x && y.endsWith(x)) || (open.y && x.endsWith(y));
    if (x !== y && !(index === 0 && isMadeOf(x, y))) return false;
  }
  return true;
}

/** Whether the size of the file was compared, as far as can be told; of what is not known it may be. */
export const mayBeCompared = (compared: Value, path: Value | undefined): boolean =>
  compared.length > 0 && (path ?? UNKNOWN).every((file) => compared.some((other) => mayBeSameFile(file, other)));
