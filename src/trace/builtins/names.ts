/** Names of the built-in methods that the interpreter follows: the tables of what they do have a row for each, by their types. */

const ARRAY_METHODS = [
  'at', 'concat', 'copyWithin', 'entries', 'every', 'fill', 'filter', 'find', 'findIndex', 'findLast', 'findLastIndex',
  'flat', 'flatMap', 'forEach', 'includes', 'indexOf', 'join', 'keys', 'lastIndexOf', 'map', 'pop', 'push', 'reduce',
  'reduceRight', 'reverse', 'shift', 'slice', 'some', 'sort', 'splice', 'toReversed', 'toSorted', 'toSpliced', 'toString',
  'unshift', 'values', 'with', 'next', 'return', 'throw', 'take', 'drop', 'toArray', 'toLocaleString',
] as const;
const MAP_METHODS = [
  'add', 'clear', 'delete', 'entries', 'forEach', 'get', 'has', 'keys', 'set', 'values', 'union', 'intersection', 'difference',
] as const;
export type ArrayMethodName = (typeof ARRAY_METHODS)[number];
export type MapMethodName = (typeof MAP_METHODS)[number];

const ARRAY_NAMES: ReadonlySet<string> = new Set(ARRAY_METHODS);
const MAP_NAMES: ReadonlySet<string> = new Set(MAP_METHODS);
const URL_MEMBERS = new Set(['href', 'pathname', 'search', 'searchParams', 'origin', 'host', 'hostname', 'protocol', 'hash', 'port']);

const PROMISE_METHODS = new Set(['then', 'catch', 'finally']);

export const isPromiseMethod = (name: string): boolean => PROMISE_METHODS.has(name);
export const isArrayMethod = (name: string): boolean => ARRAY_NAMES.has(name);
export const isMapMethod = (name: string): boolean => MAP_NAMES.has(name);
export const isUrlMember = (name: string): boolean => URL_MEMBERS.has(name);
