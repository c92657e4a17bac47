/** Assignments and updates. */
import type { TSESTree } from '@typescript-eslint/utils';
import { narrowTo } from '../guards/narrow.js';
import type { Interpreter } from '../interpreter.js';
import { writeField } from '../state/heap.js';
import { primitive, UNKNOWN, type Value } from '../values/values.js';
import { evaluate, memberName } from './evaluate.js';
import { choose } from './logical.js';
import { noteEntry, writeMember } from './member-write.js';
import { binary } from './operators.js';
import { bindPattern } from './patterns.js';

/** Writes to a variable or member. `from` is the expression that gives the value, where there is one. */
export function assignTo(it: Interpreter, target: TSESTree.Node, value: Value, from?: TSESTree.Node): void {
  switch (target.type) {
    case 'Identifier': {
      const cell = it.scope.lookup(target.name);
      if (cell !== undefined) it.store.write(cell, value);
      else writeField(it, it.globalHeap('global#'), target.name, value);
      return;
    }
    case 'MemberExpression': {
      const object = evaluate(it, target.object);
      const name = memberName(it, target);
      if (target.computed && target.property.type !== 'Literal') noteEntry(it, object, name, value);
      writeMember(it, object, name, value, target.property, from);
      return;
    }
    case 'TSAsExpression':
    case 'TSNonNullExpression':
    case 'TSTypeAssertion':
    case 'TSSatisfiesExpression':
      assignTo(it, target.expression, value, from);
      return;
    case 'ObjectPattern':
    case 'ArrayPattern':
      bindPattern(it, target, value, false);
      return;
    default:
  }
}

export function evaluateAssignment(it: Interpreter, node: TSESTree.AssignmentExpression): Value {
  switch (node.operator) {
    case '=': {
      const value = evaluate(it, node.right);
      assignTo(it, node.left, value, node.right);
      return value;
    }
    case '??=':
      return logicalAssignment(it, node, '??');
    case '||=':
      return logicalAssignment(it, node, '||');
    case '&&=':
      return logicalAssignment(it, node, '&&');
    default: {
      const before = evaluate(it, node.left);
      const operand = evaluate(it, node.right);
      const operator = node.operator.slice(0, -1);
      const value = binary(it, operator, { value: before, site: it.site(node.left) }, { value: operand, site: it.site(node.right) }, it.site(node));
      assignTo(it, node.left, value);
      return value;
    }
  }
}

function logicalAssignment(it: Interpreter, { left, right }: TSESTree.AssignmentExpression, operator: '??' | '||' | '&&'): Value {
  return choose(it, operator, evaluate(it, left), {
    asked: left,
    stays: (kept) => { narrowTo(it, left, kept); },
    right: () => {
      const value = evaluate(it, right);
      assignTo(it, left, value, right);
      return value;
    },
  });
}

export function evaluateUpdate(it: Interpreter, node: TSESTree.UpdateExpression): Value {
  const before = evaluate(it, node.argument);
  const operator = node.operator === '++' ? '+' : '-';
  const number = before.every((atom) => atom.kind === 'primitive') ? before : UNKNOWN;
  const next = binary(it, operator, { value: number, site: undefined }, { value: primitive(1), site: undefined }, undefined);
  assignTo(it, node.argument, next);
  return node.prefix ? next : before;
}
