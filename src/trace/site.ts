import type { TSESTree } from '@typescript-eslint/utils';

/** A place in a file: what a report or a fix points at. Ranges, not nodes, so that no AST is kept alive by it. */
export interface Site {
  readonly file: string;
  readonly range: readonly [number, number];
  readonly type: TSESTree.Node['type'];
}

export const siteOf = (file: string, node: TSESTree.Node): Site => ({
  file,
  range: [node.range[0], node.range[1]],
  type: node.type,
});

export const sameSite = (a: Site, b: Site): boolean =>
  a === b || (a.file === b.file && a.range[0] === b.range[0] && a.range[1] === b.range[1]);

export const within = (inner: Site, outer: Site): boolean =>
  inner.file === outer.file && inner.range[0] >= outer.range[0] && inner.range[1] <= outer.range[1];

/** Names a function or class by where it begins. */
export const calleeKey = (site: Site): string => `${site.file}:${String(site.range[0])}`;

/** Names a place by where it begins and ends: others may begin where it does. */
export const siteKey = (site: Site): string => `${calleeKey(site)}:${String(site.range[1])}`;

/** Names a function within which others were called, for another stage than it was called for. */
export const throughKey = (site: Site): string => `through ${calleeKey(site)}`;
