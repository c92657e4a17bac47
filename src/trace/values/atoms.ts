/** Atoms: each thing that a value may be. They are immutable; what can change lives in heap cells. */
import type { TSESTree } from '@typescript-eslint/utils';
import type { SourceKind } from '../../models/form/schema.js';
import type { CallStep, RequestEvent } from '../events.js';
import type { KeyToken, PathCondition, Test } from '../guards/condition.js';
import type { ModuleContext } from '../programs/module-context.js';
import type { Site } from '../site.js';
import type { Scope } from '../state/scope.js';
import type { Cell } from '../state/store.js';
import type { Operation, Time } from '../time/clock.js';
import type { ClassInfo, Heap } from './heaps.js';
import type { Counted, Measure } from './measures.js';

export type Value = readonly Atom[];

/** What every atom may carry about how it came here. */
export interface Provenance {
  /** Holds on every path on which the value is this atom. */
  readonly when?: PathCondition;
  /** Argument (or property of an argument) by which it entered the function that uses it. */
  readonly via?: Site;
  /** Argument in which it was named again, when the call that it came by was over (what that made holds it, for others too), or that picked it out of a table. */
  readonly again?: Site;
  /** Where it was made. */
  readonly site?: Site;
  /** It is there only as far as what was spread into this object later has no such member. */
  readonly under?: Heap;
}

interface Joined {
  /** Expression that joined this part to the one before it. */
  readonly joined?: Site;
  /** Operand of that expression by which it came. */
  readonly operand?: Site;
}
export interface TextPart extends Provenance, Joined {
  readonly text: string;
}
export interface HolePart extends Provenance, Joined {
  readonly atom: Atom;
}
export type Part = TextPart | HolePart;

export type FunctionNode = TSESTree.FunctionDeclaration | TSESTree.FunctionExpression | TSESTree.ArrowFunctionExpression;
export type ClassNode = TSESTree.ClassDeclaration | TSESTree.ClassExpression;
export type StageMapName = 'upload' | 'download';

