/** Whether a value that is written in a file is used there only, so that changing it changes nothing that is not seen. */
import type { TSESTree } from '@typescript-eslint/utils';
import type { LintedFile } from '../report/finding.js';
import { isTyped } from '../trace/syntax/wrappers.js';
import { calledName } from './nodes.js';
import { scopesAround } from './scopes.js';

/** How many variables and expressions are followed. */
const MAX_STEPS = 200;

export function staysInSight(file: LintedFile, node: TSESTree.Node): boolean {
  const left: TSESTree.Node[] = [node];
  const seen = new Set<TSESTree.Node>();
  for (let use = left.pop(); use !== undefined; use = left.pop()) {
    if (seen.has(use)) continue;
    seen.add(use);
    const next = usesOf(file, use);
    if (next === undefined || seen.size > MAX_STEPS) return false;
    left.push(...next);
  }
  return true;
}

/** The expressions that hold the value next; undefined if it leaves the file, or what is seen of it. */
function usesOf(file: LintedFile, node: TSESTree.Node): readonly TSESTree.Node[] | undefined {
  const { parent } = node;
  switch (parent?.type) {
    case 'CallExpression':
      return parent.callee === node || givesPath(parent) ? [parent] : [];
    case 'NewExpression':
    case 'TaggedTemplateExpression':
    case 'ExpressionStatement':
    case 'IfStatement':
      return [];
    case 'VariableDeclarator':
      return parent.init === node ? readsOf(file, parent) : [];
    case 'AssignmentPattern':
      return parent.right === node && parent.left.type === 'Identifier' ? readsOfName(file, parent.left) : undefined;
    case 'Property':
      return parent.parent.type === 'ObjectExpression' ? [parent.parent] : undefined;
    default:
      return parent !== undefined && passesOn(parent, node) ? [parent] : undefined;
  }
}

/** `path.join(folder, name)`, `folder.concat(name)`: what the call gives is made of the value. */
function givesPath(call: TSESTree.CallExpression): boolean {
  return /^(?:join|resolve|normalize|format|concat|String|toString|trim|replace|replaceAll|dirname)$/u.test(calledName(call) ?? '');
}

/** Does the parent give the value, or one made of it, to what it stands in? */
function passesOn(parent: TSESTree.Node, node: TSESTree.Node): boolean {
  switch (parent.type) {
    case 'ArrayExpression':
    case 'AwaitExpression':
    case 'BinaryExpression':
    case 'ChainExpression':
    case 'ConditionalExpression':
    case 'LogicalExpression':
    case 'ObjectExpression':
    case 'SpreadElement':
    case 'TemplateLiteral':
      return true;
    case 'MemberExpression':
      return parent.object === node;
    default:
      return isTyped(parent);
  }
}

function readsOf(file: LintedFile, declarator: TSESTree.VariableDeclarator): readonly TSESTree.Node[] | undefined {
  if (declarator.parent.parent.type === 'ExportNamedDeclaration' || declarator.id.type !== 'Identifier') return undefined;
  return readsOfName(file, declarator.id);
}

function readsOfName(file: LintedFile, name: TSESTree.Identifier): readonly TSESTree.Node[] | undefined {
  for (const scope of scopesAround(file, name)) {
    const variable = scope.set.get(name.name);
    if (variable === undefined) continue;
    if (variable.identifiers.every((each) => each !== name)) continue;
    return variable.references.filter((reference) => reference.isRead()).map(({ identifier }) => identifier);
  }
  return undefined;
}
