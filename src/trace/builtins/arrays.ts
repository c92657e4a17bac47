/** Methods of arrays and iterators. */
import type { Call } from '../calls/calls.js';
import { serveWaiting } from '../calls/waiting.js';
import { isTold } from '../expressions/alternatives.js';
import { iterationOf } from '../expressions/iteration.js';
import { testValue } from '../expressions/operators.js';
import { UNDECIDED, type Test } from '../guards/condition.js';
import { equalityOf, membershipOf, uploadsTest } from '../guards/truth.js';
import type { Interpreter } from '../interpreter.js';
import { arrayOf, exactItems, newHeap, objectOf, objectWith, push, pushAll, writeField } from '../state/heap.js';
import { putBack } from '../time/turns.js';
import { appended, followAppended, holdSequences, manyOf, spreadSequences } from '../values/sequences.js';
import { constantNumber, constantText, join, joinAll, NOTHING, primitive, UNDEFINED, UNKNOWN, type ObjectAtom, type Value } from '../values/values.js';
import {
  everyOf, filtered, flatMapped, flattened, forEach, found, foundIndex, foundLastIndex, fromFirst, fromLast, indexValue, mapped, reduced,
  someOf, sorted, sortInPlace, type Callback, type IndexOrder,
} from './array-callbacks.js';
import { removeAt, spliceList, takeEnd } from './array-changes.js';
import { joined } from './joining.js';
import { elementPicked } from './picked-characters.js';
import { anyOf, elementsFrom, iteratorFrom, listFor, listFrom, orUndefined, replaceItems, type Elements, type List } from './lists.js';
import type { ArrayMethodName } from './names.js';

type ArrayMethod = (it: Interpreter, list: List, call: Call) => Value;

export function callArrayMethod(it: Interpreter, receiver: ObjectAtom, name: string, call: Call): Value {
  const method = METHODS.get(name);
  return method === undefined ? UNKNOWN : method(it, listFor(receiver), call);
}

/** The callback of a method. What it starts for one element is not awaited before the next one's turn. */
const callbackOf = (call: Call): Callback => ({ fn: call.args[0], self: call.args[1] ?? NOTHING, node: call.node, sequential: false });

type WithCallback = (it: Interpreter, elements: Elements, callback: Callback, list: Value) => Value;

const withCallback = (run: WithCallback): ArrayMethod => (it, list, call) => run(it, list, callbackOf(call), [list.receiver]);

const backwards = (run: WithCallback): ArrayMethod => (it, list, call) => {
  const exact = list.exact === undefined ? undefined : [...list.exact].reverse();
  return run(it, { exact, any: list.any }, callbackOf(call), [list.receiver]);
};

const reduction = (order: (exact: readonly Value[]) => readonly Value[]): ArrayMethod => (it, list, call) => {
  const exact = list.exact === undefined ? undefined : order(list.exact);
  const callback: Callback = { fn: call.args[0], self: NOTHING, node: call.node, sequential: true };
  return reduced(it, { exact, any: list.any }, callback, call.args[1]);
};

/** A new list of the same elements in another order or number. */
const copied = (change: (exact: readonly Value[], args: readonly Value[]) => readonly Value[] | undefined): ArrayMethod => (it, list, call) => {
  const exact = list.exact === undefined ? undefined : change(list.exact, call.args);
  return listFrom(exact === undefined ? anyOf(list.any) : elementsFrom(exact), it.site(call.node));
};

/** A number argument; undefined where it is not constant. */
function numberAt(args: readonly Value[], index: number, otherwise: number | undefined): number | undefined {
  const value = args[index];
  return value === undefined || value.every((atom) => atom.kind === 'primitive' && atom.value === undefined) ? otherwise : constantNumber(value);
}

function sliced(exact: readonly Value[], args: readonly Value[]): readonly Value[] | undefined {
  const from = numberAt(args, 0, 0);
  const to = numberAt(args, 1, exact.length);
  return from === undefined || to === undefined ? undefined : exact.slice(from, to);
}

