/** HTTP requests (C1, C3, C4, C8, C9). */
import type { RequestEffect } from '../../models/form/schema.js';
import type { ShellRequest } from '../../models/shell/index.js';
import { callFunctionValue, type Call } from '../calls/calls.js';
import type { RequestEvent } from '../events.js';
import { readMember } from '../expressions/member.js';
import { asksForUploadUrl, uploadUrlOf } from '../expressions/response.js';
import type { Interpreter } from '../interpreter.js';
import type { Site } from '../site.js';
import { mark, type Operation } from '../time/clock.js';
import { promiseOf } from '../time/promises.js';
import { firstHole, headOf, tailOf } from '../values/text.js';
import { constant, constantText, NOTHING, UNKNOWN, type Atom, type EntityAtom, type ResponseAtom, type Value } from '../values/values.js';
import { withDefaults } from './adapters.js';
import { targetOf, type Target } from './addresses.js';
import { throughHooks } from './hooks.js';
import { firstCertain, firstGiven, type Given } from './refs.js';

function methodOf(it: Interpreter, atom: EntityAtom, call: Call, effect: RequestEffect, body: boolean) {
  const { method } = effect;
  if (typeof method === 'string') return { value: constant(method), site: undefined, byDefault: false };
  const found = firstCertain(it, atom, call, method.from, ({ value }) => value.every(mayBeMethod));
  if (found !== undefined) return { value: found.value, site: found.site, byDefault: false };
  const name = body && method.withBody !== undefined ? method.withBody : method.default;
  return { value: optionsUnknown(call) ? UNKNOWN : constant(name), site: undefined, byDefault: true };
}

const METHOD = /^(?:get|head|post|put|patch|delete|del|options|trace|connect)$/i;
const NO_METHOD = new Set<Atom['kind']>(['endpoint', 'upload-url', 'url', 'object', 'primitive', 'response', 'bytes']);

/** Where a client takes a URL or a method first, or words in any order, only a method's name is a method. */
function mayBeMethod(atom: Atom): boolean {
  const text = constantText(atom);
  if (text !== undefined) return METHOD.test(text);
  return !NO_METHOD.has(atom.kind) && (atom.kind !== 'text' || !/[/:]/.test(headOf(atom) + tailOf(atom)) && firstHole(atom)?.kind !== 'endpoint');
}

/** Options that are not known, or only in part, may hold anything. What is not known in the place of the URL is the URL. */
const optionsUnknown = (call: Call): boolean =>
  call.rest !== undefined || call.args.some((value, index) => value.some((atom) => mayHoldMethod(atom, index)));

function mayHoldMethod(atom: Atom, index: number): boolean {
  if (atom.kind === 'unknown') return index > 0 || (atom.heap?.fields.size ?? 0) > 0;
  // `{ [name]: value }`
  return atom.kind === 'object' && atom.heap.type === 'object' && atom.heap.rest.value.length > 0;
}

function lengthOf(it: Interpreter, headers: Given | undefined, call: Call): Value | undefined {
  if (headers === undefined) return undefined;
  for (const name of ['Content-Length', 'content-length', 'Content-length']) {
    const objects = headers.value.filter((atom) => atom.kind === 'object');
    const value = readMember(it, objects, constant(name), call.node);
    if (value.some((atom) => atom.kind === 'primitive' ? atom.value !== undefined : true) && value.length > 0) return value;
  }
  return undefined;
}

/** `fetch(new Request(url, options), more)`: the request object's arguments are the call's, its options below the call's own. */
function unwrapRequest(it: Interpreter, call: Call): Call {
  const [first, own] = call.args;
  const atom = first?.length === 1 ? first[0] : undefined;
  if (atom?.kind !== 'entity' || !atom.key.endsWith('#Request()') || atom.args === undefined) return call;
  const [address, inner] = atom.args;
  const options = withDefaults(it, inner, own);
  const args = options === undefined ? [address ?? UNKNOWN] : [address ?? UNKNOWN, options];
  const unwrapped = { ...call, args, nodes: own === undefined ? [] : call.nodes, sites: [call.sites[0], call.sites[own === undefined ? 0 : 1]] };
  return unwrapRequest(it, unwrapped);
}

/** `multipart: false` is no form; what is not known may be that, or nothing. */
function switchedOn(found: Given | undefined): Given | undefined {
  const certain = found?.value.some((each) => each.kind !== 'unknown' && !(each.kind === 'primitive' && each.value === false));
  return certain === true ? found : undefined;
}

/** The argument that an option's value came by, else where it was written. */
const placeOfOption = (found: Given | undefined): Site | undefined => found?.value.find(({ via }) => via !== undefined)?.via ?? found?.written ?? found?.site;

