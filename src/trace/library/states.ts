/** What a component keeps from one rendering to the next: React's hooks. */
import type { Returns } from '../../models/form/schema.js';
import { callFunctionValue, type Call } from '../calls/calls.js';
import type { Interpreter } from '../interpreter.js';
import { arrayOf, objectWith } from '../state/heap.js';
import { Cell } from '../state/store.js';
import { isCallable, join, UNDEFINED, type Value } from '../values/values.js';

/** Older than whatever runs: what is left in it is found by who comes next. */
const ALWAYS_THERE = 0;

function cellOf(it: Interpreter, { node }: Call): Cell {
  const known = it.states.get(node);
  if (known !== undefined) return known;
  const cell = new Cell([], ALWAYS_THERE);
  it.states.set(node, cell);
  return cell;
}

/** A function gives the first state, or makes the next one of the last. */
const made = (it: Interpreter, call: Call, value: Value, args: readonly Value[]): Value =>
  value.flatMap((atom) => (isCallable(atom) ? callFunctionValue(it, [atom], args, call.node) : [atom]));

export function stateOf(it: Interpreter, call: Call, initial: Value, { ref }: Extract<Returns, { state: unknown }>): Value {
  const cell = cellOf(it, call);
  if (ref === true) {
    if (cell.value.length === 0) it.store.write(cell, [objectWith({ current: initial })]);
    return cell.value;
  }
  const state = join(made(it, call, initial, []), cell.value);
  const set = ([given = UNDEFINED]: readonly Value[]): Value => {
    it.store.write(cell, join(cell.value, made(it, call, given, [state])));
    return UNDEFINED;
  };
  return [arrayOf([state, [{ kind: 'native', call: set }]])];
}
