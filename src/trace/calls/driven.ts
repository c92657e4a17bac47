/**
 * Generators that are driven by hand: a loop asks for one step after another by `next`, and gives to the `yield` where the generator waits what
 * it made of the step before. As with each generator, the body runs where it is gone through, and each `yield` is a round of the loop. A round
 * goes on until it asks for the next step: what it gives then is what the `yield` is.
 */
import { evaluate } from '../expressions/evaluate.js';
import { ALWAYS } from '../guards/condition.js';
import type { Interpreter } from '../interpreter.js';
import type { Target } from '../state/frames.js';
import { objectOf, objectWith, writeField } from '../state/heap.js';
import { drawingLoopsOf, namesUnder, type Drawing } from '../syntax/drivers.js';
import { NOTHING, primitive, UNDEFINED, UNKNOWN, type FunctionAtom, type Heap, type ObjectAtom, type Value } from '../values/values.js';
import type { Call } from './calls.js';
import { invokeFunction } from './functions.js';
import { draw, resultOf, suspendedIn } from './generators.js';
import { closureOf, enter, leave } from './recursion.js';

/** Names under which a generator keeps the step that `next` gives now, that which was asked for before the loop, and what was sent to it. */
const READY = '#[[ready]]';
const FIRST = '#[[first]]';
const SENT = '#[[sent]]';

/** Who drives a generator now. */
export interface Driver {
  /** Where a round ends that has asked for the next step; none where it goes on to the end of the loop with the step that was asked for first. */
  readonly asked: Target | undefined;
  /** The function that does it by calling itself. */
  readonly by?: object | undefined;
}

const fieldOf = (heap: Heap, name: string): Value => heap.fields.get(name)?.value ?? NOTHING;

function takeField(it: Interpreter, heap: Heap, name: string): Value {
  const value = fieldOf(heap, name);
  if (value.length > 0) writeField(it, heap, name, NOTHING);
  return value;
}

/** What the `yield` gives where a generator goes on: what `next` was called with. */
export function sentTo(it: Interpreter, heap: Heap): Value {
  const value = takeField(it, heap, SENT);
  return value.length === 0 ? UNKNOWN : value;
}

/** What was sent to who delegates goes to the generator that it delegates to. */
export function forwardSent(it: Interpreter, from: Heap, to: Heap): void {
  writeField(it, to, SENT, takeField(it, from, SENT));
}

/** The step that `next` gives of a generator which a loop drives; undefined where none does. */
export function nextStep(it: Interpreter, heap: Heap, { args, node }: Call): Value | undefined {
  const ready = takeField(it, heap, READY);
  if (ready.length > 0) return ready;
  const driver = it.drivers.get(heap);
  if (driver === undefined) return suspendedIn([objectOf(heap)]) === undefined ? undefined : (firstStep(it, heap, node) ?? drivenByItself(it, heap));
  writeField(it, heap, SENT, args[0] ?? UNDEFINED);
  if (driver.asked === undefined) return fieldOf(heap, FIRST);
  it.leave(driver.asked);
  return NOTHING;
}

/** A loop that comes later goes through it from the step on that is asked for here: one step, whichever generator it is that is gone through. */
function firstStep(it: Interpreter, heap: Heap, node: Call['node']): Value | undefined {
  const ahead = drawingLoopsOf(it.frame.node).filter(({ loop }) => loop.range[0] > node.range[0]);
  const drawn = ahead.flatMap(({ drawings }) => drivenBy(it, drawings)).find(({ generators }) => generators.some((atom) => atom.heap === heap));
  if (drawn === undefined) return undefined;
  const begun = drawn.generators.map((atom) => fieldOf(atom.heap, FIRST)).find((first) => first.length > 0);
  const first = begun ?? [objectWith({ value: UNKNOWN, done: UNKNOWN })];
  writeField(it, heap, FIRST, first);
  return first;
}

