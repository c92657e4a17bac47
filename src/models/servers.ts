/**
 * HTTP servers: functions that run for each request (C6). Each framework's application and router by its own entity, so that
 * chained calls (`app.get(…).post(…)`) stay on it.
 */
import type { CallbackEffect, Model, Ref, Refs, Table } from './form/schema.js';
import { membersOf } from './http/verbs.js';

const handler = (callback: Refs): CallbackEffect => ({ kind: 'callback', callback, when: 'handler' });
const later = (callback: Refs): CallbackEffect => ({ kind: 'callback', callback, when: 'later' });

/** Functions of an application that take handlers among their arguments, or lists of them, and give the application. */
const takes = (applications: readonly string[], names: readonly string[]): readonly Model[] =>
  applications.map((application) => ({
    of: membersOf([application], ...names),
    does: [handler('*')],
    returns: { entity: application },
  }));

const VERBS = ['get', 'post', 'put', 'patch', 'delete', 'del', 'head', 'options', 'all', 'any', 'opts', 'trace', 'connect'];

/** Handlers in an object, or in each object of a list: `server.route({ handler })`. */
const routeTable = (at: string, names: readonly string[]): readonly CallbackEffect[] =>
  names.flatMap((name) => [handler(`${at}.${name}`), handler(`${at}.*.${name}`)]);

const REQUEST_EVENTS = ['request', 'checkContinue', 'checkExpectation', 'upgrade', 'connect', 'stream'];

const nodeServers: readonly Model[] = [
  {
    of: ['{http,https,http2}#{createServer,Server}', 'http2#createSecureServer', 'spdy#createServer'],
    does: handler('*'),
    returns: { entity: 'http#createServer()' },
  },
  {
    of: 'http#createServer().{on,once,addListener,prependListener}',
    does: [
      { ...handler('1'), onlyIs: { at: '0', is: REQUEST_EVENTS } },
      { ...later('1'), unlessIs: { at: '0', is: REQUEST_EVENTS } },
    ],
    returns: { entity: 'http#createServer()' },
  },
];

/** What starts to serve. */
const starts: readonly Model[] = [
  {
    of: [
      '{express#(),ultimate-express#(),connect#(),polka#(),@tinyhttp/app#App(),hyper-express#Server(),restify#createServer(),fastify#(),koa#(),http#createServer()}.listen',
      '@hapi/hapi#server().{start,initialize}',
      'elysia#Elysia().listen',
    ],
    does: { kind: 'serve' },
    returns: { entity: 'http#createServer()' },
  },
];

const EXPRESS = ['express#()', 'express#Router()', 'express#().route()', 'express#Router().route()'];
const CONNECT_LIKE = ['connect#()', 'polka#()', '@tinyhttp/app#App()', 'ultimate-express#()', 'hyper-express#Server()'];

const connectLike: readonly Model[] = [
  { of: '{express,@feathersjs/express,ultimate-express}#', returns: { entity: 'express#()' } },
  { of: ['{express,ultimate-express,express-promise-router}#Router', 'express-promise-router#'], returns: { entity: 'express#Router()' } },
  { of: 'express#().{route,router}', returns: { entity: 'express#().route()' } },
  { of: 'express#Router().route', returns: { entity: 'express#Router().route()' } },
  ...takes(EXPRESS, [...VERBS, 'use', 'param', 'search', 'propfind']),
  ...takes(CONNECT_LIKE, [...VERBS, 'use', 'param', 'ws']),
  { of: 'hyper-express#Router', returns: { entity: 'hyper-express#Server()' } },
  // Wrappers that pass on what a handler throws.
  { of: '{express-async-handler,async-handler,express-asyncify}#', returns: { argument: '0' } },
  { of: 'restify#createServer', returns: { entity: 'restify#createServer()' } },
  ...takes(['restify#createServer()', 'restify-router#Router()'], [...VERBS, 'use', 'pre', 'first', 'param']),
  { of: 'restify#createServer().on', does: later('1'), returns: { entity: 'restify#createServer()' } },
];

