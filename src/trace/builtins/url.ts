/** `URL` objects: their parts, and how a storage URL fares in them (C1). */
import type { Call } from '../calls/calls.js';
import { storageIn } from '../emit.js';
import { iterationOf } from '../expressions/iteration.js';
import { testValue } from '../expressions/operators.js';
import { bodyAsText } from '../expressions/response.js';
import { UNDECIDED } from '../guards/condition.js';
import type { Interpreter } from '../interpreter.js';
import { varyingIn } from '../library/derived.js';
import type { Site } from '../site.js';
import { objectWith } from '../state/heap.js';
import { Cell } from '../state/store.js';
import { isAbsolute, placeOf } from '../values/places.js';
import { concatenate, dropHead, firstHole, headOf, tailOf } from '../values/text.js';
import {
  constant, constantText, flatMap, isText, textOf, UNDEFINED, UNKNOWN, UNKNOWN_ATOM, type Atom, type UploadUrlAtom, type UrlAtom,
  type Value,
} from '../values/values.js';

const textual = (value: Value): Value => value.flatMap((atom) => (atom.kind === 'url' ? atom.text.value : [bodyAsText(atom)]));

/** The part of a constant URL; undefined where it is none. */
function constantPart(text: string, name: string): string | undefined {
  try {
    const url = new URL(text);
    const parts: ReadonlyMap<string, string> = new Map([
      ['hash', url.hash], ['host', url.host], ['hostname', url.hostname], ['origin', url.origin],
      ['pathname', url.pathname], ['port', url.port], ['protocol', url.protocol], ['search', url.search],
    ]);
    return parts.get(name);
  } catch {
    return undefined;
  }
}

/** Endpoints seen as the path of their URL, so that what is joined to it can be written back. */
function asPathname(atom: Atom, pathname: boolean): Atom {
  if (atom.kind === 'endpoint') return { ...atom, pathname };
  if (atom.kind !== 'text') return atom;
  const [first, ...others] = atom.parts;
  if (first === undefined || isText(first) || first.atom.kind !== 'endpoint') return atom;
  return { ...atom, parts: [{ ...first, atom: { ...first.atom, pathname } }, ...others] };
}

function partOf(atom: Atom, name: string): Value {
  const text = constantText(atom);
  if (text !== undefined) {
    const part = constantPart(text, name);
    return part === undefined ? UNKNOWN : constant(part, atom.site);
  }
  const hole = firstHole(atom);
  if (hole?.kind === 'upload-url') return signedPart(atom, name);
  if (hole?.kind === 'endpoint') {
    if (name === 'pathname') return [asPathname(atom, true)];
    return name === 'search' || name === 'hash' ? constant('') : UNKNOWN;
  }
  if (name !== 'pathname') return UNKNOWN;
  if (placeOf(atom) !== 'unknown') return [headOf(atom).startsWith('file://') ? dropHead(atom, 'file://'.length) : atom];
  const varying = varyingIn([atom]);
  if (varying !== undefined) return [varying];
  // Of a URL with a host, the path begins with a slash.
  return atom.kind === 'unknown' || /^https?:/i.test(headOf(atom)) ? [textOf([{ text: '/', site: atom.site }, { atom: UNKNOWN_ATOM }], atom.site)] : UNKNOWN;
}

const SIGNED_PARTS: ReadonlyMap<string, UploadUrlAtom['part']> = new Map([['origin', 'origin'], ['pathname', 'path'], ['search', 'query']]);

function signedPart(atom: Atom, name: string): Value {
  const part = SIGNED_PARTS.get(name);
  if (part === undefined) return UNKNOWN;
  return atom.kind === 'upload-url' ? [{ ...atom, part, readAt: atom.via }] : [atom];
}

export function readUrlMember(atom: UrlAtom, name: string): Value {
  if (name === 'href') return atom.text.value;
  if (name === 'searchParams') return [{ kind: 'method', receiver: atom, name }];
  return flatMap(atom.text.value, (text) => partOf(text, name));
}

/** Altered here, it is no more what an argument brought. */
const altered = (atom: Atom, site: Site): Atom => {
  const hole = firstHole(atom);
  return hole?.kind === 'upload-url' ? { ...hole, altered: hole.altered ?? site, when: atom.when, via: undefined } : atom;
};

/** The URL with one of its parts changed; nothing is known of it but that a signed URL is signed no more. */
function withPart(atom: Atom, site: Site): Atom {
  const hole = firstHole(atom);
  if (hole?.kind === 'upload-url') return altered(atom, site);
  return varyingIn([atom]) ?? { kind: 'unknown' };
}

