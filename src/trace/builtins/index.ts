/** Built-in methods of the language's own values, by what they are called on. */
import { callAtom, type Call } from '../calls/calls.js';
import { nextStep, throwInto } from '../calls/driven.js';
import { enteredAt } from '../calls/functions.js';
import { drain, drawSingly } from '../calls/generators.js';
import { callUnknown } from '../calls/unknown-calls.js';
import { iterationOf } from '../expressions/iteration.js';
import { readMember } from '../expressions/member.js';
import { membership, testValue } from '../expressions/operators.js';
import { isEnvironment } from '../guards/environment.js';
import type { Interpreter } from '../interpreter.js';
import { callEntity } from '../library/index.js';
import { throughOperators } from '../library/observables.js';
import { isInDigits } from '../values/sizes.js';
import { constant, UNKNOWN, type Atom, type BytesAtom, type MethodAtom, type ObjectAtom, type StageMapAtom, type Value } from '../values/values.js';
import { callArrayMethod } from './arrays.js';
import { pipedInto } from './bytes.js';
import { callMapMethod } from './maps.js';
import { isPromiseMethod } from './names.js';
import { callPromiseMethod, callResultMethod } from './promises.js';
import { callResponseMethod } from './responses.js';
import { callTextMethod } from './strings.js';
import { callUrlMethod } from './url.js';

export function callMethod(it: Interpreter, method: MethodAtom, call: Call): Value {
  const { receiver } = method;
  // What a library gives a promise of is the value itself: no text and no bytes have these methods of their own.
  if (isPromiseMethod(method.name) && receiver.kind !== 'object') return callPromiseMethod(it, receiver, method.name, call);
  const piped = method.name === 'pipe' ? throughOperators(it, [receiver], call) : undefined;
  if (piped !== undefined) return piped;
  switch (receiver.kind) {
    case 'object':
      return callHeapMethod(it, receiver, method.name, call);
    case 'method':
      if (receiver.receiver.kind === 'url') return callUrlMethod(it, receiver.receiver, `${receiver.name}.${method.name}`, call);
      return callFunctionMethod(it, receiver, method.name, call);
    case 'function':
    case 'class':
    case 'native':
      return callFunctionMethod(it, receiver, method.name, call);
    case 'response':
    case 'builder':
      return callResponseMethod(it, receiver, method.name, call);
    case 'url':
      return callUrlMethod(it, receiver, method.name, call);
    case 'bytes':
      return callReaderMember(it, receiver, method.name, call);
    case 'unknown':
    case 'entity':
      if (method.name === 'hasOwnProperty') return hasOwn(it, receiver, call);
      if (isEnvironment(receiver)) return callTextMethod(it, receiver, method.name, call);
      if (isInDigits(receiver, method.name)) return [receiver];
      return callUnknown(it, call);
    case 'stage-map':
      return callStageMapMethod(it, receiver, method.name, call);
    case 'test':
      return callUnknown(it, call);
    case 'promise':
      return callResultMethod(it, receiver, method.name, call);
    default:
      return callTextMethod(it, receiver, method.name, call);
  }
}

const hasOwn = (it: Interpreter, receiver: Atom, call: Call): Value => testValue(membership(it, call.args[0] ?? UNKNOWN, [receiver]));

function callStageMapMethod(it: Interpreter, receiver: StageMapAtom, name: string, call: Call): Value {
  switch (name) {
    case 'get':
      return readMember(it, [receiver], call.args[0] ?? UNKNOWN, call.node, call.nodes[0] ?? call.node);
    case 'has':
    case 'hasOwnProperty':
      return hasOwn(it, receiver, call);
    default:
      return callUnknown(it, call);
  }
}

/** What a library read has the members of that call's result: `fs#createReadStream().pipe`. */
function callReaderMember(it: Interpreter, receiver: BytesAtom, name: string, call: Call): Value {
  if (name === 'pipe') pipedInto(it, receiver, call);
  const key = `${receiver.reader ?? ''}().${name}`;
  if (receiver.reader === undefined || it.host.models.callsOf(key).length === 0) return callTextMethod(it, receiver, name, call);
  return callEntity(it, { kind: 'entity', key, args: receiver.path === undefined ? [] : [receiver.path] }, call);
}

function callHeapMethod(it: Interpreter, receiver: ObjectAtom, name: string, call: Call): Value {
  switch (receiver.heap.type) {
    case 'iterator':
      return callIteratorMethod(it, receiver, name, call);
    case 'array':
      return callArrayMethod(it, receiver, name, call);
    case 'map':
    case 'set':
      return callMapMethod(it, receiver, name, call);
    case 'object':
      if (name === 'hasOwnProperty') return hasOwn(it, receiver, call);
      return name === 'toString' ? constant('[object Object]') : UNKNOWN;
  }
}

function callIteratorMethod(it: Interpreter, receiver: ObjectAtom, name: string, call: Call): Value {
  const step = name === 'next' ? nextStep(it, receiver.heap, call) : name === 'throw' ? throwInto(it, receiver.heap) : undefined;
  if (step !== undefined) return step;
  if (name === 'next') drawSingly(it, receiver.heap);
  else drain(it, [receiver]);
  return callArrayMethod(it, receiver, name, call);
}

/** A library's function with its first arguments. */
const boundTo = (it: Interpreter, receiver: Atom, first: Call): Atom => ({
  kind: 'native',
  call: (args, sites = []) => callAtom(it, receiver, { ...first, isNew: false, name: '', args: [...first.args, ...args], sites: [...first.args.map((_, at) => first.sites[at]), ...sites] }),
});

/** `call`, `apply`, `bind`. */
export function callFunctionMethod(it: Interpreter, receiver: Atom, name: string, call: Call): Value {
  const [self, ...args] = call.args;
  const sites = call.sites.slice(1);
  const nodes = call.nodes.slice(1);
  switch (name) {
    case 'call':
      return callAtom(it, receiver, { ...call, self: self ?? [], args, sites, nodes });
    case 'apply': {
      const { exact, any } = iterationOf(it, args[0] ?? []);
      return callAtom(it, receiver, { ...call, self: self ?? [], args: exact ?? [], rest: exact === undefined ? any : undefined, sites: [], nodes: [] });
    }
    case 'bind':
      if (receiver.kind === 'function') return [{ ...receiver, self: receiver.self ?? self, bound: [...(receiver.bound ?? []), ...args.map((arg, index) => enteredAt(arg, sites[index]))] }];
      return args.length === 0 ? [receiver] : [boundTo(it, receiver, { ...call, args, sites, nodes })];
    default:
      return UNKNOWN;
  }
}

