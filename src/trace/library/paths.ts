/** Path functions on abstract texts. */
import path from 'node:path';
import type { PathFunction, Refs } from '../../models/form/schema.js';
import type { Call } from '../calls/calls.js';
import { enteredAt } from '../calls/functions.js';
import { storageIn } from '../emit.js';
import { readMember } from '../expressions/member.js';
import { testValue } from '../expressions/operators.js';
import { CERTAIN, eitherTest, REFUTED, UNDECIDED, type Test } from '../guards/condition.js';
import type { Interpreter } from '../interpreter.js';
import type { Site } from '../site.js';
import { objectWith } from '../state/heap.js';
import { Cell } from '../state/store.js';
import { isAbsolute, outsidePart, placeOf } from '../values/places.js';
import { concatenate, dropHead, firstHole, headOf, tailOf, type Piece } from '../values/text.js';
import {
  constant, constantText, flatMap, isText, isVarying, join, NOTHING, partsOf, textOf, UNKNOWN, type Atom, type EntityAtom, type Part,
  type TextAtom, type Value,
} from '../values/values.js';
import { allGiven, fromOutside } from './refs.js';

const plain = (value: Value): Value => value.flatMap((atom) => (atom.kind === 'url' ? atom.text.value : [atom]));

function piecesOf(it: Interpreter, call: Call): Piece[] {
  const site = it.site(call.node);
  const pieces = call.args.map((value, index) => ({ value: plain(value), site: call.sites[index] ?? site }));
  if (call.rest !== undefined) pieces.push({ value: UNKNOWN, site });
  return pieces;
}

const MAX_VARIANTS = 8;

/** The pieces that a path is made of: an empty one leaves no slash behind, so where one may be empty there are two paths. */
function present(pieces: readonly Piece[]): readonly (readonly Piece[])[] {
  let variants: readonly (readonly Piece[])[] = [[]];
  for (const piece of pieces) {
    const value = piece.value.filter((atom) => constantText(atom) !== '');
    const given = value.length === piece.value.length ? piece : { ...piece, value };
    const without = given === piece || variants.length >= MAX_VARIANTS ? [] : variants;
    const with_ = value.length === 0 && given !== piece ? [] : variants.map((variant) => [...variant, given]);
    variants = [...with_, ...without];
  }
  return variants;
}

const joined = (it: Interpreter, call: Call, pieces: readonly Piece[]): Value =>
  present(pieces).reduce((value: Value, variant) => join(value, variant.length === 0 ? constant('.', it.site(call.node)) : separated(it, call, variant)), NOTHING);

function separated(it: Interpreter, call: Call, given: readonly Piece[]): Value {
  const site = it.site(call.node);
  const pieces = given.flatMap((piece, index) => (index === 0 || (index === 1 && endsInSlash(given[0])) ? [piece] : [{ value: constant('/'), site }, piece]));
  return normalizedAll(concatenate(pieces, site));
}

/** `path.join('/', name)` has one slash. */
const endsInSlash = (piece: Piece | undefined): boolean => piece?.value.every((atom) => constantText(atom)?.endsWith('/') === true) === true;

/** Constant texts are normalized as the program would, if they have to be; others stay as they are. */
const normalizedAll = (value: Value): Value =>
  value.map((atom) => {
    const text = constantText(atom);
    if (text === undefined || text === '' || atom.kind !== 'text') return atom;
    const windows = /^[a-z]:\\|\\\\/i.test(text);
    const normalized = windows ? path.win32.normalize(text) : path.posix.normalize(text);
    if (normalized === text) return atom;
    const part = inOnePart(atom, normalized);
    return { ...atom, parts: [part], via: part.via };
  });

/** What all of the text comes to. It came by the piece that leads outside, if one does. */
function inOnePart(atom: TextAtom, text: string): Part {
  const piece = placeOf(atom) === 'outside' ? outsidePart(atom) : atom.parts[0];
  return { text, site: piece?.site ?? atom.site, via: piece?.via };
}