function concat(it: Interpreter, list: List, call: Call): Value {
  const heap = newHeap('array', it.site(call.node));
  pushAll(it, heap, list.exact, list.any);
  let sequences = spreadSequences([list.receiver], list.any);
  for (const value of call.args) {
    if (!value.some((atom) => atom.kind === 'object' && atom.heap.type === 'array')) {
      sequences = appended(sequences, [[value]]);
      push(it, heap, value);
      continue;
    }
    const { exact, any } = iterationOf(it, value);
    sequences = appended(sequences, exact === undefined ? spreadSequences(value, any) : [exact]);
    pushAll(it, heap, exact, any);
  }
  if (exactItems(heap) === undefined && call.rest === undefined) holdSequences(it, heap, sequences);
  if (call.rest !== undefined) pushAll(it, heap, undefined, join(call.rest, iterationOf(it, call.rest).any));
  return [objectOf(heap)];
}

function pushItems(it: Interpreter, { heap }: List, call: Call): Value {
  followAppended(it, heap, call.rest === undefined ? call.args : [...call.args, manyOf(call.rest)]);
  for (const value of call.args) push(it, heap, putBack(it, heap, value, it.site(call.node)));
  if (call.rest !== undefined) pushAll(it, heap, undefined, call.rest);
  serveWaiting(it, heap);
  return heap.length.value;
}

function unshift(it: Interpreter, { heap, exact, any }: List, call: Call): Value {
  const known = exact !== undefined && call.rest === undefined;
  const added = joinAll([...call.args, call.rest ?? NOTHING]);
  replaceItems(it, heap, known ? elementsFrom([...call.args, ...exact]) : anyOf(join(added, any)));
  return heap.length.value;
}

function at(it: Interpreter, list: List, call: Call): Value {
  const index = numberAt(call.args, 0, 0);
  if (list.exact === undefined || index === undefined) return elementPicked(list.heap, call.args[0] ?? UNDEFINED) ?? list.any;
  return orUndefined(list.exact.at(index));
}

/** Is the value among the keys of the map of uploads? A run that has one is no deployment (C6). */
function membership(it: Interpreter, list: List, value: Value): Test {
  if (list.exact !== undefined) return membershipOf(value, list.exact);
  const isKey = list.any.some((atom) => atom.kind === 'stage-key' && atom.map === 'upload');
  if (!isKey || !value.every((atom) => atom.kind === 'stage')) return UNDECIDED;
  return uploadsTest(it);
}

const indexOf = (order: IndexOrder): ArrayMethod => (_it, list, call) => {
  const [sought] = call.args;
  if (list.exact === undefined || sought === undefined || call.args.length > 1) return UNKNOWN;
  return indexValue(order(list.exact).map(({ element, index }) => ({ index, test: equalityOf(sought, element) })));
};

/** A generator, or an iterator, has been gone through once: what it gives next is any of its elements. */
function next(_it: Interpreter, { exact, any }: List): Value {
  const only = exact?.length === 1 ? exact[0] : undefined;
  return [objectWith({ value: only ?? (exact?.length === 0 ? UNDEFINED : any), done: UNKNOWN })];
}

function entries(it: Interpreter, { exact, any }: List): Value {
  const pairs = exact?.map((item, index): Value => [arrayOf([primitive(index), item])]);
  return iteratorFrom(it, pairs === undefined ? anyOf((isTold(any) ? any.map((atom): Value => [atom]) : [any]).map((item) => arrayOf([UNKNOWN, item]))) : elementsFrom(pairs));
}

function keys(it: Interpreter, { exact }: List): Value {
  return iteratorFrom(it, exact === undefined ? anyOf(UNKNOWN) : elementsFrom(exact.map((_, index) => primitive(index))));
}

function fill(it: Interpreter, { receiver, heap, exact, any }: List, call: Call): Value {
  const value = call.args[0] ?? UNDEFINED;
  const whole = call.args.length < 2;
  if (exact !== undefined && whole) replaceItems(it, heap, elementsFrom(exact.map(() => value)));
  else replaceItems(it, heap, anyOf(whole ? value : join(any, value)));
  return [receiver];
}

