/** Functions that run within themselves: how deep they are followed, and what time that takes. */
import type { TSESTree } from '@typescript-eslint/utils';
import { emitUnseen } from '../emit.js';
import { MAX_DEPTH, type Interpreter } from '../interpreter.js';
import { sameSite, siteOf, within } from '../site.js';
import type { Frame } from '../state/frames.js';
import type { Scope } from '../state/scope.js';
import { timePassed } from '../time/clock.js';
import { identityOf } from '../values/identity.js';
import { sameValue } from '../values/same.js';
import { constantNumber, NOTHING, type FunctionAtom, type FunctionNode, type Value } from '../values/values.js';
import { closesOverAnother } from './closures.js';
import { parametersIn } from './handing-on.js';

/** One that calls itself is entered once more. */
const MAX_ENTERED = 2;
/** Closures of one function, each within the one before: `pipe(a, pipe(b, pipe(c, d)))`. */
const MAX_CLOSURES = 5;
/** One that runs for another thing each time: a container that makes a service of others. */
const MAX_OTHERS = 12;
/** Share of the budget up to which that is followed. */
const SPARED = 0.1;

/** Two closures of one function are two functions; a method is one, however it is read. */
export const closureOf = ({ node, heap, owner, home }: FunctionAtom): object => (owner === undefined && home === undefined ? heap : node);

/** The less is left of the budget, the less deep calls are followed: what comes last in a program is seen all the same. */
function depthAllowed(spent: number): number {
  if (spent < 0.2) return MAX_DEPTH;
  if (spent < 0.35) return MAX_DEPTH / 2;
  return spent < 0.5 ? MAX_DEPTH / 4 : MAX_DEPTH / 10;
}

const timesEntered = (it: Interpreter, key: object): number => it.active.get(key) ?? 0;

type Given = Pick<Frame, 'self' | 'args'> & { readonly call?: TSESTree.Node };

const takesFunction = (args: readonly Value[]): boolean => args.some((arg) => arg.some(({ kind }) => kind === 'function'));

export function isTooDeep(it: Interpreter, atom: FunctionAtom, given: Given): boolean {
  if (it.frame.depth >= depthAllowed(it.spent)) return true;
  // What is called by who made it (`steps.reduce((value, step) => step(value), first)`) runs as often within itself as its maker does.
  if (atom.maker !== undefined && atom.maker === it.frame.step) return false;
  const isOften = timesEntered(it, closureOf(atom)) >= MAX_ENTERED || timesEntered(it, atom.node) >= (it.spent < 0.2 && !isMadeWithin(atom) ? MAX_CLOSURES : MAX_ENTERED);
  return isOften && (it.spent > SPARED || !isForAnother(it, atom, given));
}

/** Runs of a function within itself for the same things, from the same place: what a third one leads to was seen. */
const MAX_AGAIN = 2;

interface Again {
  readonly args: readonly Value[];
  times: number;
}

const runs = new WeakMap<Frame, Map<TSESTree.Node, Again[]>>();

/**
 * Each way in which an attempt fails (`if (err) return setTimeout(attempt, pause, left - 1, task, done)`) tries again what the others do.
 * Who is given no callback may do another thing each time.
 */
export function isSeenAgain(it: Interpreter, atom: FunctionAtom, { args, call }: Omit<Given, 'self'>): boolean {
  if (call === undefined || timesEntered(it, closureOf(atom)) === 0 || !takesFunction(args)) return false;
  const closure = closureOf(atom);
  let outer = it.frame;
  while (outer.closure !== closure && outer.caller !== undefined) outer = outer.caller;
  const known = runs.get(outer) ?? new Map<TSESTree.Node, Again[]>();
  runs.set(outer, known);
  const there = known.get(call) ?? [];
  known.set(call, there);
  const same = there.find((each) => each.args.length === args.length && each.args.every((value, index) => sameValue(value, args[index] ?? [])));
  if (same === undefined) there.push({ args, times: 1 });
  else same.times++;
  return (same?.times ?? 1) > MAX_AGAIN;
}

