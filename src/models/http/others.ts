/** Smaller clients. */
import type { RequestEffect, Table } from '../form/schema.js';
import { membersOf, verbRows, WITH_BODY } from './verbs.js';

const OFETCH = ['ofetch#$fetch', 'ofetch#ofetch', 'ofetch#', 'global#$fetch'];

const ofetch: RequestEffect = {
  kind: 'request',
  url: '0',
  base: ['1.baseURL', 'defaults.baseURL'],
  joins: 'slash',
  method: { from: ['1.method', 'defaults.method'], default: 'GET' },
  body: '1.body',
  params: ['1.query', '1.params', 'defaults.query', 'defaults.params'],
  headers: ['1.headers', 'defaults.headers'],
};

const PHIN = ['phin#', 'phin#promisified', 'phin#unpromisified'];

const phin: RequestEffect = {
  kind: 'request',
  url: ['0.url', '0'],
  method: { from: ['0.method', 'defaults.method'], default: 'GET' },
  body: '0.data',
  form: '0.form',
  headers: '0.headers',
  callback: { at: '1', response: 1 },
};

/** wretch: the URL is what the builder was made with, and a path behind it as it is. */
const wretch = { url: '1', base: 'defaults', joins: 'text', body: '0', gives: 'builder' } as const;

const URLLIB = ['urllib#', 'urllib#HttpClient()', 'urllib#HttpClient2()'];

/** `get(url, headers)`, `put(url, data, headers)`, `request(verb, url, data, headers)`. */
const ACTIONS = ['@actions/http-client#HttpClient()', 'typed-rest-client/HttpClient#HttpClient()'];

const MADE = ['made.0', 'made.1', 'made.2', 'made.3'];

export const otherClients: Table = {
  calls: [
    { of: OFETCH, does: { ...ofetch, gives: 'content' } },
    { of: membersOf(OFETCH, 'raw'), does: ofetch },
    { of: membersOf(OFETCH, 'native'), does: ofetch },
    { of: membersOf(OFETCH, 'create'), returns: { entity: 'ofetch#$fetch', defaults: '0' } },
    { of: PHIN, does: phin },
    { of: membersOf(PHIN, 'defaults'), returns: { entity: 'phin#', defaults: '0' } },
    { of: 'wretch#', returns: { entity: 'wretch#()', defaults: '0' } },
    // A path is put behind the URL as it is, unless it is to replace that.
    { of: 'wretch#().url', returns: { entity: 'wretch#()', defaults: '0', appendsUnless: '1' } },
    { of: 'wretch#().*', returns: { entity: 'wretch#()' } },
    { of: 'wretch#().{body,json,formData,formUrl}', returns: { entity: 'wretch#().body()', defaults: 'defaults' } },
    { of: 'wretch#().body().*', returns: { entity: 'wretch#().body()' } },
    ...verbRows(['wretch#()'], WITH_BODY, wretch),
    // The body that the builder was given stands in the call that gave it.
    ...verbRows(['wretch#().body()'], WITH_BODY, { ...wretch, body: ['0', 'made.0'] }),
    ...verbRows(['wretch#()'], ['get', 'head', 'delete'], { url: '0', base: 'defaults', joins: 'text', gives: 'builder' }),
    { of: 'wretch#().opts', does: { kind: 'request', url: '0', base: 'defaults', joins: 'text', method: 'OPTIONS' } },
    {
      of: membersOf(URLLIB, 'request', 'curl'),
      does: {
        kind: 'request',
        url: '0',
        method: { from: ['1.method', '1.type'], default: 'GET' },
        body: ['1.content', '1.data', '1.stream'],
        form: '1.files',
        headers: '1.headers',
        callback: { at: '2', response: 2 },
      },
    },
    ...verbRows(ACTIONS, ['get', 'head', 'options', 'del'], { url: '0', headers: '1' }),
    ...verbRows(ACTIONS, WITH_BODY, { url: '0', body: '1', headers: '2' }),
    {
      of: membersOf(ACTIONS, 'request', 'sendStream'),
      does: { kind: 'request', url: '1', method: { from: '0', default: 'GET' }, body: '2', headers: '3' },
    },
    // bent: a method, a base URL, statuses and an encoding in any order, then a function of path, body and headers.
    { of: 'bent#', returns: { entity: 'bent#()' }, quick: true },
    {
      of: 'bent#()',
      does: {
        kind: 'request',
        url: '0',
        base: MADE,
        joins: 'text',
        method: { from: MADE, default: 'GET' },
        body: '1',
        headers: '2',
      },
    },
    // What it answers comes to callbacks that are set on it, and is not followed.
    { of: 'global#XMLHttpRequest().open', does: { kind: 'request', url: '1', method: { from: '0', default: 'GET' }, gives: 'builder' } },
    ...verbRows(['httpie#'], ['get', 'post', 'put', 'patch', 'del'], { url: '0', body: '1.body', headers: '1.headers' }),
    {
      of: 'httpie#send',
      does: { kind: 'request', url: '1', method: { from: '0', default: 'GET' }, body: '2.body', headers: '2.headers' },
    },
    ...verbRows(['node-libcurl#curly', 'node-libcurl/dist/curly#curly'], ['get', 'post', 'put', 'patch', 'delete', 'head'], {
      url: '0',
      body: ['1.postFields', '1.POSTFIELDS'],
      form: ['1.httpPost', '1.HTTPPOST'],
    }),
  ],
  types: [
    { type: 'ofetch#{$Fetch,FetchInstance}', entity: 'ofetch#$fetch' },
    { type: 'wretch#Wretch', entity: 'wretch#()' },
    { type: '@actions/http-client#HttpClient', entity: '@actions/http-client#HttpClient()' },
    { type: 'urllib#HttpClient', entity: 'urllib#HttpClient()' },
  ],
};