const FASTIFY_HOOKS = ['onRequest', 'preParsing', 'preValidation', 'preHandler', 'preSerialization', 'handler', 'errorHandler'];

/** A handler of fastify's: by the request it comes to its application. */
const answers = (callback: Refs): CallbackEffect => ({ ...handler(callback), passes: ['fastify#request', 'fastify#reply'] });

/** A plugin gets an application of its own, and what it is registered with. */
const plugin = (callback: Ref): CallbackEffect => ({ kind: 'callback', callback, when: 'now', passes: ['fastify#()', { argument: '1' }, ''] });

const fastify: readonly Model[] = [
  { of: '{fastify#,fastify#fastify}', returns: { entity: 'fastify#()' } },
  {
    of: membersOf(['fastify#()'], ...VERBS),
    does: [answers('*'), ...FASTIFY_HOOKS.map((name) => answers(`1.${name}`))],
    returns: { entity: 'fastify#()' },
  },
  { of: 'fastify#().route', does: FASTIFY_HOOKS.flatMap((name) => [answers(`0.${name}`), answers(`0.*.${name}`)]), returns: { entity: 'fastify#()' } },
  { of: 'fastify#().{setErrorHandler,setNotFoundHandler}', does: handler('*'), returns: { entity: 'fastify#()' } },
  // Hooks of the application's own life are no requests.
  {
    of: 'fastify#().addHook',
    does: [
      { ...handler('1'), unlessIs: { at: '0', is: ['onReady', 'onListen', 'onClose', 'preClose', 'onRoute', 'onRegister'] } },
      { ...later('1'), onlyIs: { at: '0', is: ['onReady', 'onListen', 'onClose', 'preClose', 'onRoute', 'onRegister'] } },
    ],
    returns: { entity: 'fastify#()' },
  },
  { of: 'fastify#().register', does: [plugin('0'), plugin('0.default')], returns: { entity: 'fastify#()' } },
  { of: 'fastify#().{after,ready}', does: { kind: 'callback', callback: '*', when: 'now' }, returns: { entity: 'fastify#()' } },
  { of: 'fastify#().{decorate,decorateRequest,decorateReply}', does: { kind: 'set', name: '0', value: '1' }, returns: { entity: 'fastify#()' } },
  { of: ['fastify-plugin#', 'fastify-plugin#fastifyPlugin'], returns: { argument: '0' } },
];

const KOA_ROUTERS = ['@koa/router#()', '@koa/router#().route()'];

const koa: readonly Model[] = [
  { of: 'koa#', returns: { entity: 'koa#()' } },
  { of: 'koa#context.throw', does: { kind: 'exit' } },
  { of: 'koa#context.assert', does: { kind: 'assert', condition: '0' } },
  // What one handler leaves in the context's state the next one finds there.
  { of: 'koa#().use', does: { ...handler('*'), passes: ['koa#context', ''] }, returns: { entity: 'koa#()' } },
  { of: 'koa#().{on,once}', does: later('1'), returns: { entity: 'koa#()' } },
  { of: ['{@koa/router,koa-router}#', '@koa/router#Router', 'koa-tree-router#', 'koa-better-router#'], returns: { entity: '@koa/router#()' } },
  ...KOA_ROUTERS.map((router): Model => ({ of: membersOf([router], ...VERBS, 'use', 'param', 'register'), does: { ...handler('*'), passes: ['koa#context', ''] }, returns: { entity: router } })),
  { of: membersOf(['koa-route#'], ...VERBS), does: handler('*') },
  { of: ['koa-compose#', '{koa-convert,koa-mount,koa-unless}#'], returns: { argument: '0' } },
];