/** Nothing is known; what is assigned to its members is kept in `heap`. */
export interface UnknownAtom extends Provenance {
  readonly kind: 'unknown';
  readonly heap?: Heap;
  /** Awaiting it takes this. */
  readonly pending?: Operation;
  /** Size of a file or of bytes: comparing it with a limit is a check (C9). */
  readonly size?: Measure;
  /** Files that it tells of: its member `size` is theirs. */
  readonly stats?: Value;
  /** It was made by `new`: neither null nor undefined. */
  readonly made?: boolean;
  /** It was found to be there by a test that the path has passed. */
  readonly truthy?: boolean | undefined;
  /** A library gave it, by short work: what it holds is read. */
  readonly read?: boolean;
  /** A number that is not below this (`1500 * attempt`), as far as can be told. */
  readonly atLeast?: number;
  /** All that is known of it: it is no slash, or not the index of a text's last character. */
  readonly isNot?: 'slash' | 'end';
  /** How it goes with the counter of a loop: `PART * i + 1`. */
  readonly counted?: Counted;
  /** In a sequence: any number of elements, each of them one of these. */
  readonly many?: Value;
  /** The path of the manifest, which the platform gives to the program. */
  readonly names?: 'manifest';
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
  /** A random number is not above this. */
  readonly below?: number | undefined;
  /** Arguments of the command line that stand before those in the list. */
  readonly before?: number;
  /** Argument of a call that is over by which it came into the function that put it into a text. */
  readonly brought?: Site | undefined;
}
/** `manifest.getUploadUrls` or `manifest.downloadUrls`. */
export interface StageMapAtom extends Provenance {
  readonly kind: 'stage-map';
  readonly map: StageMapName;
  readonly read: Site;
  /** Object that it was read off, where that has it by something unknown that was spread into it. */
  readonly spreadInto?: Heap;
}
/** One entry of such a map: a base URL of storage. */
export interface EndpointAtom extends Provenance {
  readonly kind: 'endpoint';
  readonly map: StageMapName;
  readonly key: Atom;
  readonly keySite: Site;
  /** Where the map itself was read. */
  readonly read: Site;
  /** Only its path, read off a `URL` object: joined with more path it may be written back there. */
  readonly pathname?: boolean;
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
  /** Expression that changed it after it was signed (C1). */
  readonly altered?: Site;
  /** Ends of the paths on which it came here: what took time on others did not make it older. */
  readonly passed?: readonly Time[] | undefined;
  /** Only a part of it, read off a `URL` object: joined they are the whole URL again. */
  readonly part?: 'origin' | 'path' | 'query' | undefined;
  /** Argument by which the whole URL had come to where that part was read off. */
  readonly readAt?: Site | undefined;
}
export interface ResponseAtom extends Provenance {
  readonly kind: 'response' | 'builder';
  readonly request: RequestEvent;
  /** Ends of the paths on which it came here, as an upload URL's. */
  readonly passed?: readonly Time[] | undefined;
  /** Awaiting it takes this. */
  readonly pending?: Operation;
}
/** The key by which something was picked out of a copy of a stage map: it takes the place of the key of these iterations. */
export interface Picked {
  readonly tokens: readonly KeyToken[];
  readonly key: Atom;
}
export interface FunctionAtom extends Provenance {
  readonly kind: 'function';
  readonly node: FunctionNode;
  readonly scope: Scope;
  readonly module: ModuleContext;
  readonly self?: Value;
  /** Class whose body holds it (for `super`). */
  readonly home?: ClassInfo;
  /** Object or class that it was written in: its `this` where nobody is seen to call it. */
  readonly owner?: Value;
  readonly bound?: readonly Value[];
  readonly heap: Heap;
  readonly picked?: Picked;
  /** Entry of a list or a table by which it was found. */
  readonly listed?: Site;
  /** The call in which it was made. */
  readonly maker?: CallStep | undefined;
  /** It takes a callback behind its arguments: called, it gives the promise of what that is given. */
  readonly promisified?: boolean;
}
export interface ClassAtom extends Provenance {
  readonly kind: 'class';
  readonly info: ClassInfo;
  readonly heap: Heap;
}
export interface ObjectAtom extends Provenance {
  readonly kind: 'object';
  readonly heap: Heap;
  readonly picked?: Picked;
  /** It was read off an instance, or off what that holds: the instance has what is in it. */
  readonly held?: boolean;
}
export interface PromiseAtom extends Provenance {
  readonly kind: 'promise';
  readonly value: Value;
  /** When the work behind it began and when it is done. */
  readonly begun: Time;
  readonly done: Time;
  readonly pending?: Operation;
  /** The promise that this one came to be, once it was resolved. */
  readonly settled?: Cell;
  /** Why it was rejected, once it was seen to be. */
  readonly rejected?: Cell;
}
/** A library's member, by any import route: `fs#promises.writeFile`. */
export interface EntityAtom extends Provenance {
  readonly kind: 'entity';
  readonly key: string;
  /** What a client instance was created with. */
  readonly defaults?: Value;
  /** Where the instance was made by a call of an outside value: what it read there (a file's path, a command). */
  readonly args?: readonly Value[];
  /** What was fed to it (`hash.update(x)`), if it is an instance that keeps values. */
  readonly kept?: Cell;
  /** Awaiting it takes this. */
  readonly pending?: Operation;
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
  readonly call: (args: readonly Value[], sites?: readonly (Site | undefined)[], self?: Value, nodes?: readonly (TSESTree.Node | undefined)[]) => Value;
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
  /** Only a part of a file, between bounds: of at most that size, where it is known. */
  readonly range?: { readonly size: number | undefined };
  readonly content?: Value;
  /** Path of the file that it is read from. */
  readonly path?: Value;
  /** Library call that read it: its members are `fs#createReadStream().pipe`. */
  readonly reader?: string;
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
