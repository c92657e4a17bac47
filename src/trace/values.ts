/**
 * Abstract values: what an expression may be. A value is a small set of atoms (one for each thing that it may be on some
 * path); past {@link MAX_ATOMS} it is widened by the unknown. Atoms are immutable; what can change lives in heap cells.
 */
import type { TSESTree } from '@typescript-eslint/utils';
import type { SourceKind } from '../models/schema.js';
import { sameCondition, type KeyToken, type PathCondition, type Test } from './condition.js';
import type { Operation, Time } from './clock.js';
import type { RequestEvent } from './events.js';
import type { ModuleContext } from './module-context.js';
import type { Scope } from './scope.js';
import type { Site } from './site.js';
import type { Cell } from './store.js';

export type Value = readonly Atom[];

/** What every atom may carry about how it came here. */
export interface Provenance {
  /** Holds on every path on which the value is this atom. */
  readonly when?: PathCondition;
  /** Argument (or property of an argument) by which it entered the function that uses it. */
  readonly via?: Site;
  /** Where it was made. */
  readonly site?: Site;
}

interface Joined {
  /** Expression that joined this part to the one before it. */
  readonly joined?: Site;
}
export interface TextPart extends Provenance, Joined {
  readonly text: string;
}
export interface HolePart extends Provenance, Joined {
  readonly atom: Atom;
}
export type Part = TextPart | HolePart;

export type FunctionNode =
  | TSESTree.FunctionDeclaration
  | TSESTree.FunctionExpression
  | TSESTree.ArrowFunctionExpression;
export type ClassNode = TSESTree.ClassDeclaration | TSESTree.ClassExpression;
export type StageMapName = 'upload' | 'download';

/** Nothing is known; what is assigned to its members is kept in `heap`. */
export interface UnknownAtom extends Provenance {
  readonly kind: 'unknown';
  readonly heap?: Heap;
  /** Awaiting it takes this. */
  readonly pending?: Operation;
  /** Size of a file or of bytes: comparing it is a check (C9). */
  readonly size?: boolean;
}
export interface PrimitiveAtom extends Provenance {
  readonly kind: 'primitive';
  readonly value: undefined | null | boolean | number | bigint;
}
/** A string of constant parts and holes; never a single hole. */
export interface TextAtom extends Provenance {
  readonly kind: 'text';
  readonly parts: readonly Part[];
}
/** `manifest.stage`. */
export interface StageAtom extends Provenance {
  readonly kind: 'stage';
}
export interface TestAtom extends Provenance {
  readonly kind: 'test';
  readonly test: Test;
}
export interface SourceAtom extends Provenance {
  readonly kind: 'source';
  readonly source: SourceKind;
  readonly name: string;
}
/** `manifest.getUploadUrls` or `manifest.downloadUrls`. */
export interface StageMapAtom extends Provenance {
  readonly kind: 'stage-map';
  readonly map: StageMapName;
  readonly read: Site;
}
/** One entry of such a map: a base URL of storage. */
export interface EndpointAtom extends Provenance {
  readonly kind: 'endpoint';
  readonly map: StageMapName;
  readonly key: Atom;
  readonly keySite: Site;
  /** Where the map itself was read. */
  readonly read: Site;
}
/** Each key of a stage map, during one iteration. */
export interface StageKeyAtom extends Provenance {
  readonly kind: 'stage-key';
  readonly map: StageMapName;
  readonly token: KeyToken;
}
/** The presigned URL that a request to an upload endpoint answered. */
export interface UploadUrlAtom extends Provenance {
  readonly kind: 'upload-url';
  readonly request: RequestEvent;
}
export interface ResponseAtom extends Provenance {
  readonly kind: 'response' | 'builder';
  readonly request: RequestEvent;
  /** Awaiting it takes this. */
  readonly pending?: Operation;
}
export interface FunctionAtom extends Provenance {
  readonly kind: 'function';
  readonly node: FunctionNode;
  readonly scope: Scope;
  readonly module: ModuleContext;
  readonly self?: Value;
  /** Class whose body holds it (for `super`). */
  readonly home?: ClassInfo;
  readonly bound?: readonly Value[];
  readonly heap: Heap;
}
export interface ClassAtom extends Provenance {
  readonly kind: 'class';
  readonly info: ClassInfo;
  readonly heap: Heap;
}
export interface ObjectAtom extends Provenance {
  readonly kind: 'object';
  readonly heap: Heap;
}
export interface PromiseAtom extends Provenance {
  readonly kind: 'promise';
  readonly value: Value;
  /** When the work behind it began and when it is done. */
  readonly begun: Time;
  readonly done: Time;
  readonly pending?: Operation;
}
/** A library's member, by any import route: `fs#promises.writeFile`. */
export interface EntityAtom extends Provenance {
  readonly kind: 'entity';
  readonly key: string;
  /** What a client instance was created with. */
  readonly defaults?: Value;
  /** Where the instance was made by a call of an outside value: what it read there (a file's path, a command). */
  readonly args?: readonly Value[];
}
/** A built-in method taken off its receiver. */
export interface MethodAtom extends Provenance {
  readonly kind: 'method';
  readonly receiver: Atom;
  readonly name: string;
}
/** A function that the interpreter itself made: the `resolve` of a promise, a `next`. */
export interface NativeAtom extends Provenance {
  readonly kind: 'native';
  readonly call: (args: readonly Value[]) => Value;
}
/** A `URL` object; its text is in a cell because its parts can be assigned. */
export interface UrlAtom extends Provenance {
  readonly kind: 'url';
  readonly text: Cell;
}
/** JSON text of a value. */
export interface JsonAtom extends Provenance {
  readonly kind: 'json';
  readonly value: Value;
}
/** Bytes or a stream of them: a buffer, a blob, a file's content. */
export interface BytesAtom extends Provenance {
  readonly kind: 'bytes';
  readonly of: 'memory' | 'file' | 'stream' | 'form';
  /** Exact size in bytes, where it is known. */
  readonly size?: number;
  readonly content?: Value;
  /** Path of the file that it is read from. */
  readonly path?: Value;
}
export type Atom =
  | UnknownAtom
  | PrimitiveAtom
  | TextAtom
  | StageAtom
  | TestAtom
  | SourceAtom
  | StageMapAtom
  | EndpointAtom
  | StageKeyAtom
  | UploadUrlAtom
  | ResponseAtom
  | FunctionAtom
  | ClassAtom
  | ObjectAtom
  | PromiseAtom
  | EntityAtom
  | MethodAtom
  | NativeAtom
  | UrlAtom
  | JsonAtom
  | BytesAtom;

