/** Methods of responses and of requests that are still being built. */
import { callFunctionValue, type Call } from '../calls/calls.js';
import { bodyIn, READS } from '../expressions/response.js';
import type { Interpreter } from '../interpreter.js';
import { listOf } from '../state/heap.js';
import { promiseOf } from '../time/promises.js';
import { ERROR, NOTHING, NULL, UNKNOWN, type ResponseAtom, type Value } from '../values/values.js';

const BODY = new Set(['send', 'write', 'end', 'body', 'json']);
const FORM = new Set(['attach', 'field']);
const QUERY = new Set(['query', 'searchParams', 'sortQuery']);

export function callResponseMethod(it: Interpreter, atom: ResponseAtom, name: string, call: Call): Value {
  const { request } = atom;
  const [first, second] = call.args;
  const site = call.sites[0] ?? it.site(call.node);
  if (/^(on|once|addListener)$/.test(name)) return listen(it, atom, call);
  if (name === 'toArray' || (first === undefined && READS.has(name))) {
    const done = atom.pending === undefined ? it.time : it.after(atom.pending);
    const content = bodyIn(atom);
    return promiseOf(name === 'toArray' ? [listOf(content)] : content, it.time, done);
  }
  if (atom.kind === 'builder' && first !== undefined && BODY.has(name) && !isCallback(first)) {
    request.body = first;
    request.bodyAt = site;
  } else if (atom.kind === 'builder' && FORM.has(name)) request.form = site;
  else if (atom.kind === 'builder' && QUERY.has(name)) request.params = site;
  else if (/^(set|setHeader|header)$/.test(name) && second !== undefined && namesLength(first)) request.length = second;
  if (name === 'pipe') return collected(it, atom, call);
  if (name === 'subscribe') return subscribed(it, atom, call);
  if (name === 'use' && first !== undefined) {
    // A plugin builds on.
    if (isCallback(first)) it.maybe(() => callFunctionValue(it, first, [[atom]], call.node));
    return [atom];
  }
  // `.end(callback)`: the answer comes to a callback.
  for (const value of call.args) if (isCallback(value)) runWith(it, value, [NULL, [answered(atom)]], call);
  return [atom];
}

const isCallback = (value: Value): boolean => value.some((atom) => atom.kind === 'function' || atom.kind === 'native');

const namesLength = (value: Value | undefined): boolean =>
  value?.some((atom) => atom.kind === 'text' && atom.parts.some((part) => 'text' in part && /^content-length$/i.test(part.text))) ?? false;

const answered = (atom: ResponseAtom): ResponseAtom => ({ ...atom, kind: 'response', pending: undefined });

function runWith(it: Interpreter, callback: Value, args: readonly Value[], call: Call): void {
  it.maybe(() => callFunctionValue(it, callback, args, call.node));
}

/** An observer gets the answer, by itself or as its `next`. */
function subscribed(it: Interpreter, atom: ResponseAtom, call: Call): Value {
  const [observer = NOTHING] = call.args;
  const next = observer.flatMap((each): Value => (each.kind === 'object' ? (each.heap.fields.get('next')?.value ?? NOTHING) : [each]));
  if (isCallback(next)) runWith(it, next, [[answered(atom)]], call);
  return UNKNOWN;
}

/** Streams that call a function with all that was piped into them: which of its arguments that is. */
const COLLECTORS: ReadonlyMap<string, number> = new Map([['concat-stream#()', 0], ['bl#()', 1]]);

function collected(it: Interpreter, response: ResponseAtom, call: Call): Value {
  const [target = UNKNOWN] = call.args;
  const content = bodyIn(response);
  for (const atom of target) {
    const index = atom.kind === 'entity' ? COLLECTORS.get(atom.key) : undefined;
    const callback = atom.kind === 'entity' ? atom.args?.at(-1) : undefined;
    if (index !== undefined && callback !== undefined && isCallback(callback)) runWith(it, callback, index === 0 ? [content] : [NULL, content], call);
  }
  return target;
}

/** `req.on('response', res => …)`, `res.on('data', chunk => …)`. */
function listen(it: Interpreter, atom: ResponseAtom, call: Call): Value {
  const [event, callback] = call.args;
  if (callback === undefined) return [atom];
  const name = event?.[0]?.kind === 'text' ? event[0].parts.map((part) => ('text' in part ? part.text : '')).join('') : '';
  const content = bodyIn(atom);
  const argument: Value = name === 'response' ? [answered(atom)] : name === 'data' ? content : UNKNOWN;
  if (name === 'error') {
    runWith(it, callback, [ERROR], call);
    return [atom];
  }
  callFunctionValue(it, callback, [argument], call.node);
  return [atom];
}
