import type { TSESTree } from '@typescript-eslint/utils';
import type { StageSet } from './condition.js';
import type { Host } from './host.js';
import type { ModuleContext } from './module-context.js';
import { Scope } from './scope.js';
import { siteOf } from './site.js';
import { Cell } from './store.js';

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