export type HeapType = 'object' | 'array' | 'map' | 'set' | 'iterator';

/** Mutable content of an object: members by name, and what stands under names that are not known. */
export interface Heap {
  readonly id: number;
  readonly type: HeapType;
  readonly fields: Map<string, Cell>;
  /** Values under unknown names or indexes. */
  readonly rest: Cell;
  /** Names under which those stand, where they are the keys of a stage map. */
  readonly restKeys: Cell;
  /** Unknown objects that were spread in or inherited: members that are not here are read from them. */
  readonly base: Cell;
  /** Number of elements of an array, if it is one number. */
  readonly length: Cell;
  readonly proto: ClassInfo | undefined;
  readonly site: Site | undefined;
}

export interface ClassInfo {
  readonly node: ClassNode;
  readonly scope: Scope;
  readonly module: ModuleContext;
  readonly parent: Value;
  readonly methods: ReadonlyMap<string, MethodMember>;
  readonly statics: Heap;
}
export interface MethodMember {
  readonly kind: 'method' | 'get' | 'set';
  readonly node: FunctionNode;
  readonly setter?: FunctionNode;
}

export const MAX_ATOMS = 12;
const MAX_PARTS = 24;

export const UNKNOWN_ATOM: UnknownAtom = { kind: 'unknown' };
export const UNKNOWN: Value = [UNKNOWN_ATOM];
export const NOTHING: Value = [];
export const UNDEFINED: Value = [{ kind: 'primitive', value: undefined }];
export const NULL: Value = [{ kind: 'primitive', value: null }];
export const STAGE: Value = [{ kind: 'stage' }];

export const primitive = (value: PrimitiveAtom['value']): Value =>
  value === undefined ? UNDEFINED : [{ kind: 'primitive', value }];