const fetchServers: readonly Model[] = [
  { of: '{hono,hono/tiny,hono/quick,@hono/zod-openapi}#{Hono,OpenAPIHono}', returns: { entity: 'hono#Hono()' } },
  { of: 'hono#Hono().{basePath,route}', returns: { entity: 'hono#Hono()' } },
  ...takes(['hono#Hono()'], [...VERBS, 'use', 'mount', 'on', 'onError', 'notFound', 'openapi']),
  { of: ['@hono/node-server#{serve,createAdaptorServer}', 'srvx#serve'], does: [handler('0.fetch'), later('1')] },
  { of: '{hono/factory#createMiddleware,hono/factory#createFactory().createMiddleware}', does: handler('0') },
  { of: 'hono/factory#createFactory().createHandlers', does: handler('*') },
  { of: 'elysia#{Elysia,}', returns: { entity: 'elysia#Elysia()' } },
  ...takes(['elysia#Elysia()'], [...VERBS, 'derive', 'resolve', 'onRequest', 'onParse', 'onTransform', 'onBeforeHandle', 'onAfterHandle', 'onError', 'ws', 'route']),
  {
    of: 'elysia#Elysia().{group,use,guard}',
    does: { kind: 'callback', callback: '*', when: 'now', passes: ['elysia#Elysia()'] },
    returns: { entity: 'elysia#Elysia()' },
  },
  { of: 'elysia#Elysia().*', returns: { entity: 'elysia#Elysia()' } },
  {
    of: 'global#Bun.serve',
    does: ['fetch', 'error', 'routes.*', 'routes.*.*', 'static.*', 'websocket.*'].map((name) => handler(`0.${name}`)),
  },
  { of: 'global#Deno.serve', does: [handler('*'), handler('0.handler'), handler('1.handler')] },
  { of: 'itty-router#{Router,AutoRouter,IttyRouter}', returns: { entity: 'itty-router#Router()' } },
  ...takes(['itty-router#Router()'], [...VERBS, 'use']),
];

const h3: readonly Model[] = [
  { of: ['h3#{eventHandler,defineEventHandler,defineHandler,lazyEventHandler,defineLazyEventHandler,fromNodeMiddleware}'], does: [handler('0'), handler('0.handler')] },
  { of: ['global#{eventHandler,defineEventHandler}', '{nitropack/runtime,nitro/h3}#{eventHandler,defineEventHandler}'], does: [handler('0'), handler('0.handler')] },
  { of: 'h3#{createApp,H3,createRouter}', returns: { entity: 'h3#H3()' } },
  ...takes(['h3#H3()'], [...VERBS, 'use', 'on', 'handler']),
];

const HAPI = '{@hapi/hapi,hapi}#';

const hapi: readonly Model[] = [
  { of: [`${HAPI}{server,Server}`], returns: { entity: '@hapi/hapi#server()' } },
  { of: '@hapi/hapi#server().route', does: routeTable('0', ['handler', 'options.handler', 'config.handler', 'options.pre.*.method', 'options.pre']) },
  { of: '@hapi/hapi#server().ext', does: [handler('1'), ...routeTable('0', ['method'])] },
  { of: '@hapi/hapi#server().{method,decorate}', does: later('last') },
  {
    of: '@hapi/hapi#server().register',
    does: ['0', '0.*'].flatMap((at) =>
      ['register', 'plugin', 'plugin.register', 'plugin.plugin.register'].map((place): CallbackEffect => ({
        kind: 'callback', callback: `${at}.${place}`, when: 'now', passes: ['@hapi/hapi#server()', { argument: `${at}.options` }],
      })),
    ),
  },
  { of: '@hapi/hapi#server().events.{on,once}', does: later('1') },
];

