/** Functions: closures, entering them, and what they give. */
import type { TSESTree } from '@typescript-eslint/utils';
import { timePassed } from './clock.js';
import { intersectStages, isNoStage, stageIn, both, isImpossible } from './condition.js';
import { evaluate } from './evaluate.js';
import { executeAll } from './execute.js';
import { leaveGenerator } from './generators.js';
import { newHeap, arrayOf, push, listOf } from './heap.js';
import { hoistBlock, hoistVars } from './hoisting.js';
import { inertResult, recordRun, watchedRun } from './inert.js';
import type { Frame, Interpreter } from './interpreter.js';
import { ranElsewhere, stepOf } from './call-steps.js';
import { closureOf, elapseRecursion, enter, isRecursive, isTooDeep, leave } from './recursion.js';
import { bindPattern } from './patterns.js';
import { returned } from './returned.js';
import { Scope } from './scope.js';
import { newestCell } from './store.js';
import { calleeKey, siteOf, within, type Site } from './site.js';
import { awaited, promiseOf } from './promises.js';
import { typedValue } from './types-of.js';
import {
  isText,
  isVarying,
  join,
  NOTHING,
  UNDEFINED,
  UNKNOWN,
  type Atom,
  type FunctionAtom,
  type FunctionNode,
  type ObjectAtom,
  type Value,
} from './values.js';

export interface Invocation {
  readonly self: Value;
  readonly args: readonly Value[];
  /** Elements of a spread of unknown length, after `args`. */
  readonly rest?: Value;
  /** Places of the arguments, where they stand in code. */
  readonly sites?: readonly (Site | undefined)[];
  readonly call?: TSESTree.Node;
  /** Name that the function is called by. */
  readonly name?: string;
  readonly newTarget?: boolean;
  /** Nobody seen calls it: arguments that are not given are unknown, not undefined. */
  readonly unknownCaller?: boolean;
  /** A generator that is run to its end, each `yield` being awaited (`co(function* () { … })`). */
  readonly coroutine?: boolean;
  /** The function was given to who calls it. */
  readonly given?: boolean;
}

export function functionValue(it: Interpreter, node: FunctionNode, scope: Scope, within: Pick<FunctionAtom, 'home' | 'owner'> = {}): FunctionAtom {
  const arrow = node.type === 'ArrowFunctionExpression';
  const atom: FunctionAtom = {
    kind: 'function',
    node,
    scope,
    module: it.module,
    self: arrow ? it.frame.self : undefined,
    home: within.home ?? (arrow ? it.frame.home : undefined),
    owner: within.owner,
    heap: newHeap('object'),
    maker: it.frame.step,
  };
  it.made.push(atom);
  return atom;
}

/** Kinds of atoms for which it matters by which argument they came in. */
const travels = (atom: Atom): boolean =>
  atom.via === undefined &&
  (atom.kind === 'text' ||
    atom.kind === 'source' ||
    atom.kind === 'entity' ||
    atom.kind === 'endpoint' ||
    atom.kind === 'upload-url' ||
    atom.kind === 'url' ||
    atom.kind === 'bytes' ||
    atom.kind === 'primitive' ||
    atom.kind === 'stage-key' ||
    atom.kind === 'function' ||
    atom.kind === 'object');

/** What an object that came by an argument holds: a constant in it is wrong there; what the run itself gives is not. */
export const readFrom = (value: Value, site: Site | undefined): Value =>
  site === undefined ? value : value.map((atom) => (isGiven(atom) ? atom : (enteredAt([atom], site)[0] ?? atom)));

function isGiven(atom: Atom): boolean {
  switch (atom.kind) {
    case 'endpoint':
    case 'upload-url':
    case 'function':
      return true;
    case 'source':
      return isVarying(atom);
    case 'text': {
      // A URL that was made of them.
      const [first] = atom.parts;
      return first !== undefined && !isText(first) && (first.atom.kind === 'endpoint' || first.atom.kind === 'upload-url');
    }
    default:
      return false;
  }
}

export const enteredAt = (value: Value, site: Site | undefined): Value =>
  site === undefined ? value : value.map((atom) => (travels(atom) ? { ...atom, via: site } : atom));

/** An upload URL that came by an argument of a call that is over, or of a time ago, is passed on from here. */
const passedOn = (it: Interpreter, value: Value): Value =>
  value.map((atom) => (atom.kind === 'upload-url' ? withoutOver(it, atom) : atom));

/** What an instance was given when it was made, it has: the call that made it is over. */
export const heldBy = (it: Interpreter, value: Value): Value => value.map((atom) => (atom.kind === 'source' ? withoutOver(it, atom) : atom));

const withoutOver = (it: Interpreter, atom: Atom): Atom =>
  atom.via !== undefined && !isBeingPassed(it, atom.via) ? { ...atom, via: undefined } : atom;

function isBeingPassed(it: Interpreter, via: Site): boolean {
  // One that calls itself tries again what it was called for.
  if (isRecursive(it)) return true;
  for (let frame = it.frame.caller; frame !== undefined; frame = frame.caller) {
    const { step } = frame;
    if (step !== undefined && step.entry === it.entry && within(via, step.call)) return !timePassed(step.time, it.time);
  }
  return false;
}