/** `retrying(left - 1)(task)` in what `retrying` gives: another closure each time, but the same again. */
const isMadeWithin = ({ maker, module, node }: FunctionAtom): boolean => maker !== undefined && within(maker.call, siteOf(module.file, node));

const cuts = new WeakMap<Interpreter, number>();
const MAX_CUTS = 50;

/** A function that does not run within itself is left out for its depth: what it would upload is not seen (C4). */
export function noteCut(it: Interpreter, atom: FunctionAtom, call: TSESTree.Node | undefined): void {
  const noted = cuts.get(it) ?? 0;
  if (call === undefined || noted >= MAX_CUTS || timesEntered(it, closureOf(atom)) >= MAX_ENTERED) return;
  cuts.set(it, noted + 1);
  emitUnseen(it, it.site(call));
}

/** Nowhere on the way here does the function run for this. What was there before is not without end; what is made on the way may be. */
function isForAnother(it: Interpreter, atom: FunctionAtom, given: Given): boolean {
  const running: Frame[] = [];
  for (let frame: Frame | undefined = it.frame; frame !== undefined; frame = frame.caller) if (frame.node === atom.node) running.push(frame);
  const newest = running.at(-1)?.newest ?? 0;
  if (running.length >= MAX_OTHERS) return false;
  if (isOver(it.frame, atom)) return true;
  if (isMadeApart(atom, running) || isWrittenApart(it, atom, given, running) || isMadeOfOthers(atom, running)) return true;
  if (isNextTurn(atom, given.args, running) && isCalledByAnother(it, running)) return true;
  const closure = closureOf(atom);
  const isOlder = closure === atom.heap && atom.heap.id <= newest;
  return running.every((frame) => (isOlder && frame.closure !== closure) || isGivenAnother(frame, given, newest));
}

/** All runs of the function on the way here have called back: who was waiting for them goes on, and does not run within them but after. */
function isOver(inner: Frame, { node }: FunctionAtom): boolean {
  for (let frame: Frame | undefined = inner; frame !== undefined; frame = goingOn(frame)) if (frame.node === node) return false;
  return true;
}

/** Where the function goes on: in what made it, if that gave it away to be called back. */
function goingOn({ atom, step, caller }: Frame): Frame | undefined {
  let frame = caller;
  if (step?.given === true && atom?.maker !== undefined) while (frame !== undefined && frame.step !== atom.maker) frame = frame.caller;
  return frame ?? caller;
}

/** Closures that were made at different places of the program (`andThen(save)`, `andThen(send)`) are different functions. */
const isMadeApart = ({ maker }: FunctionAtom, running: readonly Frame[]): boolean =>
  maker !== undefined && running.every(({ atom }) => atom?.maker !== undefined && !sameSite(atom.maker.call, maker.call));

/** They were made with different functions: a step that maps within one that loads. */
const isMadeOfOthers = (atom: FunctionAtom, running: readonly Frame[]): boolean => running.every((frame) => frame.atom !== undefined && closesOverAnother(atom, frame.atom));

/** `pipe(load, (rows) => pipe(rows, save))`: a combinator within what it was given; it does not call itself, and no call of it is on the way twice. */
function isWrittenApart(it: Interpreter, { node, module }: FunctionAtom, { args, call }: Given, running: readonly Frame[]): boolean {
  if (call === undefined || !takesFunction(args)) return false;
  const site = it.site(call);
  return !within(site, siteOf(module.file, node)) && running.every(({ step }) => step !== undefined && !sameSite(step.call, site));
}

/** No run of the function on the way here was for the same number: `dispatch(index + 1)`, and `() => dispatch(index + 1)` that was made in one. */
function isNextTurn({ bound = [], scope }: FunctionAtom, args: readonly Value[], running: readonly Frame[]): boolean {
  const isTurn = (arg: Value, otherIn: (frame: Frame) => Value): boolean => {
    const turn = constantNumber(arg);
    if (turn === undefined) return false;
    return running.every((frame) => { const other = constantNumber(otherIn(frame)); return other !== undefined && other !== turn; });
  };
  if ([...bound, ...args].some((arg, index) => isTurn(arg, (frame) => [...(frame.atom?.bound ?? []), ...frame.args][index] ?? NOTHING))) return true;
  const { of } = scope.functionScope();
  return of !== undefined && [...parametersIn(of)].some((name) => isTurn(givenAround(scope, of, name), (frame) => givenAround(frame.atom?.scope, of, name)));
}

