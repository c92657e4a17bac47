/** Functions that run within themselves: how deep they are followed, and what time that takes. */
import { timePassed } from './clock.js';
import { MAX_DEPTH, type Interpreter } from './interpreter.js';
import { within } from './site.js';
import type { FunctionAtom, FunctionNode } from './values.js';

/** One that calls itself is entered once more. */
const MAX_ENTERED = 2;
/** Closures of one function, each within the one before: `pipe(a, pipe(b, pipe(c, d)))`. */
const MAX_CLOSURES = 5;

/** Two closures of one function are two functions; a method is one, however it is read. */
export const closureOf = ({ node, heap, owner, home }: FunctionAtom): object => (owner === undefined && home === undefined ? heap : node);

/** The less is left of the budget, the less deep calls are followed: what comes last in a program is seen all the same. */
function depthAllowed(spent: number): number {
  if (spent < 0.2) return MAX_DEPTH;
  return spent < 0.4 ? MAX_DEPTH / 4 : MAX_DEPTH / 10;
}

const timesEntered = (it: Interpreter, key: object): number => it.active.get(key) ?? 0;

export function isTooDeep(it: Interpreter, atom: FunctionAtom): boolean {
  if (it.frame.depth >= depthAllowed(it.spent)) return true;
  return timesEntered(it, closureOf(atom)) >= MAX_ENTERED || timesEntered(it, atom.node) >= (it.spent < 0.2 ? MAX_CLOSURES : MAX_ENTERED);
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

/** A function that waits and then calls itself is a loop that waits. */
export function elapseRecursion(it: Interpreter, node: FunctionNode): void {
  const { step, closure } = it.frame;
  if (step === undefined || !isRecursive(it)) return;
  let outer = it.frame.caller;
  while (outer !== undefined && outer.closure !== closure) outer = outer.caller;
  // A callback that is written in the call goes on with what comes next, and does not begin again.
  if (outer?.step !== undefined && within(step.call, outer.step.call)) return;
  if (outer !== undefined && timePassed(outer.begun, it.time)) it.elapse({ kind: 'loop', loop: node, site: step.call });
}
