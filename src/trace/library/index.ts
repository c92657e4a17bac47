/** Calls of library members: what the models say that they do, one function an effect. */
import { moduleOf } from '../../models/entity-names.js';
import type { Effect, Model, Returns } from '../../models/form/schema.js';
import { builtinFunction } from '../builtins/globals.js';
import { callFunctionMethod } from '../builtins/index.js';
import { callOnUnknownList } from '../builtins/unknown-lists.js';
import type { Call } from '../calls/calls.js';
import { callUnknown, callbacksIn, isLogName } from '../calls/unknown-calls.js';
import { emitEscapes, emitManifest } from '../emit.js';
import { writeMember } from '../expressions/member-write.js';
import { contentOf } from '../expressions/response.js';
import { either } from '../guards/condition.js';
import type { Interpreter } from '../interpreter.js';
import { arrayOf, objectWith } from '../state/heap.js';
import { isAlwaysQuick, leastMilliseconds, millisecondsOf, unknownDuration } from '../time/durations.js';
import { promiseOf } from '../time/promises.js';
import { concatenate } from '../values/text.js';
import { NOTHING, UNDEFINED, UNKNOWN, join, type EntityAtom, type Value } from '../values/values.js';
import { memberResult, merged, methodResult, picked, promisified, withDefaults } from './adapters.js';
import { applyAssert } from './asserts.js';
import { applyCallback, applyEmit, delayed, listenersOf, runOtherCallbacks } from './callbacks.js';
import { applyCommandLine, commandResult } from './command-lines.js';
import { collecting, composed, coroutine, curried } from './compositions.js';
import { applyFill, applyKeep, derived, keptBy, sourceResult } from './derived.js';
import { applyRead, applyWrite, statsOf } from './files.js';
import { formatted, spokenDuration, spokenSize } from './formats.js';
import { applyProvide, provided } from './injection.js';
import { memoized } from './memoized.js';
import { observableResult } from './observables.js';
import { applyOption, optionsResult } from './options.js';
import { parsed } from './parsed.js';
import { folderFrom, pathResult } from './paths.js';
import { firstGiven, given, isException } from './refs.js';
import { applyRequest } from './requests.js';
import { applyShell } from './shell.js';
import { stateOf } from './states.js';
import { steps } from './steps.js';
import { filled } from './templates.js';
import { textResult } from './text-functions.js';
import { applyThread, firstMessage } from './threads.js';
import { applyDownload, applyUpload, applyUploadUrl } from './wrappers.js';

/** They run functions that the call is given. */
const RUNS: ReadonlySet<Effect['kind']> = new Set(['callback', 'command', 'definition', 'set', 'shell', 'hear', 'provide']);

/** Calls a library's member. */
export function callEntity(it: Interpreter, atom: EntityAtom, call: Call): Value {
  const builtin = builtinFunction(atom.key);
  if (builtin !== undefined) return builtin(it, call);
  const rows = it.host.models.callsOf(atom.key);
  if (rows.length === 0) return callUnmodelled(it, atom, call);
  const rest = waiting(it, atom, call, rows);
  if (rest !== undefined) return rest;
  feedRequests(it, call);
  let result: Value | undefined;
  let runsCallbacks = false;
  for (const row of rows) {
    for (const effect of effectsOf(row)) {
      runsCallbacks ||= RUNS.has(effect.kind) || (effect.kind === 'request' && effect.callback !== undefined);
      result = merge(result, applyEffect(it, atom, call, effect));
      if (!it.live) return NOTHING;
    }
    if (row.returns !== undefined) {
      runsCallbacks ||= handlesFunctions(row.returns);
      result = resultOf(it, atom, call, row.returns);
    }
  }
  if (!runsCallbacks) runOtherCallbacks(it, call);
  const gives = result ?? [made(atom, call)];
  return rows.some((row) => row.quick === true || row.does !== undefined) ? gives : timed(it, call, gives);
}

