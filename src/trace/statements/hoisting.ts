/** Declarations that hold before the statements run: `var` names, functions, `let`, `const` and classes. */
import type { TSESTree } from '@typescript-eslint/utils';
import { functionValue } from '../calls/functions.js';
import type { Interpreter } from '../interpreter.js';
import type { Scope } from '../state/scope.js';
import { UNDEFINED } from '../values/values.js';

const varNames = new WeakMap<TSESTree.Node, readonly string[]>();

/** Names that a pattern binds. */
export function namesIn(pattern: TSESTree.Node, found: string[] = []): string[] {
  switch (pattern.type) {
    case 'Identifier':
      found.push(pattern.name);
      break;
    case 'ArrayPattern':
      for (const element of pattern.elements) if (element !== null) namesIn(element, found);
      break;
    case 'ObjectPattern':
      for (const property of pattern.properties) namesIn(property.type === 'Property' ? property.value : property.argument, found);
      break;
    case 'AssignmentPattern':
      namesIn(pattern.left, found);
      break;
    case 'RestElement':
      namesIn(pattern.argument, found);
      break;
    case 'TSParameterProperty':
      namesIn(pattern.parameter, found);
      break;
    default:
  }
  return found;
}

/** Statements directly inside a statement (not in functions). */
function inner(node: TSESTree.Node): readonly (TSESTree.Node | null | undefined)[] {
  switch (node.type) {
    case 'BlockStatement':
    case 'Program':
      return node.body;
    case 'IfStatement':
      return [node.consequent, node.alternate];
    case 'ForStatement':
      return [node.init, node.body];
    case 'ForInStatement':
    case 'ForOfStatement':
      return [node.left, node.body];
    case 'WhileStatement':
    case 'DoWhileStatement':
    case 'LabeledStatement':
    case 'WithStatement':
      return [node.body];
    case 'SwitchStatement':
      return node.cases.flatMap((clause) => clause.consequent);
    case 'TryStatement':
      return [node.block, node.handler?.body, node.finalizer];
    case 'ExportNamedDeclaration':
      return [node.declaration];
    default:
      return [];
  }
}

function collectVars(root: TSESTree.Node): readonly string[] {
  const names: string[] = [];
  const pending: TSESTree.Node[] = [root];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (node.type === 'VariableDeclaration') {
      if (node.kind === 'var') for (const declarator of node.declarations) namesIn(declarator.id, names);
      continue;
    }
    for (const child of inner(node)) if (child) pending.push(child);
  }
  return names;
}

export function hoistVars(root: TSESTree.Node, scope: Scope): void {
  let names = varNames.get(root);
  if (names === undefined) {
    names = collectVars(root);
    varNames.set(root, names);
  }
  for (const name of names) if (scope.own(name) === undefined) scope.declare(name, UNDEFINED);
}

const declared = (statement: TSESTree.Node): TSESTree.Node | null =>
  statement.type === 'ExportNamedDeclaration' || statement.type === 'ExportDefaultDeclaration' ? statement.declaration : statement;

/** Makes what a block declares known in its scope. */
export function hoistBlock(it: Interpreter, statements: readonly TSESTree.Node[], scope: Scope): void {
  for (const statement of statements) {
    const node = declared(statement);
    if (node === null) continue;
    if (node.type === 'VariableDeclaration' && node.kind !== 'var') {
      for (const declarator of node.declarations) for (const name of namesIn(declarator.id)) scope.declare(name);
    } else if (node.type === 'ClassDeclaration' && node.id !== null) scope.declare(node.id.name);
    else if ((node.type === 'TSEnumDeclaration' || node.type === 'TSModuleDeclaration') && node.id.type === 'Identifier') {
      if (scope.own(node.id.name) === undefined) scope.declare(node.id.name);
    }
  }
  // Functions last: their closures see every name of the block.
  for (const statement of statements) {
    const node = declared(statement);
    if (node?.type === 'FunctionDeclaration' && node.id !== null) {
      scope.declare(node.id.name, [functionValue(it, node, scope)]);
    }
  }
}

export const declaresLexically = (statements: readonly TSESTree.Node[]): boolean =>
  statements.some(
    (statement) =>
      (statement.type === 'VariableDeclaration' && statement.kind !== 'var') ||
      statement.type === 'FunctionDeclaration' ||
      statement.type === 'ClassDeclaration' ||
      statement.type === 'TSEnumDeclaration' ||
      statement.type === 'TSModuleDeclaration',
  );