export const constant = (text: string, site?: Site): Value => [{ kind: 'text', parts: [{ text, site }], site }];
export const isText = (part: Part): part is TextPart => 'text' in part;
export const isUnknown = (value: Value): boolean => value.every((atom) => atom.kind === 'unknown');

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

export const partsOf = (atom: Atom, site?: Site): readonly Part[] => {
  if (atom.kind === 'text') return atom.parts;
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

function sameParts(a: readonly Part[], b: readonly Part[]): boolean {
  if (a.length !== b.length) return false;
  return a.every((part, index) => {
    const other = b[index];
    if (other === undefined) return false;
    if (isText(part)) return isText(other) && part.text === other.text && part.site === other.site && part.via === other.via;
    return !isText(other) && sameAtom(part.atom, other.atom);
  });
}

const sameWhen = (a: Atom, b: Atom): boolean =>
  a.when === b.when || (a.when !== undefined && b.when !== undefined && sameCondition(a.when, b.when));

/** Same thing, same provenance: one of two is enough. */
export function sameAtom(a: Atom, b: Atom): boolean {
  if (a === b) return true;
  return a.kind === b.kind && a.via === b.via && sameWhen(a, b) && sameContent(a, b);
}

function sameContent(a: Atom, b: Atom): boolean {
  switch (a.kind) {
    case 'unknown':
      return b.kind === 'unknown' && a.heap === b.heap && a.pending === b.pending;
    case 'primitive':
      return b.kind === 'primitive' && Object.is(a.value, b.value);
    case 'text':
      return b.kind === 'text' && sameParts(a.parts, b.parts);
    case 'stage':
      return true;
    case 'test':
      return b.kind === 'test' && sameCondition(a.test.yes, b.test.yes) && sameCondition(a.test.no, b.test.no);
    case 'source':
      return b.kind === 'source' && a.source === b.source && a.name === b.name && a.site === b.site;
    case 'stage-map':
      return b.kind === 'stage-map' && a.map === b.map && a.read === b.read;
    case 'endpoint':
      return b.kind === 'endpoint' && a.keySite === b.keySite && a.read === b.read && sameAtom(a.key, b.key);
    case 'stage-key':
      return b.kind === 'stage-key' && a.token === b.token;
    case 'upload-url':
      return b.kind === 'upload-url' && a.request === b.request;
    case 'response':
    case 'builder':
      return (b.kind === 'response' || b.kind === 'builder') && a.request === b.request;
    case 'function':
      return b.kind === 'function' && a.heap === b.heap && a.self === b.self && a.bound === b.bound;
    case 'class':
      return b.kind === 'class' && a.info === b.info;
    case 'object':
      return b.kind === 'object' && a.heap === b.heap;
    case 'promise':
      return b.kind === 'promise' && a.begun === b.begun && a.done === b.done && sameValue(a.value, b.value);
    case 'entity':
      return b.kind === 'entity' && a.key === b.key && a.defaults === b.defaults && a.args === b.args;
    case 'method':
      return b.kind === 'method' && a.name === b.name && sameAtom(a.receiver, b.receiver);
    case 'native':
      return b.kind === 'native' && a.call === b.call;
    case 'url':
      return b.kind === 'url' && a.text === b.text;
    case 'json':
      return b.kind === 'json' && sameValue(a.value, b.value);
    case 'bytes':
      return b.kind === 'bytes' && a.of === b.of && a.size === b.size && a.path === b.path && a.content === b.content;
  }
}

export const sameValue = (a: Value, b: Value): boolean =>
  a === b || (a.length === b.length && a.every((atom, index) => { const other = b[index]; return other !== undefined && sameAtom(atom, other); }));

/** Either of two values. */
export function join(a: Value, b: Value): Value {
  if (a === b || b.length === 0) return a;
  if (a.length === 0) return b;
  const added = b.filter((atom) => !a.some((known) => sameAtom(known, atom)));
  if (added.length === 0) return a;
  const all = [...a, ...added];
  return all.length <= MAX_ATOMS ? all : [...all.slice(0, MAX_ATOMS - 1), UNKNOWN_ATOM];
}

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
