/**
 * Abstract values: what an expression may be. A value is a small set of atoms (one for each thing that it may be on some
 * path); past {@link MAX_ATOMS} it is widened by the unknown.
 */
import type { Site } from '../site.js';
import type { Atom, Part, PrimitiveAtom, TextPart, UnknownAtom, Value } from './atoms.js';
import { sameAtom, sameWhen } from './same.js';

export type * from './atoms.js';
export type * from './heaps.js';

export const MAX_ATOMS = 12;
const MAX_PARTS = 100;

export const UNKNOWN_ATOM: UnknownAtom = { kind: 'unknown' };
export const UNKNOWN: Value = [UNKNOWN_ATOM];
/** An error that was made or caught: nobody knows which, but there is one. */
export const ERROR: Value = [{ kind: 'unknown', truthy: true }];
export const NOTHING: Value = [];
export const UNDEFINED: Value = [{ kind: 'primitive', value: undefined }];
export const NULL: Value = [{ kind: 'primitive', value: null }];
export const STAGE: Value = [{ kind: 'stage' }];

const VARYING = new Set(['time', 'random', 'process', 'inputParam']);
/** Does it differ from run to run (C7)? */
export const isVarying = (atom: Atom): boolean => atom.kind === 'source' && VARYING.has(atom.source);

const CALLABLE: ReadonlySet<Atom['kind']> = new Set(['function', 'native', 'method', 'entity']);
/** A function: of the program, of the interpreter, of the language or of a library. */
export const isCallable = ({ kind }: Atom): boolean => CALLABLE.has(kind);

export const primitive = (value: PrimitiveAtom['value']): Value =>
  value === undefined ? UNDEFINED : [{ kind: 'primitive', value }];
export const constant = (text: string, site?: Site): Value => [{ kind: 'text', parts: [{ text, site }], site }];
export const isText = (part: Part): part is TextPart => 'text' in part;

/** The string that the atom is, if it is one string only. */
export function constantText(atom: Atom): string | undefined {
  if (atom.kind === 'text') {
    const [first] = atom.parts;
    if (atom.parts.length === 1) return first !== undefined && isText(first) ? first.text : undefined;
    let text = '';
    for (const part of atom.parts) {
      if (!isText(part)) return undefined;
      text += part.text;
    }
    return text;
  }
  if (atom.kind === 'primitive') return String(atom.value);
  return undefined;
}

export function constantNumber(value: Value): number | undefined {
  const [atom] = value;
  return value.length === 1 && atom?.kind === 'primitive' && typeof atom.value === 'number' ? atom.value : undefined;
}

/** What came by an argument as a whole came by it in each part. */
const entered = (parts: readonly Part[], via: Site | undefined): readonly Part[] =>
  via === undefined ? parts : parts.map((part) => (part.via === undefined ? { ...part, via } : part));

export const partsOf = (atom: Atom, site?: Site): readonly Part[] => {
  if (atom.kind === 'text') return entered(atom.parts, atom.via);
  const text = constantText(atom);
  return [text === undefined ? { atom, site, via: atom.via } : { text, site: atom.site ?? site, via: atom.via }];
};

/** A string of these parts: a lone hole is the atom itself, too many parts end in an unknown. */
export function textOf(parts: readonly Part[], site?: Site): Atom {
  const told = parts.filter((part) => !isText(part) || part.text !== '');
  const [first] = told;
  if (first === undefined) return { kind: 'text', parts: [{ text: '', site }], site };
  if (told.length === 1 && !isText(first)) return first.via === undefined ? first.atom : { ...first.atom, via: first.via };
  if (told.length <= MAX_PARTS) return { kind: 'text', parts: told, site, via: isText(first) ? first.via : first.atom.via };
  return { kind: 'text', parts: [...told.slice(0, MAX_PARTS), { atom: UNKNOWN_ATOM, site }], site };
}

/** Either of two values. */
export function join(a: Value, b: Value): Value {
  if (a === b || b.length === 0) return a;
  if (a.length === 0) return b;
  const added = b.filter((atom) => !a.some((known) => sameAtom(known, atom)));
  if (added.length === 0) return a;
  const all = withoutDoubted([...a, ...added]);
  if (all.length <= MAX_ATOMS) return all;
  const different = withoutTwins(all);
  return different.length <= MAX_ATOMS ? different : [...different.slice(0, MAX_ATOMS - 1), UNKNOWN_ATOM];
}

/** Where there are too many, of equal texts that stand at several places one is enough, and one of an answer that came on several paths. */
const withoutTwins = (value: Value): Value => value.filter((atom, index) => !value.slice(0, index).some((other) => isTwin(other, atom)));

function isTwin(a: Atom, b: Atom): boolean {
  if (a.kind === 'text') {
    const text = constantText(a);
    return text !== undefined && b.kind === 'text' && constantText(b) === text && sameWhen(a, b);
  }
  return (a.kind === 'response' || a.kind === 'upload-url') && sameAtom({ ...a, passed: undefined }, b.kind === a.kind ? { ...b, passed: undefined } : b);
}

/** What was found to be there on one path, and may be missing on another, may be missing. */
function withoutDoubted(value: Value): Value {
  if (!value.some(isFound)) return value;
  return value.filter((atom) => !isFound(atom) || !value.some((other) => other.kind === 'unknown' && !isFound(other) && sameAtom({ ...atom, truthy: undefined }, other)));
}

const isFound = (atom: Atom): atom is UnknownAtom => atom.kind === 'unknown' && atom.truthy === true;

export const joinAll = (values: Iterable<Value>): Value => {
  let joined = NOTHING;
  for (const value of values) joined = join(joined, value);
  return joined;
};

/** Each atom mapped to a value, joined. */
export function flatMap(value: Value, map: (atom: Atom) => Value): Value {
  const [only] = value;
  if (value.length === 1 && only !== undefined) return map(only);
  return joinAll(value.map(map));
}
