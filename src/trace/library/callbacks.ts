/** Callbacks that libraries run: at once, after a delay, on events, for each request of a server. */
import { OPERATORS } from '../../models/observables.js';
import type { CallbackEffect, EmitEffect, Ref, Returns } from '../../models/form/schema.js';
import { callFunctionValue, type Call } from '../calls/calls.js';
import { parametersOf } from '../calls/parameters.js';
import { argumentsOfEvent, callbacksIn, EVENTS, mayRepeat, unknownArguments } from '../calls/unknown-calls.js';
import { either, type PathCondition } from '../guards/condition.js';
import type { Interpreter } from '../interpreter.js';
import { deferCallback } from '../programs/entries.js';
import type { Site } from '../site.js';
import { arrayOf, objectWith } from '../state/heap.js';
import { guarded } from '../state/store.js';
import { leastMilliseconds, millisecondsOf } from '../time/durations.js';
import { afterwards, onEvent } from '../time/executors.js';
import { awaited, promiseOf } from '../time/promises.js';
import { constantNumber, constantText, join, NOTHING, UNKNOWN, type Atom, type EntityAtom, type Value } from '../values/values.js';
import { allGiven, firstGiven, given, isException, type Given } from './refs.js';

const callable = (atom: Atom): boolean => ['function', 'native', 'method', 'entity'].includes(atom.kind);

/** Functions in the value, also in arrays of handlers. */
function functionsIn(value: Value): readonly Atom[] {
  return value.flatMap((atom): readonly Atom[] => {
    // An operator runs the function that it was given.
    if (atom.kind === 'entity' && OPERATORS.has(atom.key)) return (atom.args?.[0] ?? []).filter(callable);
    if (callable(atom)) return [atom];
    // A module that is being imported stands for what it exports by default.
    if (atom.kind === 'promise') return functionsIn(atom.value.flatMap((each) => (each.kind === 'object' ? (each.heap.fields.get('default')?.value ?? []) : [each])));
    if (atom.kind !== 'object' || atom.heap.type !== 'array') return [];
    return [...atom.heap.fields.values()].flatMap((cell) => cell.value.filter(callable));
  });
}

/** Does the call have an argument there? */
function isPassed(atom: EntityAtom, call: Call, ref: string): boolean {
  const made = ref.startsWith('made.');
  const index = Number(made ? ref.slice('made.'.length) : ref);
  return Number.isNaN(index) || index < (made ? (atom.args?.length ?? 0) : call.args.length);
}

/** An argument of a callback, with its place where it stands in the call. */
interface Passed {
  readonly value: Value;
  readonly site?: Site;
}

const NOT_KNOWN: Passed = { value: UNKNOWN };

/** What the library calls it with, as far as the model says. */
function argumentsFor(it: Interpreter, atom: EntityAtom, call: Call, effect: CallbackEffect, member: string | undefined): readonly Passed[] {
  const own = (effect.args ?? []).filter((ref) => isPassed(atom, call, ref)).map((ref) => given(it, atom, call, ref) ?? NOT_KNOWN);
  const passed = (effect.passes ?? []).map((each): Passed => {
    if (typeof each === 'string') return each === '' ? NOT_KNOWN : { value: [{ kind: 'entity', key: each }] };
    return given(it, atom, call, each.argument.replace('*', member ?? '')) ?? NOT_KNOWN;
  });
  return [...own, ...passed];
}

function delayIn(delay: Given | undefined, unit: number): number | undefined {
  const number = delay === undefined ? undefined : millisecondsOf(delay.value);
  return number === undefined ? undefined : number * unit;
}