/** A curried function that was not given all its arguments yet. */
function waiting(it: Interpreter, atom: EntityAtom, call: Call, rows: readonly Model[]): Value | undefined {
  const arity = rows[0]?.arity;
  if (arity === undefined || call.args.length >= arity || call.args.length === 0 || call.rest !== undefined) return undefined;
  const run = (args: readonly Value[], sites: Call['sites']): Value =>
    callEntity(it, atom, { ...call, args, sites, nodes: args.map((_, index) => call.nodes[index]) });
  return [collecting(arity, run, call.args, call.sites)];
}

const FEEDS = new Set(['pipe', 'pipeline']);

/** What is piped into a request is its body. */
function feedRequests(it: Interpreter, call: Call): void {
  if (!FEEDS.has(call.name)) return;
  call.args.forEach((value, index) => {
    // The first part of a pipeline is what flows.
    if (index === 0 && call.name === 'pipeline') return;
    const before = call.args[index - 1];
    // What a transformation gives is of another size.
    const body: Value = before?.every((atom) => atom.kind === 'bytes') === true ? before : [{ kind: 'bytes', of: 'stream' }];
    for (const atom of value) {
      if (atom.kind !== 'builder') continue;
      atom.request.body ??= body;
      atom.request.bodyAt ??= call.sites[index - 1] ?? it.site(call.node);
    }
  });
}

/** A call of which no model says what it takes: long or short by its name (C3). */
function timed(it: Interpreter, call: Call, value: Value): Value {
  if (isAlwaysQuick(call.name) || !value.some((atom) => atom.kind === 'entity' || atom.kind === 'unknown')) return value;
  const pending = unknownDuration(it, call);
  it.elapse({ kind: 'call', name: call.name, awaited: false, site: it.site(call.node) });
  return value.map((atom) => (atom.kind === 'entity' || atom.kind === 'unknown' ? { ...atom, pending } : atom));
}

/** What is read to its end is in memory; of an answer it is the body. */
const collected = (value: Value): Value =>
  value.flatMap((atom): Value => {
    if (atom.kind === 'response' || atom.kind === 'builder') return contentOf({ ...atom, kind: 'response', pending: undefined }, 'text');
    return [atom.kind === 'bytes' ? { ...atom, of: 'memory' } : atom];
  });

/** What is given back, kept, or called through a method, runs there and not because it is an argument. */
const handlesFunctions = (returns: Returns): boolean =>
  'argument' in returns || 'entity' in returns || 'method' in returns || 'memoized' in returns || 'steps' in returns || 'state' in returns || 'promisified' in returns ||
  'composed' in returns || 'delayed' in returns || 'observable' in returns || 'coroutine' in returns || 'curried' in returns;

const merge = (a: Value | undefined, b: Value | undefined): Value | undefined =>
  a === undefined || b === undefined ? (a ?? b) : join(a, b);

const effectsOf = (row: Model): readonly Effect[] => {
  if (row.does === undefined) return [];
  return isList(row.does) ? row.does : [row.does];
};
const isList = (does: NonNullable<Model['does']>): does is readonly Effect[] => Array.isArray(does);

/** What a call without a stated result gives: another entity, so that its members are found in the models. */
const made = (atom: EntityAtom, call: Call): EntityAtom => ({ kind: 'entity', key: `${atom.key}()`, args: call.args, defaults: call.args[0] });

const BORROWS = /^(?<key>.+)\.(?<name>bind|call|apply)$/;

/** `fs.writeFile.bind(null, path)`: a method of the function, not a member of the library. */
function borrowed(it: Interpreter, atom: EntityAtom, call: Call): Value | undefined {
  const { key, name } = BORROWS.exec(atom.key)?.groups ?? {};
  if (key === undefined || name === undefined) return undefined;
  const isKnown = builtinFunction(key) !== undefined || it.host.models.callsOf(key).length > 0;
  return isKnown ? callFunctionMethod(it, { ...atom, key }, name, call) : undefined;
}

