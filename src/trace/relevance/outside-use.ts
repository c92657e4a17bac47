/** What an expression is made of, as far as names and texts tell. */
import type { TSESTree } from '@typescript-eslint/utils';
import { childrenOf } from '../syntax/children.js';
import { mayBeOutside, OUTSIDE_NAMES } from './outside-words.js';

export interface Use {
  readonly names: readonly string[];
  /** Those of the names that are called: the expression is not what they stand for, but what comes of it. */
  readonly called: ReadonlySet<string>;
  /** A place outside stands in it. */
  readonly outside: boolean;
}

/** A use that is being collected. */
interface Found {
  readonly names: string[];
  readonly called: Set<string>;
  outside: boolean;
}

/** The names by which code refers to a key. */
export function keyOf(key: TSESTree.Node, computed: boolean): readonly string[] {
  if (key.type === 'PrivateIdentifier') return [key.name];
  if (key.type === 'Identifier') return computed ? [] : [key.name];
  return key.type === 'Literal' ? [String(key.value)] : [];
}

/** What an expression is made of, functions in it left out. */
export function useOf(expression: TSESTree.Node): Use {
  const use: Found = { names: [], called: new Set(), outside: false };
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

function part(use: Found, { node, head }: Part, pending: Part[]): void {
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
      addCalled(use, node.callee);
      break;
    case 'TaggedTemplateExpression':
      addCalled(use, node.tag);
      break;
    default:
  }
  pending.push(...partsOf(node, head));
}

/** `a.b.c(…)`: no name of the callee stands for the result; `a.b.bind(…)` is still `a.b`. */
function addCalled({ called }: Found, callee: TSESTree.Node): void {
  for (let at = callee; ; at = at.object) {
    if (at.type === 'Identifier') called.add(at.name);
    if (at.type !== 'MemberExpression') return;
    for (const key of keyOf(at.property, at.computed)) {
      if (key === 'bind') return;
      called.add(key);
    }
  }
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

function name(use: Found, found: string): void {
  use.names.push(found);
  if (OUTSIDE_NAMES.has(found)) use.outside = true;
}

function text(use: Found, found: string, head: boolean): void {
  if (mayBeOutside(found, head) || OUTSIDE_NAMES.has(found)) use.outside = true;
}
