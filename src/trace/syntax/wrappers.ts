/** What is written around an expression without changing its value. */
import type { TSESTree } from '@typescript-eslint/utils';

type Typed =
  | TSESTree.TSAsExpression
  | TSESTree.TSInstantiationExpression
  | TSESTree.TSNonNullExpression
  | TSESTree.TSSatisfiesExpression
  | TSESTree.TSTypeAssertion;

export function isTyped(node: TSESTree.Node): node is Typed {
  switch (node.type) {
    case 'TSAsExpression':
    case 'TSInstantiationExpression':
    case 'TSNonNullExpression':
    case 'TSSatisfiesExpression':
    case 'TSTypeAssertion':
      return true;
    default:
      return false;
  }
}

/** The expression that types are written around: `url` of `(url as string)!`. */
export function untyped(node: TSESTree.Node): TSESTree.Node {
  let inner = node;
  while (isTyped(inner)) inner = inner.expression;
  return inner;
}

/** The same, out of an optional chain, too. */
export function unwrapped(node: TSESTree.Node): TSESTree.Node {
  let inner = node;
  while (inner.type === 'ChainExpression' || isTyped(inner)) inner = inner.expression;
  return inner;
}
