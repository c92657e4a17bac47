/** Node's own clients, and undici. */
import type { ConstantModel, RequestEffect, Table } from '../form/schema.js';

/** `request(url, options, callback)`, `request(options, callback)`: the callback gets the response. */
const node = {
  kind: 'request',
  url: ['0.href', '0.path', '0'],
  headers: ['1.headers', '0.headers'],
  callback: { at: 'last', response: 0 },
  gives: 'builder',
} as const;

/** undici's functions put a body by default. */
const undici = {
  kind: 'request',
  method: { from: '1.method', default: 'GET', withBody: 'PUT' },
  url: '0',
  body: '1.body',
  params: '1.query',
  headers: '1.headers',
} as const;

/** A client's methods take one object, with the origin in the client or in it. */
const dispatched = {
  kind: 'request',
  method: { from: '0.method', default: 'GET' },
  url: '0.path',
  joins: 'url',
  body: '0.body',
  params: '0.query',
  headers: '0.headers',
} as const;

const pool: RequestEffect = { ...dispatched, base: ['0.origin', 'defaults'] };
const agent: RequestEffect = { ...dispatched, base: '0.origin' };

const HTTP2_METHODS = ['GET', 'HEAD', 'OPTIONS', 'POST', 'PUT', 'PATCH', 'DELETE'];
const HTTP2_PSEUDO_HEADERS = ['method', 'path', 'authority', 'scheme', 'status'];

const http2Constant = (name: string, value: string): ConstantModel => ({ of: `http2#constants.${name}`, is: { value } });

const http2Constants: readonly ConstantModel[] = [
  ...HTTP2_METHODS.map((method) => http2Constant(`HTTP2_METHOD_${method}`, method)),
  ...HTTP2_PSEUDO_HEADERS.map((header) => http2Constant(`HTTP2_HEADER_${header.toUpperCase()}`, `:${header}`)),
  http2Constant('HTTP2_HEADER_CONTENT_LENGTH', 'content-length'),
  http2Constant('HTTP2_HEADER_CONTENT_TYPE', 'content-type'),
];

export const nodeClients: Table = {
  calls: [
    { of: '{http,https}#{request,get}', does: { ...node, method: { from: ['1.method', '0.method'], default: 'GET' } } },
    {
      of: 'http2#connect().request',
      does: {
        kind: 'request',
        url: '0.:path',
        base: 'defaults',
        joins: 'url',
        method: { from: '0.:method', default: 'GET' },
        headers: '0',
        gives: 'builder',
      },
    },
    { of: 'http2#connect', returns: { entity: 'http2#connect()', defaults: '0' } },
    { of: 'undici#request', does: undici },
    { of: 'undici#stream', does: { ...undici, callback: { at: '2', response: 0 } } },
    { of: 'undici#{pipeline,upgrade,connect}', does: { ...undici, gives: 'builder' } },
    { of: 'undici#{Client,Pool,BalancedPool,RoundRobinPool,H2CClient,MockClient,MockPool}', returns: { entity: 'undici#Pool()', defaults: '0' } },
    { of: 'undici#{Agent,ProxyAgent,EnvHttpProxyAgent,RetryAgent,MockAgent,getGlobalDispatcher}', returns: { entity: 'undici#Agent()' } },
    { of: 'undici#Pool().{compose,get}', returns: { entity: 'undici#Pool()' } },
    { of: 'undici#Agent().compose', returns: { entity: 'undici#Agent()' } },
    { of: 'undici#Agent().get', returns: { entity: 'undici#Pool()', defaults: '0' } },
    { of: 'undici#Pool().request', does: pool },
    { of: 'undici#Agent().request', does: agent },
    { of: 'undici#Pool().stream', does: { ...pool, callback: { at: '1', response: 0 } } },
    { of: 'undici#Agent().stream', does: { ...agent, callback: { at: '1', response: 0 } } },
    { of: 'undici#Pool().pipeline', does: { ...pool, gives: 'builder' } },
    { of: 'undici#Agent().pipeline', does: { ...agent, gives: 'builder' } },
  ],
  constants: http2Constants,
  types: [
    { type: 'undici#{Dispatcher,Agent,ProxyAgent,RetryAgent}', entity: 'undici#Agent()' },
    { type: 'undici#{Pool,Client,BalancedPool}', entity: 'undici#Pool()' },
    { type: 'http2#ClientHttp2Session', entity: 'http2#connect()' },
  ],
};
