/** Methods of arrays that run a callback: for each element that is known, else for any of them. */
import { callValue, type CallNode } from '../calls/calls.js';
import { forEachTold } from '../expressions/alternatives.js';
import { iterationOf } from '../expressions/iteration.js';
import { testValue } from '../expressions/operators.js';
import { ALWAYS, both, CERTAIN, conjunction, disjunction, isImpossible, REFUTED, sameCondition, type PathCondition, type Test } from '../guards/condition.js';
import { truthOf } from '../guards/truth.js';
import type { Interpreter } from '../interpreter.js';
import type { Site } from '../site.js';
import { arrayOf, newHeap, objectOf, push, pushAll } from '../state/heap.js';
import { newestCell } from '../state/store.js';
import { after, timePassed } from '../time/clock.js';
import { join, joinAll, NOTHING, primitive, UNDEFINED, UNKNOWN, type Atom, type Value } from '../values/values.js';
import { anyOf, elementsFrom, listFrom, replaceItems, under, type Elements, type List } from './lists.js';

/** A function handed to a method, with the `this` it is called on. */
export interface Callback {
  readonly fn: Value | undefined;
  readonly self: Value;
  readonly node: CallNode;
  /** What the callback starts is awaited before the next element's turn. */
  readonly sequential: boolean;
}

function runCallback(it: Interpreter, { fn, self, node, sequential }: Callback, args: readonly Value[]): Value {
  if (fn === undefined) return UNKNOWN;
  const outer = it.iteration;
  it.iteration = { loop: node, sequential, outer, newest: newestCell() };
  const value = callValue(it, fn, { args, sites: [], nodes: [], self, node, call: node, isNew: false, name: '' });
  it.iteration = outer;
  return value;
}

type Turn = (element: Value, index: Value) => Value;

/** Time that any number of turns takes beyond one. */
function repeated(it: Interpreter, node: CallNode, begun: Interpreter['time']): void {
  if (it.live && timePassed(begun, it.time)) it.elapse({ kind: 'loop', loop: node, site: it.site(node) });
}

/** What each turn gives; `undefined` for `exact` where the elements are not known one by one. */
function overEach(it: Interpreter, elements: Elements, node: CallNode, turn: Turn): Elements {
  const { exact, any } = elements;
  if (exact !== undefined) {
    const results: Value[] = [];
    exact.forEach((element, index) => { if (it.live) results.push(turn(element, primitive(index))); });
    return elementsFrom(results);
  }
  const begun = it.time;
  const before = { mark: it.store.mark(), newest: newestCell() };
  const result = it.maybe(() => forEachTold(it, any, (element) => turn(element, UNKNOWN)));
  // Work that goes on beside the next turn may leave behind what that waits for: a lock, the end of a queue.
  const again = result.some(({ kind }) => kind === 'promise') && leavesLock(it, before) ? it.maybe(() => turn(any, UNKNOWN)) : NOTHING;
  repeated(it, node, begun);
  return anyOf(join(result, again));
}

const leavesLock = (it: Interpreter, { mark, newest }: { readonly mark: number; readonly newest: number }): boolean =>
  [...it.store.writesSince(mark, newest).values()].some((value) => value.some(isOfLock));

const isOfLock = (atom: Atom): boolean =>
  atom.kind === 'promise' || atom.kind === 'native' || (atom.kind === 'primitive' && (typeof atom.value === 'boolean' || typeof atom.value === 'number'));

export const mapped = (it: Interpreter, elements: Elements, callback: Callback, list: Value): Elements =>
  overEach(it, elements, callback.node, (element, index) => runCallback(it, callback, [element, index, list]));

export function forEach(it: Interpreter, elements: Elements, callback: Callback, list: Value): Value {
  mapped(it, elements, callback, list);
  // What the first turn leaves behind is there in the second.
  if (elements.exact === undefined) mapped(it, elements, callback, list);
  return UNDEFINED;
}

export function flatMapped(it: Interpreter, elements: Elements, callback: Callback, list: Value): Value {
  const results = mapped(it, elements, callback, list);
  return flattened(it, results, it.site(callback.node));
}

