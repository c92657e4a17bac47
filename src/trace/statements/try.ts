/** `try`, `catch`, `finally`: what is thrown, and what runs whatever happens. */
import type { TSESTree } from '@typescript-eslint/utils';
import { bindPattern } from '../expressions/patterns.js';
import { isImpossible } from '../guards/condition.js';
import type { Interpreter } from '../interpreter.js';
import type { Target } from '../state/frames.js';
import { Scope } from '../state/scope.js';
import { newestCell } from '../state/store.js';
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
  const jumps = node.finalizer === null ? [] : jumpsOut(it);
  executeBlock(it, node.block.body);
  it.closeTarget(target);
  const done = it.live ? [it.pathEnd(target, NOTHING)] : [];
  let ends = done;
  if (node.handler !== null) {
    const caught = [...target.ends, ...done, { writes: new Map(), ...before, value: NOTHING }];
    it.resume(target, caught);
    executeHandler(it, node.handler);
    if (it.live) ends = [...done, it.pathEnd(target, NOTHING)];
  }
  if (node.finalizer === null) {
    it.resume(target, ends);
    return;
  }
  const { body } = node.finalizer;
  const run = (): void => { executeBlock(it, body); };
  it.store.rollback(target.mark, target.newest);
  const isRun = finishJumps(it, jumps, run);
  it.resume(target, ends);
  if (it.live || !isRun) executeFinally(it, before, run);
}

/** Where paths may leave for, and how many have done so. */
interface Jumps {
  readonly target: Target;
  readonly ends: number;
}

const jumpsOut = (it: Interpreter): readonly Jumps[] => it.targets.map((target) => ({ target, ends: target.ends.length }));

/**
 * A path that has left for somewhere further out (`return`, `break`) runs what stands in `finally` on its way there.
 * @returns Whether there was one.
 */
function finishJumps(it: Interpreter, jumps: readonly Jumps[], run: () => void): boolean {
  const base = { mark: it.store.mark(), newest: newestCell() };
  const left = jumps.map((jump) => ({ ...jump, added: jump.target.ends.splice(jump.ends) })).filter(({ added }) => added.length > 0);
  for (const { target, added } of left) {
    const value = it.resume(base, added);
    if (it.live) run();
    it.leave(target, value);
    it.store.rollback(base.mark, base.newest);
  }
  return left.length > 0;
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

