/** Calls of library members: what the models say that they do, one function an effect. */
import type { Effect, Model, Returns } from '../../models/schema.js';
import { builtinFunction } from '../builtins/globals.js';
import type { Call } from '../calls.js';
import { emitEscapes } from '../emit.js';
import type { Interpreter } from '../interpreter.js';
import { callUnknown, callbacksIn, isLogName } from '../unknown-calls.js';
import { NOTHING, UNKNOWN, join, type EntityAtom, type Value } from '../values.js';
import { applyAssert } from './asserts.js';
import { applyCallback, runOtherCallbacks } from './callbacks.js';
import { applyRead, applyWrite } from './files.js';
import { pathResult } from './paths.js';
import { firstGiven } from './refs.js';
import { applyRequest } from './requests.js';
import { applyShell } from './shell.js';
import { applyDownload, applyUpload, applyUploadUrl } from './wrappers.js';

const moduleOf = (key: string): string => key.slice(0, key.indexOf('#'));

/** Calls a library's member. */
export function callEntity(it: Interpreter, atom: EntityAtom, call: Call): Value {
  const builtin = atom.key.startsWith('global#') ? builtinFunction(atom.key.slice('global#'.length)) : undefined;
  if (builtin !== undefined) return builtin(it, call);
  const rows = it.host.models.callsOf(atom.key);
  if (rows.length === 0) return callUnmodelled(it, atom, call);
  let result: Value | undefined;
  let runsCallbacks = false;
  for (const row of rows) {
    for (const effect of effectsOf(row)) {
      runsCallbacks ||= effect.kind === 'callback' || (effect.kind === 'request' && effect.callback !== undefined);
      result = merge(result, applyEffect(it, atom, call, effect));
      if (!it.live) return NOTHING;
    }
    if (row.returns !== undefined) result = resultOf(it, atom, call, row.returns);
  }
  if (!runsCallbacks) runOtherCallbacks(it, call);
  return result ?? [made(atom, call)];
}

const merge = (a: Value | undefined, b: Value | undefined): Value | undefined =>
  a === undefined || b === undefined ? (a ?? b) : join(a, b);

const effectsOf = (row: Model): readonly Effect[] => {
  if (row.does === undefined) return [];
  return isList(row.does) ? row.does : [row.does];
};
const isList = (does: NonNullable<Model['does']>): does is readonly Effect[] => Array.isArray(does);

/** What a call without a stated result gives: another entity, so that its members are found in the models. */
const made = (atom: EntityAtom, call: Call): EntityAtom => ({ kind: 'entity', key: `${atom.key}()`, args: call.args, defaults: call.args[0] });

function callUnmodelled(it: Interpreter, atom: EntityAtom, call: Call): Value {
  const module = moduleOf(atom.key);
  if (module === 'global' || !it.host.models.knowsModule(module)) {
    const result = callUnknown(it, call);
    // An instance of something unknown may be asked for members later: `new Vendor().save()`.
    return call.isNew && module === 'global' ? [made(atom, call)] : result;
  }
  if (!isLogName(call.name)) emitEscapes(it, call.args, call);
  if (callbacksIn(call.args).length > 0) runOtherCallbacks(it, call);
  return [made(atom, call)];
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
    case 'exit':
      it.live = false;
      return NOTHING;
  }
}

function applyWait(it: Interpreter, atom: EntityAtom, call: Call, effect: Extract<Effect, { kind: 'wait' }>): Value {
  const { duration } = effect;
  const value = typeof duration === 'string' ? firstGiven(it, atom, call, duration)?.value : undefined;
  const [only] = value ?? [];
  const number = typeof duration === 'number' ? duration : only?.kind === 'primitive' && typeof only.value === 'number' ? only.value : undefined;
  const milliseconds = number === undefined ? undefined : number * (effect.unit ?? 1);
  return [{ kind: 'unknown', pending: { kind: 'delay', milliseconds, name: call.name, site: it.site(call.node) } }];
}

function resultOf(it: Interpreter, atom: EntityAtom, call: Call, returns: Returns): Value {
  if ('entity' in returns) {
    return [{ kind: 'entity', key: returns.entity, defaults: firstGiven(it, atom, call, returns.defaults)?.value ?? atom.defaults, args: call.args }];
  }
  if ('source' in returns) {
    return returns.source === 'unknown' ? UNKNOWN : [{ kind: 'source', source: returns.source, name: call.name, site: it.site(call.node) }];
  }
  if ('argument' in returns) return firstGiven(it, atom, call, returns.argument)?.value ?? UNKNOWN;
  if ('content' in returns) return firstGiven(it, atom, call, returns.content)?.value ?? UNKNOWN;
  if ('path' in returns) return pathResult(it, call, returns.path);
  return derived(it, atom, call, returns.derived);
}

/** A new value that varies from run to run if what it is made of does. */
function derived(it: Interpreter, atom: EntityAtom, call: Call, refs: Extract<Returns, { derived: unknown }>['derived']): Value {
  const list = typeof refs === 'string' ? [refs] : refs;
  for (const ref of list) {
    const value = ref === '*' ? call.args.flat() : (firstGiven(it, atom, call, ref)?.value ?? []);
    const varying = varyingIn(value);
    if (varying !== undefined) return [varying];
  }
  return UNKNOWN;
}

export function varyingIn(value: Value): Value[number] | undefined {
  for (const atom of value) {
    const holes = atom.kind === 'text' ? atom.parts.flatMap((part) => ('atom' in part ? [part.atom] : [])) : [atom];
    const found = holes.find((hole) => hole.kind === 'source' && ['time', 'random', 'process', 'inputParam'].includes(hole.source));
    if (found !== undefined) return found;
  }
  return undefined;
}