export function flattened(it: Interpreter, { exact, any }: Elements, site: Site): Value {
  const heap = newHeap('array', site);
  for (const result of exact ?? [any]) {
    const isList = (atom: Atom): boolean => atom.kind === 'object' && (atom.heap.type === 'array' || atom.heap.type === 'iterator');
    const lists = result.filter(isList);
    const others = result.filter((atom) => !isList(atom));
    if (lists.length === 0 && exact !== undefined) {
      push(it, heap, result);
      continue;
    }
    const items = iterationOf(it, lists);
    const whole = exact !== undefined && others.length === 0 ? items.exact : undefined;
    pushAll(it, heap, whole, join(items.any, others));
  }
  return [objectOf(heap)];
}

/** More possibilities than this are judged together. */
const MAX_JUDGED = 4;

interface Judged {
  readonly value: Value;
  readonly test: Test;
}

/** What the callback says of each possibility of the element. */
function judge(it: Interpreter, callback: Callback, element: Value, rest: readonly Value[]): readonly Judged[] {
  const possibilities = element.length > MAX_JUDGED ? [element] : element.map((atom) => [atom]);
  return possibilities.map((value) => ({ value, test: truthOf(it, runCallback(it, callback, [value, ...rest])) }));
}

interface Passed {
  /** The possibilities that pass, each under what holds where it does. */
  readonly value: Value;
  readonly certain: boolean;
  /** Nothing that is known decides. */
  readonly undecided: boolean;
  /** Holds where the element does not pass. */
  readonly no: PathCondition;
}

/** Nothing that is known decides; that a URL is there is only asked, which is no choice between elements. */
const isUndecided = ({ yes, no, asks }: Test): boolean => sameCondition(no, ALWAYS) && (asks !== undefined || sameCondition(yes, ALWAYS));

function passing(it: Interpreter, callback: Callback, element: Value, rest: readonly Value[]): Passed {
  let value = NOTHING;
  let certain = true;
  let undecided = true;
  let no: PathCondition | undefined;
  for (const { value: possibility, test } of judge(it, callback, element, rest)) {
    if (!isImpossible(both(it.condition, test.yes))) value = join(value, under(possibility, test.yes));
    if (!isImpossible(both(it.condition, test.no))) certain = false;
    undecided &&= isUndecided(test);
    no = no === undefined || sameCondition(no, test.no) ? test.no : ALWAYS;
  }
  return { value, certain, undecided, no: no ?? ALWAYS };
}

/** A list whose elements may each be missing: they keep their places, so that what is joined of them stays in order. */
function ofUnknownLength(kept: readonly Value[], site: Site): Value {
  const atom = arrayOf(kept, site);
  atom.heap.length.value = UNKNOWN;
  return [atom];
}

export function filtered(it: Interpreter, elements: Elements, callback: Callback, list: Value): Value {
  const site = it.site(callback.node);
  if (elements.exact === undefined) {
    const kept = it.maybe(() => passing(it, callback, elements.any, [UNKNOWN, list]).value);
    return listFrom(anyOf(kept), site);
  }
  const kept: Value[] = [];
  let certain = true;
  let undecided = true;
  elements.exact.forEach((element, index) => {
    if (!it.live) return;
    const passed = passing(it, callback, element, [primitive(index), list]);
    if (passed.value.length === 0) return;
    certain &&= passed.certain;
    undecided &&= passed.certain || passed.undecided;
    kept.push(passed.value);
  });
  if (certain) return listFrom(elementsFrom(kept), site);
  return undecided ? ofUnknownLength(kept, site) : listFrom(anyOf(joinAll(kept)), site);
}

/** The first element that passes; `undefined` where none may. */
export function found(it: Interpreter, elements: Elements, callback: Callback, list: Value): Value {
  if (elements.exact === undefined) {
    const value = it.maybe(() => passing(it, callback, elements.any, [UNKNOWN, list]).value);
    return join(value, UNDEFINED);
  }
  let value = NOTHING;
  let none: PathCondition = ALWAYS;
  for (const [index, element] of elements.exact.entries()) {
    if (!it.live || isImpossible(none)) break;
    const passed = passing(it, callback, element, [primitive(index), list]);
    value = join(value, under(passed.value, none));
    none = both(none, passed.no);
    if (passed.certain && passed.value.length > 0) return value;
  }
  return isImpossible(both(it.condition, none)) ? value : join(value, under(UNDEFINED, none));
}

/** What is asked of one element of a list. */
interface IndexTest {
  readonly index: number;
  readonly test: Test;
}