const others: readonly Model[] = [
  { of: ['micro#', 'micro#{serve,run,micro}'], does: handler('*') },
  { of: 'find-my-way#', does: handler('0.defaultRoute'), returns: { entity: 'find-my-way#()' } },
  ...takes(['find-my-way#()'], [...VERBS, 'on']),
  { of: ['router#', 'router#Router', 'express#Route'], returns: { entity: 'express#Router()' } },
  { of: 'uWebSockets.js#{App,SSLApp}', returns: { entity: 'uWebSockets.js#App()' } },
  ...takes(['uWebSockets.js#App()'], VERBS),
  { of: 'graphql-yoga#createYoga', does: [handler('0.schema.resolvers.*.*'), handler('0.context')] },
  { of: '{graphql-yoga#createSchema,@graphql-tools/schema#makeExecutableSchema}', does: handler('0.resolvers.*.*') },
  { of: '{@apollo/server,apollo-server,apollo-server-express}#ApolloServer', does: handler('0.resolvers.*.*') },
  { of: 'express-graphql#graphqlHTTP', does: handler('0.rootValue.*') },
  // Sockets are no HTTP requests, but come as late.
  { of: 'ws#{WebSocketServer,Server,WebSocket.Server}', returns: { entity: 'ws#WebSocketServer()' } },
  { of: 'ws#WebSocketServer().{on,once,addListener}', does: { ...later('1'), passes: ['ws#WebSocket()'] } },
  { of: 'ws#{WebSocket,}', returns: { entity: 'ws#WebSocket()' } },
  { of: 'ws#WebSocket().{on,once,addListener,addEventListener}', does: later('1'), returns: { entity: 'ws#WebSocket()' } },
  { of: ['socket.io#', 'socket.io#Server'], returns: { entity: 'socket.io#Server()' } },
  { of: 'socket.io#Server().{of,in,to}', returns: { entity: 'socket.io#Server()' } },
  { of: 'socket.io#Server().{on,once,use}', does: { ...later('*'), passes: ['socket.io#Socket()'] }, returns: { entity: 'socket.io#Server()' } },
  { of: 'socket.io#Socket().{on,once,use}', does: later('*'), returns: { entity: 'socket.io#Socket()' } },
  { of: '{net,tls}#{createServer,Server}', does: later('*') },
];

export const servers: Table = {
  calls: [...starts, ...nodeServers, ...connectLike, ...fastify, ...koa, ...fetchServers, ...h3, ...hapi, ...others],
  constants: [
    { of: 'fastify#{request,reply}.server', is: { entity: 'fastify#()' } },
    { of: ['fastify#().server', '@hapi/hapi#server().listener'], is: { entity: 'http#createServer()' } },
  ],
  types: [
    { type: ['{http,https}#Server', 'http2#{Http2Server,Http2SecureServer}'], entity: 'http#createServer()' },
    { type: ['express#{Express,Application}', 'express-serve-static-core#{Express,Application}'], entity: 'express#()' },
    { type: ['express#{Router,IRouter}', 'express-serve-static-core#{Router,IRouter}'], entity: 'express#Router()' },
    { type: 'polka#Polka', entity: 'polka#()' },
    { type: 'connect#Server', entity: 'connect#()' },
    { type: '@tinyhttp/app#App', entity: '@tinyhttp/app#App()' },
    { type: 'restify#Server', entity: 'restify#createServer()' },
    { type: 'fastify#FastifyInstance', entity: 'fastify#()' },
    { type: 'koa#{Koa,Application}', entity: 'koa#()' },
    { type: '{@koa/router,koa-router}#{Router,KoaRouter}', entity: '@koa/router#()' },
    { type: 'hono#{Hono,OpenAPIHono}', entity: 'hono#Hono()' },
    { type: '@hono/zod-openapi#OpenAPIHono', entity: 'hono#Hono()' },
    { type: 'elysia#Elysia', entity: 'elysia#Elysia()' },
    { type: 'h3#{App,H3,Router}', entity: 'h3#H3()' },
    { type: '{@hapi/hapi,hapi}#Server', entity: '@hapi/hapi#server()' },
    { type: 'ws#{WebSocketServer,Server}', entity: 'ws#WebSocketServer()' },
    { type: 'ws#WebSocket', entity: 'ws#WebSocket()' },
    { type: 'socket.io#Server', entity: 'socket.io#Server()' },
    { type: 'socket.io#Socket', entity: 'socket.io#Socket()' },
  ],
};
