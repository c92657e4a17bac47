/** Parameters: what a function that is entered finds in them. */
import type { TSESTree } from '@typescript-eslint/utils';
import { bindPattern } from '../expressions/patterns.js';
import type { Interpreter } from '../interpreter.js';
import { within } from '../site.js';
import { newHeap, arrayOf, push, listOf } from '../state/heap.js';
import { typedValue } from '../syntax/types-of.js';
import { UNKNOWN_LENGTH } from '../values/sizes.js';
import { join, primitive, UNDEFINED, UNKNOWN, type FunctionAtom, type FunctionNode, type ObjectAtom, type Value } from '../values/values.js';
import { enteredAt, passedOn, type Invocation } from './functions.js';

/** TypeScript's `this` parameter is none that an argument is given for. */
export function parametersOf({ params }: FunctionNode): readonly TSESTree.Parameter[] {
  const [first] = params;
  return first?.type === 'Identifier' && first.name === 'this' ? params.slice(1) : params;
}

/** What `f.length` says: how many parameters stand before the first that has a default or is the rest. */
export function askedFor({ node, bound = [], promisified }: FunctionAtom): Value {
  if (promisified === true) return UNKNOWN_LENGTH;
  const parameters = parametersOf(node);
  const open = parameters.findIndex(({ type }) => type === 'AssignmentPattern' || type === 'RestElement');
  return primitive(Math.max(0, (open < 0 ? parameters.length : open) - bound.length));
}

export function bindParameters(it: Interpreter, atom: FunctionAtom, invocation: Invocation): void {
  const { node } = atom;
  const bound = atom.bound ?? [];
  const args = bound.length === 0 ? invocation.args : [...bound, ...invocation.args];
  const sites = bound.length === 0 ? (invocation.sites ?? []) : [...bound.map(() => undefined), ...(invocation.sites ?? [])];
  const handed = isHandedOver(it, atom);
  const passed = (given: Value, index: number): Value => (invocation.writtenBefore === true && sites[index] === undefined ? given : passedOn(it, given, it.frame.caller));
  if (node.type !== 'ArrowFunctionExpression') it.scope.declare('arguments', [argumentsObject(it, args, invocation)]);
  parametersOf(node).forEach((param, index) => {
    if (param.type === 'RestElement') {
      const others = args.slice(index).map((given, at) => enteredAt(passed(given, index + at), sites[index + at]));
      bindPattern(it, param.argument, [argumentsObject(it, others, invocation)], true);
      return;
    }
    const given = args[index];
    const value = given === undefined ? missing(it, param, invocation) : enteredAt(passed(given, index), handed ? undefined : sites[index]);
    bindPattern(it, param, value, true);
  });
  if (node.type === 'FunctionExpression' && node.id !== null && it.scope.own(node.id.name) === undefined) {
    it.scope.declare(node.id.name, [atom]);
  }
}

/** Is the function written in a call that is running? What that call hands to it is no argument that an author of the call wrote. */
function isHandedOver(it: Interpreter, { node, owner }: FunctionAtom): boolean {
  // A method of an object is called by its name, and with arguments of the caller's own.
  if (node.type === 'FunctionDeclaration' || owner !== undefined) return false;
  const site = it.frame.step?.callee;
  if (site === undefined) return false;
  for (let { caller } = it.frame; caller !== undefined; { caller } = caller) {
    if (caller.step !== undefined && within(site, caller.step.call)) return true;
  }
  return false;
}

function missing(it: Interpreter, param: TSESTree.Parameter, invocation: Invocation): Value {
  if (invocation.rest !== undefined) return invocation.rest;
  if (invocation.unknownCaller !== true) return UNDEFINED;
  const typed = typedValue(it, param);
  if (typed !== undefined) return param.type === 'AssignmentPattern' ? join(UNKNOWN, typed) : typed;
  return [{ kind: 'unknown', heap: newHeap('object') }];
}

function argumentsObject(it: Interpreter, args: readonly Value[], invocation: Invocation): ObjectAtom {
  if (invocation.unknownCaller === true) return listOf(UNKNOWN);
  const list = arrayOf(args);
  if (invocation.rest !== undefined) {
    push(it, list.heap, invocation.rest);
    list.heap.length.value = UNKNOWN;
  }
  return list;
}
