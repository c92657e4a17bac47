/** Observables: what their functions and methods give. */
import { moduleOf } from '../../models/entity-names.js';
import { TIMER } from '../../models/observables.js';
import type { ObservableResult } from '../../models/form/schema.js';
import { mapped } from '../builtins/array-callbacks.js';
import { anyOf, elementsFrom, type Elements } from '../builtins/lists.js';
import { callFunctionValue, type Call } from '../calls/calls.js';
import { forEachOf } from '../expressions/alternatives.js';
import { iterationOf } from '../expressions/iteration.js';
import { truthOf } from '../guards/truth.js';
import type { Interpreter } from '../interpreter.js';
import { deferCallback } from '../programs/entries.js';
import { arrayOf, listOf, newHeap, objectOf, objectWith, push, writeField } from '../state/heap.js';
import { parallelTime } from '../time/clock.js';
import { millisecondsOf } from '../time/durations.js';
import { awaited, promiseOf } from '../time/promises.js';
import { flatMap, isCallable, NOTHING, UNDEFINED, UNKNOWN, type Atom, type EntityAtom, type NativeAtom, type Value } from '../values/values.js';
import { callEntity } from './index.js';
import { begunBy, hasOperators, observedBy, partsOf, stagesIn, through } from './operators.js';
import { firstGiven } from './refs.js';
import { endOf, inner, isList, isStream, joined, observableOf, single, streamOf, subscription } from './streams.js';

/** What comes out of `observable.pipe(map(f), retry(2))`, whatever stands for the observable; undefined where nothing of the pipe is an operator. */
export function throughOperators(it: Interpreter, source: Value, call: Call): Value | undefined {
  return hasOperators(call) ? piped(it, () => (source.every(({ kind }) => kind === 'unknown') ? anyOf(source) : inner(it, source)), call) : undefined;
}

/** What lies before the last operator that shares is there once for all subscribers. */
function piped(it: Interpreter, source: () => Elements, call: Call): Value {
  const { shared, own } = partsOf(stagesIn(it, call));
  if (shared.length === 0) return observableOf(it, () => through(it, source(), stagesIn(it, call)));
  const before = observableOf(it, () => through(it, source(), shared), 'shared');
  return own.length === 0 ? before : observableOf(it, () => through(it, inner(it, before), own));
}

/** What a function of observables gives, or a method of one. */
export function observableResult(it: Interpreter, atom: EntityAtom, call: Call, returns: ObservableResult): Value {
  const [first = UNDEFINED, second = NOTHING, third = NOTHING] = call.args;
  switch (returns.observable) {
    case 'from':
      return flatMap(first, (each) => fromEach(it, each));
    case 'of':
      return streamOf(call.rest === undefined ? elementsFrom(call.args) : anyOf([...call.args.flat(), ...call.rest]));
    case 'any':
      return streamOf(anyOf(UNKNOWN));
    case 'defer':
      return observableOf(it, () => inner(it, callFunctionValue(it, first, [], call.node)));
    case 'either':
      return observableOf(it, () => eitherOf(it, truthOf(it, callFunctionValue(it, first, [], call.node)), [second, third]));
    case 'joined':
      return observableOf(it, () => joined((call.rest === undefined ? call.args : [...call.args, call.rest]).map((each) => inner(it, each))));
    case 'all':
      return observableOf(it, () => single(allOf(it, call)));
    case 'timer':
      return timer(it, atom, call);
    case 'made':
      return madeBy(it, call);
    case 'asked':
      return observableOf(it, () => single(asked(it, atom, call, returns)));
    default:
      return methodResult(it, atom, call, returns.observable);
  }
}

function methodResult(it: Interpreter, atom: EntityAtom, call: Call, name: 'pipe' | 'ticks' | 'subscribe' | 'last'): Value {
  switch (name) {
    case 'pipe':
      return piped(it, () => subscription(it, atom), call);
    case 'ticks':
      return ticks(it, call);
    case 'subscribe':
      return subscribed(it, atom, call);
    case 'last':
      return forEachOf(it, call.name === 'toPromise' ? call.self : (call.args[0] ?? UNDEFINED), (each) => lastOf(it, each, call.name === 'firstValueFrom' ? 0 : -1));
  }
}

/** A list is an observable of its elements; what is waited for is one value. */
function fromEach(it: Interpreter, atom: Atom): Value {
  if (atom.kind === 'entity' && moduleOf(atom.key) === 'rxjs') return [atom];
  if (atom.kind === 'object' && (isList(atom) || atom.heap.type === 'set' || atom.heap.type === 'map')) {
    const { exact, any } = iterationOf(it, [atom]);
    return streamOf(exact === undefined ? anyOf(any) : elementsFrom(exact));
  }
  if (atom.kind === 'unknown') return streamOf(atom.pending === undefined && atom.made !== true ? anyOf(UNKNOWN) : single([atom]));
  return streamOf(single([atom]));
}

/** One of two, by a test that is made when somebody subscribes. */
function eitherOf(it: Interpreter, test: ReturnType<typeof truthOf>, [yes, no]: readonly [Value, Value]): Elements {
  const list = (value: Value) => (): Value => begunNow(it, value);
  const { exact, any } = iterationOf(it, it.fork([{ condition: test.yes, run: list(yes) }, { condition: test.no, run: list(no) }]));
  return { exact, any };
}

