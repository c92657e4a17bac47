/** Calls of what is not known: arguments that are functions run, storage values escape, time may pass. */
import { OPERATORS } from '../../models/observables.js';
import { callOnUnknownList } from '../builtins/unknown-lists.js';
import { emitEscapes } from '../emit.js';
import type { Interpreter } from '../interpreter.js';
import { throughOperators } from '../library/observables.js';
import { deferCallback } from '../programs/entries.js';
import type { Operation } from '../time/clock.js';
import { isAlwaysQuick, unknownDuration } from '../time/durations.js';
import { afterwards, onEvent } from '../time/executors.js';
import { constantText, ERROR, NOTHING, UNKNOWN, type Atom, type Value } from '../values/values.js';
import { callFunctionValue, type Call } from './calls.js';
import { isNodeStyle } from './node-style.js';
import { parametersOf } from './parameters.js';

/** Methods that register a callback for what happens some time. */
export const EVENTS: ReadonlySet<string> = new Set(['on', 'once', 'addListener', 'addEventListener', 'prependListener', 'subscribe', 'schedule', 'cron', 'every']);

/** They run a callback once. */
const ONCE = /once|timeout|exit|immediate|defer/iu;
/** They come once. */
const LAST_EVENTS = /^(?:exit|beforeexit|sig\w+|close|end|finish|abort|done|complete|load|ready|open|listening|shutdown)$/iu;

/** Whether a callback that runs later may run more than once. */
export function mayRepeat({ name, args: [event] }: Call): boolean {
  if (ONCE.test(name)) return false;
  return event?.some((atom) => LAST_EVENTS.test(constantText(atom) ?? '')) !== true;
}

/** Values that no log line can misuse. */
const LOGS = new Set(['log', 'info', 'warn', 'error', 'debug', 'trace', 'verbose', 'silly', 'fatal', 'print', 'notice']);

export const isLogName = (name: string): boolean => LOGS.has(name);

export function callUnknown(it: Interpreter, call: Call): Value {
  const listed = callOnUnknownList(it, call);
  if (listed !== undefined) return listed;
  const piped = call.name === 'pipe' ? throughOperators(it, UNKNOWN, call) : undefined;
  if (piped !== undefined) return piped;
  if (!isLogName(call.name)) emitEscapes(it, call.args, call);
  runCallbacks(it, call);
  if (call.name === 'throw') return thrown(it);
  const varying = variesWith(call.args);
  if (varying !== undefined && !call.isNew) return [varying];
  if (call.isNew) return [{ kind: 'unknown', made: true }];
  if (isAlwaysQuick(call.name)) return UNKNOWN;
  const pending = uploadIn(call.args) ?? unknownDuration(it, call);
  it.elapse({ kind: 'call', name: call.name, awaited: false, site: it.site(call.node) });
  return [{ kind: 'unknown', pending }];
}

/** An upload that is handed over while it goes on is what is waited for: `await settle(fetch(url, { method: 'PUT', body }))`. */
function uploadIn(args: readonly Value[]): Operation | undefined {
  const operations = args.flat().map((atom) => {
    if (atom.kind === 'response' || atom.kind === 'builder') return atom.pending;
    return atom.kind === 'promise' && atom.done.kind === 'after' ? atom.done.operation : undefined;
  });
  return operations.find((operation) => operation?.kind === 'upload');
}

/** `ctx.throw(409)`: it goes on where the error is caught. */
function thrown(it: Interpreter): Value {
  it.leave(it.nearest('throw'));
  return NOTHING;
}

/** A hash or a formatting of what varies from run to run varies too; an unknown function of a string may be one. */
function variesWith(args: readonly Value[]): Atom | undefined {
  const [first] = args;
  const atom = first?.length === 1 ? first[0] : undefined;
  if (atom?.kind !== 'source') return undefined;
  return ['time', 'random'].includes(atom.source) ? atom : undefined;
}

/** The functions among the arguments, also in an object of callbacks. */
export function callbacksIn(args: readonly Value[]): readonly Value[] {
  const found: Value[] = [];
  for (const value of args) {
    for (const atom of value) {
      if (atom.kind === 'function' || atom.kind === 'native') found.push([atom]);
      else if (atom.kind === 'entity' && OPERATORS.has(atom.key)) found.push(...callbacksIn(atom.args ?? []));
      else if (atom.kind === 'object' && atom.heap.fields.size <= 40) {
        for (const cell of atom.heap.fields.values()) {
          const functions = cell.value.filter((member) => member.kind === 'function');
          if (functions.length > 0) found.push(functions);
        }
      }
    }
  }
  return found;
}

function runCallbacks(it: Interpreter, call: Call): void {
  const later = EVENTS.has(call.name);
  for (const callback of callbacksIn(call.args)) {
    if (later && it.executors > 0) onEvent(it, call, () => runUnknown(it, callback, call));
    else if (later) deferCallback(it, callback, { kind: 'later', node: call.node, args: argumentsOfEvent(call), again: mayRepeat(call) });
    else if (isLast(callback, call.args) && takesError(callback)) afterwards(it, unknownDuration(it, call), () => runUnknown(it, callback, call));
    else it.maybe(() => runUnknown(it, callback, call));
  }
}

const isLast = (callback: Value, args: readonly Value[]): boolean => args.at(-1)?.some((atom) => callback.includes(atom)) === true;

/** `(err, result) => …`: it runs when the work is done, as what follows an `await` does. */
function takesError(callback: Value): boolean {
  const [atom] = callback;
  if (atom !== undefined && isNodeStyle(atom)) return true;
  const [first] = atom?.kind === 'function' ? parametersOf(atom.node) : [];
  return first?.type === 'Identifier' && /^_?(?:err|error|failure)$/i.test(first.name);
}

const isErrorEvent = ({ name, args: [event] }: Call): boolean => EVENTS.has(name) && event?.every((atom) => constantText(atom) === 'error') === true;

/** What the callback of an event is called with, where that is known. */
export const argumentsOfEvent = (call: Call): readonly Value[] | undefined => (isErrorEvent(call) ? [ERROR] : undefined);

/** What a callback is called with, of which nobody knows more than that an error is one. */
export function unknownArguments(atom: Atom, call: Call): readonly Value[] {
  const first = isErrorEvent(call) ? ERROR : UNKNOWN;
  return atom.kind === 'function' ? parametersOf(atom.node).map((_, index) => (index === 0 ? first : UNKNOWN)) : [first];
}

/** A callback that is called with nobody knows what. */
export function runUnknown(it: Interpreter, callback: Value, call: Call): Value {
  const [atom] = callback;
  if (atom?.kind !== 'function' && atom?.kind !== 'native') return NOTHING;
  callFunctionValue(it, callback, unknownArguments(atom, call), call.node);
  return NOTHING;
}