function withConstantPart(atom: Atom, name: string, part: string): Atom | undefined {
  const text = constantText(atom);
  if (text === undefined || !URL.canParse(text)) return undefined;
  const url = new URL(text);
  if (name === 'pathname') url.pathname = part;
  else if (name === 'search') url.search = part;
  else if (name === 'hash') url.hash = part;
  else return undefined;
  return { kind: 'text', parts: [{ text: url.href, site: atom.site }], site: atom.site };
}

/** Is the new path the old one with more at its end? */
function extendsPath(path: Atom): boolean {
  const hole = firstHole(path);
  return hole?.kind === 'endpoint' && hole.pathname === true;
}

function withPathname(it: Interpreter, base: Atom, path: Atom, site: Site): Value {
  const text = constantText(path);
  const known = text === undefined ? undefined : withConstantPart(base, 'pathname', text);
  if (known !== undefined) return [known];
  const hole = firstHole(base);
  if (hole?.kind === 'upload-url') return firstHole(path)?.kind === 'upload-url' && path.kind !== 'text' ? [base] : [altered(base, site)];
  if (hole?.kind !== 'endpoint') return constantText(base) === undefined ? [withPart(base, site)] : concatenate([{ value: [base], site }, { value: [path], site }], site);
  if (extendsPath(path)) return [asPathname(path, false)];
  // A path that starts with constant text is none of the URL's own: the base's path is gone.
  if (headOf(path) === '') return UNKNOWN;
  it.events.push({ kind: 'join', how: 'pathname', base: [base], path: [path], at: site, baseAt: base.site, pathAt: path.site ?? site, ...it.context() });
  return UNKNOWN;
}

/** Where the part that is assigned comes from, else where the URL was requested or made. */
const siteOfChange = (atom: UrlAtom, value: Value): Site | undefined => {
  const [first] = value;
  const [text] = atom.text.value;
  const hole = text === undefined ? undefined : firstHole(text);
  return first?.site ?? atom.site ?? text?.site ?? (hole?.kind === 'upload-url' ? hole.request.call : undefined);
};

export function writeUrlMember(it: Interpreter, atom: UrlAtom, name: string, value: Value, written: Site | undefined): void {
  const { text } = atom;
  const site = siteOfChange(atom, value);
  if (site === undefined) return;
  switch (name) {
    case 'href':
      it.store.write(text, textual(value));
      return;
    case 'pathname':
      it.store.write(text, flatMap(text.value, (base) => flatMap(textual(value), (path) => withPathname(it, base, path, path.via === undefined ? site : (written ?? site)))));
      return;
    case 'hash':
    case 'protocol':
      return;
    case 'search':
      it.store.write(text, flatMap(text.value, (base) => withSearch(base, value, site)));
      return;
    default:
      it.store.write(text, text.value.map((base) => withPart(base, site)));
  }
}

function withSearch(base: Atom, value: Value, site: Site): Value {
  const hole = firstHole(base);
  // `u.search = u.search` changes nothing.
  if (hole?.kind === 'upload-url') return value.every((atom) => firstHole(atom)?.kind === 'upload-url') ? [base] : [altered(base, site)];
  return hole?.kind === 'endpoint' ? [base] : [withPart(base, site)];
}

const CHANGES = new Set(['append', 'set', 'delete']);

/** Methods of a `URL`, and those of its `searchParams`. */
export function callUrlMethod(it: Interpreter, atom: UrlAtom, name: string, call: Call): Value {
  if (name === 'toString' || name === 'toJSON' || name === 'valueOf') return atom.text.value;
  const method = /^searchParams\.(.*)$/.exec(name)?.[1];
  if (method === undefined) return UNKNOWN;
  if (method === 'has') return testValue(UNDECIDED);
  if (!CHANGES.has(method)) return UNKNOWN;
  const site = it.site(call.node);
  it.store.write(atom.text, atom.text.value.map((text) => altered(text, site)));
  return UNDEFINED;
}

interface Resolution {
  readonly at: Site;
  readonly baseAt: Site | undefined;
  readonly pathAt: Site | undefined;
}

const isWhole = (path: Atom): boolean => {
  const hole = firstHole(path);
  return hole?.kind === 'endpoint' || hole?.kind === 'upload-url' || /^[a-z][a-z0-9+.-]+:/i.test(headOf(path));
};

/** A relative URL against a base, as the `URL` constructor resolves it. */
function resolved(it: Interpreter, base: Atom, path: Atom, { at, baseAt, pathAt }: Resolution): Value {
  if (isWhole(path)) return [path];
  const baseText = constantText(base);
  const pathText = constantText(path);
  const hole = firstHole(base);
  // From the root of the file system.
  if ((isAbsolute(base) || hole?.kind === 'source') && /^\/(?!\/)/u.test(headOf(path))) return [path];
  if (baseText !== undefined && pathText !== undefined) return constantUrl(pathText, isAbsolute(base) ? `file://${baseText}` : baseText, at);
  if (hole?.kind === 'upload-url') return [pathText === '' || pathText?.startsWith('#') === true ? base : altered(base, at)];
  if (hole?.kind === 'endpoint') return storageUrl(it, base, path, { at, baseAt, pathAt });
  return concatenate([{ value: [withoutName(base)], site: baseAt ?? at }, { value: [withoutDot(path)], site: pathAt ?? at }], at);
}

