/**
 * Generators: nothing of one runs before an element is drawn from it, and what stands behind a `yield` waits until the next one is. So its
 * body runs where it is gone through, each `yield` being the round of the loop that draws. Where it goes elsewhere it is run to its end, and
 * what it yields is a list.
 */
import { STREAM } from '../../models/observables.js';
import type { PathCondition } from '../guards/condition.js';
import type { Interpreter } from '../interpreter.js';
import type { Frame } from '../state/frames.js';
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
  /** Whoever subscribes to it draws, and begins anew. */
  readonly isObservable: boolean;
}

/** What the call of a generator gives. */
export const suspended = (it: Interpreter, body: Body): ObjectAtom => suspendedFrom(it, { body, frame: it.frame, isObservable: false });

/** What somebody may subscribe to, now or in another entry. */
export const unsubscribed = (it: Interpreter, body: Body): ObjectAtom => suspendedFrom(it, { body, frame: it.frame, isObservable: true });

function suspendedFrom(it: Interpreter, { body, frame, isObservable }: Pick<Generator, 'body' | 'frame' | 'isObservable'>): ObjectAtom {
  const heap = newHeap('iterator');
  const { condition, time } = it;
  const generator: Generator = { body, frame, condition, time, isObservable };
  it.generators.set(heap, generator);
  made.set(heap, { generator, runs: 0 });
  writeField(it, heap, SUSPENDED, primitive(true));
  return objectOf(heap);
}

interface Made {
  readonly generator: Generator;
  /** How often something was drawn from it, or from one that begins anew in its place. */
  runs: number;
}

/** Those that were made, also in entries that are over. */
const made = new WeakMap<Heap, Made>();

const MAX_AGAIN = 6;

/** The same from the beginning, whatever was drawn from it before; past a few times it is what it was. */
export function anew(it: Interpreter, atom: ObjectAtom): ObjectAtom {
  const known = made.get(atom.heap);
  if (known === undefined) return atom;
  if (known.runs > MAX_AGAIN) return atom;
  known.runs++;
  return suspendedFrom(it, known.generator);
}

const isSuspended = (heap: Heap): boolean => (heap.fields.get(SUSPENDED)?.value.length ?? 0) > 0;

/** The generator that this is, if nothing was drawn from it yet. */
export const suspendedIn = ([only, ...others]: Value): Heap | undefined =>
  only?.kind === 'object' && others.length === 0 && isSuspended(only.heap) ? only.heap : undefined;

function run(it: Interpreter, heap: Heap, take: Consumer['take'] | undefined): void {
  const generator = it.generators.get(heap);
  if (generator === undefined || !isSuspended(heap)) return;
  const known = made.get(heap);
  if (known !== undefined) known.runs++;
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

/** The same of what nobody seen gets, who may also subscribe to it. */
export function drainUnseen(it: Interpreter, value: Value): void {
  drain(it, value);
  for (const atom of value) if (atom.kind === 'entity' && atom.key === STREAM) for (const list of atom.args ?? []) drain(it, list);
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

/** Runs those that nobody was seen to draw from, as if that were done where they were made; observables may find a subscriber in another entry. */
export function drainForgotten(it: Interpreter): void {
  for (const [heap, generator] of it.generators) {
    if (generator.isObservable) continue;
    if (!it.live) break;
    if (isSuspended(heap)) drainAtHome(it, heap, generator);
  }
  for (const [heap, { isObservable }] of it.generators) if (!isObservable || made.get(heap)?.runs !== 0) it.generators.delete(heap);
}

/** Observables to which nobody was seen to subscribe, the last one first: it may be made of others. */
export function takeUnsubscribed(it: Interpreter): readonly Unsubscribed[] {
  const left = [...it.generators].reverse();
  it.generators.clear();
  return left.map(([heap, generator]) => ({
    ...generator,
    run: () => {
      if (made.get(heap)?.runs !== 0) return;
      it.generators.set(heap, generator);
      drainAtHome(it, heap, generator);
    },
  }));
}

interface Unsubscribed extends Generator {
  readonly run: () => void;
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
