/** What a branch was taken for is there: behind `if (err)` it is an error, and who is called with it need not ask again. */
import type { TSESTree } from '@typescript-eslint/utils';
import type { Interpreter } from '../interpreter.js';
import { untyped } from '../syntax/wrappers.js';
import type { Atom, Value } from '../values/values.js';
import { narrow } from './narrow.js';

/** On the branch where `test` is `positive`; a loop that asks the same once more has other reasons to go on. */
export function narrowBranch(it: Interpreter, test: TSESTree.Node, positive: boolean): void {
  narrow(it, test, positive);
  if (it.live) notePresent(it, test, positive);
}

function notePresent(it: Interpreter, asked: TSESTree.Node, positive: boolean): void {
  const test = untyped(asked);
  switch (test.type) {
    case 'UnaryExpression':
      if (test.operator === '!') notePresent(it, test.argument, !positive);
      return;
    case 'LogicalExpression':
      if (test.operator === '??' || (test.operator === '&&') !== positive) return;
      notePresent(it, test.left, positive);
      notePresent(it, test.right, positive);
      return;
    case 'Identifier':
      if (positive) keepPresent(it, test.name);
      return;
    default:
  }
}

/** Only for the function's own variables: what is older may change while it runs. */
function keepPresent(it: Interpreter, name: string): void {
  const cell = it.scope.lookup(name);
  if (cell === undefined || cell.id <= it.frame.newest || !cell.value.some(isDoubtful)) return;
  it.store.write(cell, present(cell.value));
}

const isDoubtful = (atom: Atom): boolean => atom.kind === 'unknown' && atom.truthy !== true;

const present = (value: Value): Value => value.map((atom) => (atom.kind === 'unknown' ? { ...atom, truthy: true } : atom));