const constantUrl = (path: string, base: string, at: Site): Value => (URL.canParse(path, base) ? constant(new URL(path, base).href, at) : UNKNOWN);

const withoutDot = (path: Atom): Atom => (headOf(path).startsWith('./') ? dropHead(path, 2) : path);

/** What stands behind the last slash of the base is dropped; a module's own URL is its folder's. */
function withoutName(base: Atom): Atom {
  if (base.kind === 'source') return textOf([{ atom: base, site: base.site }, { text: '/' }], base.site);
  const tail = tailOf(base);
  if (base.kind !== 'text' || tail.endsWith('/')) return base;
  const last = base.parts[base.parts.length - 1];
  if (last === undefined || !isText(last)) return base;
  return textOf([...base.parts.slice(0, -1), { ...last, text: last.text.slice(0, last.text.lastIndexOf('/') + 1) }], base.site);
}

/** Behind the URL of the stage a file was put already: what takes the place of its name is a file beside it. */
const endsInFile = (base: Atom): boolean => base.kind === 'text' && /\/[^/]*\.[^/]+$/.test(tailOf(base));

function storageUrl(it: Interpreter, base: Atom, path: Atom, { at, baseAt, pathAt }: Resolution): Value {
  const head = headOf(path);
  const pathText = constantText(path);
  if (pathText === '' || /^[?#]/.test(head)) return concatenate([{ value: [base], site: baseAt ?? at }, { value: [path], site: pathAt ?? at }], at);
  if (tailOf(base).endsWith('/') && !/^(\/|\.\.)/.test(head)) {
    return concatenate([{ value: [base], site: baseAt ?? at }, { value: [withoutDot(path)], site: pathAt ?? at }], at);
  }
  // An unknown first argument may be a whole URL; the root of the host is nobody's file.
  if ((head === '' && path.kind === 'unknown') || pathText === '/') return UNKNOWN;
  if (endsInFile(base) && !/^(\/|\.\.)/.test(head)) {
    return concatenate([{ value: [withoutName(base)], site: baseAt ?? at }, { value: [withoutDot(path)], site: pathAt ?? at }], at);
  }
  it.events.push({ kind: 'join', how: 'url', base: [base], path: [path], at, baseAt, pathAt, ...it.context() });
  return UNKNOWN;
}

/** `new URL(url)`, `new URL(path, base)`. */
export function newUrl(it: Interpreter, call: Call): Value {
  const site = it.site(call.node);
  const [path, base] = call.args;
  const given = textual(path ?? UNKNOWN);
  const absent = base === undefined || base.every((atom) => atom.kind === 'primitive');
  const places: Resolution = { at: site, baseAt: call.sites[1], pathAt: call.sites[0] };
  const text = absent ? given : flatMap(textual(base), (from) => flatMap(given, (to) => resolved(it, from, to, places)));
  return [{ kind: 'url', text: new Cell(text), site }];
}

const LEGACY_PARTS = ['href', 'protocol', 'host', 'hostname', 'port', 'pathname', 'search', 'hash'];

/** `url.parse(u)`, `urlToHttpOptions(u)`: a plain object of the URL's parts, the options of a request; its `path` is all behind the host. */
export function urlParts(it: Interpreter, call: Call): Value {
  return newUrl(it, { ...call, args: call.args.slice(0, 1) }).flatMap((url) => {
    if (url.kind !== 'url') return [];
    const parts = LEGACY_PARTS.map((name) => [name, readUrlMember(url, name)] as const);
    return [objectWith({ ...Object.fromEntries(parts), path: flatMap(url.text.value, pathAndQuery) })];
  });
}

function pathAndQuery(atom: Atom): Value {
  const text = constantText(atom);
  if (firstHole(atom)?.kind === 'upload-url') return [atom];
  return text === undefined || !URL.canParse(text) ? partOf(atom, 'pathname') : constant(new URL(text).pathname + new URL(text).search, atom.site);
}

/** `new URLSearchParams(…)`: varies with what stands in it. */
export function newSearchParams(it: Interpreter, call: Call): Value {
  const [first] = call.args;
  if (first === undefined || storageIn(first).length > 0) return UNKNOWN;
  const varying = varyingIn([...first, ...iterationOf(it, first).any]);
  return varying === undefined ? UNKNOWN : [varying];
}