/** Of a relative path where it lies in a folder that is not the current one, as far as one of the two leads outside. */
export function inFolder(folder: Value | undefined, path: Value, site: Site): Value {
  // An absolute path lies where it lies, and one that is not known may be one.
  if (folder === undefined || path.some((atom) => isAbsolute(atom) || /^(?:$|[/~])/.test(headOf(atom)))) return path;
  if (![...folder, ...path].some((atom) => placeOf(atom) === 'outside')) return path;
  return concatenate([{ value: folder, site }, { value: constant('/'), site }, { value: path, site }], site);
}

/** The folder that arguments lead to from another one, or from the current one. */
export function folderFrom(it: Interpreter, atom: EntityAtom, call: Call, refs: Refs): Value {
  const start = atom.defaults === undefined ? [] : [{ value: atom.defaults, site: it.site(call.node) }];
  const parts = allGiven(it, atom, call, refs).map(({ value, site }) => ({ value: enteredAt(plain(value), site), site }));
  return resolved(it, call, [...start, ...parts, ...(call.rest === undefined ? [] : [{ value: UNKNOWN, site: it.site(call.node) }])]);
}

/** `path.resolve`: from the last absolute piece on, else from the current folder. */
function resolved(it: Interpreter, call: Call, pieces: readonly Piece[]): Value {
  const start = pieces.findLastIndex((piece) => piece.value.some(isAbsolute));
  const site = it.site(call.node);
  if (start >= 0) return joined(it, call, pieces.slice(start));
  const current: Piece = { value: [{ kind: 'source', source: 'cwd', name: 'path.resolve', site }], site };
  // What is not known at the start may be absolute.
  const [first] = pieces;
  if (first?.value.some((atom) => atom.kind === 'unknown')) return joined(it, call, pieces);
  return joined(it, call, [current, ...pieces]);
}

function lastSlash(atom: Atom): Atom {
  if (atom.kind !== 'text') return atom;
  const parts = [...atom.parts];
  while (parts.length > 0) {
    const last = parts.pop();
    if (last === undefined) break;
    if (!isText(last)) continue;
    const at = last.text.lastIndexOf('/');
    if (at >= 0) return { ...textOf([...parts, { ...last, text: last.text.slice(0, at) }], atom.site), via: atom.via };
  }
  return textOf([{ text: '.', site: atom.site }], atom.site);
}

const dirname = (value: Value): Value =>
  value.map((atom) => {
    const text = constantText(atom);
    if (text !== undefined && atom.kind === 'text') return { ...atom, parts: [inOnePart(atom, path.posix.dirname(text.replaceAll('\\', '/')))] };
    return lastSlash(atom);
  });

function basename(call: Call, value: Value): Value {
  const [, suffix] = call.args;
  const ending = suffix?.length === 1 && suffix[0] !== undefined ? constantText(suffix[0]) : undefined;
  return flatMap(value, (atom) => {
    const text = constantText(atom);
    if (text !== undefined) return constant(path.win32.basename(text, ending), atom.site);
    if (atom.kind === 'source') return isVarying(atom) ? [atom] : UNKNOWN;
    const tail = tailOf(atom);
    return tail.includes('/') ? constant(path.posix.basename(tail, ending), atom.site) : varying(behindLastSlash(atom));
  });
}

/** The parts from the last slash on that is told. */
function behindLastSlash(atom: Atom): readonly Part[] {
  const parts = partsOf(atom);
  const at = parts.findLastIndex((part) => isText(part) && part.text.includes('/'));
  return at < 0 ? parts : parts.slice(at + 1);
}

const varying = (parts: readonly Part[]): Value => {
  const sources = parts.filter((part) => !isText(part) && part.atom.kind === 'source');
  return sources.length === 0 ? UNKNOWN : [textOf([{ text: '' }, ...sources])];
};

