/** Destructuring: binding and assigning what patterns take apart. */
import type { TSESTree } from '@typescript-eslint/utils';
import { argumentsBehind } from '../builtins/arguments.js';
import { enteredAt } from '../calls/functions.js';
import { isPresent } from '../guards/truth.js';
import type { Interpreter } from '../interpreter.js';
import { addRest, copyMembers, exactItems, listOf, newHeap, objectOf, arrayOf, keyText } from '../state/heap.js';
import { guardedBy } from '../state/store.js';
import { constant, constantText, flatMap, join, UNDEFINED, UNKNOWN, type Value } from '../values/values.js';
import { assignTo } from './assignment.js';
import { evaluate, propertyName } from './evaluate.js';
import { iterationOf } from './iteration.js';
import { writeMember } from './member-write.js';
import { readMember } from './member.js';

/** Gives the names in a pattern their values; `declares` for declarations, parameters; else assigns. */
export function bindPattern(it: Interpreter, pattern: TSESTree.Node, value: Value, declares: boolean): void {
  switch (pattern.type) {
    case 'Identifier':
      if (declares) declareName(it, pattern.name, value);
      else assignTo(it, pattern, value);
      return;
    case 'ObjectPattern':
      bindObject(it, pattern, value, declares);
      return;
    case 'ArrayPattern':
      bindArray(it, pattern, value, declares);
      return;
    case 'AssignmentPattern':
      bindPattern(it, pattern.left, withDefault(it, value, pattern.right), declares);
      return;
    case 'RestElement':
      bindPattern(it, pattern.argument, value, declares);
      return;
    case 'TSParameterProperty':
      bindParameterProperty(it, pattern, value);
      return;
    case 'TSAsExpression':
    case 'TSNonNullExpression':
    case 'TSTypeAssertion':
    case 'TSSatisfiesExpression':
      bindPattern(it, pattern.expression, value, declares);
      return;
    default:
      assignTo(it, pattern, value);
  }
}

export function declareName(it: Interpreter, name: string, value: Value): void {
  const cell = it.scope.own(name);
  if (cell === undefined) it.scope.declare(name, value);
  else it.store.write(cell, value);
}

const isUndefined = (atom: Value[number]): boolean => atom.kind === 'primitive' && atom.value === undefined;

/** Nobody knows whether it is there: an entry of a map, a parameter of the run. */
const mayBeMissing = (atom: Value[number]): boolean =>
  (atom.kind === 'unknown' && !isPresent(atom)) || atom.kind === 'endpoint' || (atom.kind === 'source' && atom.source === 'inputParam');

/** The value, or what the default gives where it is (or may be) missing. */
function withDefault(it: Interpreter, value: Value, node: TSESTree.Expression): Value {
  const given = value.filter((atom) => !isUndefined(atom));
  const mayMiss = given.length < value.length || value.length === 0 || given.some(mayBeMissing);
  if (!mayMiss) return value;
  const otherwise = evaluate(it, node);
  return join(given, node.type === 'Literal' ? enteredAt(otherwise, undefined) : otherwise);
}

function bindParameterProperty(it: Interpreter, pattern: TSESTree.TSParameterProperty, value: Value): void {
  const { parameter } = pattern;
  bindPattern(it, parameter, value, true);
  const id = parameter.type === 'AssignmentPattern' ? parameter.left : parameter;
  if (id.type !== 'Identifier') return;
  const bound = it.scope.own(id.name)?.value ?? value;
  writeMember(it, it.frame.self, constant(id.name), bound);
}

function bindObject(it: Interpreter, pattern: TSESTree.ObjectPattern, value: Value, declares: boolean): void {
  const taken: string[] = [];
  for (const property of pattern.properties) {
    if (property.type === 'RestElement') {
      bindPattern(it, property.argument, remaining(it, value, taken), declares);
      continue;
    }
    const name = propertyName(it, property);
    const text = keyText(name);
    if (text !== undefined) taken.push(text);
    bindPattern(it, property.value, readMember(it, value, name, property.key), declares);
  }
}

/** `{ a, ...rest }`: a copy without the members taken before. */
function remaining(it: Interpreter, value: Value, taken: readonly string[]): Value {
  return flatMap(value, (atom) => {
    if (atom.kind !== 'object' || atom.heap.type !== 'object') return [atom];
    const copy = newHeap('object', atom.heap.site);
    copyMembers(it, atom.heap, copy);
    for (const name of taken) copy.fields.delete(name);
    return guardedBy([objectOf(copy)], atom.when);
  });
}

function bindArray(it: Interpreter, pattern: TSESTree.ArrayPattern, value: Value, declares: boolean): void {
  pattern.elements.forEach((element, index) => {
    if (element === null) return;
    if (element.type === 'RestElement') bindPattern(it, element.argument, tail(it, value, index), declares);
    else bindPattern(it, element, elementAt(it, value, index), declares);
  });
}

function elementAt(it: Interpreter, value: Value, index: number): Value {
  return flatMap(value, (atom) => {
    const text = constantText(atom);
    if (atom.kind === 'unknown' || atom.kind === 'primitive') return UNKNOWN;
    if (atom.kind === 'text' && text !== undefined) return index < text.length ? constant(text.charAt(index)) : UNDEFINED;
    if (atom.kind === 'entity' || atom.kind === 'source') return readMember(it, [atom], constant(String(index)), it.root.program);
    const items = iterationOf(it, [atom]);
    if (items.exact !== undefined) return items.exact[index] ?? UNDEFINED;
    return items.any.length === 0 ? UNKNOWN : items.any;
  });
}

function tail(it: Interpreter, value: Value, from: number): Value {
  return flatMap(value, (atom) => {
    if (atom.kind !== 'object') return [atom.kind === 'source' ? argumentsBehind(atom, from) : listOf(UNKNOWN)];
    const exact = exactItems(atom.heap);
    if (exact !== undefined) return [arrayOf(exact.slice(from))];
    const rest = newHeap('array');
    addRest(it, rest, iterationOf(it, [atom]).any);
    rest.length.value = UNKNOWN;
    return [objectOf(rest)];
  });
}
