/** Clients whose requests are built step by step, or answer a callback: superagent, needle, request and their kin. */
import type { RequestEffect, Table } from '../form/schema.js';
import { membersOf, verbRows, WITH_BODY, WITHOUT_BODY } from './verbs.js';

const SUPERAGENT = ['superagent#', 'superagent#request', 'superagent#agent()'];
const NEEDLE = ['needle#'];
const REQUEST = ['request#', 'postman-request#', '@cypress/request#', 'teeny-request#teenyRequest'];
const REQUEST_PROMISE = ['request-promise#', 'request-promise-native#', 'request-promise-any#'];

/** `(error, response, body)`. */
const callback = { at: 'last', response: 1 } as const;

const superagent = { url: '0', gives: 'builder', callback } as const;

const needle = (options: string) =>
  ({ headers: `${options}.headers`, form: `${options}.multipart`, callback }) as const;

const needleCall: RequestEffect = {
  kind: 'request',
  url: '1',
  method: { from: '0', default: 'GET' },
  body: '2',
  ...needle('3'),
};

const options = {
  url: ['0.url', '0.uri', '0'],
  base: ['0.baseUrl', '1.baseUrl', 'defaults.baseUrl'],
  joins: 'slash',
  body: ['0.body', '1.body', 'defaults.body'],
  form: ['0.form', '1.form', '0.formData', '1.formData', '0.multipart', '1.multipart'],
  params: ['0.qs', '1.qs', 'defaults.qs'],
  headers: ['0.headers', '1.headers', 'defaults.headers'],
} as const;

const request: RequestEffect = {
  kind: 'request',
  method: { from: ['0.method', '1.method', 'defaults.method'], default: 'GET' },
  ...options,
};

const REQUEST_VERBS = ['get', 'head', 'options', 'post', 'put', 'patch', 'del', 'delete'];

export const builderClients: Table = {
  calls: [
    ...verbRows(SUPERAGENT, WITHOUT_BODY, superagent),
    ...verbRows(SUPERAGENT, WITH_BODY, { ...superagent, body: '1' }),
    {
      of: ['superagent#', 'superagent#request'],
      does: { kind: 'request', url: ['1', '0'], method: { from: '0', default: 'GET' }, gives: 'builder', callback },
    },
    { of: 'superagent#agent', returns: { entity: 'superagent#agent()' } },
    // Settings for all requests of an agent.
    { of: 'superagent#agent().*', returns: { argument: 'this' }, quick: true },
    { of: [...NEEDLE, ...membersOf(NEEDLE, 'request')], does: needleCall },
    { of: 'needle#', does: [{ kind: 'write', path: '3.output' }, { kind: 'write', path: '2.output' }] },
    { of: membersOf(NEEDLE, 'get', 'head'), does: { kind: 'write', path: '1.output' } },
    { of: membersOf(NEEDLE, 'post', 'put', 'patch', 'delete', 'request'), does: [{ kind: 'write', path: '2.output' }, { kind: 'write', path: '3.output' }] },
    ...verbRows(NEEDLE, ['get', 'head'], { url: '0', ...needle('1') }),
    ...verbRows(NEEDLE, ['post', 'put', 'patch', 'delete'], { url: '0', body: '1', ...needle('2') }),
    { of: REQUEST, does: { ...request, gives: 'builder', callback } },
    ...verbRows(REQUEST, REQUEST_VERBS, { ...options, gives: 'builder', callback }),
    { of: membersOf(REQUEST, 'defaults'), returns: { entity: 'request#', defaults: '0' } },
    { of: REQUEST_PROMISE, does: { ...request, gives: 'content', callback } },
    ...verbRows(REQUEST_PROMISE, REQUEST_VERBS, { ...options, gives: 'content', callback }),
    { of: membersOf(REQUEST_PROMISE, 'defaults'), returns: { entity: 'request-promise#', defaults: '0' } },
    // What is piped into these comes to their callback.
    { of: 'concat-stream#', returns: { entity: 'concat-stream#()' }, quick: true },
    { of: 'bl#{,BufferListStream}', returns: { entity: 'bl#()' }, quick: true },
    { of: 'hyperquest#', does: { ...request, url: '0', gives: 'builder', callback } },
    ...verbRows(['hyperquest#'], ['get', 'post', 'put', 'delete'], { url: '0', headers: '1.headers', gives: 'builder', callback }),
    {
      of: ['simple-get#', 'simple-get#concat'],
      does: { ...request, url: ['0.url', '0'], callback: { at: '1', response: 1 } },
    },
    ...verbRows(['simple-get#'], REQUEST_VERBS, { url: ['0.url', '0'], body: '0.body', form: '0.form', callback: { at: '1', response: 1 } }),
  ],
  types: [
    { type: 'superagent#{SuperAgentStatic,SuperAgent}', entity: 'superagent#' },
    { type: 'request#{RequestAPI,Static}', entity: 'request#' },
    { type: 'request-promise#RequestPromiseAPI', entity: 'request-promise#' },
    { type: 'needle#NeedleStatic', entity: 'needle#' },
  ],
};
