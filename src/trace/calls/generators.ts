/**
 * Generators: nothing of one runs before an element is drawn from it, and what stands behind a `yield` waits until the next one is. So its
 * body runs where it is gone through, each `yield` being the round of the loop that draws. Where it goes elsewhere it is run to its end, and
 * what it yields is a list.
 */
import type { PathCondition } from '../guards/condition.js';
import type { Frame, Interpreter } from '../interpreter.js';
import { newHeap, objectOf, push, writeField } from '../state/heap.js';
import type { Scope } from '../state/scope.js';
import { eitherTime, type Time } from '../time/clock.js';
import { NOTHING, primitive, UNKNOWN, type Heap, type ObjectAtom, type Value } from '../values/values.js';

/** Names under which a generator keeps what it returns in the end, and that nothing was drawn from it yet. */
const RETURNED = '#[[returned]]';
const SUSPENDED = '#[[suspended]]';

/** Who draws the elements. */
export interface Consumer {
  readonly take: (element: Value) => void;
  readonly frame: Frame;
  readonly scope: Scope;
  /** How many places of the consumer's own there are that a jump may lead to. */
  readonly targets: number;
}

/** Runs the body; what it returns. */
type Body = (yields: Heap, consumer: Consumer | undefined) => Value;

export interface Generator {
  readonly body: Body;
  /** Where, when and under which condition it was made. */
  readonly frame: Frame;
  readonly condition: PathCondition;
  readonly time: Time;
}

/** What the call of a generator gives. */
export function suspended(it: Interpreter, body: Body): ObjectAtom {
  const heap = newHeap('iterator');
  const { frame, condition, time } = it;
  it.generators.set(heap, { body, frame, condition, time });
  writeField(it, heap, SUSPENDED, primitive(true));
  return objectOf(heap);
}

const isSuspended = (heap: Heap): boolean => (heap.fields.get(SUSPENDED)?.value.length ?? 0) > 0;

/** The generator that this is, if nothing was drawn from it yet. */
export const suspendedIn = ([only, ...others]: Value): Heap | undefined =>
  only?.kind === 'object' && others.length === 0 && isSuspended(only.heap) ? only.heap : undefined;

function run(it: Interpreter, heap: Heap, take: Consumer['take'] | undefined): void {
  const generator = it.generators.get(heap);
  if (generator === undefined || !isSuspended(heap)) return;
  writeField(it, heap, SUSPENDED, NOTHING);
  const consumer = take === undefined ? undefined : { take, frame: it.frame, scope: it.scope, targets: it.targets.length };
  const { frame } = it;
  it.frame = generator.frame;
  const result = generator.body(heap, consumer);
  it.frame = frame;
  if (result.length > 0) writeField(it, heap, RETURNED, result);
}

/** Goes through it from the first element on. */
export function draw(it: Interpreter, heap: Heap, take: Consumer['take']): void {
  run(it, heap, take);
}

/** Runs to its end each that the value may be; one that never ends is left all the same. */
export function drain(it: Interpreter, value: Value): void {
  for (const atom of value) if (atom.kind === 'object' && atom.heap.type === 'iterator') alive(it, () => { run(it, atom.heap, undefined); });
}

/** Asks for one element after another: what it does after the last one, nobody waits for. */
export function drawSingly(it: Interpreter, heap: Heap): void {
  const times: Time[] = [];
  alive(it, () => { run(it, heap, () => { times.push(it.time); }); });
  if (times.length > 0) it.time = times.reduce(eitherTime);
}

function alive(it: Interpreter, body: () => void): void {
  const { condition } = it;
  body();
  if (it.live) return;
  it.live = true;
  it.condition = condition;
}

/** Runs those that nobody was seen to draw from, as if that were done where they were made. */
export function drainForgotten(it: Interpreter): void {
  for (const [heap, made] of it.generators) {
    if (!it.live) break;
    if (isSuspended(heap)) drainAtHome(it, heap, made);
  }
  it.generators.clear();
}

function drainAtHome(it: Interpreter, heap: Heap, { condition, time }: Generator): void {
  const own = { condition: it.condition, time: it.time };
  Object.assign(it, { condition, time });
  drain(it, [objectOf(heap)]);
  Object.assign(it, own);
}

/** An element is there: whoever draws goes on with it. */
export function giveElement(it: Interpreter, yields: Heap, element: Value): void {
  push(it, yields, element);
  const { frame, scope, argumentDepth } = it;
  const { consumer } = frame;
  if (consumer === undefined || !it.live) return;
  // A jump of the consumer's leads out of the generator, and past what is caught in there.
  const own = it.targets.splice(consumer.targets);
  Object.assign(it, { frame: consumer.frame, scope: consumer.scope, argumentDepth: 0 });
  consumer.take(element);
  it.targets.push(...own);
  Object.assign(it, { frame, scope, argumentDepth });
}

/** What a generator gives in the end, to who draws from it by `yield*`. */
export const resultOf = (heap: Heap): Value => heap.fields.get(RETURNED)?.value ?? UNKNOWN;
