/** Libraries that adapt what the language has: list functions, deep members, functions around functions. */
import type { TSESTree } from '@typescript-eslint/utils';
import type { Returns } from '../../models/form/schema.js';
import { isPromiseMethod } from '../builtins/names.js';
import { entriesOfValue } from '../builtins/objects.js';
import { combinePromises } from '../builtins/promises.js';
import { callAtom, callFunctionValue, type Call } from '../calls/calls.js';
import { iterationOf } from '../expressions/iteration.js';
import { writeMember } from '../expressions/member-write.js';
import { readMember } from '../expressions/member.js';
import { spreadInto } from '../expressions/spreading.js';
import type { Interpreter } from '../interpreter.js';
import { arrayOf, copyMembers, exactItems, listOf, newHeap, objectOf } from '../state/heap.js';
import { timePassed } from '../time/clock.js';
import { awaited, promiseOf } from '../time/promises.js';
import { constantNumber, constant, constantText, flatMap, joinAll, UNKNOWN, type Atom, type EntityAtom, type Value } from '../values/values.js';
import { runOtherCallbacks } from './callbacks.js';
import { given } from './refs.js';

type Part<Key extends string> = Extract<Returns, Readonly<Record<Key, unknown>>>;

const isList = (atom: Atom): boolean => atom.kind === 'object' && (atom.heap.type === 'array' || atom.heap.type === 'iterator');

const CALLED = new Set<Atom['kind']>(['function', 'native', 'method', 'entity']);
const OVER_MEMBERS = /^(?:map|forEach)$/u;
const WITH_CALLBACK = /^(?:map|flatMap|forEach|filter|find|some|every|reduce)$/u;

/** `_.find(list, 'name')` is no call of a function. */
const callsNoFunction = (name: string, callback: Value | undefined): boolean =>
  WITH_CALLBACK.test(name) && callback?.every((atom) => CALLED.has(atom.kind)) !== true;

const isMap = (atom: Atom): boolean => atom.kind === 'stage-map' || (atom.kind === 'object' && atom.heap.type === 'object');

/** `_.forEach(object, f)`: `f` gets each member and its name. */
function overMembers(it: Interpreter, call: Call, object: Value, callback: Value): Value {
  const outer = it.iteration;
  const { entries, exact } = entriesOfValue(it, object, it.site(call.node));
  it.iteration = { loop: call.node, sequential: false, outer };
  const results = entries.map(({ key, value }) => it.maybe(() => callFunctionValue(it, callback, [value, key, object], call.node)));
  it.iteration = outer;
  return [exact ? arrayOf(results) : listOf(joinAll(results))];
}

/** Methods of texts alone. */
const OF_TEXTS = new Set(['startsWith', 'endsWith']);

/** `_.map(list, f)` as `list.map(f)`. What is neither a list nor an object is not followed. */
export function methodResult(it: Interpreter, atom: EntityAtom, call: Call, returns: Part<'method'>): Value {
  const list = given(it, atom, call, returns.of);
  const args = (returns.args ?? []).map((ref) => given(it, atom, call, ref)).filter((each) => each !== undefined);
  const callback = args[0]?.value;
  if (list !== undefined && callback !== undefined && OVER_MEMBERS.test(returns.method) && list.value.every(isMap) && !callsNoFunction(returns.method, callback)) {
    return overMembers(it, call, list.value, callback);
  }
  if (list === undefined || !(isPromiseMethod(returns.method) || OF_TEXTS.has(returns.method) || list.value.every((each) => isList(each) || (callback !== undefined && each.kind === 'unknown'))) || callsNoFunction(returns.method, callback)) {
    runOtherCallbacks(it, call);
    return UNKNOWN;
  }
  const atOnce = returns.limit === undefined ? undefined : given(it, atom, call, returns.limit)?.value;
  if (returns.awaits === 'in turn' || (atOnce !== undefined && constantNumber(atOnce) === 1)) return oneByOne(it, call, list.value, args[0]?.value ?? UNKNOWN);
  const inner: Call = { ...call, args: args.map(({ value }) => value), sites: args.map(({ site }) => site), nodes: [], rest: undefined };
  const result = flatMap(list.value, (receiver) =>
    callAtom(it, { kind: 'method', receiver, name: returns.method }, { ...inner, self: [receiver], name: returns.method }),
  );
  return returns.awaits === 'together' ? combinePromises(it, 'all', { ...inner, args: [result], name: 'all' }) : result;
}

/** `_.pick(object, 'a', key)`: what is no object of the program stays what it is. */
export function picked(it: Interpreter, atom: EntityAtom, call: Call, returns: Part<'picked'>): Value {
  const object = given(it, atom, call, returns.picked)?.value ?? UNKNOWN;
  if (!object.every(isMap)) return object;
  const made: Value = [objectOf(newHeap('object', it.site(call.node)))];
  call.args.slice(1).forEach((names, index) => {
    const node = call.nodes[index + 1] ?? call.node;
    for (const name of iterated(it, names)) writeMember(it, made, name, readMember(it, object, name, call.node, node));
  });
  return made;
}

