/** Observables: what they give passes through the operators of a pipe, now or when it comes (C3). */
import type { Model, Table } from './schema.js';

const MODULES = '{rxjs,rxjs/operators}';
/** Observables of what happens later, again and again. */
const TICKS = 'rxjs#{interval,timer,fromEvent,fromEventPattern}()';

/** What an operator does to each value: the function that it is given makes another one of it, or looks at it, or it stays as it is. */
export const OPERATORS: ReadonlyMap<string, 'map' | 'look' | 'same'> = new Map([
  ['rxjs#map()', 'map'],
  ['rxjs#tap()', 'look'],
  ['rxjs#timeout()', 'same'],
]);

const operators = (names: string, entity: string): Model => ({ of: `${MODULES}#${names}`, returns: { entity }, quick: true });

export const observables: Table = {
  calls: [
    { of: 'rxjs#{firstValueFrom,lastValueFrom,from,of}', returns: { argument: '0' }, quick: true },
    { of: 'rxjs#defer', does: { kind: 'callback', callback: '0', when: 'now' }, quick: true },
    operators('{map,switchMap,mergeMap,concatMap,exhaustMap,flatMap}', 'rxjs#map()'),
    operators('{tap,filter,catchError,finalize,retryWhen,takeWhile}', 'rxjs#tap()'),
    operators('{timeout,retry,take,first,last,single,share,shareReplay,defaultIfEmpty,throwIfEmpty,observeOn,subscribeOn}', 'rxjs#timeout()'),
    { of: `${TICKS}.pipe`, does: { kind: 'callback', callback: '*', when: 'later' }, returns: { argument: 'this' }, quick: true },
    { of: `${TICKS}.{subscribe,forEach}`, does: { kind: 'callback', callback: '*', when: 'later' }, quick: true },
  ],
};
