import { describe, expect, it } from 'vitest';
import { httpTables } from '../../src/models/http/index.js';
import type { RequestEffect } from '../../src/models/form/schema.js';
import { faultsOf, lookup } from './table.js';

const look = lookup(httpTables);

function request(entity: string): RequestEffect {
  const found = look.effects(entity).filter((effect) => effect.kind === 'request');
  expect(found, entity).toHaveLength(1);
  const [only] = found;
  if (only === undefined) throw new Error(`no request: ${entity}`);
  return only;
}

it('has rows of the right form', () => {
  expect(faultsOf(httpTables)).toEqual([]);
});

describe('fetch', () => {
  it.each(['global#fetch', 'node-fetch#', 'undici#fetch', 'cross-fetch#', 'make-fetch-happen#', 'unfetch#', 'electron#net.fetch'])('%s gets unless told otherwise', (entity) => {
    expect(request(entity)).toMatchObject({ url: '0', method: { default: 'GET' }, body: '1.body' });
  });

  it.each(['fetch-retry#', '@vercel/fetch-retry#', 'fetch-cookie#'])('%s gives the fetch that it was given', (entity) => {
    expect(look.returns(entity)).toEqual({ argument: '0' });
  });

  it('of make-fetch-happen has defaults', () => {
    expect(look.returns('make-fetch-happen#defaults')).toEqual({ entity: 'global#fetch', defaults: 'last' });
  });

  it('a FormData that sends itself posts a form', () => {
    expect(request('form-data#().submit')).toMatchObject({ method: { default: 'POST' }, form: 'this' });
  });
});

describe('axios', () => {
  it('takes its method from its configuration, in either place, or from the instance', () => {
    for (const entity of ['axios#', 'axios#request', 'redaxios#', 'gaxios#request']) {
      expect(request(entity).method).toEqual({ from: ['0.method', '1.method', 'defaults.method'], default: 'GET' });
    }
  });

  it.each([
    ['post', 'POST'],
    ['put', 'PUT'],
    ['patch', 'PATCH'],
  ])('%s sends its second argument', (verb, method) => {
    expect(request(`axios#${verb}`)).toMatchObject({ method, url: '0', body: '1', params: ['2.params', 'defaults.params'] });
    expect(request(`axios#${verb}Form`)).toMatchObject({ method, form: '1' });
  });

  it.each([
    ['get', 'GET'],
    ['delete', 'DELETE'],
    ['head', 'HEAD'],
    ['options', 'OPTIONS'],
  ])('%s takes its configuration second', (verb, method) => {
    expect(request(`axios#${verb}`)).toMatchObject({ method, url: '0', body: '1.data', base: ['1.baseURL', 'defaults.baseURL'] });
  });

  it('instances are axios with defaults', () => {
    for (const entity of ['axios#create', 'axios#Axios']) expect(look.returns(entity)).toEqual({ entity: 'axios#', defaults: '0', keeps: [] });
    expect(look.type('axios', 'AxiosInstance')).toBe('axios#');
  });
});

describe('got and ky', () => {
  it.each(['got#', 'got#got', 'ky#'])('%s gets unless told otherwise', (entity) => {
    expect(request(entity).method).toMatchObject({ default: 'GET' });
  });

  it('have a function a verb', () => {
    expect(request('got#put')).toMatchObject({ method: 'PUT', url: ['0.url', '0'] });
    expect(request('got#got.post')).toMatchObject({ method: 'POST' });
    expect(request('ky#patch')).toMatchObject({ method: 'PATCH', body: ['1.body', '1.json'] });
  });

  it('got has streams that are written to', () => {
    expect(request('got#stream')).toMatchObject({ gives: 'builder', method: { default: 'GET' } });
    expect(request('got#stream.put')).toMatchObject({ gives: 'builder', method: 'PUT' });
  });

  it('instances have a prefix', () => {
    expect(look.returns('got#extend')).toEqual({ entity: 'got#', defaults: '0' });
    expect(look.returns('ky#create')).toEqual({ entity: 'ky#', defaults: '0' });
    expect(request('got#get').base).toContain('defaults.prefixUrl');
    expect(request('ky#get').base).toContain('defaults.prefixUrl');
    expect(look.type('ky', 'KyInstance')).toBe('ky#');
  });
});

describe('superagent, needle, request', () => {
  it('superagent builds', () => {
    expect(request('superagent#put')).toMatchObject({ method: 'PUT', url: '0', body: '1', gives: 'builder' });
    expect(request('superagent#get').body).toBeUndefined();
    expect(request('superagent#del')).toMatchObject({ method: 'DELETE' });
    expect(request('superagent#agent().post')).toMatchObject({ method: 'POST' });
  });

  it('needle takes the method first, or by its name', () => {
    expect(request('needle#')).toMatchObject({ url: '1', method: { from: '0' }, body: '2' });
    expect(request('needle#put')).toMatchObject({ method: 'PUT', url: '0', body: '1', form: '2.multipart' });
    expect(request('needle#get').body).toBeUndefined();
  });

  it('request takes options first or second, and answers a callback', () => {
    expect(request('request#')).toMatchObject({ url: ['0.url', '0.uri', '0'], method: { default: 'GET' }, callback: { at: 'last', response: 1 } });
    expect(request('request#put')).toMatchObject({ method: 'PUT', gives: 'builder' });
    expect(request('request-promise-native#get')).toMatchObject({ method: 'GET', gives: 'content' });
    // `json: true` is no body.
    expect(request('request#').body).not.toContain('0.json');
  });
});

describe("Node's own clients, and undici", () => {
  it.each(['http#request', 'https#request', 'node:https#get', 'follow-redirects#https.request'])('%s builds, and gives its callback the response first', (entity) => {
    expect(request(entity)).toMatchObject({ method: { from: ['1.method', '0.method'], default: 'GET' }, gives: 'builder', callback: { response: 0 } });
  });

  it('undici puts a body', () => {
    expect(request('undici#request')).toMatchObject({ url: '0', method: { default: 'GET', withBody: 'PUT' }, body: '1.body' });
  });

  it('clients of undici stand before a path', () => {
    expect(look.returns('undici#Client')).toEqual({ entity: 'undici#Pool()', defaults: '0' });
    expect(request('undici#Pool().request')).toMatchObject({ url: '0.path', base: ['0.origin', 'defaults'] });
    expect(request('undici#Agent().request')).toMatchObject({ url: '0.path', base: '0.origin' });
  });

  it('http2 sends from a session', () => {
    expect(request('http2#connect().request')).toMatchObject({ url: '0.:path', method: { from: '0.:method', default: 'GET' } });
  });
});

describe('smaller clients', () => {
  it.each([
    ['ofetch#$fetch', { url: '0', gives: 'content', method: { default: 'GET' } }],
    ['ofetch#ofetch.raw', { url: '0', body: '1.body' }],
    ['phin#', { url: ['0.url', '0'], body: '0.data' }],
    ['wretch#().post', { method: 'POST', base: 'defaults', body: '0' }],
    ['simple-get#concat', { callback: { at: '1', response: 1 } }],
    ['urllib#request', { method: { from: ['1.method', '1.type'], default: 'GET' } }],
    ['@actions/http-client#HttpClient().put', { method: 'PUT', url: '0', body: '1' }],
    ['httpie#send', { url: '1', method: { from: '0' } }],
    ['node-libcurl#curly.put', { method: 'PUT', url: '0' }],
  ])('%s', (entity, effect) => {
    expect(request(entity)).toMatchObject(effect);
  });
});
