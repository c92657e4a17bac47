/** What an expression is made of, as far as names and texts tell. */
import type { TSESTree } from '@typescript-eslint/utils';
import { mayBeOutside, OUTSIDE_NAMES } from './outside-words.js';

export interface Use {
  readonly names: string[];
  /** A place outside stands in it. */
  outside: boolean;
}

const SKIPPED = new Set(['parent', 'loc', 'range', 'type', 'tokens', 'comments', 'typeAnnotation', 'returnType', 'typeArguments', 'typeParameters']);
const isNode = (value: unknown): value is TSESTree.Node =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';

/** Child nodes, types left out. */
export function childrenOf(node: TSESTree.Node): readonly TSESTree.Node[] {
  const children: TSESTree.Node[] = [];
  // Asked of every node of a program: names in a row cost less than a list of entries.
  for (const key in node) {
    if (SKIPPED.has(key)) continue;
    const value: unknown = Reflect.get(node, key);
    if (typeof value !== 'object' || value === null) continue;
    if (Array.isArray(value)) {
      for (const item of value) if (isNode(item)) children.push(item);
    } else if (isNode(value)) children.push(value);
  }
  return children;
}

/** The names by which code refers to a key. */
export function keyOf(key: TSESTree.Node, computed: boolean): readonly string[] {
  if (key.type === 'PrivateIdentifier') return [key.name];
  if (key.type === 'Identifier') return computed ? [] : [key.name];
  return key.type === 'Literal' ? [String(key.value)] : [];
}

/** What an expression is made of, functions in it left out. */
export function useOf(expression: TSESTree.Node): Use {
  const use: Use = { names: [], outside: false };
  const pending: Part[] = [{ node: expression, head: true }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) part(use, next, pending);
  // Collected from the end: the name that is called comes first in a callee.
  use.names.reverse();
  return use;
}

interface Part {
  readonly node: TSESTree.Node;
  /** What stands here begins the text that the expression gives. */
  readonly head: boolean;
}

function part(use: Use, { node, head }: Part, pending: Part[]): void {
  switch (node.type) {
    case 'Identifier':
    case 'PrivateIdentifier':
      name(use, node.name);
      return;
    case 'Super':
      name(use, 'super');
      return;
    case 'MetaProperty':
      use.outside = true;
      return;
    case 'Literal':
      if (typeof node.value === 'string') text(use, node.value, head);
      return;
    case 'TemplateLiteral':
      for (const [index, { value }] of node.quasis.entries()) text(use, value.raw, head && index === 0);
      break;
    case 'MemberExpression':
      if (!node.computed) name(use, node.property.name);
      break;
    case 'CallExpression':
      if (beginsAtRoot(node)) use.outside = true;
      break;
    default:
  }
  pending.push(...partsOf(node, head));
}

/** Parts whose values may go into the expression's. */
function partsOf(node: TSESTree.Node, head: boolean): readonly Part[] {
  const all = (...nodes: readonly TSESTree.Node[]): readonly Part[] => nodes.map((inner) => ({ node: inner, head: true }));
  switch (node.type) {
    case 'TemplateLiteral':
      return all(...node.expressions);
    case 'MemberExpression':
      return node.computed ? all(node.property, node.object) : all(node.object);
    case 'BinaryExpression':
      if (node.operator !== '+') return [];
      return [
        { node: node.left, head },
        { node: node.right, head: node.right.type !== 'Literal' },
      ];
    case 'UnaryExpression':
    case 'ImportExpression':
    case 'FunctionExpression':
    case 'ClassExpression':
      return [];
    case 'ArrowFunctionExpression':
      return node.body.type === 'BlockStatement' ? [] : all(node.body);
    case 'ConditionalExpression':
      return all(node.consequent, node.alternate);
    case 'Property':
      return all(node.value);
    default:
      return all(...childrenOf(node));
  }
}

/** `path.join('/', …)`; a lone slash elsewhere separates. */
function beginsAtRoot({ callee, arguments: [first] }: TSESTree.CallExpression): boolean {
  if (first?.type !== 'Literal' || first.value !== '/') return false;
  if (callee.type === 'Identifier') return /^(?:join|resolve|normalize|format)$/u.test(callee.name);
  return callee.type === 'MemberExpression' && callee.object.type !== 'ArrayExpression' && /path|posix|win32/iu.test(useOf(callee.object).names.join(' '));
}

function name(use: Use, found: string): void {
  use.names.push(found);
  if (OUTSIDE_NAMES.has(found)) use.outside = true;
}

function text(use: Use, found: string, head: boolean): void {
  if (mayBeOutside(found, head) || OUTSIDE_NAMES.has(found)) use.outside = true;
}
