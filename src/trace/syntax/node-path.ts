import type { TSESTree } from '@typescript-eslint/utils';
import type { Site } from '../site.js';
import { childrenOf } from './children.js';

/** The node at the place, and those around it, innermost first; nothing if there is none. For trees whose nodes do not know their parents. */
export function nodePath(program: TSESTree.Program, { range: [from, to], type }: Site): readonly TSESTree.Node[] {
  const path: TSESTree.Node[] = [];
  let at: TSESTree.Node | undefined = program;
  while (at !== undefined) {
    path.unshift(at);
    if (at.range[0] === from && at.range[1] === to && at.type === type) return path;
    at = childrenOf(at).find(({ range }) => range[0] <= from && range[1] >= to);
  }
  return [];
}
