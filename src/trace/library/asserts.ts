/** Assertions and predicates on the stage. */
import type { AssertEffect, Ref } from '../../models/form/schema.js';
import type { Call } from '../calls/calls.js';
import { iterationOf } from '../expressions/iteration.js';
import { CERTAIN, conjunction, negation, UNDECIDED, type Test } from '../guards/condition.js';
import { equalityOf, membershipOf, truthOf } from '../guards/truth.js';
import type { Interpreter } from '../interpreter.js';
import { STAGE, type EntityAtom, type Value } from '../values/values.js';
import { given } from './refs.js';

export function applyAssert(it: Interpreter, atom: EntityAtom, call: Call, effect: AssertEffect): Value | undefined {
  let test: Test = CERTAIN;
  const condition = effect.condition === undefined ? undefined : given(it, atom, call, effect.condition);
  if (condition !== undefined) test = conjunction(test, truthOf(it, condition.value));
  if (effect.equal !== undefined) test = conjunction(test, equalityAt(it, atom, call, effect.equal));
  if (effect.unequal !== undefined) test = conjunction(test, negation(equalityAt(it, atom, call, effect.unequal)));
  const stage = effect.stage === undefined ? undefined : given(it, atom, call, effect.stage);
  if (stage !== undefined) test = conjunction(test, stageAmong(it, stage.value));
  if (effect.gives === 'boolean') return [{ kind: 'test', test }];
  it.assume(test.yes);
  return undefined;
}

function equalityAt(it: Interpreter, atom: EntityAtom, call: Call, refs: readonly [Ref, Ref]): Test {
  const [left, right] = refs.map((ref) => given(it, atom, call, ref));
  return left === undefined || right === undefined ? UNDECIDED : equalityOf(left.value, right.value);
}

function stageAmong(it: Interpreter, value: Value): Test {
  const { exact } = iterationOf(it, value);
  return value.some((atom) => atom.kind === 'object') && exact !== undefined ? membershipOf(STAGE, exact) : equalityOf(STAGE, value);
}
