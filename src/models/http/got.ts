/** got and ky: a URL, then options; instances by `extend` and `create`. */
import type { RequestEffect, Table } from '../form/schema.js';
import { membersOf, verbRows } from './verbs.js';

const GOT = ['got#', 'got#got', 'got-cjs#', 'got-cjs#got', 'got-scraping#', 'got-scraping#gotScraping'];
const KY = ['ky#', 'ky#ky'];
const GOT_VERBS = ['get', 'post', 'put', 'patch', 'head', 'delete'];
const KY_VERBS = GOT_VERBS;

const common = {
  joins: 'slash',
  params: ['1.searchParams', '1.query', '0.searchParams', 'defaults.searchParams', 'defaults.query'],
  headers: ['1.headers', '0.headers', 'defaults.headers'],
} as const;

const gotBase = ['1.prefixUrl', '0.prefixUrl', '1.baseUrl', 'defaults.prefixUrl', 'defaults.baseUrl'];

const HOOKS = ['1.hooks.beforeRequest.*', '0.hooks.beforeRequest.*', 'defaults.hooks.beforeRequest.*'];

const gotCall = {
  ...common,
  hooks: { at: HOOKS, gets: 'options' },
  url: ['0.url', '0'],
  base: gotBase,
  body: ['1.body', '0.body', '1.json', '0.json'],
  form: ['1.form', '0.form'],
} as const;

const got: RequestEffect = {
  kind: 'request',
  method: { from: ['1.method', '0.method', 'defaults.method'], default: 'GET' },
  ...gotCall,
};

const kyCall = {
  ...common,
  hooks: { at: HOOKS, gets: 'request' },
  url: '0',
  base: ['1.prefixUrl', '1.prefix', '1.baseUrl', 'defaults.prefixUrl', 'defaults.prefix', 'defaults.baseUrl'],
  body: ['1.body', '1.json'],
} as const;

export const gotClients: Table = {
  calls: [
    { of: [...GOT, ...membersOf(GOT, 'paginate', 'paginate.all')], does: got },
    ...verbRows(GOT, GOT_VERBS, gotCall),
    { of: membersOf(GOT, 'stream'), does: { ...got, gives: 'builder' } },
    ...verbRows(membersOf(GOT, 'stream'), GOT_VERBS, { ...gotCall, gives: 'builder' }),
    { of: membersOf(GOT, 'extend', 'create'), returns: { entity: 'got#', defaults: '0' } },
    { of: KY, does: { kind: 'request', method: { from: ['1.method', 'defaults.method'], default: 'GET' }, ...kyCall } },
    ...verbRows(KY, KY_VERBS, kyCall),
    { of: membersOf(KY, 'create', 'extend'), returns: { entity: 'ky#', defaults: '0' } },
  ],
  types: [
    { type: 'got#{Got,GotRequestFunction,ExtendedGot}', entity: 'got#' },
    { type: ['ky#KyInstance', 'ky/distribution/types/ky#KyInstance'], entity: 'ky#' },
  ],
};
