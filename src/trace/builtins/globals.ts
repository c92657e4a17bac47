/** Functions of the language's own globals, by name. */
import { callFunctionValue, type Call } from '../calls/calls.js';
import { iterable } from '../expressions/iterables.js';
import { iterationOf } from '../expressions/iteration.js';
import { readMember } from '../expressions/member.js';
import { testValue } from '../expressions/operators.js';
import { CERTAIN, REFUTED, UNDECIDED, type Test } from '../guards/condition.js';
import type { Interpreter } from '../interpreter.js';
import { entityMember } from '../library/entities.js';
import { arrayOf, copyMembers, listOf, newHeap, objectOf, objectWith, writeField } from '../state/heap.js';
import { awaited, promiseOf } from '../time/promises.js';
import { textOf, constant, constantNumber, ERROR, flatMap, NOTHING, UNDEFINED, UNKNOWN, type Atom, type Value } from '../values/values.js';
import { mapped } from './array-callbacks.js';
import { callArrayMethod } from './arrays.js';
import { BINARY } from './binary.js';
import { anyOf, elementsFrom, listFrom, type Elements } from './lists.js';
import { entryPart, newCollection } from './maps.js';
import { NUMBERS } from './numbers.js';
import { OBJECTS, type Builtin } from './objects.js';
import { combinePromises, newPromise, resolvedPromise, withResolvers } from './promises.js';
import { newSymbol, sharedSymbol } from './symbols.js';
import { TEXTS, stringOf } from './texts-of.js';
import { textArgument } from './texts.js';
import { newSearchParams, newUrl, urlParts } from './url.js';

/** What the built-in function of an entity's key does: `global#Object.keys`. */
export function builtinFunction(key: string): Builtin | undefined {
  const name = key.startsWith('global#') ? key.slice('global#'.length) : key;
  const method = /^Array\.prototype\.(\w+)\.call$/.exec(name)?.[1];
  return method === undefined ? FUNCTIONS.get(name) : (it, call) => borrowed(it, method, call);
}

/** `Array.prototype.map.call(list, …)`. */
function borrowed(it: Interpreter, name: string, call: Call): Value {
  const [self = UNKNOWN, ...args] = call.args;
  const rest: Call = { ...call, args, sites: call.sites.slice(1), nodes: call.nodes.slice(1), self, name };
  return flatMap(self, (atom) => callArrayMethod(it, atom.kind === 'object' ? atom : listOf(UNKNOWN), name, rest));
}

const MAX_LENGTH = 16;

/** Elements of what `Array.from` gets: a list, or an object with a length. */
function elementsFor(it: Interpreter, source: Value, call: Call): Elements {
  const value = iterable(it, source);
  const [only] = value;
  if (only?.kind !== 'object' || only.heap.type !== 'object') return iterationOf(it, value);
  const length = constantNumber(readMember(it, value, constant('length'), call.node));
  if (length === undefined || length > MAX_LENGTH || length < 0) return anyOf(UNDEFINED);
  return elementsFrom(Array.from({ length }, () => UNDEFINED));
}

function arrayFrom(it: Interpreter, call: Call): Value {
  const [source, fn, self] = call.args;
  const elements = elementsFor(it, source ?? UNKNOWN, call);
  const results = fn === undefined ? elements : mapped(it, elements, { fn, self: self ?? NOTHING, node: call.node, sequential: false }, UNKNOWN);
  const list = listFrom(results.exact === undefined && results.any.length === 0 ? anyOf(UNKNOWN) : results, it.site(call.node));
  return results.exact === undefined ? withLength(list, lengthGiven(it, source ?? UNKNOWN, call)) : list;
}

/** The length that an object names: `{ length: 100 }`. */
const lengthGiven = (it: Interpreter, source: Value, call: Call): Value =>
  source.every((atom) => atom.kind === 'object' && atom.heap.type === 'object') ? readMember(it, source, constant('length'), call.node) : UNKNOWN;

function withLength(list: Value, length: Value): Value {
  for (const atom of list) if (atom.kind === 'object' && constantNumber(length) !== undefined) atom.heap.length.value = length;
  return list;
}

