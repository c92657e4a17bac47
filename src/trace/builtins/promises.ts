/** `then`, `catch`, `finally`, and the combinators of `Promise`. */
import { callFunctionValue, type Call } from '../calls/calls.js';
import { iterationOf } from '../expressions/iteration.js';
import type { Interpreter } from '../interpreter.js';
import { arrayOf, listOf, objectWith } from '../state/heap.js';
import { Cell, passedBy } from '../state/store.js';
import { eitherTime, mark, parallelTime, type Time } from '../time/clock.js';
import { awaited, promiseOf } from '../time/promises.js';
import { ERROR, join, joinAll, NOTHING, UNDEFINED, UNKNOWN, type Atom, type NativeAtom, type PromiseAtom, type Value } from '../values/values.js';

/** Runs what follows a promise; the program itself goes on at once. */
function following(it: Interpreter, value: Value, run: (settled: Value) => Value): Value {
  const begun = it.time;
  const settled = awaited(it, value);
  const { concurrentSince } = it;
  const [only] = value;
  it.concurrentSince = only?.kind === 'promise' ? only.begun : begun;
  const next = run(settled);
  it.concurrentSince = concurrentSince;
  if (!it.live) it.live = true;
  const result = awaited(it, next);
  const done = it.time;
  it.time = begun;
  return promiseOf(result, begun, done);
}

/** Anything but `null` and its like, which stand where there is no handler. */
const isHandler = (value: Value | undefined): value is Value => value?.some((atom) => atom.kind !== 'primitive') ?? false;

export function callPromiseMethod(it: Interpreter, receiver: Atom, name: string, call: Call): Value {
  const [first, second] = call.args;
  switch (name) {
    case 'then':
      return following(it, [receiver], (settled) => {
        const result = isHandler(first) ? callFunctionValue(it, first, [settled], call.node) : settled;
        if (isHandler(second)) rejected(it, second, call);
        return result;
      });
    case 'catch':
      return following(it, [receiver], (settled) => join(settled, isHandler(first) ? rejected(it, first, call) : NOTHING));
    case 'finally':
      return following(it, [receiver], (settled) => {
        if (isHandler(first)) callFunctionValue(it, first, [], call.node);
        return settled;
      });
    default:
      return UNKNOWN;
  }
}

/** A promise of what succeeded or failed (`ResultAsync`): what succeeded goes on to the next function, what failed passes it by. */
export function callResultMethod(it: Interpreter, receiver: PromiseAtom, name: string, call: Call): Value {
  const [first, second] = call.args;
  const on = (settled: Value): Value => (isHandler(first) ? callFunctionValue(it, first, [settled], call.node) : UNKNOWN);
  switch (name) {
    case 'map':
      // Other promises go through the elements of a list.
      return following(it, [receiver], (settled) => (settled.some((atom) => atom.kind === 'object' && atom.heap.type === 'array') ? UNKNOWN : on(settled)));
    case 'andThen':
    case 'asyncMap':
    case 'asyncAndThen':
      return following(it, [receiver], on);
    case 'andTee':
    case 'andThrough':
      return following(it, [receiver], (settled) => {
        awaited(it, on(settled));
        return settled;
      });
    case 'match':
      return following(it, [receiver], (settled) => join(on(settled), isHandler(second) ? rejected(it, second, call) : NOTHING));
    case 'mapErr':
      return following(it, [receiver], (settled) => {
        if (isHandler(first)) rejected(it, first, call);
        return settled;
      });
    case 'orElse':
      return callPromiseMethod(it, receiver, 'catch', call);
    case 'unwrapOr':
      return following(it, [receiver], (settled) => join(settled, first ?? NOTHING));
    default:
      return UNKNOWN;
  }
}

/** A rejection handler may run, with an error. */
function rejected(it: Interpreter, handler: Value, call: Call): Value {
  const { time } = it;
  const value = it.maybe(() => callFunctionValue(it, handler, [ERROR], call.node));
  it.time = time;
  return value;
}

/** All of the promises are waited for at once. */
function awaitAll(it: Interpreter, values: readonly Value[]): readonly Value[] {
  const begun = it.time;
  let done: Time = begun;
  const settled = values.map((value) => {
    it.time = begun;
    const result = awaited(it, value);
    done = parallelTime(done, it.time, begun);
    return result;
  });
  it.time = done;
  return settled;
}