/** The function that asks calls itself with what came of the step (`perform(step.value).then(advance)`): its runs are the rounds. */
function drivenByItself(it: Interpreter, heap: Heap): Value | undefined {
  const { args, self, closure } = it.frame;
  const own = runningFunction(it);
  if (own === undefined) return undefined;
  leave(it, own);
  draw(it, heap, (element) => {
    setStep(it, heap, element, false);
    untilAsked(it, { heap, by: closure }, () => { invokeFunction(it, own, { self, args }); });
  });
  enter(it, own);
  return it.live ? stepOf(resultOf(heap), true) : NOTHING;
}

/** The function that runs now, if it speaks of itself. */
function runningFunction({ frame, scope }: Interpreter): FunctionAtom | undefined {
  if (frame.node.type === 'Program' || frame.node.type === 'StaticBlock') return undefined;
  for (const name of namesUnder(frame.node.body)) {
    const own = scope.lookup(name)?.value.find((atom) => atom.kind === 'function' && closureOf(atom) === frame.closure);
    if (own?.kind === 'function') return own;
  }
  return undefined;
}

const stepOf = (value: Value, done: boolean): Value => [objectWith({ value, done: primitive(done) })];

/** An error that is thrown into it comes out of it, if it is not caught; what then catches it is seen where it stands. */
export function throwInto(it: Interpreter, heap: Heap): Value | undefined {
  if (!it.drivers.has(heap)) return undefined;
  it.leave(it.nearest('throw'));
  return NOTHING;
}

export interface Driven {
  /** What it is that is gone through: one of these. */
  readonly generators: readonly ObjectAtom[];
  readonly drawing: Drawing;
}

/** What calls of `next` draw from, where it is known that these are generators from which nothing was drawn. */
export function drivenBy(it: Interpreter, drawings: readonly Drawing[]): readonly Driven[] {
  return drawings.flatMap((drawing): readonly Driven[] => {
    const value = evaluate(it, drawing.receiver);
    const generators = value.flatMap((atom) => (atom.kind === 'object' && suspendedIn([atom]) !== undefined ? [atom] : []));
    return generators.length > 0 && generators.length === value.length ? [{ generators, drawing }] : [];
  });
}

/** Runs for each of the generators, where it is that one. */
export function forEachDriven(it: Interpreter, { generators, drawing: { receiver } }: Driven, run: (heap: Heap) => void): void {
  const cell = receiver.type === 'Identifier' && generators.length > 1 ? it.scope.lookup(receiver.name) : undefined;
  it.fork(generators.map((atom) => ({
    condition: atom.when ?? ALWAYS,
    run: () => {
      if (cell !== undefined) it.store.write(cell, [atom]);
      run(atom.heap);
      return NOTHING;
    },
  })));
}

function setStep(it: Interpreter, heap: Heap, value: Value, done: boolean): void {
  const [first] = fieldOf(heap, FIRST);
  if (first?.kind !== 'object') {
    writeField(it, heap, READY, stepOf(value, done));
    return;
  }
  writeField(it, first.heap, 'value', value);
  writeField(it, first.heap, 'done', primitive(done));
}

/** Goes through a generator with rounds of the loop that asks for its steps. */
export function drive(it: Interpreter, heap: Heap, round: () => void): void {
  const isBegun = fieldOf(heap, FIRST).length > 0;
  draw(it, heap, (element) => {
    setStep(it, heap, element, false);
    if (isBegun) withDriver(it, heap, { asked: undefined }, round);
    else {
      untilAsked(it, { heap }, () => {
        round();
        if (it.live) round();
      });
    }
  });
  if (!it.live) return;
  setStep(it, heap, resultOf(heap), true);
  if (!isBegun) round();
}

/** What is done with a step, as far as it asks for the next one. */
function untilAsked(it: Interpreter, { heap, by }: { readonly heap: Heap; readonly by?: object }, run: () => void): void {
  const asked = it.openTarget('asked');
  withDriver(it, heap, { asked, by }, run);
  // Who does not ask does not go on.
  if (asked.ends.length > 0) it.live = false;
  it.land(asked);
}

function withDriver(it: Interpreter, heap: Heap, driver: Driver, run: () => void): void {
  it.drivers.set(heap, driver);
  run();
  it.drivers.delete(heap);
}