export function applyRequest(it: Interpreter, atom: EntityAtom, outer: Call, effect: RequestEffect): Value {
  const call = unwrapRequest(it, outer);
  const target = targetOf(it, atom, call, effect);
  const body = firstGiven(it, atom, call, effect.body);
  const form = switchedOn(firstCertain(it, atom, call, effect.form));
  const method = methodOf(it, atom, call, effect, body !== undefined || form !== undefined);
  const params = placeOfOption(switchedOn(firstCertain(it, atom, call, effect.params)));
  const sent = throughHooks(it, atom, call, effect, { url: target.url, method: method.value, methodAt: method.site, params });
  const event = emitRequest(it, {
    client: atom.key,
    call: it.site(call.node),
    target: { ...target, url: sent.url },
    method: sent.method,
    methodAt: sent.methodAt,
    methodDefault: method.byDefault && sent.method === method.value,
    optionsAt: call.args.length > 1 ? call.sites[1] : undefined,
    body,
    form: form?.written ?? form?.site,
    params: sent.params,
    length: lengthOf(it, firstGiven(it, atom, call, effect.headers), call),
  });
  const response: ResponseAtom = { kind: effect.gives === 'builder' ? 'builder' : 'response', request: event, pending: durationOf(event, it.site(call.node)) };
  runResponseCallback(it, atom, call, effect, response);
  return effect.gives === 'content' ? contentOf(it, response) : [response];
}

/** Clients that promise the body alone. */
function contentOf(it: Interpreter, { request, pending }: ResponseAtom): Value {
  const content: Value = asksForUploadUrl(request) ? [uploadUrlOf(request)] : UNKNOWN;
  return promiseOf(content, it.time, pending === undefined ? it.time : it.after(pending));
}

export interface RequestDraft {
  readonly client: string;
  readonly call: Site;
  readonly target: Target;
  readonly method: Value;
  readonly methodAt: Site | undefined;
  readonly methodDefault: boolean;
  readonly optionsAt: Site | undefined;
  readonly body: Given | undefined;
  readonly form: Site | undefined;
  readonly params: Site | undefined;
  readonly length: Value | undefined;
  /** The part of a shell command that sends it. */
  readonly command?: ShellRequest;
  readonly bodyFlagAt?: Site | undefined;
}

export function emitRequest(it: Interpreter, draft: RequestDraft): RequestEvent {
  it.time = mark(it.time);
  const { target, body, ...rest } = draft;
  const event: RequestEvent = {
    kind: 'request',
    ...rest,
    url: target.url,
    urlAt: target.at,
    body: body?.value,
    bodyAt: body?.written ?? body?.site,
    time: it.time,
    answered: it.time,
    iteration: it.iteration,
    chained: it.concurrentSince !== undefined,
    answerUsed: false,
    compared: it.compared.value,
    ...it.context(),
  };
  for (const atom of target.url) {
    const hole = firstHole(atom);
    if (hole?.kind === 'upload-url') hole.request.answerUsed = true;
  }
  it.events.push(event);
  mayFail(it, event);
  return event;
}

/** A request may fail, whatever its answer is given to: who catches that goes on after it. */
function mayFail(it: Interpreter, event: RequestEvent): void {
  const { time } = it;
  it.elapse(durationOf(event, event.call));
  it.mayThrow();
  it.time = time;
}

/** What a request takes: an upload is told apart by the request that its URL was asked for by. */
export function durationOf(event: RequestEvent | undefined, site: Site): Operation {
  for (const atom of event?.url ?? []) {
    const hole = firstHole(atom);
    if (hole?.kind === 'upload-url') return { kind: 'upload', of: hole.request, round: event?.iteration, site };
  }
  return { kind: 'request', site };
}

const CALLABLE = new Set<Atom['kind']>(['function', 'native', 'method']);

function runResponseCallback(it: Interpreter, atom: EntityAtom, call: Call, effect: RequestEffect, response: ResponseAtom): void {
  if (effect.callback === undefined) return;
  const callback = firstGiven(it, atom, call, effect.callback.at)?.value.filter((each) => CALLABLE.has(each.kind)) ?? NOTHING;
  if (callback.length === 0) return;
  const args: Value[] = [];
  for (let index = 0; index <= effect.callback.response + 1; index++) {
    args.push(index === effect.callback.response ? [{ ...response, kind: 'response', pending: undefined }] : UNKNOWN);
  }
  // Node-style callbacks get the body after the response; an error argument is not there on the way that goes on.
  if (effect.callback.response === 1) {
    args[0] = [{ kind: 'primitive', value: null }];
    args[2] = asksForUploadUrl(response.request) ? [uploadUrlOf(response.request)] : UNKNOWN;
  }
  it.maybe(() => {
    if (response.pending !== undefined) it.elapse(response.pending);
    callFunctionValue(it, callback, args, call.node);
    return NOTHING;
  });
}