const begunNow = (it: Interpreter, value: Value): Value => awaited(it, begunBy(it, () => inner(it, value)));

/** The sources begin together, and the last of each counts: a list of them, or an object where they stand under names. */
function allOf(it: Interpreter, call: Call): Value {
  const [sources = NOTHING] = call.args;
  const [only] = sources;
  if (only?.kind === 'object' && only.heap.type === 'object') {
    const heap = newHeap('object', it.site(call.node));
    const names = [...only.heap.fields].filter(([, { value }]) => value.length > 0);
    const values = together(it, names.map(([, { value }]) => value));
    names.forEach(([name], index) => { writeField(it, heap, name, values[index] ?? UNKNOWN); });
    return [objectOf(heap)];
  }
  const isOne = call.args.length === 1 && sources.every(isList);
  const { exact, any } = isOne ? iterationOf(it, sources) : elementsFrom(call.args);
  const site = it.site(call.node);
  return exact === undefined ? [listOf(together(it, [any])[0] ?? UNKNOWN, site)] : [arrayOf(together(it, exact), site)];
}

function together(it: Interpreter, sources: readonly Value[]): readonly Value[] {
  const begun = it.time;
  let done = begun;
  const values = sources.map((source) => {
    it.time = begun;
    const value = awaited(it, endOf(inner(it, source), -1));
    done = parallelTime(done, it.time, begun);
    return value;
  });
  it.time = done;
  return values;
}

/** Once, after a time that is known: whoever waits for it waits so long. What comes again and again comes later. */
function timer(it: Interpreter, atom: EntityAtom, call: Call): Value {
  const milliseconds = call.args.length === 1 ? millisecondsOf(call.args[0] ?? UNKNOWN) : undefined;
  if (milliseconds === undefined) return [{ kind: 'entity', key: TIMER, args: call.args, defaults: atom.defaults }];
  return streamOf(single([{ kind: 'unknown', pending: { kind: 'delay', milliseconds, name: call.name, site: it.site(call.node) } }]));
}

/** `new Observable((subscriber) => { subscriber.next(x); })`. */
function madeBy(it: Interpreter, call: Call): Value {
  const [subscribe = NOTHING] = call.args;
  return observableOf(it, () => {
    const heap = newHeap('array');
    const next: NativeAtom = { kind: 'native', call: ([value = UNDEFINED]) => { push(it, heap, value); return UNDEFINED; } };
    const nothing: NativeAtom = { kind: 'native', call: () => UNDEFINED };
    const subscriber = objectWith({ next: [next], error: [nothing], complete: [nothing], add: [nothing], closed: UNKNOWN });
    it.executors++;
    it.maybe(() => callFunctionValue(it, subscribe.filter(isCallable), [[subscriber]], call.node));
    it.executors--;
    const { exact, any } = iterationOf(it, [objectOf(heap)]);
    return { exact, any };
  });
}

/** What the function gives that asks when somebody subscribes. */
function asked(it: Interpreter, atom: EntityAtom, call: Call, { of = atom.key, by }: ObservableResult): Value {
  const answer = awaited(it, callEntity(it, { ...atom, key: of }, call));
  const selector = firstGiven(it, atom, call, by)?.value.filter(isCallable) ?? NOTHING;
  return selector.length === 0 ? answer : awaited(it, callFunctionValue(it, selector, [answer], call.node));
}

/** What comes later passes through the operators when it comes. */
function ticks(it: Interpreter, call: Call): Value {
  const run: NativeAtom = {
    kind: 'native',
    call: () => {
      through(it, single(UNKNOWN), stagesIn(it, call));
      return UNDEFINED;
    },
  };
  deferCallback(it, [run], { kind: 'later', node: call.node, args: [], again: true });
  return call.self;
}

const lastOf = (it: Interpreter, atom: Atom, index: 0 | -1): Value => {
  if (!isStream(atom)) return [atom];
  const begun = it.time;
  const value = awaited(it, endOf(subscription(it, atom), index));
  const done = it.time;
  it.time = begun;
  return promiseOf(value, begun, done);
};

/** Nobody waits for what the observer does with each value. */
function subscribed(it: Interpreter, atom: EntityAtom, call: Call): Value {
  const begun = it.time;
  const [observer = NOTHING] = call.args;
  const next = observedBy(observer, 'next');
  const elements = subscription(it, atom);
  const take: Value = [{ kind: 'native', call: ([value = UNKNOWN]) => callFunctionValue(it, next, [awaited(it, value)], call.node) }];
  if (next.length > 0) mapped(it, elements, { fn: take, self: NOTHING, node: call.node, sequential: false }, UNKNOWN);
  const complete = [...observedBy(observer, 'complete'), ...(call.args[2] ?? NOTHING).filter(isCallable)];
  if (complete.length > 0) it.maybe(() => callFunctionValue(it, complete, [], call.node));
  const done = it.time;
  it.time = begun;
  return call.name === 'forEach' ? promiseOf(UNDEFINED, begun, done) : UNKNOWN;
}

