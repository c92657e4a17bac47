/** Names of the built-in methods that the interpreter follows. */

const ARRAY_METHODS = new Set([
  'at', 'concat', 'copyWithin', 'entries', 'every', 'fill', 'filter', 'find', 'findIndex', 'findLast', 'findLastIndex',
  'flat', 'flatMap', 'forEach', 'includes', 'indexOf', 'join', 'keys', 'lastIndexOf', 'map', 'pop', 'push', 'reduce',
  'reduceRight', 'reverse', 'shift', 'slice', 'some', 'sort', 'splice', 'toReversed', 'toSorted', 'toSpliced', 'toString',
  'unshift', 'values', 'with', 'next', 'return', 'throw', 'take', 'drop', 'toArray', 'toLocaleString',
]);
const MAP_METHODS = new Set([
  'add', 'clear', 'delete', 'entries', 'forEach', 'get', 'has', 'keys', 'set', 'values', 'union', 'intersection', 'difference',
]);
const URL_MEMBERS = new Set(['href', 'pathname', 'search', 'searchParams', 'origin', 'host', 'hostname', 'protocol', 'hash', 'port']);

const PROMISE_METHODS = new Set(['then', 'catch', 'finally']);

export const isPromiseMethod = (name: string): boolean => PROMISE_METHODS.has(name);
export const isArrayMethod = (name: string): boolean => ARRAY_METHODS.has(name);
export const isMapMethod = (name: string): boolean => MAP_METHODS.has(name);
export const isUrlMember = (name: string): boolean => URL_MEMBERS.has(name);
