/** Functions that a client runs on each request before it sends it: interceptors and hooks. */
import type { RequestEffect, RequestHooks } from '../../models/form/schema.js';
import { newUrl } from '../builtins/url.js';
import { callFunctionValue, type Call } from '../calls/calls.js';
import { readMember } from '../expressions/member.js';
import type { Interpreter } from '../interpreter.js';
import type { Site } from '../site.js';
import { newHeap, objectWith } from '../state/heap.js';
import { awaited } from '../time/promises.js';
import { constant, constantText, isCallable, UNDEFINED, UNKNOWN, type Atom, type EntityAtom, type Value } from '../values/values.js';
import { behindBase } from './addresses.js';
import { allGiven } from './refs.js';

/** What of a request a hook may change. */
export interface Outgoing {
  readonly url: Value;
  readonly method: Value;
  /** Where it stands, if it is not the call's name or the client's default. */
  readonly methodAt: Site | undefined;
  readonly params: Site | undefined;
}

function hooksOf(it: Interpreter, atom: EntityAtom, call: Call, { at }: RequestHooks): readonly Value[] {
  const refs = typeof at === 'string' ? [at] : at;
  return refs.flatMap((ref) => allGiven(it, atom, call, ref)).flatMap(({ value }) => value.filter(isCallable).map((fn): Value => [fn]));
}

const inSmallLetters = (method: Value): Value =>
  method.map((atom) => {
    const text = constantText(atom);
    return text === undefined ? atom : (constant(text.toLowerCase(), atom.site)[0] ?? atom);
  });

/** The request as the client shows it to a hook. */
function shown(it: Interpreter, call: Call, { url, method, params }: Outgoing, gets: RequestHooks['gets']): Value {
  const headers: Value = [{ kind: 'unknown', heap: newHeap('object') }];
  switch (gets) {
    case 'config':
      return [objectWith({ url, method: inSmallLetters(method), headers, params: params === undefined ? UNDEFINED : UNKNOWN })];
    case 'options':
      return [objectWith({ url: newUrl(it, { ...call, args: [url] }), method, headers })];
    case 'request':
      return [objectWith({ url, method, headers })];
  }
}

const isRequest = (atom: Atom): boolean => atom.kind === 'object' || (atom.kind === 'entity' && atom.key.endsWith('#Request()'));

/** `new Request(url, request)` has the address that it is made with. */
function memberOf(it: Interpreter, request: Value, name: 'url' | 'method' | 'params' | 'baseURL', call: Call): Value {
  return request.flatMap((atom) => {
    if (atom.kind !== 'entity') return readMember(it, [atom], constant(name), call.node);
    const [address = UNKNOWN, options = UNKNOWN] = atom.args ?? [];
    return name === 'url' ? address : memberOf(it, options.filter(isRequest), name, call);
  });
}

const isPresent = (atom: Atom): boolean => atom.kind !== 'unknown' && atom.kind !== 'primitive';

/** The request as the client's hooks leave it. They take no time that counts: nothing is known of how often they run. */
export function throughHooks(it: Interpreter, atom: EntityAtom, call: Call, { hooks }: RequestEffect, sent: Outgoing): Outgoing {
  const functions = hooks === undefined ? [] : hooksOf(it, atom, call, hooks);
  if (hooks === undefined || functions.length === 0) return sent;
  const { time } = it;
  let request = shown(it, call, sent, hooks.gets);
  for (const hook of functions) {
    const given = awaited(it, callFunctionValue(it, hook, [request], call.node)).filter(isRequest);
    if (given.length > 0) request = given;
  }
  it.time = time;
  it.live = true;
  const own = memberOf(it, request, 'url', call).flatMap((each) => (each.kind === 'url' ? each.text.value : [each]));
  const base = memberOf(it, request, 'baseURL', call).filter(isPresent);
  const address = base.length === 0 ? own : behindBase(base, own, { site: it.site(call.node), how: 'slash' });
  const method = methodOf(it, memberOf(it, request, 'method', call), call, sent);
  const params = memberOf(it, request, 'params', call).some(isPresent) ? it.site(call.node) : undefined;
  return { url: address.length === 0 ? sent.url : address, ...method, params: sent.params ?? params };
}

const names = (method: Value): string => method.map((atom) => constantText(atom)?.toUpperCase() ?? '').join(' ');

/** A hook that leaves the method alone leaves it where it stands. */
function methodOf(it: Interpreter, method: Value, call: Call, sent: Outgoing): Pick<Outgoing, 'method' | 'methodAt'> {
  const { methodAt } = sent;
  if (method.length === 0 || names(method) === names(sent.method)) return { method: sent.method, methodAt };
  return { method, methodAt: methodAt ?? it.site(call.node) };
}
