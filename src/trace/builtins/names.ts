/** Names of the built-in methods that the interpreter follows. */

const STRING_METHODS = new Set([
  'at', 'charAt', 'concat', 'endsWith', 'includes', 'indexOf', 'lastIndexOf', 'localeCompare', 'match', 'matchAll',
  'normalize', 'padEnd', 'padStart', 'repeat', 'replace', 'replaceAll', 'slice', 'split', 'startsWith', 'substring',
  'substr', 'toLowerCase', 'toUpperCase', 'toString', 'trim', 'trimEnd', 'trimStart', 'valueOf', 'toLocaleString',
  'toISOString', 'toJSON', 'toFixed', 'toDateString', 'toPrecision', 'toLocaleLowerCase', 'toLocaleUpperCase', 'search', 'codePointAt', 'charCodeAt',
]);
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

/** Methods of lists that no hyper-parameter is named like. */
const LIST_METHODS = new Set(['every', 'filter', 'flatMap', 'forEach', 'join', 'map', 'reduce', 'reverse', 'some', 'sort', 'toSorted']);

export const isListMethod = (name: string): boolean => LIST_METHODS.has(name);
export const isStringMethod = (name: string): boolean => STRING_METHODS.has(name);
export const isArrayMethod = (name: string): boolean => ARRAY_METHODS.has(name);
export const isMapMethod = (name: string): boolean => MAP_METHODS.has(name);
export const isUrlMember = (name: string): boolean => URL_MEMBERS.has(name);
