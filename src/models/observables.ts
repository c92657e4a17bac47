/** Observables: what they give passes through the operators of a pipe, for each who subscribes, now or when it comes (C3). */
import type { Model, RequestEffect, Table } from './form/schema.js';

const MODULES = '{rxjs,rxjs/operators}';
/** Observables of what happens later, again and again. */
const TICKS = 'rxjs#{interval,timer,fromEvent,fromEventPattern}()';
export const TIMER = 'rxjs#timer()';
/** An observable of things that are there once somebody subscribes. */
export const STREAM = 'rxjs#stream()';
/** One that gives nothing. */
export const EMPTY = 'rxjs#EMPTY';

/**
 * What an operator does to each value: the function that it is given makes another one of it (`map`), or begins something for it, for all of them at
 * once (`merge`) or for one after another (`concat`), looks at it (`look`; `end` when all is over), lets it pass (`filter`), makes another one of it and
 * the one before (`scan`) or begins what comes besides (`expand`), or takes the place of what has failed (`catch`). `mapTo`, `mergeTo` and `concatTo` are
 * given what comes in its place. It may stay as it is (`same`, for every subscriber: `share`), come after a `pause` or what is begun for it
 * (`pauseWhen`), be one of a few (`first`, `skip`) or of none (`none`), come with what was last given elsewhere (`beside`), in a `batch`, an
 * observable of its own (`group`), or among others (`also`, and `alsoAll` for what comes of observables). Some wait until all have come: `collect`,
 * `reduce`, `last`, and `tell` for what says something of them. `pipe` is several operators.
 */
const KINDS = [
  'map', 'merge', 'concat', 'look', 'end', 'filter', 'scan', 'expand', 'catch', 'mapTo', 'mergeTo', 'concatTo', 'same', 'share', 'pause', 'pauseWhen', 'first', 'skip', 'none', 'beside',
  'batch', 'group', 'also', 'alsoAll', 'collect', 'reduce', 'last', 'tell', 'pipe',
] as const;
export type OperatorKind = (typeof KINDS)[number];

const keyOf = (kind: OperatorKind): string => `rxjs#operator.${kind}()`;

export const OPERATORS: ReadonlyMap<string, OperatorKind> = new Map(KINDS.map((kind) => [keyOf(kind), kind]));

const operators = (kind: OperatorKind, names: string): Model => ({ of: `${MODULES}#${names}`, returns: { entity: keyOf(kind) }, quick: true });

const OPERATOR_ROWS: readonly Model[] = [
  operators('map', 'map'),
  operators('mapTo', 'mapTo'),
  operators('merge', '{mergeMap,flatMap,mergeAll}'),
  operators('mergeTo', 'mergeMapTo'),
  operators('concat', '{switchMap,concatMap,exhaustMap,concatAll,switchAll,exhaustAll,exhaust}'),
  operators('concatTo', '{switchMapTo,concatMapTo}'),
  operators('look', 'tap'),
  operators('end', 'finalize'),
  operators('filter', '{filter,takeWhile}'),
  operators('scan', 'scan'),
  operators('expand', 'expand'),
  operators('catch', 'catchError'),
  operators('first', '{first,single,find,take,elementAt}'),
  operators('skip', 'skip'),
  operators('none', 'ignoreElements'),
  operators('pause', '{delay,debounceTime}'),
  operators('pauseWhen', '{delayWhen,debounce}'),
  operators('share', '{share,shareReplay,publish,publishReplay,publishLast,refCount,connect}'),
  operators(
    'same',
    '{timeout,timeoutWith,retry,retryWhen,repeat,repeatWhen,takeUntil,skipUntil,skipWhile,skipLast,distinct,distinctUntilChanged,distinctUntilKeyChanged,' +
      'defaultIfEmpty,throwIfEmpty,observeOn,subscribeOn,throttle,throttleTime,audit,auditTime,sample,sampleTime}',
  ),
  operators('beside', '{withLatestFrom,zipWith,combineLatestWith}'),
  operators('batch', '{bufferCount,bufferTime,buffer,bufferWhen,bufferToggle,pairwise}'),
  operators('group', '{groupBy,window,windowCount,windowTime,windowWhen}'),
  operators('also', '{startWith,endWith}'),
  operators('alsoAll', '{concatWith,mergeWith,raceWith,onErrorResumeNextWith}'),
  operators('collect', 'toArray'),
  operators('reduce', 'reduce'),
  operators('last', '{last,takeLast}'),
  operators('tell', '{count,every,isEmpty,findIndex,sequenceEqual}'),
  operators('pipe', 'pipe'),
];

