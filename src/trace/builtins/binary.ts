/** Buffers, typed arrays, blobs, forms: bytes, with their size where it is known (C9). */
import type { Call } from '../calls/calls.js';
import { iterationOf, type Iterated } from '../expressions/iteration.js';
import { testValue } from '../expressions/operators.js';
import { UNDECIDED } from '../guards/condition.js';
import type { Interpreter } from '../interpreter.js';
import { exactItems } from '../state/heap.js';
import { UNKNOWN_LENGTH } from '../values/sizes.js';
import { constantNumber, constantText, primitive, UNKNOWN, type BytesAtom, type Value } from '../values/values.js';
import type { Builtin } from './objects.js';

const memory = (size: number | undefined, content?: Value): Value => [{ kind: 'bytes', of: 'memory', size, content }];

const utf8 = (encoding: Value | undefined): boolean => {
  const [atom] = encoding ?? [];
  return atom === undefined || /^(utf-?8|undefined)$/i.test(constantText(atom) ?? '');
};

/** Size in bytes of what one argument is; `unit`: bytes of one element. */
function sizeOf(value: Value, unit: number): number | undefined {
  const [atom] = value;
  if (value.length !== 1 || atom === undefined) return undefined;
  if (atom.kind === 'bytes') return atom.size;
  if (atom.kind === 'text') {
    const text = constantText(atom);
    return text === undefined ? undefined : Buffer.byteLength(text);
  }
  if (atom.kind !== 'object') return undefined;
  const items = exactItems(atom.heap);
  return items === undefined ? undefined : items.length * unit;
}

/** `Buffer.from(text)`, `Buffer.from(array)`: what it holds may be read back as text. */
const bufferFrom: Builtin = (_it, call) => {
  const [source, encoding] = call.args;
  if (source === undefined) return memory(0);
  const text = utf8(encoding);
  const contents = source.flatMap((atom) => (atom.kind === 'bytes' ? (atom.content ?? []) : [atom]));
  const readable = text && contents.length > 0 && contents.every((atom) => atom.kind !== 'object' && atom.kind !== 'unknown');
  return memory(text ? sizeOf(source, 1) : undefined, readable ? contents : undefined);
};

const allocated: Builtin = (_it, call) => memory(call.args[0] === undefined ? 0 : constantNumber(call.args[0]));

/** Sum of the sizes, if each is known. */
function total(values: readonly Value[] | undefined): number | undefined {
  let sum = 0;
  for (const value of values ?? [UNKNOWN]) {
    const size = sizeOf(value, 1);
    if (size === undefined) return undefined;
    sum += size;
  }
  return sum;
}

/** Pieces of a response put together are its body. */
const contentOf = (any: Value): Value | undefined => {
  const contents = any.flatMap((atom) => (atom.kind === 'bytes' ? (atom.content ?? []) : [atom]));
  return contents.length > 0 && contents.every((atom) => atom.kind === 'upload-url') ? contents : undefined;
};

/** Of a list of many pieces alike it is enough to know how many there are. */
function sizeOfAll(list: Value, { exact, any }: Iterated): number | undefined {
  if (exact !== undefined) return total(exact);
  const [only] = list;
  const length = list.length === 1 && only?.kind === 'object' ? constantNumber(only.heap.length.value) : undefined;
  const each = length === undefined ? undefined : total([any]);
  return length === undefined || each === undefined ? undefined : length * each;
}

const concat: Builtin = (it, call) => {
  const list = call.args[0] ?? UNKNOWN;
  const { exact, any } = iterationOf(it, list);
  const content = contentOf(any) ?? (exact?.length === 1 ? contentOf(exact[0] ?? UNKNOWN) : undefined);
  return content ?? memory(sizeOfAll(list, { exact, any }));
};

const byteLength: Builtin = (_it, call) => {
  const size = sizeOf(call.args[0] ?? UNKNOWN, 1);
  return size === undefined ? UNKNOWN_LENGTH : primitive(size);
};