/** What the function around was given. */
function givenAround(scope: Scope | undefined, of: FunctionNode, name: string): Value {
  const around = scope?.functionScope();
  return around?.of === of ? (around.own(name)?.value ?? NOTHING) : NOTHING;
}

/** A middleware that was there before goes on with the next one (`(context, next) => { …; await next(); }`): it has not done so on the way here. */
function isCalledByAnother({ frame }: Interpreter, running: readonly Frame[]): boolean {
  const oldest = running.at(-1)?.newest ?? 0;
  const caller = olderThan(oldest, frame);
  if (caller === undefined || running.some(({ node }) => node === caller.node)) return false;
  return running.every((each) => olderThan(oldest, each.caller)?.closure !== caller.closure);
}

/** The function that was there before, and calls by others that were made since (`() => go(others)`). */
function olderThan(oldest: number, frame: Frame | undefined): Frame | undefined {
  let at = frame;
  while (at?.atom !== undefined && at.atom.heap.id > oldest) at = at.caller;
  return at?.atom === undefined ? undefined : at;
}

function isGivenAnother(frame: Pick<Given, 'self' | 'args'>, given: Given, newest: number): boolean {
  return differs(frame.self, given.self, newest) || given.args.some((arg, index) => differs(frame.args[index], arg, newest));
}

function differs(before: Value | undefined, now: Value, newest: number): boolean {
  const identity = identityOf(now, newest);
  const known = identity === undefined ? undefined : identityOf(before, newest);
  return known !== undefined && known !== identity;
}

/** Counts that the function is entered. */
export const enter = (it: Interpreter, atom: FunctionAtom): void => { count(it, atom, 1); };
/** Counts that it is left again. */
export const leave = (it: Interpreter, atom: FunctionAtom): void => { count(it, atom, -1); };

function count(it: Interpreter, atom: FunctionAtom, by: 1 | -1): void {
  const closure = closureOf(atom);
  it.active.set(closure, timesEntered(it, closure) + by);
  if (closure !== atom.node) it.active.set(atom.node, timesEntered(it, atom.node) + by);
}

/** Does the function that runs now run within itself? */
export const isRecursive = (it: Interpreter): boolean => timesEntered(it, it.frame.closure) > 1;

/** Does the frame run in a function that the outer one was given? Then who gave it goes on in it. */
function isInGiven(inner: Frame, outer: Frame): boolean {
  const given = new Set(outer.args.flatMap((arg) => arg.flatMap((atom) => (atom.kind === 'function' ? [closureOf(atom)] : []))));
  for (let frame = inner.caller; given.size > 0 && frame !== undefined && frame !== outer; frame = frame.caller) if (given.has(frame.closure)) return true;
  return false;
}

/** A function that waits and then calls itself is a loop that waits. */
export function elapseRecursion(it: Interpreter, node: FunctionNode): void {
  const { step, closure } = it.frame;
  if (step === undefined || !isRecursive(it)) return;
  // It goes on with a generator, which says itself what repeats.
  for (const { by } of it.drivers.values()) if (by === closure) return;
  let outer = it.frame.caller;
  while (outer !== undefined && outer.closure !== closure) outer = outer.caller;
  // A callback that is written in the call goes on with what comes next, and does not begin again.
  if (outer?.step !== undefined && within(step.call, outer.step.call)) return;
  if (outer === undefined || isInGiven(it.frame, outer) || !timePassed(outer.begun, it.time)) return;
  it.elapse({ kind: 'loop', loop: node, site: step.call });
  it.iteration = { loop: node, sequential: true, outer: it.iteration };
}
