/** `a && b`, `a || b` and `a ?? b`, and the assignments that go by the same tests. */
import type { TSESTree } from '@typescript-eslint/utils';
import { both, CERTAIN, isImpossible, REFUTED, UNDECIDED } from '../guards/condition.js';
import { narrowBranch } from '../guards/presence.js';
import { equalityOf, isPresent, truthOf, truthOfPresent } from '../guards/truth.js';
import type { Interpreter } from '../interpreter.js';
import { NOTHING, primitive, UNDEFINED, type Value } from '../values/values.js';
import { evaluate } from './evaluate.js';

export function evaluateLogical(it: Interpreter, node: TSESTree.LogicalExpression): Value {
  const left = node.left.type === 'LogicalExpression' ? deepLeft(it, node.left) : evaluate(it, node.left);
  return logical(it, node, left);
}

/** `a || b || c …`: the left spine, walked with a loop. */
function deepLeft(it: Interpreter, node: TSESTree.LogicalExpression): Value {
  const spine: TSESTree.LogicalExpression[] = [];
  let left: TSESTree.Expression = node;
  while (left.type === 'LogicalExpression') {
    spine.push(left);
    left = left.left;
  }
  let value = evaluate(it, left);
  for (let at = spine.pop(); at !== undefined; at = spine.pop()) value = logical(it, at, value);
  return value;
}

/** `a || b`, or `a ||= b`: what is asked, and what is done where it decides or does not. */
interface Choice {
  readonly asked: TSESTree.Node;
  readonly right: () => Value;
  /** Run where the left side decides, with what tells which atoms it can be there. */
  readonly stays?: (kept: (value: Value) => Value) => void;
}

const logical = (it: Interpreter, node: TSESTree.LogicalExpression, left: Value): Value =>
  choose(it, node.operator, left, { asked: node.left, right: () => evaluate(it, node.right) });

export function choose(it: Interpreter, operator: TSESTree.LogicalExpression['operator'], left: Value, choice: Choice): Value {
  if (operator === '??') return coalesce(it, left, choice);
  const truth = truthOf(it, left);
  const and = operator === '&&';
  const stays = and ? truth.no : truth.yes;
  return it.fork([
    { condition: stays, run: () => deciding(left, (value) => decided(it, value, !and), choice) },
    {
      condition: and ? truth.yes : truth.no,
      run: () => {
        narrowBranch(it, choice.asked, and);
        return it.live ? choice.right() : NOTHING;
      },
    },
  ]);
}

function deciding(left: Value, kept: (value: Value) => Value, { stays }: Choice): Value {
  stays?.(kept);
  return kept(left);
}

/** The atoms that can decide `||` (truthy) or `&&` (falsy) without the right side. */
function decided(it: Interpreter, value: Value, truthy: boolean): Value {
  return value.flatMap((atom): Value => {
    const truth = truthOfPresent(it, [atom]);
    if (isImpossible(truthy ? truth.yes : truth.no)) return NOTHING;
    // What was asked is known where the answer is.
    if (atom.kind === 'test') return atom.test.asks === undefined ? primitive(truthy) : [{ ...atom, test: { ...(truthy ? CERTAIN : REFUTED), asks: atom.test.asks } }];
    // What is not there: a falsy URL, map or answer is none.
    return truthy || atom.kind === 'primitive' || atom.kind === 'text' ? [atom] : [{ kind: 'primitive', value: undefined, when: atom.when }];
  });
}

const present = (value: Value): Value => value.filter((atom) => isPresent(atom) || atom.kind !== 'primitive');

function coalesce(it: Interpreter, left: Value, choice: Choice): Value {
  const nullish = left.length === 0 ? UNDECIDED : equalityOf(left, UNDEFINED);
  if (isImpossible(both(it.condition, nullish.yes))) return left;
  return it.fork([
    { condition: nullish.no, run: () => deciding(left, present, choice) },
    { condition: nullish.yes, run: choice.right },
  ]);
}