/** Runs a function with these arguments; what it returns. */
export function invokeFunction(it: Interpreter, atom: FunctionAtom, invocation: Invocation): Value {
  const { node } = atom;
  if (!it.live || isTooDeep(it, atom, invocation)) return UNKNOWN;
  if (invocation.unknownCaller !== true) it.called.add(node);
  const known = inertResult(it, node, invocation);
  if (known !== undefined) return known;
  const before = watchedRun(it);
  enter(it, atom);
  const saved = { scope: it.scope, frame: it.frame, condition: it.condition };
  it.frame = frameFor(it, atom, invocation);
  it.scope = new Scope(atom.scope, 'function', node);
  if (!enterStage(it, atom)) {
    restore(it, saved);
    leave(it, atom);
    return NOTHING;
  }
  const { argumentDepth } = it;
  it.argumentDepth = 0;
  const value = runBody(it, atom, invocation);
  it.argumentDepth = argumentDepth;
  const { yields } = it.frame;
  if (yields !== undefined) leaveGenerator(it, yields, value);
  // What the function has established holds for the caller; what its file is bound to holds in that file.
  const condition = atom.module.stages === undefined ? it.condition : saved.condition;
  restore(it, { ...saved, condition });
  leave(it, atom);
  const sites = invocation.sites ?? [];
  const result: Value = yields === undefined ? returned(value, sites) : [{ kind: 'object', heap: yields }];
  if (before !== undefined) recordRun(it, node, before, result);
  return result;
}

function restore(it: Interpreter, saved: { readonly scope: Scope; readonly frame: Frame; readonly condition: Interpreter['condition'] }): void {
  it.scope = saved.scope;
  it.frame = saved.frame;
  it.condition = saved.condition;
}

function frameFor(it: Interpreter, atom: FunctionAtom, invocation: Invocation): Frame {
  const { node } = atom;
  return {
    node,
    closure: closureOf(atom),
    module: atom.module,
    self: atom.self ?? invocation.self,
    args: invocation.args,
    newest: newestCell(),
    home: atom.home,
    newTarget: invocation.newTarget ?? false,
    step: stepOf(it, atom, invocation),
    begun: it.time,
    caller: it.frame,
    depth: it.frame.depth + 1,
    yields: node.generator && invocation.coroutine !== true ? newHeap('iterator') : undefined,
    coroutine: invocation.coroutine === true,
    picked: atom.picked ?? it.frame.picked,
  };
}

/** The function's own file may be bound to a stage by settings, and its value may only exist on some paths. */
function enterStage(it: Interpreter, atom: FunctionAtom): boolean {
  if (atom.when !== undefined) it.condition = both(it.condition, atom.when);
  const { stages } = atom.module;
  if (stages !== undefined && !isNoStage(intersectStages(it.condition.stage, stages))) {
    it.condition = both(it.condition, stageIn(stages));
  }
  if (isImpossible(it.condition)) return false;
  if (it.deployment) return true;
  it.elsewhere.add(calleeKey(siteOf(atom.module.file, atom.node)));
  ranElsewhere(it, it.frame);
  return true;
}

function runBody(it: Interpreter, atom: FunctionAtom, invocation: Invocation): Value {
  const { node } = atom;
  const begun = it.time;
  elapseRecursion(it, node);
  const caller = it.frame.caller;
  const callerCondition = it.condition;
  const target = it.openTarget('return');
  hoistVars(node.body, it.scope);
  bindParameters(it, atom, invocation);
  let value: Value = NOTHING;
  if (node.body.type === 'BlockStatement') {
    hoistBlock(it, node.body.body, it.scope);
    executeAll(it, node.body.body);
    if (it.live) value = UNDEFINED;
  } else value = evaluate(it, node.body);
  value = it.land(target, value);
  if (invocation.coroutine !== true && (!node.async || node.generator)) return value;
  return settle(it, value, { begun, condition: callerCondition, caller });
}

/** An async function gives a promise at once; its work goes on beside the caller's until it is awaited. */
function settle(it: Interpreter, value: Value, start: Pick<Frame, 'caller'> & { readonly begun: Interpreter['time']; readonly condition: Interpreter['condition'] }): Value {
  if (!it.live) {
    // A rejection: the caller goes on, the value never comes.
    it.live = true;
    it.condition = start.condition;
    it.time = start.begun;
    return promiseOf(NOTHING, start.begun, start.begun);
  }
  const result = awaited(it, value);
  const done = it.time;
  it.time = start.begun;
  return promiseOf(result, start.begun, done);
}

/** TypeScript's `this` parameter is none that an argument is given for. */
export function parametersOf({ params }: FunctionNode): readonly TSESTree.Parameter[] {
  const [first] = params;
  return first?.type === 'Identifier' && first.name === 'this' ? params.slice(1) : params;
}

function bindParameters(it: Interpreter, atom: FunctionAtom, invocation: Invocation): void {
  const { node } = atom;
  const bound = atom.bound ?? [];
  const args = bound.length === 0 ? invocation.args : [...bound, ...invocation.args];
  const sites = bound.length === 0 ? (invocation.sites ?? []) : [...bound.map(() => undefined), ...(invocation.sites ?? [])];
  const handed = isHandedOver(it, atom);
  if (node.type !== 'ArrowFunctionExpression') it.scope.declare('arguments', [argumentsObject(it, args, invocation)]);
  parametersOf(node).forEach((param, index) => {
    if (param.type === 'RestElement') {
      const others = args.slice(index).map((given, at) => enteredAt(passedOn(it, given), sites[index + at]));
      bindPattern(it, param.argument, [argumentsObject(it, others, invocation)], true);
      return;
    }
    const given = args[index];
    const value = given === undefined ? missing(it, param, invocation) : enteredAt(passedOn(it, given), handed ? undefined : sites[index]);
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
