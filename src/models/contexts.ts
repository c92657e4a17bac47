/** What is kept for code that runs later: the context of a run, the states of components (C3). */
import type { Table } from './form/schema.js';

const REACT = '{react,preact/hooks,preact/compat}';

export const contexts: Table = {
  calls: [
    { of: 'async_hooks#AsyncLocalStorage', returns: { entity: 'async_hooks#AsyncLocalStorage()', keeps: [] } },
    {
      of: 'async_hooks#AsyncLocalStorage().run',
      does: [{ kind: 'keep', value: '0', whole: true }, { kind: 'callback', callback: '1', when: 'now', args: ['2', '3', '4'] }],
    },
    { of: 'async_hooks#AsyncLocalStorage().enterWith', does: { kind: 'keep', value: '0', whole: true }, quick: true },
    { of: 'async_hooks#AsyncLocalStorage().getStore', returns: { argument: 'kept' }, quick: true },

    { of: `${REACT}#useState`, returns: { state: '0' }, quick: true },
    { of: `${REACT}#useRef`, returns: { state: '0', ref: true }, quick: true },
    { of: `${REACT}#{useEffect,useLayoutEffect,useInsertionEffect}`, does: { kind: 'callback', callback: '0', when: 'later' }, quick: true },
    { of: `${REACT}#useMemo`, does: { kind: 'callback', callback: '0', when: 'now' } },
    { of: `${REACT}#{useCallback,useEffectEvent,memo,forwardRef}`, returns: { argument: '0' }, quick: true },
  ],
};
