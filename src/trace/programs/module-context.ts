import type { TSESTree } from '@typescript-eslint/utils';
import type { Entry } from '../events.js';
import type { StageSet } from '../guards/condition.js';
import type { Scope } from '../state/scope.js';
import type { Cell } from '../state/store.js';

/** A name imported as a type, for what the annotation of a parameter tells. */
export interface TypeImport {
  readonly module: string;
  readonly name: string;
}

/** A module as the interpreter sees it. */
export interface ModuleContext {
  readonly file: string;
  readonly program: TSESTree.Program;
  readonly scope: Scope;
  /** ESM bindings by exported name: the very cells of the exporting scope, so that they are live. */
  readonly exports: Map<string, Cell>;
  readonly stars: ModuleContext[];
  /** `module.exports` of CommonJS. */
  readonly commonjs: Cell;
  /** Imports in a cycle that wait for what this module exports from others. */
  readonly waiting: (() => void)[];
  /** Local names of imports, for the types of annotations. */
  readonly types: Map<string, TypeImport>;
  /** Stages that settings bind this file to. */
  readonly stages: StageSet | undefined;
  /** The run of its top level. */
  readonly entry: Entry;
  state: 'new' | 'running' | 'done';
}