/** `new Uint8Array(length)`, of an array, of another buffer. */
const typedArray = (unit: number): Builtin => (_it, call) => {
  const [source] = call.args;
  if (source === undefined) return memory(0);
  const length = constantNumber(source);
  if (length !== undefined) return memory(length * unit);
  const [only] = source;
  if (source.length === 1 && only?.kind === 'bytes') return call.args.length === 1 ? [{ ...only, of: 'memory' }] : memory(undefined);
  return memory(sizeOf(source, unit));
};

const blob: Builtin = (it, call) => {
  const list = call.args[0] ?? UNKNOWN;
  const { exact, any } = iterationOf(it, list);
  const [only] = exact ?? [];
  const content = exact?.length === 1 && only !== undefined ? only : contentOf(any);
  const [part] = content ?? [];
  // A blob of one file is that file, a blob of streams cannot be.
  if (content?.length === 1 && part?.kind === 'bytes') return [part];
  return memory(sizeOfAll(list, { exact, any }), content);
};

const form: Builtin = () => {
  const atom: BytesAtom = { kind: 'bytes', of: 'form', reader: 'global#FormData' };
  return [atom];
};

/** The same bytes as a stream; a form is none of the file for that. */
const streamed: Builtin = (it, call) => {
  const [source] = call.args;
  const [only] = source ?? [];
  if (only?.kind === 'bytes') return [{ ...only, of: only.of === 'memory' ? 'stream' : only.of }];
  if (source === undefined || only?.kind !== 'object') return [{ kind: 'bytes', of: 'stream', size: sizeOf(source ?? UNKNOWN, 1), content: source }];
  const { exact, any } = iterationOf(it, source);
  return [{ kind: 'bytes', of: 'stream', size: total(exact), content: contentOf(any) }];
};

/** The content of bytes as text. */
const decoded: Builtin = (_it, call) => (call.args[0] ?? UNKNOWN).flatMap((atom) => (atom.kind === 'bytes' ? (atom.content ?? [atom]) : [atom]));

/** Bytes an element of each kind of typed array. */
const UNITS: readonly (readonly [string, number])[] = [
  ['Uint8Array', 1], ['Int8Array', 1], ['Uint8ClampedArray', 1], ['Uint16Array', 2], ['Int16Array', 2], ['Float16Array', 2],
  ['Uint32Array', 4], ['Int32Array', 4], ['Float32Array', 4], ['Float64Array', 8], ['BigInt64Array', 8], ['BigUint64Array', 8],
  ['ArrayBuffer', 1], ['SharedArrayBuffer', 1], ['DataView', 1], ['Buffer', 1],
];

const fromItems = (unit: number): Builtin => (it: Interpreter, call: Call) => {
  const { exact } = iterationOf(it, call.args[0] ?? UNKNOWN);
  return memory(exact === undefined ? undefined : exact.length * unit);
};

export const BINARY: ReadonlyMap<string, Builtin> = new Map<string, Builtin>([
  ...UNITS.map(([name, unit]) => [name, typedArray(unit)] as const),
  ...UNITS.map(([name, unit]) => [`${name}.from`, fromItems(unit)] as const),
  ...UNITS.map(([name, unit]) => [`${name}.of`, (_it: Interpreter, call: Call) => memory(call.args.length * unit)] as const),
  ['Buffer.from', bufferFrom],
  ['Buffer.alloc', allocated],
  ['Buffer.allocUnsafe', allocated],
  ['Buffer.allocUnsafeSlow', allocated],
  ['Buffer.concat', concat],
  ['Buffer.byteLength', byteLength],
  ['Buffer.isBuffer', () => testValue(UNDECIDED)],
  ['Buffer.compare', () => UNKNOWN],
  ['ArrayBuffer.isView', () => testValue(UNDECIDED)],
  ['Blob', blob],
  ['File', blob],
  ['FormData', form],
  ['Response', (_it, call) => call.args[0] ?? UNKNOWN],
  ['Response.json', (_it, call) => [{ kind: 'json', value: call.args[0] ?? UNKNOWN }]],
  ['TextEncoder().encode', bufferFrom],
  ['TextDecoder().decode', decoded],
  ['stream#Readable.from', streamed],
  ['stream#Readable.fromWeb', streamed],
  ['stream#Readable.toWeb', streamed],
  ['ReadableStream.from', streamed],
]);
