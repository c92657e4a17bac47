/** Functions over lists: lodash, async, bluebird and the `p-…` packages as the language's own methods. */
import type { CallbackEffect, Model, Returns, Table } from './form/schema.js';

type Method = Extract<Returns, { method: unknown }>;

const method = (name: string, args: readonly string[], awaits?: Method['awaits']): Method => ({ method: name, of: '0', args, awaits });

/** All at once, or as many as an argument says. */
const limited = (name: string, args: readonly string[], limit: string): Method => ({ ...method(name, args, 'together'), limit });

/** Only what is exactly the language's: where a length or an order would differ, nothing is said. */
const rows = (entries: readonly (readonly [of: string | readonly string[], returns: Returns])[]): readonly Model[] =>
  entries.map(([of, returns]) => ({ of, returns }));

const done = (callback: string): CallbackEffect => ({ kind: 'callback', callback, when: 'now' });

const lodash = rows([
  ['lodash#{map,collect}', method('map', ['1'])],
  ['lodash#flatMap', method('flatMap', ['1'])],
  ['lodash#{forEach,each,forEachRight,eachRight,forOwn,forOwnRight,forIn,forInRight}', method('forEach', ['1'])],
  ['lodash#{filter,select}', method('filter', ['1'])],
  ['lodash#{find,detect}', method('find', ['1'])],
  ['lodash#{some,any}', method('some', ['1'])],
  ['lodash#every', method('every', ['1'])],
  ['lodash#{reduce,foldl,inject}', method('reduce', ['1', '2'])],
  ['lodash#{includes,contains}', method('includes', ['1'])],
  ['lodash#join', method('join', ['1'])],
  ['lodash#startsWith', method('startsWith', ['1'])],
  ['lodash#endsWith', method('endsWith', ['1'])],
  ['lodash#concat', method('concat', ['1', '2', '3', '4'])],
  ['lodash#flatten', method('flat', [])],
  ['lodash#slice', method('slice', ['1', '2'])],
  ['lodash#{sortBy,orderBy,uniq,uniqBy,compact,clone,cloneDeep,identity}', { argument: '0' }],
  ['lodash#{get,result}', { member: '1', of: '0' }],
  ['{get-value,dlv,just-safe-get}#', { member: '1', of: '0' }],
  ['{dot-prop#getProperty,dot-prop#get,object-path#get,radash#get}', { member: '1', of: '0' }],
  ['radash#map', method('map', ['1'], 'in turn')],
  ['radash#parallel', { method: 'map', of: '1', args: ['2'], awaits: 'together', limit: '0' }],
]);

const curried = (arity: number, entries: Parameters<typeof rows>[0]): readonly Model[] => rows(entries).map((row) => ({ ...row, arity }));
const ofSecond = (name: string): Method => ({ method: name, of: '1', args: ['0'] });

/** The function or key comes first, the list last, and what is missing may be given later. */
const ramda = [
  ...curried(2, [
    ['{ramda,lodash/fp}#{path,prop,get}', { member: '0', of: '1' }],
    ['{ramda,lodash/fp}#map', ofSecond('map')],
    [['lodash/fp#flatMap', 'ramda#chain'], ofSecond('flatMap')],
    ['{ramda,lodash/fp}#{forEach,each}', ofSecond('forEach')],
    ['{ramda,lodash/fp}#filter', ofSecond('filter')],
    ['{ramda,lodash/fp}#find', ofSecond('find')],
    ['{ramda,lodash/fp}#join', ofSecond('join')],
    ['ramda#includes', ofSecond('includes')],
    ['ramda#startsWith', ofSecond('startsWith')],
    ['ramda#endsWith', ofSecond('endsWith')],
    ['ramda#{andThen,then}', ofSecond('then')],
    ['ramda#otherwise', ofSecond('catch')],
    ['{ramda,lodash/fp}#concat', { method: 'concat', of: '0', args: ['1'] }],
  ]),
  ...curried(3, [['{ramda,lodash/fp}#reduce', { method: 'reduce', of: '2', args: ['0', '1'] }]]),
  { of: '{ramda,lodash/fp}#tap', arity: 2, does: { kind: 'callback', callback: '0', when: 'now', args: ['1'] }, returns: { argument: '1' } },
] satisfies readonly Model[];

/** Promises of the elements' own work, all at once or in turn. */
const promises = rows([
  [['p-map#', 'global#Promise.map'], limited('map', ['1'], '2.concurrency')],
  ['modern-async#{map,mapLimit}', limited('map', ['1'], '2')],
  [['p-filter#', 'modern-async#{filter,filterLimit}', 'global#Promise.filter'], method('filter', ['1'], 'together')],
  ['{p-each-series,p-map-series}#', method('map', ['1'], 'in turn')],
  ['global#Promise.{each,mapSeries}', method('map', ['1'], 'in turn')],
  ['modern-async#{forEachSeries,mapSeries}', method('map', ['1'], 'in turn')],
  ['modern-async#{forEach,forEachLimit}', limited('map', ['1'], '2')],
  ['async#{each,forEach,map,concat}', method('map', ['1'], 'together')],
  ['async#{eachOf,forEachOf}', method('forEach', ['1'], 'together')],
  ['async#{eachOfSeries,forEachOfSeries}', method('forEach', ['1'], 'in turn')],
  ['async#{eachLimit,forEachLimit,mapLimit,concatLimit}', limited('map', ['2'], '1')],
  ['async#{eachSeries,forEachSeries,mapSeries,concatSeries}', method('map', ['1'], 'in turn')],
  ['async#{filter,select}', method('filter', ['1'], 'together')],
  [['p-reduce#', 'global#Promise.reduce'], method('reduce', ['1', '2'])],
  ['p-limit#().map', method('map', ['1'], 'together')],
  ['@supercharge/promise-pool#PromisePool().process', { method: 'map', of: 'defaults', args: ['0'], awaits: 'together' }],
]);

export const lists: Table = {
  calls: [
    ...lodash,
    ...ramda,
    ...promises,
    // What runs when all of it is done.
    { of: 'async#{each,forEach,map,concat,eachSeries,forEachSeries,mapSeries,concatSeries,filter,select,eachOf,forEachOf,eachOfSeries,forEachOfSeries}', does: done('2') },
    { of: 'async#{eachLimit,forEachLimit,mapLimit,concatLimit}', does: done('3') },
    { of: 'lodash#isEqual', does: { kind: 'assert', equal: ['0', '1'], gives: 'boolean' } },
    { of: '{fast-deep-equal,deep-equal,fast-equals,dequal}#', does: { kind: 'assert', equal: ['0', '1'], gives: 'boolean' } },
    { of: '@supercharge/promise-pool#PromisePool.for', returns: { entity: '@supercharge/promise-pool#PromisePool()', defaults: '0' } },
    { of: '@supercharge/promise-pool#PromisePool().for', returns: { entity: '@supercharge/promise-pool#PromisePool()', defaults: '0' } },
    {
      of: ['@supercharge/promise-pool#PromisePool', '@supercharge/promise-pool#PromisePool.*', '@supercharge/promise-pool#PromisePool().*'],
      returns: { entity: '@supercharge/promise-pool#PromisePool()' },
    },
  ],
};