function callUnmodelled(it: Interpreter, atom: EntityAtom, call: Call): Value {
  const method = borrowed(it, atom, call);
  if (method !== undefined) return method;
  const module = moduleOf(atom.key);
  if (module !== 'global') emitManifest(it, call.args, call);
  if (module === 'global' || !it.host.models.knowsModule(module)) {
    const result = callUnknown(it, call);
    // An instance of something unknown may be asked for members later: `new Vendor().save()`.
    return call.isNew && module === 'global' ? [made(atom, call)] : result;
  }
  const listed = callOnUnknownList(it, call);
  if (listed !== undefined) return listed;
  if (!isLogName(call.name)) emitEscapes(it, call.args, call);
  if (callbacksIn(call.args).length > 0) runOtherCallbacks(it, call);
  return timed(it, call, [made(atom, call)]);
}

function applyEffect(it: Interpreter, atom: EntityAtom, call: Call, effect: Effect): Value | undefined {
  switch (effect.kind) {
    case 'write':
      return applyWrite(it, atom, call, effect);
    case 'read':
      return applyRead(it, atom, call, effect);
    case 'request':
      return applyRequest(it, atom, call, effect);
    case 'shell':
      return applyShell(it, atom, call, effect);
    case 'callback':
      return applyCallback(it, atom, call, effect);
    case 'wait':
      return applyWait(it, atom, call, effect);
    case 'assert':
      return applyAssert(it, atom, call, effect);
    case 'upload':
      return applyUpload(it, atom, call, effect);
    case 'upload-url':
      return applyUploadUrl(it, atom, call, effect);
    case 'download':
      return applyDownload(it, atom, call, effect);
    case 'emit':
      return applyEmit(it, atom, call, effect);
    case 'command':
    case 'parse':
    case 'definition':
      return applyCommandLine(it, atom, call, effect);
    case 'exit':
      it.live = false;
      return NOTHING;
    case 'start':
    case 'post':
    case 'hear':
      return applyThread(it, atom, call, effect);
    default:
      applyChange(it, atom, call, effect);
      return undefined;
  }
}

/** What gives nothing but changes what is there. */
function applyChange(it: Interpreter, atom: EntityAtom, call: Call, effect: Extract<Effect, { kind: 'keep' | 'fill' | 'set' | 'option' | 'serve' | 'provide' }>): void {
  switch (effect.kind) {
    case 'keep':
      applyKeep(it, atom, call, effect);
      return;
    case 'fill':
      applyFill(it, atom, call, effect);
      return;
    case 'set':
      applySet(it, atom, call, effect);
      return;
    case 'option':
      applyOption(it, atom, call, effect);
      return;
    case 'serve':
      it.served = it.served === undefined ? it.condition : either(it.served, it.condition);
      return;
    case 'provide':
      applyProvide(it, atom, call, effect);
  }
}

function applySet(it: Interpreter, atom: EntityAtom, call: Call, effect: Extract<Effect, { kind: 'set' }>): void {
  const name = firstGiven(it, atom, call, effect.name)?.value;
  const value = firstGiven(it, atom, call, effect.value)?.value;
  if (name !== undefined && value !== undefined) writeMember(it, call.self, name, value);
}

function applyWait(it: Interpreter, atom: EntityAtom, call: Call, effect: Extract<Effect, { kind: 'wait' }>): Value {
  const { duration } = effect;
  const request = call.args[0]?.find((each) => each.kind === 'builder');
  // The answer to a request is the event that it waits for.
  if (request?.kind === 'builder') return promiseOf([arrayOf([[{ ...request, kind: 'response', pending: undefined }]])], it.time, it.time);
  if (isException(it, atom, call, effect.unlessIs)) return UNKNOWN;
  const message = call.name === 'once' ? firstMessage(it, call) : undefined;
  if (message !== undefined) return message;
  if (duration === undefined) return [{ kind: 'unknown', pending: { kind: 'event', name: call.name, site: it.site(call.node) } }];
  const value = typeof duration === 'string' ? firstGiven(it, atom, call, duration)?.value : undefined;
  const number = typeof duration === 'number' ? duration : millisecondsOf(value ?? UNKNOWN);
  const milliseconds = number === undefined ? undefined : number * (effect.unit ?? 1);
  const least = leastMilliseconds(value ?? UNKNOWN);
  const atLeast = least === undefined ? undefined : least * (effect.unit ?? 1);
  return [{ kind: 'unknown', pending: { kind: 'delay', milliseconds, atLeast, name: call.name, site: it.site(call.node) } }];
}

