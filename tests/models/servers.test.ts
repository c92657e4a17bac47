import { describe, expect, it } from 'vitest';
import type { CallbackEffect } from '../../src/models/form/schema.js';
import { servers } from '../../src/models/servers.js';
import { faultsOf, lookup } from './table.js';

const look = lookup([servers]);
const callbacks = (entity: string): readonly CallbackEffect[] => look.effects(entity).filter((effect) => effect.kind === 'callback');
const handlers = (entity: string): readonly unknown[] => callbacks(entity).filter(({ when }) => when === 'handler').map(({ callback }) => callback);

it('has rows of the right form', () => {
  expect(faultsOf([servers])).toEqual([]);
});

describe('functions that take handlers', () => {
  it.each([
    'node:http#createServer', 'https#createServer', 'http2#createSecureServer', 'express#().get', 'express#().use', 'express#Router().put',
    'express#().route().post', 'express#Router().param', 'fastify#().get', 'fastify#().setErrorHandler', 'koa#().use', '@koa/router#().del',
    'hono#Hono().all', 'hono#Hono().on', 'restify#createServer().opts', 'polka#().patch', 'connect#().use', 'micro#', 'micro#serve',
    'h3#H3().use', 'elysia#Elysia().get', 'global#Deno.serve', 'find-my-way#().on', 'itty-router#Router().get',
  ])('%s', (entity) => {
    expect(handlers(entity)).toContain('*');
  });

  it.each([
    ['fastify#().route', ['0.handler', '0.preHandler', '0.*.handler']],
    ['fastify#().post', ['1.handler', '1.preHandler']],
    ['@hapi/hapi#server().route', ['0.handler', '0.*.handler', '0.options.handler', '0.*.options.handler']],
    ['@hapi/hapi#server().ext', ['1', '0.method', '0.*.method']],
    ['@hono/node-server#serve', ['0.fetch']],
    ['bun#serve', ['0.fetch', '0.routes.*', '0.routes.*.*']],
    ['h3#defineEventHandler', ['0']],
    ['global#Deno.serve', ['0.handler']],
    ['@apollo/server#ApolloServer', ['0.resolvers.*.*']],
  ])('%s in an object or a table', (entity, places) => {
    for (const place of places) expect(handlers(entity)).toContain(place);
  });
});

describe('applications and routers', () => {
  it.each([
    ['express#', 'express#()'],
    ['express#Router', 'express#Router()'],
    ['express#().get', 'express#()'],
    ['express#().route', 'express#().route()'],
    ['express#().route().get', 'express#().route()'],
    ['fastify#fastify', 'fastify#()'],
    ['koa#', 'koa#()'],
    ['koa-router#', '@koa/router#()'],
    ['hono#Hono', 'hono#Hono()'],
    ['hono#Hono().basePath', 'hono#Hono()'],
    ['hapi#Server', '@hapi/hapi#server()'],
    ['elysia#Elysia().state', 'elysia#Elysia()'],
    ['https#createServer', 'http#createServer()'],
  ])('%s gives %s', (entity, application) => {
    expect(look.returns(entity)).toEqual({ entity: application });
  });

  it.each([
    ['http', 'Server', 'http#createServer()'],
    ['express', 'Express', 'express#()'],
    ['express', 'Router', 'express#Router()'],
    ['fastify', 'FastifyInstance', 'fastify#()'],
    ['hono', 'Hono', 'hono#Hono()'],
    ['@hapi/hapi', 'Server', '@hapi/hapi#server()'],
  ])('the type %s %s is %s', (module, name, entity) => {
    expect(look.type(module, name)).toBe(entity);
  });
});

it('a plugin of fastify runs at once, with an application and the options it is registered with', () => {
  expect(callbacks('fastify#().register')[0]).toMatchObject({ when: 'now', callback: '0', passes: ['fastify#()', { argument: '1' }, ''] });
  expect(look.returns('fastify-plugin#')).toEqual({ argument: '0' });
});

it('only the request events of a server are requests', () => {
  const [request, other] = callbacks('http#createServer().on');
  expect(request).toMatchObject({ when: 'handler', callback: '1' });
  expect(request?.onlyIs?.is).toContain('request');
  expect(other).toMatchObject({ when: 'later', unlessIs: request?.onlyIs });
});

it.each(['fastify#().server', '@hapi/hapi#server().listener'])('%s is the server below', (entity) => {
  expect(look.constant(entity)).toEqual({ entity: 'http#createServer()' });
});

it('hooks of the application itself are no requests', () => {
  const [request, own] = callbacks('fastify#().addHook');
  expect(request?.unlessIs?.is).toContain('onClose');
  expect(own).toMatchObject({ when: 'later', onlyIs: request?.unlessIs });
});

it.each(['ws#WebSocketServer().on', 'socket.io#Server().on', 'socket.io#Socket().on', 'net#createServer'])('%s comes later, but is no HTTP request', (entity) => {
  expect(callbacks(entity).map(({ when }) => when)).toEqual(['later']);
});
