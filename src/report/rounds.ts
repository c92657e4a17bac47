/** Loops that run once for each of many things, told from those that try the same thing again until it succeeds (C3). */
import type { TSESTree } from '@typescript-eslint/utils';
import { childrenOf } from '../trace/children.js';

const known = new WeakMap<object, boolean>();

/** Whether each time round is one of its own: nothing in the loop ends it early, so that a success does not end it either. */
export function goesRound(loop: object): boolean {
  let rounds = known.get(loop);
  if (rounds === undefined) known.set(loop, (rounds = isLoop(loop) && !asksForSuccess(loop) && !mayEnd(loop.body, 0)));
  return rounds;
}

type CountedLoop = TSESTree.ForStatement | TSESTree.ForOfStatement | TSESTree.ForInStatement;

const isLoop = (loop: object): loop is CountedLoop =>
  'type' in loop && (loop.type === 'ForStatement' || loop.type === 'ForOfStatement' || loop.type === 'ForInStatement');

/** `attempt < 5 && !done`: more than a count decides. */
const asksForSuccess = (loop: CountedLoop): boolean => loop.type === 'ForStatement' && (loop.test?.type !== 'BinaryExpression' || loop.update === null);

/** Is the loop left by a jump? A `break` in a loop or switch inside, `inner` deep, leaves only that, unless it names another. */
function mayEnd(node: TSESTree.Node, inner: number): boolean {
  if (node.type === 'ReturnStatement') return true;
  if (node.type === 'BreakStatement') return inner === 0 || node.label !== null;
  if (node.type === 'ContinueStatement') return node.label !== null;
  if (/Function|^Class/u.test(node.type)) return false;
  const within = inner + (/^(?:For|While|DoWhile|Switch)/u.test(node.type) ? 1 : 0);
  return childrenOf(node).some((child) => mayEnd(child, within));
}
