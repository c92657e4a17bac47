/** Which functions of a module are called by others in it, by name: those are entered after what calls them. */
import type { TSESTree } from '@typescript-eslint/utils';
import { keyOf } from '../relevance/outside-use.js';
import { childrenOf } from '../syntax/children.js';

interface CalledNames {
  /** Names that something is called by: `f(…)`, `this.f(…)`. */
  readonly called: ReadonlySet<string>;
  /** Names of what is handed on, and called by whoever gets it: `this.f`. */
  readonly handed: ReadonlySet<string>;
  /** Names that functions are declared by. */
  readonly names: ReadonlyMap<TSESTree.Node, string>;
}

const known = new WeakMap<TSESTree.Node, CalledNames>();

function collect(root: TSESTree.Node): CalledNames {
  const called = new Set<string>();
  const handed = new Set<string>();
  const names = new Map<TSESTree.Node, string>();
  const pending: TSESTree.Node[] = [root];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (node.type === 'CallExpression') for (const name of calleeNames(node.callee)) called.add(name);
    else if (node.type === 'MemberExpression' && node.object.type === 'ThisExpression') for (const name of keyOf(node.property, node.computed)) handed.add(name);
    else if (node.type === 'AssignmentExpression' && node.left.type === 'MemberExpression') for (const name of keyOf(node.left.property, node.left.computed)) names.set(node.right, name);
    else if (node.type === 'FunctionDeclaration' && node.id !== null) names.set(node, node.id.name);
    else if (node.type === 'VariableDeclarator' && node.id.type === 'Identifier' && node.init !== null) names.set(node.init, node.id.name);
    else if (node.type === 'MethodDefinition') for (const name of keyOf(node.key, node.computed)) names.set(node.value, name);
    pending.push(...childrenOf(node));
  }
  return { called, handed, names };
}

function calleeNames(callee: TSESTree.Node): readonly string[] {
  if (callee.type === 'Identifier') return [callee.name];
  if (callee.type !== 'MemberExpression') return [];
  const { object, property, computed } = callee;
  return object.type === 'ThisExpression' ? keyOf(property, computed) : [];
}

/** Does the code call something by one of the names? */
export const callsAny = (root: TSESTree.Node, names: ReadonlySet<string>): boolean => [...namesIn(root).called].some((name) => names.has(name));

function namesIn(root: TSESTree.Node): CalledNames {
  let found = known.get(root);
  if (found === undefined) known.set(root, (found = collect(root)));
  return found;
}

/**
 * The functions in an order in which callers come before what they call, as far as names tell.
 * @param root What holds all of them: a module, or the body of a class.
 */
export function callersBefore<T>(root: TSESTree.Node, functions: readonly T[], nodeOf: (each: T) => TSESTree.Node): readonly T[] {
  if (functions.length < 2) return functions;
  const { called, handed, names } = namesIn(root);
  const isCalled = (each: T): boolean => {
    const name = names.get(nodeOf(each)) ?? '';
    return called.has(name) || handed.has(name);
  };
  return [...functions.filter((each) => !isCalled(each)), ...functions.filter(isCalled)];
}