export function applyCallback(it: Interpreter, atom: EntityAtom, call: Call, effect: CallbackEffect): Value | undefined {
  if (effect.onlyIs !== undefined && !isException(it, atom, call, effect.onlyIs)) return undefined;
  if (isException(it, atom, call, effect.unlessIs)) return undefined;
  const unit = effect.unit ?? 1;
  const delay = effect.delay === undefined ? undefined : firstGiven(it, atom, call, effect.delay);
  const milliseconds = delayIn(delay, unit);
  const again = effect.again === undefined ? undefined : delayIn(firstGiven(it, atom, call, effect.again), unit);
  const least = delay === undefined ? undefined : leastMilliseconds(delay.value);
  const atLeast = least === undefined ? undefined : least * unit;
  const alone = isAlone(it, atom, call, effect.limit);
  const event = effect.event === undefined ? undefined : eventName(it, atom, call, effect.event);
  let result: Value | undefined;
  let before: Link | undefined;
  for (const { value, member } of allGiven(it, atom, call, effect.callback)) {
    const args = argumentsFor(it, atom, call, effect, member);
    for (const callback of functionsIn(value)) {
      if (event !== undefined) listen(it, event, callback);
      const link: Link = { passed: undefined };
      const gave = runCallback(it, callback, { link, before, call, effect, milliseconds, atLeast, again, alone, args, yields: atom.key === 'global#setImmediate' });
      if (effect.when === 'now') result = effect.under === undefined ? gave : [objectWith({ [effect.under]: gave, success: UNKNOWN, error: UNKNOWN })];
      before = link;
    }
  }
  return result;
}

const MAX_LISTENERS = 8;

/** It is there only where the path came by that registers it. */
function listen(it: Interpreter, event: string, callback: Atom): void {
  it.listeners.set(event, [...(it.listeners.get(event) ?? []), guarded(callback, it.condition)].slice(0, MAX_LISTENERS));
}

/** Events are told apart by the package and by their names; which emitter they are of is not. */
function eventName(it: Interpreter, atom: EntityAtom, call: Call, ref: Ref): string | undefined {
  const [name] = firstGiven(it, atom, call, ref)?.value ?? [];
  const text = name === undefined ? undefined : constantText(name);
  return text === undefined ? undefined : `${atom.key.slice(0, atom.key.lastIndexOf('.'))} ${text}`;
}

/** `bus.emit('saved', file)` calls what `bus.on('saved', …)` registered before. */
export function applyEmit(it: Interpreter, atom: EntityAtom, call: Call, effect: EmitEffect): Value | undefined {
  const event = eventName(it, atom, call, effect.event);
  for (const callback of event === undefined ? [] : (it.listeners.get(event) ?? [])) {
    it.maybe(() => {
      callFunctionValue(it, [callback], call.args.slice(1), call.node, call.sites.slice(1), call.self);
      return NOTHING;
    });
  }
  return undefined;
}

/** `bus.listeners('saved')`: whoever goes through them calls them. Of an event that none was seen to be registered for nobody knows. */
export function listenersOf(it: Interpreter, atom: EntityAtom, call: Call, ref: Ref): Value {
  const event = eventName(it, atom, call, ref);
  const known = event === undefined ? undefined : it.listeners.get(event);
  return known === undefined ? UNKNOWN : [arrayOf(known.map((listener) => [listener]))];
}

/** One of several handlers of a route: the next one runs where it called `next()`. */
interface Link {
  passed: PathCondition | undefined;
}

/** `(request, response, next) => …` */
const MIDDLEWARE = 3;

const nextOf = (it: Interpreter, link: Link): Value => [
  {
    kind: 'native',
    call: () => {
      link.passed = link.passed === undefined ? it.condition : either(link.passed, it.condition);
      return UNKNOWN;
    },
  },
];

interface Run {
  readonly link: Link;
  readonly before: Link | undefined;
  readonly call: Call;
  readonly effect: CallbackEffect;
  readonly milliseconds: number | undefined;
  readonly atLeast: number | undefined;
  /** Milliseconds before it is tried once more. */
  readonly again: number | undefined;
  /** One such function runs after the other. */
  readonly alone: boolean;
  /** Known arguments of the callback; the others are unknown. */
  readonly args: readonly Passed[];
  /** It gives way to what else is to be done. */
  readonly yields: boolean;
}

/** Of what is begun at once, one waits until the other is done. */
function inTurn(it: Interpreter, run: () => Value): Value {
  const { iteration } = it;
  // What goes one by one anyway stays the same round.
  if (iteration?.sequential === false) it.iteration = { ...iteration, sequential: true };
  const value = run();
  it.iteration = iteration;
  return value;
}

/** Do such functions run one at a time? */
function isAlone(it: Interpreter, atom: EntityAtom, call: Call, limit: CallbackEffect['limit']): boolean {
  if (limit === undefined || typeof limit === 'number') return limit === 1;
  const given = firstGiven(it, atom, call, limit)?.value;
  return given !== undefined && constantNumber(given) === 1;
}

/** A shorter pause than this makes nothing old. */
const SHORT_PAUSE = 5000;