/** The argument, or an object with it as a member that tells of its success beside it. */
function argumentResult(it: Interpreter, atom: EntityAtom, call: Call, { argument, under }: Extract<Returns, { argument: unknown }>): Value {
  const value = firstGiven(it, atom, call, argument)?.value ?? UNKNOWN;
  return under === undefined ? value : [{ kind: 'unknown', made: true, heap: objectWith({ [under]: value }).heap }];
}

/** What an instance is created with, besides that or behind that which the receiver was created with. */
function instanceDefaults(it: Interpreter, atom: EntityAtom, call: Call, { defaults, appendsUnless, folder }: Extract<Returns, { entity: unknown }>): Value | undefined {
  if (folder !== undefined) return folderFrom(it, atom, call, folder);
  const own = firstGiven(it, atom, call, defaults);
  if (own === undefined || appendsUnless === undefined || atom.defaults === undefined) return withDefaults(it, atom.defaults, own?.value);
  if (given(it, atom, call, appendsUnless) !== undefined) return own.value;
  const site = it.site(call.node);
  return concatenate([{ value: atom.defaults, site }, own], site);
}

function resultOf(it: Interpreter, atom: EntityAtom, call: Call, returns: Returns): Value {
  if ('entity' in returns) {
    return [{ kind: 'entity', key: returns.entity, defaults: instanceDefaults(it, atom, call, returns), args: call.args, kept: keptBy(it, atom, call, returns.keeps) }];
  }
  if ('source' in returns) return sourceResult(it, atom, call, returns);
  if ('argument' in returns) return argumentResult(it, atom, call, returns);
  if ('stats' in returns) return statsOf(it, atom, call, returns.stats);
  if ('content' in returns) return collected(firstGiven(it, atom, call, returns.content)?.value ?? UNKNOWN);
  if ('path' in returns) return pathResult(it, call, returns.path, firstGiven(it, atom, call, returns.folder)?.value);
  if ('method' in returns) return methodResult(it, atom, call, returns);
  if ('state' in returns) return stateOf(it, call, firstGiven(it, atom, call, returns.state)?.value ?? UNDEFINED, returns);
  if ('member' in returns) return memberResult(it, atom, call, returns);
  if ('parsed' in returns) return parsed(it, atom, call, returns);
  if ('picked' in returns) return picked(it, atom, call, returns);
  if ('memoized' in returns) return memoized(it, atom, call, returns);
  if ('listeners' in returns) return listenersOf(it, atom, call, returns.listeners);
  if ('composed' in returns) return composed(it, call, returns);
  if ('steps' in returns) return steps(it, atom, call, returns);
  if ('curried' in returns) return curried(it, call, firstGiven(it, atom, call, returns.curried)?.value ?? UNKNOWN);
  if ('delayed' in returns) return delayed(it, atom, call, returns);
  if ('milliseconds' in returns) return spokenDuration(it, atom, call, returns.milliseconds);
  if ('formatted' in returns) return formatted(it, atom, call, returns);
  if ('template' in returns) return filled(it, atom, call, returns);
  if ('text' in returns) return textResult(it, atom, call, returns);
  if ('merged' in returns) return merged(it, call, returns.merged);
  if ('bytes' in returns) return spokenSize(it, atom, call, returns);
  if ('observable' in returns) return observableResult(it, atom, call, returns);
  if ('provided' in returns) return provided(it, atom, call, returns);
  if ('options' in returns) return optionsResult(it, atom, call, returns);
  if ('subcommand' in returns) return commandResult(it, atom, call, returns);
  if ('coroutine' in returns) return coroutine(it, atom, call, returns);
  if ('promisified' in returns) return promisified(it, firstGiven(it, atom, call, returns.promisified)?.value ?? UNKNOWN);
  return derived(it, atom, call, returns.derived);
}