export function combinePromises(it: Interpreter, name: string, call: Call): Value {
  const begun = it.time;
  const { exact, any } = iterationOf(it, call.args[0] ?? NOTHING);
  const waited = exact ?? [any];
  const values = awaitAll(it, name === 'race' || name === 'any' ? fulfilling(waited) : waited);
  const done = it.time;
  it.time = begun;
  return promiseOf(combined(name, exact === undefined ? undefined : values, joinAll(values)), begun, done);
}

/** A timeout that only rejects is not what is waited for. */
function fulfilling(values: readonly Value[]): readonly Value[] {
  const found = values.filter((value) => !value.every(isRejected));
  return found.length === 0 ? values : found;
}

const isRejected = (atom: Atom): boolean =>
  atom.kind === 'promise' && (atom.value.length === 0 || (atom.rejected !== undefined && atom.rejected.value.length > 0 && atom.settled?.value.length === 0));

const settledResult = (value: Value): Value => [objectWith({ status: UNKNOWN, value, reason: UNKNOWN })];

function combined(name: string, exact: readonly Value[] | undefined, any: Value): Value {
  switch (name) {
    case 'all':
      return [exact === undefined ? listOf(any) : arrayOf(exact)];
    case 'allSettled':
      return [exact === undefined ? listOf(settledResult(any)) : arrayOf(exact.map(settledResult))];
    default:
      return any;
  }
}

/** A promise is resolved with what another one gives; what is not known is a value more often than a promise. */
const resolution = (it: Interpreter, value: Value): Value =>
  value.flatMap((atom) => (atom.kind === 'unknown' || atom.kind === 'entity' ? [{ ...atom, pending: undefined }] : awaited(it, [atom])));

/** `new Promise((resolve, reject) => …)`: what `resolve` is given, when it is. */
export function newPromise(it: Interpreter, call: Call): Value {
  const [executor] = call.args;
  return promiseBy(it, call, (resolve, reject) => {
    if (executor !== undefined) it.maybe(() => callFunctionValue(it, executor, [[resolve], [reject]], call.node));
  });
}

/**
 * The promise of work that says itself, by one of these functions, how it has ended. Whoever keeps one of them may say it later
 * (`return { promise, resolve }`, `waiting.push(resolve)`).
 */
export function promiseBy(it: Interpreter, call: Call, work: (resolve: NativeAtom, reject: NativeAtom) => void): Value {
  const begun = it.time;
  const ends: Settled[] = [];
  const settled = new Cell();
  const rejected = new Cell();
  let isLater = false;
  const resolve: NativeAtom = {
    kind: 'native',
    call: (args) => {
      const value = resolution(it, args[0] ?? UNDEFINED);
      if (isLater) it.store.write(settled, promiseOf(value, it.concurrentSince ?? begun, it.time));
      else ends.push({ value, time: it.time });
      return UNDEFINED;
    },
  };
  const reject: NativeAtom = {
    kind: 'native',
    call: () => {
      it.store.write(rejected, ERROR);
      return UNDEFINED;
    },
  };
  it.executors++;
  work(resolve, reject);
  it.executors--;
  isLater = true;
  it.live = true;
  const end = it.time;
  it.time = begun;
  if (ends.length === 0) {
    // Until then, what resolves it is not seen: an event that is waited for.
    const pending = { kind: 'event', name: '', site: it.site(call.node) } as const;
    return [{ kind: 'promise', value: UNKNOWN, begun, done: end, pending, settled, rejected }];
  }
  const { value, time } = settledBy(ends);
  return promiseOf(value.length === 0 ? UNKNOWN : value, begun, time);
}

/** `Promise.withResolvers()`: whoever has the functions says how it ends. */
export function withResolvers(it: Interpreter, call: Call): Value {
  let resolvers: Readonly<Record<string, Value>> = {};
  const promise = promiseBy(it, call, (resolve, reject) => { resolvers = { resolve: [resolve], reject: [reject] }; });
  return [objectWith({ promise, ...resolvers })];
}

interface Settled {
  readonly value: Value;
  readonly time: Time;
}

/** Of several calls of `resolve` one counts. */
function settledBy(ends: readonly Settled[]): Settled {
  const [first] = ends;
  if (first !== undefined && ends.every(({ time }) => time === first.time)) return { value: joinAll(ends.map(({ value }) => value)), time: first.time };
  const marked = ends.map(({ value, time }) => ({ value, time: mark(time) }));
  return { value: joinAll(marked.map(({ value, time }) => passedBy(value, time))), time: marked.map(({ time }) => time).reduce(eitherTime) };
}

export const resolvedPromise = (it: Interpreter, value: Value | undefined): Value => promiseOf(awaited(it, value ?? UNDEFINED), it.time, it.time);