/** Sends a request when somebody subscribes, as the function does that stands behind it here. */
const asked = (name: string, does: Omit<RequestEffect, 'kind'>): readonly Model[] => [
  { of: `rxjs/ajax#ajax${name}`, returns: { observable: 'asked', of: `rxjs/ajax#sent${name}` }, quick: true },
  { of: `rxjs/ajax#sent${name}`, does: { kind: 'request', ...does } },
];

const AJAX: readonly Model[] = [
  ...asked('', { url: ['0.url', '0'], method: { from: '0.method', default: 'GET' }, body: '0.body', headers: '0.headers', params: '0.queryParams' }),
  ...asked('.get', { url: '0', method: 'GET', headers: '1' }),
  ...asked('.getJSON', { url: '0', method: 'GET', headers: '1', gives: 'content' }),
  ...asked('.delete', { url: '0', method: 'DELETE', headers: '1' }),
  ...['post', 'put', 'patch'].flatMap((verb) => asked(`.${verb}`, { url: '0', method: verb.toUpperCase(), body: '1', headers: '2' })),
];

export const observables: Table = {
  calls: [
    { of: 'rxjs#{firstValueFrom,lastValueFrom}', returns: { observable: 'last' }, quick: true },
    { of: 'rxjs#{from,scheduled}', returns: { observable: 'from' }, quick: true },
    { of: 'rxjs#of', returns: { observable: 'of' }, quick: true },
    { of: 'rxjs#{range,generate}', returns: { observable: 'any' }, quick: true },
    { of: 'rxjs#defer', returns: { observable: 'defer' }, quick: true },
    { of: 'rxjs#iif', returns: { observable: 'either' }, quick: true },
    { of: 'rxjs#{concat,merge,onErrorResumeNext}', returns: { observable: 'joined' }, quick: true },
    { of: 'rxjs#{forkJoin,combineLatest,zip}', returns: { observable: 'all' }, quick: true },
    { of: 'rxjs#timer', returns: { observable: 'timer' }, quick: true },
    { of: ['rxjs#Observable', 'rxjs#Observable.create'], returns: { observable: 'made' } },
    { of: 'rxjs#{throwError,empty,never}', returns: { entity: EMPTY }, quick: true },
    { of: 'rxjs#{bindNodeCallback,bindCallback}', returns: { promisified: '0' }, quick: true },
    { of: 'rxjs/fetch#fromFetch', returns: { observable: 'asked', of: 'global#fetch', by: '1.selector' } },
    ...AJAX,
    { of: `${STREAM}.pipe`, returns: { observable: 'pipe' }, quick: true },
    { of: `${STREAM}.{subscribe,forEach}`, returns: { observable: 'subscribe' }, quick: true },
    { of: `${STREAM}.toPromise`, returns: { observable: 'last' }, quick: true },
    ...OPERATOR_ROWS,
    { of: `${TICKS}.pipe`, returns: { observable: 'ticks' }, quick: true },
    { of: `${TICKS}.{subscribe,forEach}`, does: { kind: 'callback', callback: '*', when: 'later' }, quick: true },
  ],
  constants: [{ of: 'rxjs#{EMPTY,NEVER}', is: { entity: EMPTY } }],
  types: [{ type: 'rxjs#Observable', entity: STREAM }],
};