function arrayFromAsync(it: Interpreter, call: Call): Value {
  const begun = it.time;
  const list = arrayFrom(it, call);
  const done = it.time;
  it.time = begun;
  const { exact, any } = iterationOf(it, list);
  const settle = (value: Value): Value => awaited(it, value);
  const result: Value = [exact === undefined ? listOf(settle(any)) : arrayOf(exact.map(settle))];
  return promiseOf(result, begun, done);
}

function newArray(it: Interpreter, call: Call): Value {
  const [first] = call.args;
  const site = it.site(call.node);
  const isLength = call.args.length === 1 && first?.every((atom) => atom.kind === 'primitive' && typeof atom.value === 'number');
  if (isLength !== true) return [call.rest === undefined ? arrayOf(call.args, site) : listOf(UNKNOWN, site)];
  const length = first === undefined ? undefined : constantNumber(first);
  return length === undefined || length > MAX_LENGTH ? [listOf(UNDEFINED, site)] : [arrayOf(Array.from({ length }, () => UNDEFINED), site)];
}

const isArrayAtom = (atom: Atom): Test => {
  if (atom.kind === 'object') return atom.heap.type === 'array' ? CERTAIN : REFUTED;
  return ['text', 'primitive', 'endpoint', 'upload-url', 'stage', 'stage-key', 'stage-map', 'url', 'promise', 'function'].includes(atom.kind) ? REFUTED : UNDECIDED;
};

const isArray: Builtin = (_it, call) => {
  const [value = UNKNOWN] = call.args;
  return flatMap(value, (atom) => testValue(isArrayAtom(atom)).map((test) => (atom.when === undefined ? test : { ...test, when: atom.when })));
};

/** `Promise.try(fn, …)`. */
function tried(it: Interpreter, call: Call): Value {
  const [fn, ...args] = call.args;
  return resolvedPromise(it, callFunctionValue(it, fn ?? UNKNOWN, args, call.node));
}

/** Headers are kept under the names that they are given. */
function newHeaders(it: Interpreter, call: Call): Value {
  const heap = newHeap('object', it.site(call.node));
  for (const atom of call.args[0] ?? NOTHING) {
    if (atom.kind !== 'object') continue;
    if (atom.heap.type === 'object') copyMembers(it, atom.heap, heap);
    else for (const entry of iterationOf(it, [atom]).exact ?? []) setHeader(entryPart(it, entry, '0', call), entryPart(it, entry, '1', call));
  }
  function setHeader(name: Value, value: Value): void {
    const text = textArgument(name);
    if (text !== undefined) writeField(it, heap, text, value);
  }
  const change: Value = [{ kind: 'native', call: ([name, value]) => { setHeader(name ?? UNKNOWN, value ?? UNKNOWN); return UNDEFINED; } }];
  const unknown: Value = [{ kind: 'native', call: () => UNKNOWN }];
  writeField(it, heap, 'set', change);
  writeField(it, heap, 'append', change);
  for (const name of ['get', 'has', 'delete', 'entries', 'forEach']) writeField(it, heap, name, unknown);
  return [objectOf(heap)];
}

/** A request keeps its arguments for the client that sends it. */
const newRequest: Builtin = (it, call) => [{ kind: 'entity', key: 'global#Request()', args: call.args, defaults: call.args[0], site: it.site(call.node) }];

/** A weak reference gives what it refers to. */
const weakRef: Builtin = (_it, call) => {
  const target = call.args[0] ?? UNKNOWN;
  return [objectWith({ deref: [{ kind: 'native', call: () => target }] })];
};

