/** Observables: what they give passes through the operators of a pipe, now or when it comes (C3). */
import type { Model, Table } from './form/schema.js';

const MODULES = '{rxjs,rxjs/operators}';
/** Observables of what happens later, again and again. */
const TICKS = 'rxjs#{interval,timer,fromEvent,fromEventPattern}()';
/** An observable of things that are there. */
export const STREAM = 'rxjs#stream()';

/**
 * What an operator does to each value: the function that it is given makes another one of it (`map`), or begins something for it, for all of them at
 * once (`merge`) or for one after another (`concat`), or looks at it, or it stays as it is. Some wait until all have come: `collect`, `reduce`.
 */
export type OperatorKind = 'map' | 'merge' | 'concat' | 'look' | 'same' | 'collect' | 'reduce';

export const OPERATORS: ReadonlyMap<string, OperatorKind> = new Map([
  ['rxjs#map()', 'map'],
  ['rxjs#mergeMap()', 'merge'],
  ['rxjs#concatMap()', 'concat'],
  ['rxjs#tap()', 'look'],
  ['rxjs#timeout()', 'same'],
  ['rxjs#toArray()', 'collect'],
  ['rxjs#reduce()', 'reduce'],
]);

const operators = (names: string, entity: string): Model => ({ of: `${MODULES}#${names}`, returns: { entity }, quick: true });

export const observables: Table = {
  calls: [
    { of: 'rxjs#{firstValueFrom,lastValueFrom}', returns: { observable: 'last' }, quick: true },
    { of: 'rxjs#from', returns: { observable: 'from' }, quick: true },
    { of: 'rxjs#of', returns: { observable: 'of' }, quick: true },
    { of: `${STREAM}.pipe`, returns: { observable: 'pipe' }, quick: true },
    { of: `${STREAM}.{subscribe,forEach}`, returns: { observable: 'subscribe' }, quick: true },
    { of: `${STREAM}.toPromise`, returns: { observable: 'last' }, quick: true },
    { of: 'rxjs#defer', does: { kind: 'callback', callback: '0', when: 'now' }, quick: true },
    operators('map', 'rxjs#map()'),
    operators('{mergeMap,flatMap}', 'rxjs#mergeMap()'),
    operators('{switchMap,concatMap,exhaustMap}', 'rxjs#concatMap()'),
    operators('{tap,filter,catchError,finalize,retryWhen,takeWhile}', 'rxjs#tap()'),
    operators('{timeout,retry,take,takeUntil,skip,first,last,single,distinct,distinctUntilChanged,share,shareReplay,defaultIfEmpty,throwIfEmpty,observeOn,subscribeOn}', 'rxjs#timeout()'),
    operators('toArray', 'rxjs#toArray()'),
    operators('reduce', 'rxjs#reduce()'),
    { of: `${TICKS}.pipe`, does: { kind: 'callback', callback: '*', when: 'later' }, returns: { argument: 'this' }, quick: true },
    { of: `${TICKS}.{subscribe,forEach}`, does: { kind: 'callback', callback: '*', when: 'later' }, quick: true },
  ],
};
