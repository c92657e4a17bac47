/** `try`, `catch`, `finally`: what is thrown, and what runs whatever happens. */
import type { TSESTree } from '@typescript-eslint/utils';
import { bindPattern } from '../expressions/patterns.js';
import { isImpossible } from '../guards/condition.js';
import type { Interpreter } from '../interpreter.js';
import { Scope } from '../state/scope.js';
import { ERROR, NOTHING } from '../values/values.js';
import { executeBlock } from './execute.js';

/** What is thrown in there ends the path. */
export function executeGuarded(it: Interpreter, run: () => void): void {
  const target = it.openTarget('throw');
  run();
  it.closeTarget(target);
  it.resume(target, it.live ? [it.pathEnd(target, NOTHING)] : []);
}

export function executeTry(it: Interpreter, node: TSESTree.TryStatement): void {
  const target = it.openTarget('throw');
  const before = { condition: it.condition, time: it.time };
  executeBlock(it, node.block.body);
  it.closeTarget(target);
  const done = it.live ? [it.pathEnd(target, NOTHING)] : [];
  if (node.handler !== null) {
    const caught = [...target.ends, ...done, { writes: new Map(), ...before, value: NOTHING }];
    it.resume(target, caught);
    executeHandler(it, node.handler);
    const ends = it.live ? [...done, it.pathEnd(target, NOTHING)] : done;
    it.resume(target, ends);
  } else it.resume(target, done);
  if (node.finalizer === null) return;
  const { body } = node.finalizer;
  executeFinally(it, before, () => { executeBlock(it, body); });
}

function executeHandler(it: Interpreter, handler: TSESTree.CatchClause): void {
  const outer = it.scope;
  it.scope = new Scope(outer);
  if (handler.param !== null) bindPattern(it, handler.param, ERROR, true);
  executeBlock(it, handler.body.body);
  it.scope = outer;
}

/** Runs even where the block was left: what it does counts, the path stays ended. */
export function executeFinally(it: Interpreter, before: { readonly condition: Interpreter['condition'] }, run: () => void): void {
  const { live } = it;
  if (!live) {
    it.live = !isImpossible(before.condition);
    it.condition = before.condition;
  }
  run();
  it.live = live && it.live;
}

