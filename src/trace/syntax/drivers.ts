/** Loops that draw from an iterator by hand: `steps.next(value)` stands in them. */
import type { TSESTree } from '@typescript-eslint/utils';
import { childrenOf, isDefinition, isPlain } from './children.js';

type LoopNode = TSESTree.WhileStatement | TSESTree.DoWhileStatement | TSESTree.ForStatement;

/** A call of `next` in a loop. */
export interface Drawing {
  readonly receiver: TSESTree.Identifier | TSESTree.MemberExpression;
  /** Is something given to it? */
  readonly gives: boolean;
}

export interface DrawingLoop {
  readonly loop: LoopNode;
  readonly drawings: readonly Drawing[];
}

const drawings = new WeakMap<TSESTree.Node, readonly Drawing[]>();
const loops = new WeakMap<TSESTree.Node, readonly DrawingLoop[]>();

function drawingOf(node: TSESTree.Node): Drawing | undefined {
  if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return undefined;
  const { object, property } = node.callee;
  if (property.type !== 'Identifier' || property.name !== 'next' || !isPlain(object)) return undefined;
  return { receiver: object, gives: node.arguments.length > 0 };
}

function drawingsUnder(node: TSESTree.Node): readonly Drawing[] {
  if (isDefinition(node)) return [];
  const own = drawingOf(node);
  const inner = childrenOf(node).flatMap(drawingsUnder);
  return own === undefined ? inner : [own, ...inner];
}

/** The calls of `next` in a loop, those in functions within it left out. */
export function drawingsIn(loop: LoopNode): readonly Drawing[] {
  let known = drawings.get(loop);
  if (known === undefined) drawings.set(loop, (known = drawingsUnder(loop)));
  return known;
}

function loopsUnder(node: TSESTree.Node): readonly DrawingLoop[] {
  if (isDefinition(node)) return [];
  const inner = childrenOf(node).flatMap(loopsUnder);
  if (node.type !== 'WhileStatement' && node.type !== 'DoWhileStatement' && node.type !== 'ForStatement') return inner;
  return drawingsIn(node).length === 0 ? inner : [{ loop: node, drawings: drawingsIn(node) }, ...inner];
}

/** The loops of a function or of a module that draw by hand. */
export function drawingLoopsOf(body: TSESTree.Node): readonly DrawingLoop[] {
  let known = loops.get(body);
  if (known === undefined) loops.set(body, (known = childrenOf(body).flatMap(loopsUnder)));
  return known;
}

const names = new WeakMap<TSESTree.Node, ReadonlySet<string>>();

function addNames(node: TSESTree.Node, found: Set<string>): void {
  if (node.type === 'Identifier') found.add(node.name);
  for (const child of childrenOf(node)) addNames(child, found);
}

/** All names that stand in it. */
export function namesUnder(body: TSESTree.Node): ReadonlySet<string> {
  const known = names.get(body);
  if (known !== undefined) return known;
  const found = new Set<string>();
  addNames(body, found);
  names.set(body, found);
  return found;
}