/** A file beside the module: outside of the current folder (C5). */
const beside: Builtin = (it, call) => {
  const path = textArgument(call.args[0]);
  const site = it.site(call.node);
  if (path === undefined || !/^\.{0,2}\//.test(path)) return UNKNOWN;
  const folder: Atom = { kind: 'source', source: 'dirname', name: call.name, site };
  return [textOf([{ atom: folder, site }, { text: `/${path.replace(/^\.\//, '')}`, site, joined: site }], site)];
};

/** By a function what `process.env` has by a member. */
const environmentVariable: Builtin = (it, call) => {
  const name = textArgument(call.args[0]);
  return name === undefined ? UNKNOWN : entityMember(it, { kind: 'entity', key: 'global#process.env' }, name, it.site(call.node));
};

const legacyResolve: Builtin = (it, call) => {
  const [from, to] = call.args;
  const [fromAt, toAt] = call.sites;
  return flatMap(newUrl(it, { ...call, args: [to ?? UNKNOWN, from ?? UNKNOWN], sites: [toAt, fromAt] }), stringOf);
};

const ERRORS = ['Error', 'TypeError', 'RangeError', 'SyntaxError', 'ReferenceError', 'EvalError', 'URIError', 'AggregateError', 'DOMException'];
const PLAIN = [
  'Error.captureStackTrace',
  'Function', 'FinalizationRegistry', 'AbortSignal.timeout', 'AbortSignal.abort', 'AbortSignal.any', 'Event', 'CustomEvent',
  'Intl.NumberFormat', 'Intl.Collator', 'Intl.PluralRules', 'Intl.ListFormat', 'Atomics.wait', 'process.memoryUsage', 'process.emitWarning',
  'performance.mark', 'performance.measure', 'process.stdout.write', 'process.stderr.write', 'gc',
];
const CONSOLE = ['log', 'info', 'warn', 'error', 'debug', 'trace', 'table', 'dir', 'time', 'timeEnd', 'timeLog', 'group', 'groupEnd', 'groupCollapsed', 'count', 'countReset', 'assert', 'clear'];

const nothing: Builtin = () => UNDEFINED;
const combined = (name: string) => [`Promise.${name}`, (it: Interpreter, call: Call) => combinePromises(it, name, call)] as const;

const FUNCTIONS: ReadonlyMap<string, Builtin> = new Map<string, Builtin>([
  ...OBJECTS,
  ...NUMBERS,
  ...TEXTS,
  ...BINARY,
  ...ERRORS.map((name) => [name, () => ERROR] as const),
  ...PLAIN.map((name) => [name, () => UNKNOWN] as const),
  ...CONSOLE.map((name) => [`console.${name}`, nothing] as const),
  ...['all', 'allSettled', 'race', 'any'].map(combined),
  ['Array', newArray],
  ['Array.from', arrayFrom],
  ['Array.fromAsync', arrayFromAsync],
  ['Array.of', (it, call) => [arrayOf(call.args, it.site(call.node))]],
  ['Array.isArray', isArray],
  ['Iterator.from', (it, call) => { const { exact, any } = iterationOf(it, call.args[0] ?? UNKNOWN); return listFrom({ exact, any }, it.site(call.node)); }],
  ['Map', (it, call) => newCollection(it, 'map', call)],
  ['WeakMap', (it, call) => newCollection(it, 'map', call)],
  ['Set', (it, call) => newCollection(it, 'set', call)],
  ['WeakSet', (it, call) => newCollection(it, 'set', call)],
  ['WeakRef', weakRef],
  ['Symbol', newSymbol],
  ['Symbol.for', sharedSymbol],
  ['Promise', newPromise],
  ['Promise.resolve', (it, call) => resolvedPromise(it, call.args[0])],
  ['Promise.reject', (it) => promiseOf(NOTHING, it.time, it.time)],
  ['Promise.try', tried],
  ['Promise.withResolvers', withResolvers],
  ['p-defer#', withResolvers],
  ['URL', newUrl],
  ['URL.parse', newUrl],
  ['URL.canParse', () => testValue(UNDECIDED)],
  ['URL.createObjectURL', () => UNKNOWN],
  ['URLSearchParams', newSearchParams],
  ['url#parse', urlParts],
  ['url#urlToHttpOptions', urlParts],
  ['url#format', (_it, call) => flatMap(call.args[0] ?? UNKNOWN, (atom) => (atom.kind === 'object' ? UNKNOWN : stringOf(atom)))],
  ['url#resolve', legacyResolve],
  ['Headers', newHeaders],
  ['Request', newRequest],
  ['Deno.env.get', environmentVariable],
  ['require.resolve', beside],
  ['import.meta.resolve', beside],
]);
