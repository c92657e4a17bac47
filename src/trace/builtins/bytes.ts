/** Methods of buffers, blobs, forms and streams. */
import { callFunctionValue, type Call } from '../calls/calls.js';
import { testValue } from '../expressions/operators.js';
import { UNDECIDED } from '../guards/condition.js';
import type { Interpreter } from '../interpreter.js';
import { varyingIn } from '../library/derived.js';
import { distance } from '../values/counters.js';
import { sizeOfFiles } from '../values/sizes.js';
import { constantNumber, constantText, primitive, UNDEFINED, UNKNOWN, type BytesAtom, type Value } from '../values/values.js';

/** Give the content itself, as text or as bytes in another wrapping. */
const CONTENT = new Set(['toString', 'text', 'trim', 'valueOf', 'decode', 'json', 'readAsText', 'getBuffer', 'getInternalBuffer']);
const SAME = new Set([
  'arrayBuffer', 'bytes', 'stream', 'buffer', 'transferToFixedLength', 'fill', 'reverse', 'set', 'on', 'once', 'addListener', 'setEncoding', 'resume', 'pause',
  'trimEnd', 'trimStart', 'swap16', 'swap32', 'swap64', 'clone', 'pipeThrough', 'toWeb', 'valueOf', 'iterator', 'values', 'getReader', 'read',
]);
const CUTS = new Set(['slice', 'subarray']);
const TESTS = new Set(['includes', 'equals', 'has', 'startsWith', 'endsWith']);

/** The size, and the memory behind a view of it; other members are methods. */
export function readBytesMember(atom: BytesAtom, name: string | undefined): Value | undefined {
  if (name === 'buffer') return [atom];
  if (name !== 'length' && name !== 'byteLength' && name !== 'size') return undefined;
  return atom.size === undefined ? sizeOfFiles(atom.path) : primitive(atom.size);
}

/** Digits and letters that stand for the bytes are another text. */
function isEncoding(value: Value | undefined): boolean {
  const [only] = value ?? [];
  return only !== undefined && /^(?:base64(?:url)?|hex|binary)$/iu.test(constantText(only) ?? '');
}

const ENCODED = new Set(['toHex', 'toBase64']);

/** What varies from run to run does so in other letters, too. */
function encoded({ content }: BytesAtom): Value {
  const varying = content === undefined ? undefined : varyingIn(content);
  return varying === undefined ? UNKNOWN : [varying];
}

export function callBytesMethod(it: Interpreter, receiver: BytesAtom, name: string, call: Call): Value {
  runCallbacks(it, receiver, name, call);
  if (ENCODED.has(name) || (name === 'toString' && isEncoding(call.args[0]))) return encoded(receiver);
  if (CONTENT.has(name)) return receiver.content ?? [receiver];
  if (SAME.has(name)) return [receiver];
  if (CUTS.has(name)) return [cut(receiver, call)];
  if (TESTS.has(name)) return testValue(UNDECIDED);
  if (name === 'pipe' || name === 'pipeTo') return pipedInto(it, receiver, call);
  if (/^(append|set|delete|write|end|destroy|close|push|copy)/.test(name)) return UNDEFINED;
  return UNKNOWN;
}

/** Of a file a part between bounds is at most so large; a part of known bounds of known bytes has a known size. */
function cut(receiver: BytesAtom, call: Call): BytesAtom {
  const [from, to] = call.args;
  if (receiver.size === undefined && to !== undefined && (receiver.of === 'stream' || receiver.of === 'file')) {
    return { ...receiver, range: { size: distance(from ?? primitive(0), to) }, content: undefined };
  }
  const start = from === undefined ? 0 : constantNumber(from);
  const end = to === undefined ? receiver.size : constantNumber(to);
  const known = start !== undefined && end !== undefined && start >= 0 && end >= start && receiver.size !== undefined;
  return { ...receiver, size: known ? Math.min(end, receiver.size) - start : undefined, content: undefined };
}

/** A stream that goes into a request is that request's body. */
export function pipedInto(it: Interpreter, receiver: BytesAtom, call: Call): Value {
  const [target] = call.args;
  for (const atom of target ?? []) {
    if (atom.kind !== 'builder') continue;
    atom.request.body ??= [receiver];
    atom.request.bodyAt ??= it.site(call.node);
  }
  return target ?? UNKNOWN;
}

function runCallbacks(it: Interpreter, receiver: BytesAtom, name: string, call: Call): void {
  const event = name === 'on' || name === 'once' || name === 'addListener';
  for (const value of call.args) {
    if (!value.some((atom) => atom.kind === 'function' || atom.kind === 'native')) continue;
    it.maybe(() => callFunctionValue(it, value, [event ? (receiver.content ?? [receiver]) : UNKNOWN], call.node));
  }
}
