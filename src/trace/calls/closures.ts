/** Closures of one function, told apart by the functions that those around it were given: `chain(save)`, `chain(send)`. */
import type { Scope } from '../state/scope.js';
import type { FunctionAtom, Value } from '../values/values.js';
import { parametersIn } from './handing-on.js';

/** Functions that were made with functions are looked into so deep: one that calls itself may wrap what it is given in each round, without end. */
const MAX_WRAPPED = 3;

/** Is some function that the one closure was made with another than the other's, as it is written? */
export function closesOverAnother(one: FunctionAtom, other: FunctionAtom, wrapped = MAX_WRAPPED): boolean {
  if (one.node !== other.node) return true;
  if (wrapped === 0) return false;
  let mine: Scope | undefined = one.scope;
  let its: Scope | undefined = other.scope;
  for (; mine !== undefined && its !== undefined && mine !== its; mine = mine.parent, its = its.parent) {
    if (mine.of === undefined || mine.of !== its.of) continue;
    for (const name of parametersIn(mine.of)) if (areOthers(mine.own(name)?.value, its.own(name)?.value, wrapped - 1)) return true;
  }
  return false;
}

function areOthers(mine: Value = [], its: Value = [], wrapped: number): boolean {
  if (mine.length === 0 || its.length === 0) return false;
  return mine.every((one) => one.kind === 'function' && its.every((other) => other.kind === 'function' && closesOverAnother(one, other, wrapped)));
}