/** The first of the indexes, in the order in which they are asked, whose test holds, else -1: comparing it decides by the same tests. */
export function indexValue(tests: readonly IndexTest[]): Value {
  let value = NOTHING;
  let none: PathCondition = ALWAYS;
  for (const { index, test } of tests) {
    if (!isImpossible(both(none, test.yes))) value = join(value, under(primitive(index), both(none, test.yes)));
    none = both(none, test.no);
  }
  return isImpossible(none) ? value : join(value, under(primitive(-1), none));
}

const testOf = (it: Interpreter, element: Value, index: number, callback: Callback, list: Value): Test =>
  truthOf(it, it.live ? runCallback(it, callback, [element, primitive(index), list]) : NOTHING);

const testsOf = (it: Interpreter, exact: readonly Value[], callback: Callback, list: Value): readonly Test[] =>
  exact.map((element, index) => testOf(it, element, index, callback, list));

export type IndexOrder = (exact: readonly Value[]) => readonly { readonly element: Value; readonly index: number }[];

export const fromFirst: IndexOrder = (exact) => exact.map((element, index) => ({ element, index }));
export const fromLast: IndexOrder = (exact) => [...fromFirst(exact)].reverse();

const foundIn = (order: IndexOrder) => (it: Interpreter, elements: Elements, callback: Callback, list: Value): Value => {
  if (elements.exact !== undefined) return indexValue(order(elements.exact).map(({ element, index }) => ({ index, test: testOf(it, element, index, callback, list) })));
  mapped(it, elements, callback, list);
  return UNKNOWN;
};

export const foundIndex = foundIn(fromFirst);
export const foundLastIndex = foundIn(fromLast);

/** That some key passes does not say which: what holds is only known of the stage. */
const ofSome = (condition: PathCondition): PathCondition => (condition.current.length === 0 ? condition : { ...condition, current: [] });

export function someOf(it: Interpreter, elements: Elements, callback: Callback, list: Value): Value {
  if (elements.exact !== undefined) return testValue(testsOf(it, elements.exact, callback, list).reduce(disjunction, REFUTED));
  const test = truthOf(it, mapped(it, elements, callback, list).any);
  return testValue({ yes: ofSome(test.yes), no: ALWAYS });
}

export function everyOf(it: Interpreter, elements: Elements, callback: Callback, list: Value): Value {
  if (elements.exact !== undefined) return testValue(testsOf(it, elements.exact, callback, list).reduce(conjunction, CERTAIN));
  const test = truthOf(it, mapped(it, elements, callback, list).any);
  return testValue({ yes: ALWAYS, no: ofSome(test.no) });
}

/** A promise that stands for any number of turns, one after another. */
const lengthened = (it: Interpreter, value: Value, { node }: Callback, begun: Interpreter['time']): Value =>
  value.map((atom) => {
    if (atom.kind !== 'promise' || !timePassed(begun, atom.done)) return atom;
    return { ...atom, done: after(atom.done, { kind: 'loop', loop: node, site: it.site(node) }) };
  });

export function reduced(it: Interpreter, elements: Elements, callback: Callback, initial: Value | undefined): Value {
  const { exact, any } = elements;
  const turn = (total: Value, element: Value, index: Value): Value => runCallback(it, callback, [total, element, index, UNKNOWN]);
  if (exact !== undefined) {
    const [first, ...others] = exact;
    let total = initial ?? first ?? UNKNOWN;
    (initial === undefined ? others : exact).forEach((element, index) => {
      if (it.live) total = turn(total, element, primitive(initial === undefined ? index + 1 : index));
    });
    return total;
  }
  const begun = it.time;
  const start = initial ?? any;
  const first = it.maybe(() => turn(start, any, UNKNOWN));
  repeated(it, callback.node, begun);
  if (!it.live || first.length === 0) return start;
  // An empty list would give the start: that it may be empty is no proof.
  const again = lengthened(it, first, callback, begun);
  const second = it.maybe(() => turn(again, any, UNKNOWN));
  return join(again, lengthened(it, second, callback, begun));
}

/** Sorts in place: which element comes first is only known of constants. */
export function sorted(it: Interpreter, list: List, callback: Callback): Elements {
  const { exact, any } = list;
  if (callback.fn !== undefined) it.maybe(() => runCallback(it, callback, [any, any]));
  return exact === undefined || exact.length > 1 ? anyOf(any) : list;
}

export function sortInPlace(it: Interpreter, list: List, callback: Callback): Value {
  replaceItems(it, list.heap, sorted(it, list, callback));
  return [list.receiver];
}
