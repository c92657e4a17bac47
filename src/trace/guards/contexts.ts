import type { TSESTree } from '@typescript-eslint/utils';
import type { Host } from '../host.js';
import type { ModuleContext } from '../programs/module-context.js';
import { siteOf } from '../site.js';
import { Scope } from '../state/scope.js';
import { Cell } from '../state/store.js';
import type { StageSet } from './condition.js';

export function newContext(host: Host, file: string, program: TSESTree.Program): ModuleContext {
  return {
    file,
    program,
    scope: new Scope(undefined, 'function'),
    exports: new Map(),
    stars: [],
    waiting: [],
    commonjs: new Cell(),
    types: new Map(),
    stages: stagesOf(host, file),
    entry: { kind: 'module', site: siteOf(file, program), parent: undefined },
    state: 'new',
  };
}

/** The stages that settings bind the file to; undefined if to none. */
export function stagesOf(host: Host, file: string): StageSet | undefined {
  const names = host.stagesOf(file);
  return names.length === 0 ? undefined : { excludes: false, names };
}
