/** Pipes of observables: the operators of one are run one after another. */
import { OPERATORS } from '../../models/observables.js';
import { callFunctionValue, type Call } from '../calls.js';
import type { Interpreter } from '../interpreter.js';
import { awaited } from '../promises.js';
import { isCallable, type EntityAtom, type Value } from '../values.js';

const operatorIn = (value: Value): EntityAtom | undefined =>
  value.find((atom): atom is EntityAtom => atom.kind === 'entity' && OPERATORS.has(atom.key));

function applied(it: Interpreter, operator: EntityAtom, value: Value, call: Call): Value {
  const [first] = operator.args ?? [];
  const fn = first?.filter(isCallable) ?? [];
  if (fn.length === 0) return value;
  const run = (): Value => awaited(it, callFunctionValue(it, fn, [awaited(it, value)], call.node));
  switch (OPERATORS.get(operator.key)) {
    case 'map':
      return run();
    case 'look':
      it.maybe(run);
      return value;
    case 'same':
    case undefined:
      return value;
  }
}

/** What comes out of `observable.pipe(map(f), retry(2))`; undefined where nothing of the pipe is an operator. */
export function throughOperators(it: Interpreter, source: Value, call: Call): Value | undefined {
  const found = call.args.map(operatorIn);
  if (found.every((operator) => operator === undefined)) return undefined;
  return found.reduce<Value>((value, operator) => (operator === undefined ? value : applied(it, operator, value, call)), source);
}
