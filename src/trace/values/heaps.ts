/** What atoms share and what can change in it: the content of objects, and classes. */
import type { ModuleContext } from '../programs/module-context.js';
import type { Site } from '../site.js';
import type { Scope } from '../state/scope.js';
import type { Cell } from '../state/store.js';
import type { Atom, ClassNode, FunctionNode, Value } from './atoms.js';

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
  /** The lists that an array of no one length may be, where they are known. */
  sequences: Cell | undefined;
  /** Other keys of what stands under unknown names in a Map. */
  keys: Cell | undefined;
  /** Keys that are things, by the names of their entries. */
  things: Map<string, Atom> | undefined;
  /** Getters and setters of the object itself, by name. */
  accessors: Map<string, Accessor> | undefined;
}

/** The functions that run where a member is read and where it is assigned. */
export interface Accessor {
  readonly get: Value;
  readonly set: Value;
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
