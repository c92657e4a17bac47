/** Observables, contexts and components: functions that run when something comes, and what is kept for them (C3). */
import type { CallbackEffect, Table } from './schema.js';

const later = (callback: '0' | '*'): CallbackEffect => ({ kind: 'callback', callback, when: 'later' });

const OPERATORS =
  '{map,mergeMap,flatMap,concatMap,switchMap,exhaustMap,tap,filter,scan,reduce,mergeScan,expand,finalize,catchError,first,last,find,takeWhile,skipWhile,audit,debounce,throttle,bufferWhen,retryWhen}';
/** Observables of what happens later, again and again. */
const TICKS = 'rxjs#{interval,timer,fromEvent,fromEventPattern}()';

export const observables: Table = {
  calls: [
    { of: `{rxjs,rxjs/operators}#${OPERATORS}`, returns: { argument: '0' }, quick: true },
    { of: `${TICKS}.pipe`, does: later('*'), returns: { argument: 'this' }, quick: true },
    { of: `${TICKS}.{subscribe,forEach}`, does: later('*'), quick: true },

    { of: 'async_hooks#AsyncLocalStorage', returns: { entity: 'async_hooks#AsyncLocalStorage()', keeps: [] } },
    {
      of: 'async_hooks#AsyncLocalStorage().run',
      does: [{ kind: 'keep', value: '0', whole: true }, { kind: 'callback', callback: '1', when: 'now', args: ['2', '3', '4'] }],
    },
    { of: 'async_hooks#AsyncLocalStorage().enterWith', does: { kind: 'keep', value: '0', whole: true }, quick: true },
    { of: 'async_hooks#AsyncLocalStorage().getStore', returns: { argument: 'kept' }, quick: true },

    { of: '{react,preact/hooks,preact/compat}#useState', returns: { state: '0' }, quick: true },
    { of: '{react,preact/hooks,preact/compat}#useRef', returns: { state: '0', ref: true }, quick: true },
    { of: '{react,preact/hooks,preact/compat}#{useEffect,useLayoutEffect,useInsertionEffect}', does: later('0'), quick: true },
    { of: '{react,preact/hooks,preact/compat}#useMemo', does: { kind: 'callback', callback: '0', when: 'now' } },
    { of: '{react,preact/hooks,preact/compat}#{useCallback,useEffectEvent,memo,forwardRef}', returns: { argument: '0' }, quick: true },
  ],
};
