/** Loops that go on by a test: to a small fixpoint, or in rounds of a generator that they draw from by hand. */
import type { TSESTree } from '@typescript-eslint/utils';
import { drive, drivenBy, forEachDriven } from '../calls/driven.js';
import { isQuiet, stretchFrom } from '../calls/inert.js';
import { evaluate } from '../expressions/evaluate.js';
import { both, isImpossible, type Test } from '../guards/condition.js';
import { narrow } from '../guards/narrow.js';
import { truthOf } from '../guards/truth.js';
import type { Interpreter } from '../interpreter.js';
import { Scope } from '../state/scope.js';
import { childrenOf } from '../syntax/children.js';
import { drawingsIn, namesUnder } from '../syntax/drivers.js';
import { counterOf } from '../values/counters.js';
import { NOTHING, type Value } from '../values/values.js';
import { execute } from './execute.js';
import { hoistBlock } from './hoisting.js';
import { inLoop, iterate, repeated, repeating, type Loop } from './loops.js';
import { statesOf } from './states.js';

const MAX_RUNS = 2;
/** Rounds of a loop whose test is known each time: it goes along a list of links, or makes a text longer. */
const MAX_KNOWN = 16;

interface Step {
  /** Runs before each time round; undefined means it always goes on. */
  readonly test: TSESTree.Expression | null | undefined;
  readonly update?: TSESTree.Expression | null;
  /** The first round is not tested. */
  readonly first: boolean;
}

function untilStable(it: Interpreter, loop: Loop, step: Step): void {
  const { looping } = it;
  it.looping = it.frame;
  goThroughTested(it, loop, step);
  it.looping = looping;
}

function goThroughTested(it: Interpreter, loop: Loop, step: Step): void {
  const begun = it.time;
  if (goneThroughByHand(it, loop, step)) return;
  const states = statesOf(it, loop.body);
  states.more();
  for (let run = 0, more = false; (run < MAX_RUNS || more) && it.live; run++) {
    if (run > 0 || !step.first) leaveUnless(it, step.test);
    if (!it.live) return;
    const round = stretchFrom(it);
    const before = testedBy(it, step.test);
    repeating(it, () => { states.inEach(() => { iterate(it, loop); }); });
    if (it.live && step.update) evaluate(it, step.update);
    if (!it.live || isQuiet(it, round)) break;
    repeated(it, loop, begun);
    more = states.more() || (run < MAX_KNOWN && isStillKnown(it, step.test, before));
  }
  endLoop(it, step.test);
}

/** What the variables hold that the test names. */
const testedBy = (it: Interpreter, test: Step['test']): readonly Value[] =>
  test === null || test === undefined ? [] : [...namesUnder(test)].flatMap((name) => { const cell = it.scope.lookup(name); return cell === undefined ? [] : [cell.value]; });

/** Does the loop certainly go on, with other values than before? */
function isStillKnown(it: Interpreter, test: Step['test'], before: readonly Value[]): boolean {
  if (!it.live || test === null || test === undefined || doesSomething(test)) return false;
  const now = testedBy(it, test);
  return now.some((value, index) => value !== before[index]) && isCertain(it, truthOf(it, evaluate(it, test)));
}

/** To look at the test once more than the program does would do something. */
const doesSomething = (node: TSESTree.Node): boolean => /^(?:Call|New|Assignment|Update|Await|Yield|Import|TaggedTemplate)Expression$/u.test(node.type) || childrenOf(node).some(doesSomething);

const isCertain = (it: Interpreter, { no }: Test): boolean => isImpossible(both(it.condition, no));

/**
 * The loop ends where the test fails after any number of runs; without a test, or with one that never fails, only by a jump. What ends a test that
 * still holds after all rounds that were run is not seen: the rounds after them, or a handler that runs beside it.
 */
