/** Functions: closures, entering them, and what they give. */
import type { TSESTree } from '@typescript-eslint/utils';
import { evaluate } from '../expressions/evaluate.js';
import { both, boundTo, isImpossible, isOfOthers } from '../guards/condition.js';
import type { Interpreter } from '../interpreter.js';
import { calleeKey, sameSite, siteOf, type Site } from '../site.js';
import type { Frame } from '../state/frames.js';
import { newHeap } from '../state/heap.js';
import { Scope } from '../state/scope.js';
import { newestCell } from '../state/store.js';
import { executeAll } from '../statements/execute.js';
import { hoistBlock, hoistVars } from '../statements/hoisting.js';
import { timePassed } from '../time/clock.js';
import { awaited, promiseOf } from '../time/promises.js';
import { isText, isVarying, NOTHING, UNDEFINED, UNKNOWN, type Atom, type FunctionAtom, type FunctionNode, type Value } from '../values/values.js';
import { isArgumentOf, ranElsewhere, stepOf } from './call-steps.js';
import { drain, suspended } from './generators.js';
import { inertResult, recordRun, watchedRun } from './inert.js';
import { bindParameters } from './parameters.js';
import { closureOf, elapseRecursion, enter, isRecursive, isSeenAgain, isTooDeep, leave, noteCut } from './recursion.js';
import { returned } from './returned.js';
import { noteWorker } from './waiting.js';

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
  /** Arguments without a place were written where the call was written down, before it is made. */
  readonly writtenBefore?: boolean;
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
    atom.kind === 'json' ||
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

/**
 * An upload URL that came by an argument of a call that is over, or of a time ago, is passed on from here.
 * @param within Who passes it on.
 */
export const passedOn = (it: Interpreter, value: Value, within: Frame | undefined): Value =>
  value.map((atom) => (atom.kind === 'upload-url' ? withoutOver(it, atom, within) : atom));

/** What an instance was given when it was made, it has, with all that is in it: the call that made it is over. */
export const heldBy = (it: Interpreter, value: Value): Value =>
  value.map((atom) => {
    if (atom.kind === 'object') return atom.held === true || atom.heap.proto !== undefined ? atom : { ...atom, held: true };
    return atom.kind === 'source' ? withoutOver(it, atom, it.frame.caller) : atom;
  });

const withoutOver = (it: Interpreter, atom: Atom, within: Frame | undefined): Atom =>
  atom.via !== undefined && !isBeingPassed(it, atom.via, within) ? { ...atom, via: undefined } : atom;

function isBeingPassed(it: Interpreter, via: Site, within: Frame | undefined): boolean {
  // One that calls itself tries again what it was called for.
  if (isRecursive(it)) return true;
  for (let frame = within; frame !== undefined; frame = frame.caller) {
    const { step } = frame;
    if (step !== undefined && step.entry === it.entry && isArgumentOf(step, via)) return !timePassed(step.time, it.time) && !isOfOtherCall(frame.args, via);
  }
  return false;
}

/** Was it another time that the call passed this, and does it pass another one now? Each evaluation of an argument is a place of its own. */
function isOfOtherCall(args: readonly Value[], via: Site): boolean {
  const places = args.flatMap((arg) => placesIn(arg, PASSED_DEPTH));
  return places.some((place) => sameSite(place, via)) && !places.includes(via);
}

const PASSED_DEPTH = 2;

const placesIn = (value: Value, depth: number): readonly Site[] =>
  value.flatMap((atom) => {
    const own = atom.via === undefined ? [] : [atom.via];
    if (atom.kind !== 'object' || depth === 0) return own;
    return [...own, ...[...atom.heap.fields.values()].flatMap((cell) => placesIn(cell.value, depth - 1))];
  });

