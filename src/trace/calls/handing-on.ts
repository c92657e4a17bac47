/** Functions that call a function which they are given with what they are given, or with what such calls give: `result => next(result.value)`. */
import type { TSESTree } from '@typescript-eslint/utils';
import type { Interpreter } from '../interpreter.js';
import { within } from '../site.js';
import type { Frame } from '../state/frames.js';
import type { Scope } from '../state/scope.js';
import { namesIn } from '../statements/hoisting.js';
import { childrenOf, isDefinition } from '../syntax/children.js';
import { isTyped } from '../syntax/wrappers.js';
import type { Atom, FunctionNode, Value } from '../values/values.js';
import type { Call } from './calls.js';

/**
 * Says whether the function was given to who calls it. What is only handed on to that was written elsewhere: those arguments have no place;
 * nor have those that a function was called with and spreads, whatever it calls (`collect(...args, ...more)`), and those that came beside it
 * in what it was given (`effect.fn(...effect.args)`).
 */
export function asWritten(it: Interpreter, call: Call): Call {
  const { node, nodes, sites } = call;
  if (node.type !== 'CallExpression' || sites.length === 0) return call;
  const spread = node.arguments.find((argument) => argument.type === 'SpreadElement')?.argument;
  if (node.callee.type === 'MemberExpression' && spread !== undefined) return besideFunction(it, call, node.callee, spread);
  if (node.callee.type !== 'Identifier') return call;
  if (spread?.type === 'Identifier' && isTakenTogether(it.scope, node.callee.name, spread.name)) return besideFunction(it, call, node.callee, spread);
  const given = isGiven(it.scope, node.callee);
  if (!given && spread === undefined) return call;
  const isHandedOn = (index: number): boolean => (given || nodes[index] === undefined) && isGiven(it.scope, nodes[index] ?? spread);
  return { ...call, given: given || call.given === true, sites: sites.map((site, index) => (isHandedOn(index) ? undefined : site)) };
}

/** Whoever wrote down what to call wrote its arguments beside it. */
function besideFunction(it: Interpreter, call: Call, callee: TSESTree.Expression, spread: TSESTree.Node): Call {
  if (!isGiven(it.scope, callee) || !isGiven(it.scope, spread)) return call;
  return { ...call, writtenBefore: true, sites: call.sites.map((site, index) => (call.nodes[index] === undefined ? undefined : site)) };
}

/** Do both names come out of one thing that the function was given? `({ fn, args }) => …`, `const [task, ...args] = given`. */
function isTakenTogether(scope: Scope, one: string, other: string): boolean {
  const holding = scope.holding(one);
  const of = holding?.functionScope().of;
  if (of === undefined || holding !== scope.holding(other)) return false;
  if (of.params.some((param) => /^(?:Object|Array|Assignment)Pattern$/u.test(param.type) && [one, other].every((name) => namesIn(param).includes(name)))) return true;
  const [first, ...others] = [one, other].flatMap((name) => sourcesIn(of).get(name) ?? [null]);
  return first !== null && others.length === 1 && others[0] === first;
}

/** What an argument names out of something that was made before (`files.rows.stage`) may be wrong here only. */
export function namedAgain(it: Interpreter, value: Value, node: TSESTree.Node): Value {
  if (!value.some((atom) => isHeld(it, atom)) || isOwn(it.scope, node)) return value;
  const again = it.site(node);
  return value.map((atom) => (isHeld(it, atom) ? { ...atom, again } : atom));
}

/** It came by an argument of a call that is over. */
function isHeld(it: Interpreter, { kind, via }: Atom): boolean {
  if (kind !== 'text' || via === undefined) return false;
  for (let frame: Frame | undefined = it.frame; frame !== undefined; frame = frame.caller) if (frame.step !== undefined && within(via, frame.step.call)) return false;
  return true;
}

/** What this function or this instance was given. */
const isOwn = (scope: Scope, node: TSESTree.Node): boolean => isGiven(scope, node) || rootOf(node).type === 'ThisExpression';

const rootOf = (node: TSESTree.Node): TSESTree.Node => (node.type === 'MemberExpression' ? rootOf(node.object) : node);

/** A parameter of a function around, something in it, or what it gives when it is called with others. */
function isGiven(scope: Scope, node: TSESTree.Node | null | undefined, asked: readonly string[] = []): boolean {
  switch (node?.type) {
    case 'Identifier':
      return asked.includes(node.name) || isNameGiven(scope, node.name, [...asked, node.name]);
    case 'MemberExpression':
      return isGiven(scope, node.object, asked);
    case 'CallExpression':
      return isGiven(scope, node.callee, asked) && node.arguments.every((argument) => isGiven(scope, argument, asked));
    case 'AwaitExpression':
    case 'SpreadElement':
      return isGiven(scope, node.argument, asked);
    case 'ChainExpression':
      return isGiven(scope, node.expression, asked);
    default:
      return node !== null && node !== undefined && isTyped(node) && isGiven(scope, node.expression, asked);
  }
}

function isNameGiven(scope: Scope, name: string, asked: readonly string[]): boolean {
  const holding = scope.holding(name);
  const of = holding?.functionScope().of;
  if (holding === undefined || of === undefined) return false;
  if (holding.of === of && parametersIn(of).has(name)) return true;
  const sources = sourcesIn(of).get(name) ?? [];
  return sources.length > 0 && sources.every((source) => isGiven(scope, source, asked));
}

const parameters = new WeakMap<FunctionNode, ReadonlySet<string>>();

/** Names of what a function is given. */
export function parametersIn(node: FunctionNode): ReadonlySet<string> {
  let known = parameters.get(node);
  if (known === undefined) parameters.set(node, (known = new Set(node.params.flatMap((param) => namesIn(param)))));
  return known;
}

type Sources = ReadonlyMap<string, readonly (TSESTree.Node | null)[]>;

const sources = new WeakMap<FunctionNode, Sources>();

/** What the variables of a function are given in it. */
function sourcesIn(node: FunctionNode): Sources {
  let known = sources.get(node);
  if (known === undefined) {
    const found = new Map<string, (TSESTree.Node | null)[]>();
    collect(node.body, (target, source) => {
      for (const name of namesIn(target)) found.set(name, [...(found.get(name) ?? []), source]);
    });
    sources.set(node, (known = found));
  }
  return known;
}

function collect(node: TSESTree.Node, add: (target: TSESTree.Node, source: TSESTree.Node | null) => void): void {
  if (isDefinition(node)) return;
  if (node.type === 'VariableDeclarator' && node.init !== null) add(node.id, node.init);
  else if (node.type === 'AssignmentExpression') add(node.left, node.operator === '=' ? node.right : null);
  else if (node.type === 'ForOfStatement') add(node.left.type === 'VariableDeclaration' ? node.left.declarations[0].id : node.left, node.right);
  for (const child of childrenOf(node)) collect(child, add);
}