function endLoop(it: Interpreter, test: Step['test']): void {
  if (!it.live) return;
  if (test === null || test === undefined) {
    it.live = false;
    return;
  }
  const truth = truthOf(it, evaluate(it, test));
  if (isCertain(it, truth) && !isConstant(test)) return;
  it.assume(truth.no);
  if (it.live) narrow(it, test, false);
}

/** `while (true)` */
const isConstant = (test: TSESTree.Expression): boolean => test.type === 'Literal' || (test.type === 'UnaryExpression' && isConstant(test.argument));

/** Does the loop draw from a generator by `next`? Then a round of it is run for each `yield`. */
function goneThroughByHand(it: Interpreter, loop: Loop, step: Step): boolean {
  if (loop.node.type !== 'WhileStatement' && loop.node.type !== 'DoWhileStatement' && loop.node.type !== 'ForStatement') return false;
  const drawings = drawingsIn(loop.node);
  const [driven] = drivenBy(it, drawings);
  const isRunner = drawings.some(({ gives }) => gives);
  if (driven === undefined) {
    // What a step gives may be another generator, and what is not known may be anything: its steps tell nothing.
    if (!isRunner || it.drivers.size === 0) return false;
    endLoop(it, step.test);
    return true;
  }
  // Of a generator that is sent something the loop does the work: then only the loops in there repeat anything.
  const repeats = !isRunner;
  forEachDriven(it, driven, (generator) => {
    drive(it, generator, roundOf(it, loop, step, repeats));
    endLoop(it, step.test);
  });
  return true;
}

function roundOf(it: Interpreter, loop: Loop, step: Step, repeats: boolean): () => void {
  const begun = it.time;
  let isTested = !step.first;
  return () => {
    if (isTested) leaveUnless(it, step.test);
    isTested = true;
    if (it.live) iterate(it, loop);
    if (it.live && step.update) evaluate(it, step.update);
    if (it.live && repeats) repeated(it, loop, begun);
  };
}

/** Where the test fails the loop is left. */
function leaveUnless(it: Interpreter, test: TSESTree.Expression | null | undefined): void {
  if (test === null || test === undefined) return;
  const truth = truthOf(it, evaluate(it, test));
  it.fork([
    {
      condition: truth.no,
      run: () => {
        narrow(it, test, false);
        it.leave(it.targets.findLast((target) => target.kind === 'break'));
        return NOTHING;
      },
    },
    {
      condition: truth.yes,
      run: () => {
        narrow(it, test, true);
        return NOTHING;
      },
    },
  ]);
}

export function executeWhile(it: Interpreter, node: TSESTree.WhileStatement | TSESTree.DoWhileStatement, labels: readonly string[]): void {
  const loop: Loop = { node, labels, body: node.body };
  inLoop(it, loop, () => { untilStable(it, loop, { test: node.test, first: node.type === 'DoWhileStatement' }); });
}

export function executeFor(it: Interpreter, node: TSESTree.ForStatement, labels: readonly string[]): void {
  const loop: Loop = { node, labels, body: node.body };
  inLoop(it, loop, () => {
    it.scope = new Scope(it.scope);
    if (node.init !== null) {
      if (node.init.type === 'VariableDeclaration') {
        hoistBlock(it, [node.init], it.scope);
        execute(it, node.init);
      } else evaluate(it, node.init);
    }
    forgetCounter(it, node);
    untilStable(it, loop, { test: node.test, update: node.update, first: false });
  });
}

/** The counter of an index loop takes many values: it is unknown in the body, not the first of them. */
function forgetCounter(it: Interpreter, node: TSESTree.ForStatement): void {
  const update = node.update;
  const counter = update?.type === 'UpdateExpression' ? update.argument : update?.type === 'AssignmentExpression' ? update.left : undefined;
  if (counter?.type !== 'Identifier') return;
  const cell = it.scope.lookup(counter.name);
  if (cell !== undefined) it.store.write(cell, counterOf(node));
}
