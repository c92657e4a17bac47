/** axios, and the clients with its interface. Instances (`axios.create(defaults)`) are axios with defaults. */
import type { RequestEffect, Table } from '../form/schema.js';
import { membersOf, verbRows, WITH_BODY, WITHOUT_BODY } from './verbs.js';

const CLIENTS = ['axios#', 'redaxios#', 'xior#', '@bundled-es-modules/axios#'];

const base = { joins: 'slash', hooks: { at: 'kept', gets: 'config' } } as const;

/** `axios(config)`, `axios(url, config)`, and `request` with either. */
const byConfig: RequestEffect = {
  kind: 'request',
  url: ['0.url', '0'],
  base: ['0.baseURL', '1.baseURL', 'defaults.baseURL'],
  ...base,
  method: { from: ['0.method', '1.method', 'defaults.method'], default: 'GET' },
  body: ['0.data', '1.data', 'defaults.data'],
  params: ['0.params', '1.params', 'defaults.params'],
  headers: ['0.headers', '1.headers', 'defaults.headers'],
};

const withConfig = (at: string) =>
  ({
    url: '0',
    base: [`${at}.baseURL`, 'defaults.baseURL'],
    ...base,
    params: [`${at}.params`, 'defaults.params'],
    headers: [`${at}.headers`, 'defaults.headers'],
  }) as const;

const form = (method: string): RequestEffect => ({ kind: 'request', method, body: '1', form: '1', ...withConfig('2') });

export const axiosClients: Table = {
  calls: [
    { of: [...CLIENTS, ...membersOf(CLIENTS, 'request')], does: byConfig },
    ...verbRows(CLIENTS, WITHOUT_BODY, { ...withConfig('1'), body: '1.data' }),
    ...verbRows(CLIENTS, WITH_BODY, { ...withConfig('2'), body: '1' }),
    { of: membersOf(CLIENTS, 'postForm'), does: form('POST') },
    { of: membersOf(CLIENTS, 'putForm'), does: form('PUT') },
    { of: membersOf(CLIENTS, 'patchForm'), does: form('PATCH') },
    { of: ['axios#{create,Axios}', 'redaxios#create', 'xior#{create,Xior}'], returns: { entity: 'axios#', defaults: '0', keeps: [] } },
    { of: membersOf(CLIENTS, 'interceptors.request.use'), does: { kind: 'keep', value: '0' }, quick: true },
    // Wrappers of an instance: what comes out is still that instance.
    { of: ['axios-cache-interceptor#setupCache', 'axios-cookiejar-support#wrapper', 'axios-rate-limit#'], returns: { argument: '0' } },
    { of: 'axios-retry#', quick: true },
    // Google's client: one options object.
    { of: ['gaxios#request', 'gaxios#Gaxios().request', 'gaxios#instance.request'], does: byConfig },
    { of: 'gaxios#Gaxios', returns: { entity: 'gaxios#Gaxios()', defaults: '0' } },
  ],
  types: [
    { type: 'axios#{AxiosInstance,AxiosStatic,Axios}', entity: 'axios#' },
    { type: ['@nestjs/axios#HttpService', 'xior#{XiorInstance,Xior}', 'redaxios#Instance'], entity: 'axios#' },
  ],
};
