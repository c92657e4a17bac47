/** Edits that pass over the other stages where a whole map of stages is gone through (C2). */
import type { TSESTree } from '@typescript-eslint/utils';
import type { Edit, LintedFile } from '../report/finding.js';
import { within, type Site } from '../trace/site.js';
import { nameOf } from './nodes.js';
import { stageBeside, stageInReach } from './stage-key.js';

type Loop = TSESTree.ForInStatement | TSESTree.ForOfStatement;

/**
 * `if (name !== manifest.stage) continue;` at the start of the loop that goes through the stages.
 * @param at Where the fault is reported: what is gone through, or the key.
 * @returns Undefined where the loop has no name for the stage, or the manifest's own is not in reach.
 */
export function stageFilterEdits(file: LintedFile, at: Site): readonly Edit[] | undefined {
  const node = file.nodeAt(at);
  const loop = node === undefined ? undefined : loopAround(node, at, file.trace.file);
  const name = loop === undefined ? undefined : stageNameIn(loop);
  if (loop?.body.type !== 'BlockStatement' || name === undefined) return undefined;
  const [first] = loop.body.body;
  const stage = stageBeside(file, mapIn(loop)) ?? stageInReach(file, loop);
  if (first === undefined || stage === undefined) return undefined;
  const line = file.text.slice(file.text.lastIndexOf('\n', first.range[0]) + 1, first.range[0]);
  const between = line.trim() === '' ? `\n${line}` : ' ';
  return [{ range: [first.range[0], first.range[0]], text: `if (${name} !== ${stage}) continue;${between}` }];
}

/** The loop over what is reported, or the one whose variable that is. */
function loopAround(node: TSESTree.Node, at: Site, file: string): Loop | undefined {
  for (let outer = node; outer.type !== 'Program'; outer = outer.parent) {
    if (outer.type !== 'ForInStatement' && outer.type !== 'ForOfStatement') continue;
    const { range, type } = outer.right;
    if (within(at, { file, range, type }) || (node.type === 'Identifier' && stageNameIn(outer) === node.name)) return outer;
  }
  return undefined;
}

/** What is gone through: `map`, or that of `Object.keys(map)`. */
function mapIn({ right }: Loop): TSESTree.Node {
  if (right.type !== 'CallExpression') return right;
  const [map] = right.arguments;
  return map ?? right;
}

/** The variable that holds the stage's name: the key, or the first of a pair. */
function stageNameIn({ left, right, type }: Loop): string | undefined {
  const declared = left.type === 'VariableDeclaration' ? left.declarations[0].id : left;
  if (type === 'ForInStatement') return nameOf(declared);
  const callee = right.type === 'CallExpression' ? right.callee : right;
  const method = callee.type === 'MemberExpression' ? nameOf(callee.property) : undefined;
  if (method === 'keys') return nameOf(declared);
  return method === 'entries' && declared.type === 'ArrayPattern' ? nameOf(declared.elements[0]) : undefined;
}