function formatted(it: Interpreter, call: Call): Value {
  const [options] = call.args;
  if (options === undefined) return UNKNOWN;
  const read = (name: string): Value => fromOutside(readMember(it, options, constant(name), call.node), call).filter((atom) => atom.kind !== 'primitive' && constantText(atom) !== '');
  const site = it.site(call.node);
  const dir = read('dir');
  const root = dir.length > 0 ? dir : read('root');
  const base = read('base').length > 0 ? read('base') : concatenate([{ value: read('name'), site }, { value: read('ext'), site }], site);
  if (root.length === 0) return base;
  // A root stands for its own slash.
  return dir.length === 0 ? concatenate([{ value: root, site }, { value: base, site }], site) : joined(it, call, [{ value: root, site }, { value: base, site }]);
}

/** Of an unknown path nobody knows. */
function absoluteTest(value: Value): Test {
  const [first = UNDECIDED, ...others] = value.map((atom) => {
    if (isAbsolute(atom)) return CERTAIN;
    return headOf(atom) === '' ? UNDECIDED : REFUTED;
  });
  return others.reduce(eitherTest, first);
}

const withoutScheme = (value: Value): Value =>
  value.map((atom) => {
    const head = headOf(atom);
    return head.startsWith('file://') ? dropHead(atom, 'file://'.length) : atom;
  });

export function pathResult(it: Interpreter, call: Call, fn: PathFunction, folder?: Value): Value {
  const pieces = [...(folder === undefined ? [] : [{ value: folder, site: it.site(call.node) }]), ...piecesOf(it, call)];
  const first = pieces[0]?.value ?? UNKNOWN;
  switch (fn) {
    case 'join':
    case 'resolve':
    case 'normalize':
      if (brokenUrl(it, call, pieces)) return UNKNOWN;
      return fn === 'resolve' ? resolved(it, call, pieces) : joined(it, call, pieces);
    case 'dirname':
      return dirname(first);
    case 'basename':
      return basename(call, first);
    case 'extname':
      return flatMap(first, (atom) => { const text = constantText(atom); return text === undefined ? UNKNOWN : constant(path.extname(text)); });
    case 'relative':
      return UNKNOWN;
    case 'isAbsolute':
      return testValue(absoluteTest(first));
    case 'format':
      return formatted(it, call);
    case 'parse':
      return [objectWith({ dir: dirname(first), base: basename({ ...call, args: [] }, first), ...partsOfConstant(first) })];
    case 'fileURLToPath':
      return withoutScheme(first);
    case 'pathToFileURL':
      return [{ kind: 'url', text: new Cell(first), site: it.site(call.node) }];
  }
}

/** What `path.parse` tells of a path that is known. */
function partsOfConstant(value: Value): Readonly<Record<'root' | 'name' | 'ext', Value>> {
  const [only] = value;
  const text = value.length === 1 && only !== undefined ? constantText(only) : undefined;
  if (text === undefined) return { root: UNKNOWN, name: UNKNOWN, ext: UNKNOWN };
  const { root, name, ext } = path.posix.parse(text);
  return { root: constant(root, only?.site), name: constant(name, only?.site), ext: constant(ext, only?.site) };
}

/** The path of a `URL` object: joining that with more of a path is right. */
const isPathname = (hole: Atom | undefined): boolean => hole?.kind === 'endpoint' && hole.pathname === true;

/** `path.join` takes one of the slashes of `https://`: what comes out is no URL. */
function brokenUrl(it: Interpreter, call: Call, pieces: readonly Piece[]): boolean {
  const [base] = pieces;
  const whole = base === undefined ? [] : storageIn(base.value).filter((atom) => !isPathname(firstHole(atom)));
  if (base === undefined || whole.length === 0) return false;
  const site = it.site(call.node);
  const path = concatenate(pieces.slice(1).flatMap((piece, index) => (index === 0 ? [piece] : [{ value: constant('/'), site }, piece])), site);
  it.events.push({ kind: 'join', how: 'path', base: base.value, path, at: site, baseAt: base.site, pathAt: pieces[1]?.site, ...it.context() });
  return true;
}
