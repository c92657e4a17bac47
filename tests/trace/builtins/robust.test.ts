/** Whatever a built-in is called on, and with whatever: the trace goes on behind it. */
import { describe, expect, it } from 'vitest';
import { eventsOf } from '../in-words.js';

const RECEIVERS = [
  "'a/b'", "''", '[]', "['a', x]", "new Map([['a', 1]])", 'new Set(y)', "new URL('https://a/b')", 'new URL(manifest.downloadUrls.a)', 'manifest.stage',
  'manifest.inputParams', 'Date.now()', '5', '5n', 'true', 'manifest.getUploadUrls', 'unknownThing', 'Buffer.alloc(3)', 'JSON.stringify(x)', '/a/',
  'Promise.resolve(1)', '(function* () { yield 1; })()', 'manifest.getUploadUrls.a', '({})', 'new Headers({ a: 1 })', 'new FormData()',
];
const METHODS =
  'at concat copyWithin entries every fill filter find findIndex findLast flat flatMap forEach includes indexOf join keys lastIndexOf map pop push reduce ' +
  'reduceRight reverse shift slice some sort splice toReversed toSorted toSpliced toString unshift values with next return take drop toArray add clear delete ' +
  'get has set union intersection difference charAt charCodeAt codePointAt endsWith startsWith localeCompare match normalize padEnd padStart repeat replace ' +
  'replaceAll split substring substr toLowerCase toUpperCase trim toFixed toISOString then catch finally append pipe test exec call apply bind hasOwnProperty';
const ARGUMENTS = ['', '-1', 'Infinity', 'NaN, 1e9', "'a', ''", '(a) => a', '/(a+)+$/g, x', '...z', 'null, null', '[1], {}', 'manifest.stage, 4n'];
const FUNCTIONS =
  'Object.keys Object.fromEntries Object.assign Object.create Object.defineProperty Object.groupBy Array.from Array Array.of Buffer.from Buffer.alloc ' +
  'Buffer.concat Promise.all Promise.try JSON.parse JSON.stringify String Number BigInt Boolean Math.max Math.pow parseInt encodeURIComponent ' +
  'decodeURIComponent btoa atob Reflect.construct Reflect.apply Reflect.get String.fromCharCode structuredClone Array.prototype.slice.call require.resolve ' +
  'URL.parse URL.canParse Object.hasOwn';
const CLASSES = 'Map Set WeakMap URL URLSearchParams Uint8Array Float64Array ArrayBuffer Blob File FormData Headers Request Response RegExp Proxy Promise WeakRef Error Array';

const goesOn = (lines: readonly string[]): void => {
  const code = `${lines.map((line) => `try { ${line}; } catch {}`).join('\n')}\nfetch(manifest.downloadUrls.end + '/end');`;
  expect(eventsOf(code).some((event) => event.startsWith('request GET <download[end]>/end'))).toBe(true);
};

describe('the trace goes on', () => {
  it.each(RECEIVERS)('behind methods of %s', (receiver) => {
    for (const args of ARGUMENTS) goesOn(METHODS.split(' ').map((name) => `fetch((${receiver}).${name}(${args}))`));
  });
  it.each(FUNCTIONS.split(' '))('behind %s', (name) => {
    goesOn([...ARGUMENTS, ...RECEIVERS].map((args) => `fetch(${name}(${args}))`));
  });
  it.each(CLASSES.split(' '))('behind new %s', (name) => {
    goesOn([...ARGUMENTS, ...RECEIVERS].map((args) => `fetch(new ${name}(${args}))`));
  });
});