/** Where it fails it may be run once more, after the pause. */
function triedAgain(it: Interpreter, call: Call, pause: number | undefined, run: () => Value): Value {
  const first = run();
  if (!it.live || pause === undefined || pause < SHORT_PAUSE) return first;
  const begun = it.time;
  const value = awaited(it, first);
  const second = it.maybe(() => {
    it.elapse({ kind: 'delay', milliseconds: pause, name: call.name, site: it.site(call.node) });
    return awaited(it, run());
  });
  const done = it.time;
  it.time = begun;
  return promiseOf(join(value, second), begun, done);
}

function runCallback(it: Interpreter, callback: Atom, { link, before, call, effect, milliseconds, atLeast, again, alone, args: known, yields }: Run): Value {
  const { node } = call;
  const args = [...known.map(({ value }) => value), ...unknownArguments(callback, call).slice(known.length)];
  const timed = effect.delay !== undefined && (milliseconds !== undefined || it.executors > 0 || callback.kind === 'native' || callback.kind === 'method');
  // What waits its turn each time round goes on for as long as there are turns.
  if (yields && callback.kind === 'native') return afterwards(it, { kind: 'delay', milliseconds: 0, name: call.name, site: it.site(node) }, () => callFunctionValue(it, [callback], args, node));
  const run = (): Value => it.fork([{ condition: it.condition, run: () => callFunctionValue(it, [callback], args, node, known.map(({ site }) => site)) }]);
  if (effect.when === 'now') return triedAgain(it, call, again, alone ? () => inTurn(it, run) : run);
  if (effect.when === 'later' && timed) {
    return afterwards(it, { kind: 'delay', milliseconds, atLeast, name: call.name, site: it.site(node) }, () => callFunctionValue(it, [callback], args, node));
  }
  if (effect.when === 'later' && (callback.kind === 'native' || it.executors > 0)) return onEvent(it, call, () => callFunctionValue(it, [callback], args, node));
  const isMiddleware = effect.when === 'handler' && callback.kind === 'function' && parametersOf(callback.node).length === MIDDLEWARE;
  const passed = isMiddleware ? [args[0] ?? UNKNOWN, args[1] ?? UNKNOWN, nextOf(it, link)] : args;
  deferCallback(it, [callback], { kind: effect.when, node, args: passed, where: () => before?.passed, again: mayRepeat(call), emitted: effect.event !== undefined });
  return NOTHING;
}

/** `debounce(save, 5000)`: what it gives runs `save` after a pause. */
export function delayed(it: Interpreter, atom: EntityAtom, call: Call, returns: Extract<Returns, { delayed: unknown }>): Value {
  const original = firstGiven(it, atom, call, returns.delayed)?.value ?? UNKNOWN;
  const delay = firstGiven(it, atom, call, returns.delay)?.value;
  const milliseconds = delay === undefined ? 0 : constantNumber(delay);
  const operation = { kind: 'delay', milliseconds, name: call.name, site: it.site(call.node) } as const;
  const run = (args: readonly Value[], sites?: Call['sites']): Value => afterwards(it, operation, () => callFunctionValue(it, original, args, call.node, sites));
  return [{ kind: 'native', call: run }];
}

/** Events that come while a library does what it was called for, or when it has done it. */
const OF_WORK = new Set(['finish', 'close', 'end', 'open', 'ready', 'data', 'readable', 'drain', 'entry', 'error', 'done', 'complete', 'progress', 'warning', 'exit']);

const isOfWork = (event: Value | undefined): boolean => event?.every((atom) => { const name = constantText(atom); return name !== undefined && !OF_WORK.has(name); }) !== true;

/** Functions handed to a library call that no model speaks of: they may run during it, those for an event of another kind later. */
export function runOtherCallbacks(it: Interpreter, call: Call): void {
  const isLater = it.executors === 0 && EVENTS.has(call.name) && !isOfWork(call.args[0]);
  for (const callback of callbacksIn(call.args)) {
    const [only] = callback;
    if (only === undefined) continue;
    if (isLater) {
      deferCallback(it, [only], { kind: 'later', node: call.node, args: argumentsOfEvent(call), again: mayRepeat(call) });
      continue;
    }
    it.maybe(() => {
      callFunctionValue(it, [only], unknownArguments(only, call), call.node);
      return NOTHING;
    });
  }
}
