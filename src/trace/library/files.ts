/** Files: writing and reading them (C5); what was written is what is read back. */
import type { ReadEffect, Ref, WriteEffect } from '../../models/form/schema.js';
import type { Call } from '../calls/calls.js';
import { storageIn } from '../emit.js';
import type { Interpreter } from '../interpreter.js';
import type { Site } from '../site.js';
import { objectWith } from '../state/heap.js';
import { distance } from '../values/counters.js';
import { isAbsolute, placeOf } from '../values/places.js';
import { noteCopy } from '../values/sizes.js';
import { concatenate, dropHead, firstHole, headOf } from '../values/text.js';
import { constant, constantText, flatMap, join, NOTHING, primitive, UNKNOWN, UNKNOWN_ATOM, type Atom, type BytesAtom, type EntityAtom, type Value } from '../values/values.js';
import { inFolder } from './paths.js';
import { allGiven, firstGiven, fromOutside, isException } from './refs.js';

const fileName = (value: Value): string | undefined => {
  const [atom] = value;
  const text = value.length === 1 && atom !== undefined ? constantText(atom) : undefined;
  return text?.replace(/^\.\//, '');
};

/** Does the `open` write? Only what is certain counts. */
function opensForWriting(it: Interpreter, atom: EntityAtom, call: Call, effect: WriteEffect): boolean {
  if (effect.flags === undefined) return true;
  const flags = firstGiven(it, atom, call, effect.flags);
  if (flags === undefined) return false;
  return flags.value.every((flag) => {
    const text = constantText(flag);
    if (flag.kind === 'text' && text !== undefined) return /[wa+]/.test(text);
    if (flag.kind === 'primitive' && typeof flag.value === 'number') return (flag.value & 3) !== 0 || (flag.value & 64) !== 0;
    if (flag.kind === 'object') return flag.heap.fields.has('write') || flag.heap.fields.has('create') || flag.heap.fields.has('append');
    return flag.kind === 'entity' && /O_(WRONLY|RDWR|CREAT)/.test(flag.key);
  });
}

function suppressed(it: Interpreter, atom: EntityAtom, call: Call, unless: string | undefined): boolean {
  if (unless === undefined) return false;
  const needed = unless.startsWith('!');
  const option = firstGiven(it, atom, call, needed ? unless.slice(1) : unless);
  if (option === undefined) return needed;
  const isFalse = option.value.every((each) => each.kind === 'primitive' && each.value === false);
  return needed ? isFalse : !isFalse;
}

/** Where the program has gone, relative paths start; of what is not known below the first folder, nothing is said. */
function move(it: Interpreter, to: Value, site: Site): void {
  const isBelow = to.every((atom) => placeOf(atom) === 'inside');
  const { value: from } = it.workingFolder;
  const isFrom = from.length > 0 && !to.some(isAbsolute);
  const below = isFrom ? concatenate([{ value: from, site }, { value: constant('/'), site }, { value: to, site }], site) : to;
  it.store.write(it.workingFolder, isBelow ? below : UNKNOWN);
}

/** What was resolved against the working folder since is not told apart from what was before. */
function inWorkingFolder(it: Interpreter, folder: Value | undefined, path: Value, site: Site): Value {
  const isResolved = (atom: Atom): boolean => {
    const hole = firstHole(atom);
    return hole?.kind === 'source' && hole.source === 'cwd' && placeOf(atom) === 'outside';
  };
  return inFolder(folder ?? it.workingFolder.value, path.map((atom) => (isResolved(atom) ? UNKNOWN_ATOM : atom)), site);
}

/** The folder that the program is in anyway (`cwd: '.'`, `cwd: process.cwd()`). */
const isCurrent = (atom: Atom): boolean => /^\.\/?$/u.test(constantText(atom) ?? '') || (atom.kind === 'source' && atom.source === 'cwd');

/** @param given - where a relative path lies, if it was given apart from the path */
export function emitWrite(it: Interpreter, path: Value, at: Site, name: string, given?: Value): void {
  const folder = given?.every(isCurrent) === true ? undefined : given;
  const placed = it.workingFolder.value.length === 0 ? inFolder(folder, path, at) : inWorkingFolder(it, folder, path, at);
  it.events.push({ kind: 'write', path: placed, at, name, folder: placed === path ? 'own' : 'shared', ...it.context() });
}

/** Files are named by strings and buffers of them, by `URL` objects, by `file:` URLs, and by file objects (`Bun.file(p)`, `tf.io.fileSystem(p)`). */
const pathText = (value: Value): Value =>
  value.flatMap((atom) => {
    if (atom.kind === 'url') return atom.text.value;
    if (atom.kind !== 'bytes') return [atom];
    const named = atom.path ?? atom.content;
    return named === undefined ? [atom] : pathText(named);
  });

function withoutPrefix(value: Value, prefix: string | undefined): Value {
  if (prefix === undefined) return value;
  return value.flatMap((atom) => {
    if (atom.kind === 'bytes') return [atom];
    return headOf(atom).startsWith(prefix) ? [dropHead(atom, prefix.length)] : [];
  });
}

export function applyWrite(it: Interpreter, atom: EntityAtom, call: Call, effect: WriteEffect): Value | undefined {
  if (!opensForWriting(it, atom, call, effect) || suppressed(it, atom, call, effect.unless)) return undefined;
  if (isException(it, atom, call, effect.unlessIs)) return undefined;
  const paths = allGiven(it, atom, call, effect.path);
  if (paths.length === 0 && effect.defaultsToTemp === true) {
    const site = it.site(call.node);
    const made: Value = [{ kind: 'source', source: 'tmpdir', name: call.name, site }];
    emitWrite(it, made, site, call.name);
    return giving(effect.returnsPath, made);
  }
  const content = firstGiven(it, atom, call, effect.content);
  const folder = firstGiven(it, atom, call, effect.folder)?.value;
  for (const { value, site, written } of paths) {
    const path = pathText(withoutPrefix(written === undefined ? value : fromOutside(value, call), effect.prefix));
    if (path.length > 0) emitWrite(it, path, written ?? site, call.name, folder);
    if (effect.moves === true) move(it, path, site);
    if (content !== undefined) remember(it, path, content.value);
  }
  const from = firstGiven(it, atom, call, effect.from);
  if (from !== undefined) noteCopy(it, pathText(from.value), paths.flatMap(({ value }) => pathText(value)));
  const [first] = paths;
  return first === undefined ? undefined : giving(effect.returnsPath, madePath(it, pathText(first.value), call, effect.unique === true));
}

/** The path that was made, as the call gives it: itself, or in a member of something that is not known otherwise. */
function giving(returnsPath: WriteEffect['returnsPath'], path: Value): Value | undefined {
  if (returnsPath === undefined || returnsPath === false) return undefined;
  return returnsPath === true ? path : [{ kind: 'unknown', heap: objectWith({ [returnsPath]: path }).heap }];
}

function remember(it: Interpreter, path: Value, content: Value): void {
  const name = fileName(path);
  const kept = content.filter((atom) => storageIn([atom]).length > 0);
  if (name !== undefined && kept.length > 0) it.files.set(name, join(it.files.get(name) ?? NOTHING, kept));
}

function madePath(it: Interpreter, path: Value, call: Call, unique: boolean): Value {
  const site = it.site(call.node);
  if (path.some((atom) => placeOf(atom) === 'outside')) return [{ kind: 'source', source: 'tmpdir', name: call.name, site }];
  const ending: Value = unique ? [{ kind: 'source', source: 'random', name: call.name, site }] : UNKNOWN;
  return concatenate([{ value: path, site }, { value: ending, site }], site);
}

const parsed = (atom: Atom): Value => (atom.kind === 'json' ? atom.value : [atom]);

export function applyRead(it: Interpreter, atom: EntityAtom, call: Call, effect: ReadEffect): Value | undefined {
  const path = firstGiven(it, atom, call, effect.path);
  const name = path === undefined ? undefined : fileName(pathText(path.value));
  const content = name === undefined ? undefined : it.files.get(name);
  if (content !== undefined) return effect.parses === true ? flatMap(content, parsed) : content;
  if (effect.parses === true) return UNKNOWN;
  const stream = /stream|asblob|file$|^(file|blob)From/i.test(call.name) && !/^read(file|json)/i.test(call.name);
  const bytes: BytesAtom = { kind: 'bytes', of: stream ? 'stream' : 'memory', path: path === undefined ? undefined : pathText(path.value), reader: atom.key };
  return rangesOf(it, atom, call, effect).map((range) => ({ ...bytes, ...range }));
}

/** What is known of a file. */
export function statsOf(it: Interpreter, atom: EntityAtom, call: Call, ref: Ref): Value {
  const path = firstGiven(it, atom, call, ref);
  return [{ kind: 'unknown', read: true, stats: path === undefined ? UNKNOWN : pathText(path.value) }];
}

type Stretch = Pick<BytesAtom, 'range' | 'when'>;

/** Bytes between two bounds, one of those that they may be; without a start they begin at 0. */
function rangesOf(it: Interpreter, atom: EntityAtom, call: Call, { range }: ReadEffect): readonly Stretch[] {
  const end = range === undefined ? undefined : firstGiven(it, atom, call, `${range}.end`)?.value;
  if (end === undefined || end.length === 0) return [{}];
  const given = (firstGiven(it, atom, call, `${range}.start`)?.value ?? NOTHING).filter((each) => !isNoEnd(each));
  const start = given.length === 0 ? primitive(0) : given;
  return end.length > MAX_ENDS ? [{ range: { size: undefined } }] : end.map((each) => stretchTo(start, each));
}

const MAX_ENDS = 4;

/** Both bounds are in it; without an end nothing is known of it. */
function stretchTo(start: Value, end: Atom): Stretch {
  if (isNoEnd(end)) return { when: end.when };
  const last = distance(start, [end]);
  return { when: end.when, range: { size: last === undefined || last < 0 ? undefined : last + 1 } };
}

const isNoEnd = (atom: Atom): boolean => atom.kind === 'primitive' && (atom.value === undefined || atom.value === Infinity);
