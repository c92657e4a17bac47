/** What nodes are, and what they are called. */
import type { TSESTree } from '@typescript-eslint/utils';

export const isIn = (inner: { readonly range: readonly [number, number] }, outer: TSESTree.Node): boolean =>
  inner.range[0] >= outer.range[0] && inner.range[1] <= outer.range[1];

export const isSum = (node: TSESTree.Node | undefined): node is TSESTree.BinaryExpression => node?.type === 'BinaryExpression' && node.operator === '+';

/** The name that the node is; of a property also one that is written as a string. */
export const nameOf = (node: TSESTree.Node | null | undefined): string | undefined => {
  if (node?.type === 'Identifier' || node?.type === 'PrivateIdentifier') return node.name;
  return node?.type === 'Literal' && typeof node.value === 'string' ? node.value : undefined;
};

/** `join` of `join(…)` and `path.join(…)`. */
export function calledName({ callee }: TSESTree.CallExpression): string | undefined {
  const name = callee.type === 'MemberExpression' ? callee.property : callee;
  return name.type === 'Identifier' ? name.name : undefined;
}
