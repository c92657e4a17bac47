/** Assertions and predicates on the stage. */
import type { AssertEffect } from '../../models/schema.js';
import type { Call } from '../calls.js';
import { CERTAIN, conjunction, type Test } from '../condition.js';
import type { Interpreter } from '../interpreter.js';
import { iterationOf } from '../iteration.js';
import { equalityOf, membershipOf, truthOf } from '../truth.js';
import { STAGE, type EntityAtom, type Value } from '../values.js';
import { given } from './refs.js';

export function applyAssert(it: Interpreter, atom: EntityAtom, call: Call, effect: AssertEffect): Value | undefined {
  let test: Test = CERTAIN;
  const condition = effect.condition === undefined ? undefined : given(it, atom, call, effect.condition);
  if (condition !== undefined) test = conjunction(test, truthOf(it, condition.value));
  if (effect.equal !== undefined) {
    const [left, right] = effect.equal.map((ref) => given(it, atom, call, ref));
    if (left !== undefined && right !== undefined) test = conjunction(test, equalityOf(left.value, right.value));
  }
  const stage = effect.stage === undefined ? undefined : given(it, atom, call, effect.stage);
  if (stage !== undefined) test = conjunction(test, stageAmong(it, stage.value));
  if (effect.gives === 'boolean') return [{ kind: 'test', test }];
  it.assume(test.yes);
  return undefined;
}

function stageAmong(it: Interpreter, value: Value): Test {
  const { exact } = iterationOf(it, value);
  return value.some((atom) => atom.kind === 'object') && exact !== undefined ? membershipOf(STAGE, exact) : equalityOf(STAGE, value);
}