function withItem(it: Interpreter, list: List, call: Call): Value {
  const index = numberAt(call.args, 0, undefined);
  const value = call.args[1] ?? UNDEFINED;
  const { exact, any } = list;
  const at = index !== undefined && index < 0 ? index + (exact?.length ?? 0) : index;
  const items = exact?.map((item, each) => (each === at ? value : item));
  return listFrom(items === undefined || at === undefined ? anyOf(join(any, value)) : elementsFrom(items), it.site(call.node));
}

function flat(it: Interpreter, list: List, call: Call): Value {
  const site = it.site(call.node);
  const depth = numberAt(call.args, 0, 1) ?? 2;
  let value = flattened(it, list, site);
  for (let level = 1; level < Math.min(depth, 4); level++) {
    const [only] = value;
    if (only?.kind === 'object') value = flattened(it, listFor(only), site);
  }
  return value;
}

/** Constant texts sort as the program would sort them. */
function constantOrder(list: List, call: Call): readonly Value[] | undefined {
  if (call.args.length > 0 || list.exact === undefined) return undefined;
  const texts = list.exact.map((item) => ({ item, text: item.length === 1 && item[0]?.kind === 'text' ? constantText(item[0]) : undefined }));
  if (texts.some(({ text }) => text === undefined)) return undefined;
  return texts.sort((a, b) => ((a.text ?? '') < (b.text ?? '') ? -1 : 1)).map(({ item }) => item);
}

function sort(it: Interpreter, list: List, call: Call): Value {
  const order = constantOrder(list, call);
  if (order === undefined) return sortInPlace(it, list, callbackOf(call));
  order.forEach((item, index) => { writeField(it, list.heap, String(index), item); });
  return [list.receiver];
}

function toSorted(it: Interpreter, list: List, call: Call): Value {
  const order = constantOrder(list, call);
  return listFrom(order === undefined ? sorted(it, list, callbackOf(call)) : elementsFrom(order), it.site(call.node));
}

function reverse(it: Interpreter, { receiver, heap, exact, any }: List): Value {
  replaceItems(it, heap, exact === undefined ? anyOf(any) : elementsFrom([...exact].reverse()));
  return [receiver];
}

const itself: ArrayMethod = (_it, { receiver }) => [receiver];
const mapMethod = withCallback((it, elements, callback, list) => listFrom(mapped(it, elements, callback, list), it.site(callback.node)));

const ROWS: Readonly<Record<ArrayMethodName, ArrayMethod>> = {
  at,
  concat,
  copyWithin: itself,
  drop: copied((exact, args) => sliced(exact, args.slice(0, 1))),
  entries,
  every: withCallback(everyOf),
  fill,
  filter: withCallback(filtered),
  find: withCallback(found),
  findIndex: withCallback(foundIndex),
  findLast: backwards(found),
  findLastIndex: withCallback(foundLastIndex),
  flat,
  flatMap: withCallback(flatMapped),
  forEach: withCallback(forEach),
  includes: (it, list, call) => testValue(membership(it, list, call.args[0] ?? UNDEFINED)),
  indexOf: indexOf(fromFirst),
  join: joined,
  keys,
  lastIndexOf: indexOf(fromLast),
  map: mapMethod,
  next,
  pop: (it, list) => takeEnd(it, list, 'last'),
  push: pushItems,
  reduce: reduction((exact) => exact),
  reduceRight: reduction((exact) => [...exact].reverse()),
  return: next,
  reverse,
  shift: (it, list) => takeEnd(it, list, 'first'),
  slice: copied(sliced),
  some: withCallback(someOf),
  sort,
  splice: spliceList,
  take: copied((exact, args) => { const count = numberAt(args, 0, undefined); return count === undefined ? undefined : exact.slice(0, count); }),
  throw: () => UNKNOWN,
  toArray: copied((exact) => exact),
  toLocaleString: joined,
  toReversed: copied((exact) => [...exact].reverse()),
  toSorted,
  toSpliced: (it, list, call) => removeAt(it, list, call),
  toString: (it, list, call) => joined(it, list, { ...call, args: [] }),
  unshift,
  values: (it, list) => iteratorFrom(it, list),
  with: withItem,
};

const METHODS: ReadonlyMap<string, ArrayMethod> = new Map(Object.entries(ROWS));