/** Runs a function with these arguments; what it returns. */
export function invokeFunction(it: Interpreter, atom: FunctionAtom, invocation: Invocation): Value {
  const { node } = atom;
  if (!it.live) return UNKNOWN;
  if (isTooDeep(it, atom, invocation)) {
    noteCut(it, atom, invocation.call);
    return UNKNOWN;
  }
  if (invocation.unknownCaller !== true) it.called.add(node);
  if (isSeenAgain(it, atom, invocation)) return UNKNOWN;
  if (node.generator && invocation.coroutine !== true) return generatorOf(it, atom, invocation);
  const known = inertResult(it, node, invocation);
  if (known !== undefined) return known;
  const before = watchedRun(it);
  const looked = it.looks.length;
  const result = returned(runFunction(it, atom, invocation), invocation.sites ?? []);
  if (node.async && it.looks.length > looked) noteWorker(it, atom, looked, result, () => { invokeFunction(it, atom, invocation); });
  if (before !== undefined) recordRun(it, node, before, result);
  return result;
}

/** Nothing of it runs by the call itself; one that nobody seen calls is gone through by nobody seen. */
function generatorOf(it: Interpreter, atom: FunctionAtom, invocation: Invocation): Value {
  const value: Value = [
    suspended(it, (yields, consumer) => {
      if (!isTooDeep(it, atom, invocation)) return runFunction(it, atom, invocation, { yields, consumer });
      consumer?.take(UNKNOWN);
      return UNKNOWN;
    }),
  ];
  if (invocation.unknownCaller === true) drain(it, value);
  return value;
}

type Drawing = Pick<Frame, 'yields' | 'consumer'>;

/** Runs the body; what it gives, as it stands in the function. */
function runFunction(it: Interpreter, atom: FunctionAtom, invocation: Invocation, drawing?: Drawing): Value {
  enter(it, atom);
  const saved = { scope: it.scope, frame: it.frame, condition: it.condition };
  it.frame = frameFor(it, atom, invocation, drawing);
  it.scope = new Scope(atom.scope, 'function', atom.node);
  if (!enterStage(it, atom)) {
    restore(it, saved);
    leave(it, atom);
    return NOTHING;
  }
  const { argumentDepth } = it;
  it.argumentDepth = 0;
  const value = runBody(it, atom, invocation);
  it.argumentDepth = argumentDepth;
  // What the function has established holds for the caller; what its file is bound to holds in that file.
  const condition = atom.module.stages === undefined ? it.condition : saved.condition;
  restore(it, { ...saved, condition });
  leave(it, atom);
  return value;
}

function restore(it: Interpreter, saved: { readonly scope: Scope; readonly frame: Frame; readonly condition: Interpreter['condition'] }): void {
  it.scope = saved.scope;
  it.frame = saved.frame;
  it.condition = saved.condition;
}

function frameFor(it: Interpreter, atom: FunctionAtom, invocation: Invocation, drawing: Drawing | undefined): Frame {
  const { node } = atom;
  return {
    node,
    closure: closureOf(atom),
    atom,
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
    yields: drawing?.yields,
    consumer: drawing?.consumer,
    coroutine: invocation.coroutine === true,
    picked: atom.picked ?? it.frame.picked,
  };
}

/** The function's own file may be bound to a stage by settings, and its value may only exist on some paths. */
function enterStage(it: Interpreter, atom: FunctionAtom): boolean {
  if (atom.when !== undefined) it.condition = both(it.condition, atom.when);
  it.condition = boundTo(it.condition, atom.module.stages);
  if (isImpossible(it.condition)) return false;
  if (it.deployment && (it.handler || !isOfOthers(it.condition.stage, it.host.settings.deploymentStages))) return true;
  it.elsewhere.add(calleeKey(siteOf(atom.module.file, atom.node)));
  ranElsewhere(it, it.frame);
  return true;
}

function runBody(it: Interpreter, atom: FunctionAtom, invocation: Invocation): Value {
  const { node } = atom;
  const begun = it.time;
  const { iteration } = it;
  const { concurrent } = it.store;
  if (node.async && iteration?.sequential === false) it.store.concurrent = iteration.newest ?? concurrent;
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
  it.iteration = iteration;
  it.store.concurrent = concurrent;
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
