/** Variables: which are in reach of a node, and which statements use them. */
import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import type { LintedFile } from '../report/finding.js';
import { isIn } from './nodes.js';

export type Scope = TSESLint.Scope.Scope;
export type Variable = TSESLint.Scope.Variable;

/** The scopes around the node, innermost first. */
export function* scopesAround({ source }: LintedFile, node: TSESTree.Node): Generator<Scope> {
  for (let scope: Scope | null = source.getScope(node); scope !== null; scope = scope.upper) yield scope;
}

export const declaredBy = (file: LintedFile, statements: readonly TSESTree.Statement[]): readonly Variable[] =>
  statements.flatMap((statement) => (statement.type === 'VariableDeclaration' ? file.source.scopeManager?.getDeclaredVariables(statement) ?? [] : []));

/** Does the statement use what the others declare? */
export const uses = (file: LintedFile, others: readonly TSESTree.Statement[], statement: TSESTree.Statement): boolean =>
  declaredBy(file, others).some(({ references }) => references.some(({ identifier }) => isIn(identifier, statement)));
