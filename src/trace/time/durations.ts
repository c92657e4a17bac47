/** How long calls take, as far as their names and arguments tell (C3). */
import type { Call } from '../calls/calls.js';
import type { Interpreter } from '../interpreter.js';
import { constantNumber, type Value } from '../values/values.js';
import { operationsSince, type Operation } from './clock.js';

/** Names under which a number argument is a delay in milliseconds. */
const SLEEPS = /^(sleep|pause|delay|wait|snooze|timeout|waitFor|sleepFor|pauseFor|waitMs|sleepMs|delayMs|waitMillis)$/i;

export function words(name: string): readonly string[] {
  let found = known.get(name);
  if (found === undefined) {
    if (known.size >= MAX_KNOWN) known.clear();
    known.set(name, (found = split(name)));
  }
  return found;
}

const MAX_KNOWN = 2000;
const known = new Map<string, readonly string[]>();

const split = (name: string): readonly string[] =>
  name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .split(/[^A-Za-z]+| /)
    .filter((word) => word !== '')
    .map((word) => word.toLowerCase());

const QUICK = new Set(
  (
    'read stat lstat hash digest checksum md5 sha sha1 sha256 compress gzip zip deflate brotli archive pack serialize stringify encode decode save ' +
    'write store dump export persist log info warn error debug trace print report build body access exists size text json blob ' +
    'buffer bytes parse flush finish finished close open ensure mkdir check verify validate assert end drain collect to from ' +
    'convert format copy rename move unlink remove rm clean cleanup load get ok status expect cancel dispose destroy'
  ).split(' '),
);

/** Short work on the way to an upload, by its name. */
export const isQuickName = (name: string): boolean => {
  const [first, ...others] = words(name);
  if (first === undefined) return false;
  return QUICK.has(first) || others.some((word) => word === 'file' || word === 'buffer' || word === 'hash' || word === 'body');
};

/** Short once; again and again it takes as long as there is something left to check or to load. */
const SHORT_ONCE = new Set(['check', 'verify', 'validate', 'load', 'get', 'collect', 'convert']);

/** Short work of which nothing is to be noted, however often it is done. */
export const isAlwaysQuick = (name: string): boolean => isQuickName(name) && !SHORT_ONCE.has(words(name)[0] ?? '');

/** A number of milliseconds, or what a random one is not above. */
export function millisecondsOf(value: Value): number | undefined {
  const [only] = value;
  return value.length === 1 && only?.kind === 'source' ? only.below : constantNumber(value);
}

/** Of a number that is not known: what it is not below, as far as can be told. */
export function leastMilliseconds(value: Value): number | undefined {
  const [only] = value;
  return value.length === 1 && only?.kind === 'unknown' ? only.atLeast : undefined;
}

/** What awaiting a call of something unknown takes. */
export function unknownDuration(it: Interpreter, call: Call): Operation {
  const site = it.site(call.node);
  const [first] = call.args;
  const milliseconds = first === undefined ? undefined : millisecondsOf(first);
  const atLeast = first === undefined ? undefined : leastMilliseconds(first);
  if (SLEEPS.test(call.name) && (milliseconds ?? atLeast) !== undefined) return { kind: 'delay', milliseconds, atLeast, name: call.name, site };
  return { kind: 'call', name: call.name, awaited: true, site };
}

const isDelay = (operation: Operation): boolean => operation.kind === 'delay' && operation.milliseconds !== undefined;

/**
 * A function of the project may be named like long work without showing any in its body. A known constant delay in it
 * decides over the name.
 */
export function named(it: Interpreter, call: Call, run: () => Value): Value {
  const before = it.time;
  const value = run();
  if (!it.live || call.name === '') return value;
  const [promise] = value;
  const done = promise?.kind === 'promise' ? promise.done : it.time;
  const site = it.site(call.node);
  const operation: Operation = { kind: 'call', name: call.name, awaited: false, site };
  if (operationsSince(before, done).some(isDelay)) return value;
  if (promise?.kind === 'promise' && value.length === 1) return [{ ...promise, pending: promise.pending ?? operation }];
  it.elapse(operation);
  return value;
}