/** The elements of a list, or the value itself. */
const iterated = (it: Interpreter, value: Value): readonly Value[] => (value.every(isList) ? (iterationOf(it, value).exact ?? [UNKNOWN]) : [value]);

/** Calls the function with each element, and waits for what it gives before the next one. */
function oneByOne(it: Interpreter, call: Call, list: Value, callback: Value): Value {
  const begun = it.time;
  const outer = it.iteration;
  const { exact, any } = iterationOf(it, list);
  const results: Value[] = [];
  for (const item of exact ?? [any, any]) {
    it.iteration = { loop: call.node, sequential: true, outer };
    results.push(awaited(it, it.maybe(() => callFunctionValue(it, callback, [item], call.node))));
    if (exact === undefined && timePassed(begun, it.time)) it.elapse({ kind: 'loop', loop: call.node, site: it.site(call.node) });
  }
  it.iteration = outer;
  const done = it.time;
  it.time = begun;
  return promiseOf([exact === undefined ? listOf(joinAll(results)) : arrayOf(results)], begun, done);
}

interface Key {
  readonly name: Value;
  readonly node: TSESTree.Node;
}

/** The keys that a path names one after another: `'a.b[0]'`, `['a', key]`. */
function keysOf(call: Call, path: Atom, node: TSESTree.Node): readonly Key[] | undefined {
  const text = constantText(path);
  if (text !== undefined) return text.split(/[.[\]'"]+/).filter((name) => name !== '').map((name) => ({ name: constant(name), node: call.node }));
  const items = path.kind === 'object' ? exactItems(path.heap) : undefined;
  const elements = node.type === 'ArrayExpression' ? node.elements : [];
  return items?.map((name, index) => ({ name, node: elements[index] ?? call.node }));
}

/** `_.get(object, path)`: members are read one after another, as in `object.a.b`. */
export function memberResult(it: Interpreter, atom: EntityAtom, call: Call, returns: Part<'member'>): Value {
  const object = given(it, atom, call, returns.of);
  const path = given(it, atom, call, returns.member);
  const [only] = path?.value ?? [];
  if (object === undefined || only === undefined || path?.value.length !== 1) return UNKNOWN;
  const keys = keysOf(call, only, call.nodes[Number(returns.member)] ?? call.node);
  if (keys === undefined) return UNKNOWN;
  let { value } = object;
  for (const { name, node } of keys) value = readMember(it, value, name, call.node, node);
  return value;
}

/** `promisify(fs.writeFile)` is `fs.promises.writeFile`; what has no such twin, and is no function of the program, is called in the same way. */
export function promisified(it: Interpreter, original: Value): Value {
  return original.map((atom) => {
    if (atom.kind === 'function') return { ...atom, promisified: true };
    if (atom.kind !== 'entity') return atom;
    const hash = atom.key.indexOf('#');
    const module = atom.key.slice(0, hash) === 'global' ? 'timers' : atom.key.slice(0, hash);
    const key = `${module}#promises.${atom.key.slice(hash + 1)}`;
    return it.host.models.callsOf(key).length > 0 ? { ...atom, key } : atom;
  });
}

/** Defaults of an instance that was made from another one. */
export function withDefaults(it: Interpreter, inherited: Value | undefined, own: Value | undefined): Value | undefined {
  const [before] = inherited ?? [];
  const [after] = own ?? [];
  if (own === undefined || before === undefined) return own ?? inherited;
  if (before.kind !== 'object' || after?.kind !== 'object' || own.length !== 1 || inherited?.length !== 1) return own;
  const heap = newHeap('object', after.heap.site);
  copyMembers(it, before.heap, heap);
  copyMembers(it, after.heap, heap);
  return [objectOf(heap)];
}

/** A new object of the members of all arguments; of the same name one that comes later, or earlier, is taken. */
export function merged(it: Interpreter, call: Call, wins: 'later' | 'earlier'): Value {
  const heap = newHeap('object', it.site(call.node));
  for (const value of wins === 'later' ? call.args : [...call.args].reverse()) spreadInto(it, heap, value);
  if (call.rest !== undefined) spreadInto(it, heap, UNKNOWN);
  // Objects under one name may be merged in their turn.
  for (const [name, cell] of heap.fields) if (call.args.filter((value) => holdsObject(value, name)).length > 1) it.store.write(cell, UNKNOWN);
  return [objectOf(heap)];
}

const holdsObject = (value: Value, name: string): boolean =>
  value.some((atom) => atom.kind === 'object' && atom.heap.fields.get(name)?.value.some(({ kind }) => kind === 'object') === true);
