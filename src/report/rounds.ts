/** Loops that run once for each of many things, told from those that try the same thing again until it succeeds (C3). */
import type { TSESTree } from '@typescript-eslint/utils';
import { childrenOf, isDefinition } from '../trace/syntax/children.js';

const known = new WeakMap<object, boolean>();

/** Whether each time round is one of its own: nothing in the loop ends it early, so that a success does not end it either. */
export function goesRound(loop: object): boolean {
  let rounds = known.get(loop);
  if (rounds === undefined) known.set(loop, (rounds = isLoop(loop) && !asksForSuccess(loop) && !mayEnd(loop.body, 0)));
  return rounds;
}

/** How often the loop goes round until its last time, as far as its head says: `for (let round = 0; round < 50; round++)`. */
export function leastRounds(loop: object): number {
  if (!isLoop(loop) || loop.type !== 'ForStatement' || !goesRound(loop)) return 1;
  const { init, test, update } = loop;
  const [first] = init?.type === 'VariableDeclaration' ? init.declarations : [];
  const counts = first?.init?.type === 'Literal' && (first.init.value === 0 || first.init.value === 1) && update?.type === 'UpdateExpression' && update.operator === '++';
  const end = test?.type === 'BinaryExpression' && /^<=?$/u.test(test.operator) && test.right.type === 'Literal' ? test.right.value : undefined;
  return counts && typeof end === 'number' ? end - 1 : 1;
}

type Loop = TSESTree.ForStatement | TSESTree.ForOfStatement | TSESTree.ForInStatement | TSESTree.WhileStatement | TSESTree.DoWhileStatement;

/** `for`, `while`; what calls itself, or is called again by a library, is none. */
export const isLoop = (loop: object): loop is Loop => 'type' in loop && typeof loop.type === 'string' && /^(?:For|While|DoWhile)/u.test(loop.type);

/** `attempt < 5 && !done`: more than a count, or a bound that a computation comes to, decides. */
function asksForSuccess(loop: Loop): boolean {
  if (loop.type === 'ForOfStatement' || loop.type === 'ForInStatement') return false;
  const { test, body } = loop;
  if (test?.type !== 'BinaryExpression') return true;
  return loop.type === 'ForStatement' ? loop.update === null : !/^[<>]/u.test(test.operator) || setsOrCatches(body, test);
}

/** What is caught may be tried again, and what is set may end the loop: `left = 0`. */
function setsOrCatches(node: TSESTree.Node, { left, right }: Pick<TSESTree.BinaryExpression, 'left' | 'right'>): boolean {
  if (node.type === 'TryStatement') return true;
  if (node.type === 'AssignmentExpression' && node.operator === '=' && [left, right].some((side) => isSameName(side, node.left))) return true;
  return !isDefinition(node) && childrenOf(node).some((child) => setsOrCatches(child, { left, right }));
}

const isSameName = (one: TSESTree.Node, other: TSESTree.Node): boolean => one.type === 'Identifier' && other.type === 'Identifier' && one.name === other.name;

/** Is the loop left by a jump? A `break` in a loop or switch inside, `inner` deep, leaves only that, unless it names another. */
function mayEnd(node: TSESTree.Node, inner: number): boolean {
  if (node.type === 'ReturnStatement') return true;
  if (node.type === 'BreakStatement') return inner === 0 || node.label !== null;
  if (node.type === 'ContinueStatement') return node.label !== null;
  if (isDefinition(node)) return false;
  const within = inner + (isLoop(node) || node.type === 'SwitchStatement' ? 1 : 0);
  return childrenOf(node).some((child) => mayEnd(child, within));
}

/** A loop over the elements of something, not one that tries again. */
export const isOverElements = (loop: object): boolean => 'type' in loop && !isFunction(loop) && loop.type !== 'WhileStatement' && loop.type !== 'DoWhileStatement' && (loop.type !== 'ForStatement' || hasIndex(loop));

const isFunction = (loop: object): boolean => 'type' in loop && /Function/u.test(String(loop.type));

/** `i < files.length`: the end is that of a list. */
function hasIndex(loop: object): boolean {
  if (!('test' in loop) || typeof loop.test !== 'object' || loop.test === null || !('right' in loop.test)) return false;
  const { right } = loop.test;
  return typeof right === 'object' && right !== null && 'property' in right && typeof right.property === 'object' && right.property !== null && 'name' in right.property && right.property.name === 'length';
}

const taking = new WeakMap<object, boolean>();

/** A loop, or a function that calls itself, that takes the next element of a list each time round: `while (queue.length > 0) run(queue.shift())`. */
export function takesElements(loop: object): boolean {
  let takes = taking.get(loop);
  if (takes === undefined) taking.set(loop, (takes = isRepeated(loop) && (hasIndex(loop) || childrenOf(loop).some(takesOne))));
  return takes;
}

type Repeated = TSESTree.WhileStatement | TSESTree.DoWhileStatement | TSESTree.ForStatement | TSESTree.FunctionDeclaration | TSESTree.FunctionExpression | TSESTree.ArrowFunctionExpression;

const isRepeated = (loop: object): loop is Repeated => isFunction(loop) || ('type' in loop && /^(?:While|DoWhile|For)Statement$/u.test(String(loop.type)));

const TAKES = /^(?:shift|pop|splice|next|dequeue|take)$/u;

/** Is an element taken there, in code that runs in the round itself? `urls.shift()`, `urls[at++]`. */
function takesOne(node: TSESTree.Node): boolean {
  if (isDefinition(node)) return false;
  if (node.type === 'CallExpression' && node.callee.type === 'MemberExpression' && node.callee.property.type === 'Identifier' && TAKES.test(node.callee.property.name)) return true;
  if (node.type === 'MemberExpression' && node.computed && node.property.type === 'UpdateExpression') return true;
  return childrenOf(node).some(takesOne);
}
