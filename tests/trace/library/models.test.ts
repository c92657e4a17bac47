/** The rows of clients, servers and callback libraries as the tracer reads them. */
import { describe, expect, it } from 'vitest';
import { eventsOf } from '../in-words.js';

const BASE = 'const base = manifest.getUploadUrls[manifest.stage];\n';
const events = (code: string): readonly string[] =>
  eventsOf(BASE + code, {}, '<program.ts>').filter((event) => event.startsWith('request') || event.startsWith('write'));

const ASKED = 'request GET <upload[stage]>/a line 2';
const sent = (method: string): readonly string[] => [ASKED, `request ${method} upload-url 2 line 2`];

describe('a client asks for an upload URL and sends to it', () => {
  it.each([
    ['fetch', 'PUT', "const url = await (await fetch(base + '/a')).text(); await fetch(url, { method: 'PUT', body: f });"],
    ['axios', 'PUT', "import axios from 'axios'; const { data: url } = await axios.get(base + '/a'); await axios.put(url, f);"],
    ['axios with options', 'put', "import axios from 'axios'; const { data: url } = await axios({ url: base + '/a' }); await axios({ method: 'put', url, data: f });"],
    ['an instance of axios', 'PUT', "import axios from 'axios'; const http = axios.create({ baseURL: base }); const { data: url } = await http.get('/a'); await http.request(url, { method: 'PUT', data: f });"],
    ['axios with defaults', 'PUT', "const axios = require('axios'); axios.defaults.baseURL = base; const { data: url } = await axios.get('a'); await axios.put(url, f);"],
    ['got', 'PUT', "import got from 'got'; const url = await got(base + '/a').text(); await got.put(url, { body: f });"],
    ['got extended twice', 'PUT', "import got from 'got'; const c = got.extend({ prefixUrl: base }); const d = c.extend({ headers: {} }); const url = await d('a').text(); await got(url, { method: 'PUT', body: f });"],
    ['a stream of got', 'PUT', "import got from 'got'; import { pipeline } from 'node:stream/promises'; const url = await got(base + '/a').text(); await pipeline(input, got.stream.put(url));"],
    ['ky', 'POST', "import ky from 'ky'; const url = await ky.get(base + '/a').text(); await ky.post(url, { body: f });"],
    ['superagent', 'PUT', "import request from 'superagent'; const { text: url } = await request.get(base + '/a'); await request.put(url).send(f);"],
    ['superagent by method', 'POST', "import request from 'superagent'; const { text: url } = await request(base + '/a'); await request('POST', url).send(f);"],
    ['request', 'PUT', "const request = require('request'); request(base + '/a', (err, res, body) => { request.put({ url: body, body: f }, () => {}); });"],
    ['request-promise', 'POST', "const rp = require('request-promise'); const url = await rp(base + '/a'); await rp({ method: 'POST', uri: url, body: f });"],
    ['node:https', 'PUT', "const https = require('https'); https.get(base + '/a', (res) => { let url = ''; res.on('data', (c) => { url += c; }); res.on('end', () => { const req = https.request(url, { method: 'PUT' }); req.write(f); req.end(); }); });"],
    ['undici', 'PUT', "import { request } from 'undici'; const { body } = await request(base + '/a'); const url = await body.text(); await request(url, { body: f });"],
    ['ofetch', 'POST', "import { $fetch } from 'ofetch'; const url = await $fetch(base + '/a'); await $fetch(url, { method: 'POST', body: f });"],
    ['wretch', 'POST', "import wretch from 'wretch'; const url = await wretch(base + '/a').get().text(); await wretch(url).auth('x').post(f).res();"],
    ['p-retry', 'PUT', "import pRetry from 'p-retry'; const url = await pRetry(async () => (await fetch(base + '/a')).text()); await fetch(url, { method: 'PUT', body: f });"],
    ['p-memoize', 'PUT', "import memoize from 'p-memoize'; const ask = memoize(async (n) => (await fetch(base + '/' + n)).text()); await ask('a'); await fetch(await ask('a'), { method: 'PUT', body: f });"],
  ])('%s', (_, method, code) => {
    expect(events(code)).toEqual(sent(method));
  });

  it('needle, by a method in small letters and a callback', () => {
    const code = "const needle = require('needle'); needle('get', base + '/a', (err, res, body) => { needle.put(body, f, {}, () => {}); });";
    expect(events(code)).toEqual(['request get <upload[stage]>/a line 2', 'request PUT upload-url 2 line 2']);
  });

  it('wretch appends to its URL, or puts another in its place', () => {
    expect(events("import wretch from 'wretch'; const at = wretch(base); await at.url('/a').url('/b').get().text(); await at.url('/c').post(f).res();")).toEqual([
      'request GET <upload[stage]>/a/b line 2',
      'request POST <upload[stage]>/c line 2',
    ]);
    expect(events("import wretch from 'wretch'; await wretch(base).url('https://other.example/a', true).post(f).res();")).toEqual(['request POST https://other.example/a line 2']);
  });

  it('of a builder of wretch that came as a parameter a path alone is no storage URL', () => {
    expect(events("import wretch, { type Wretch } from 'wretch'; export const ask = (at: Wretch) => at.url('/a').get().text();")).toEqual(['request GET /a line 2']);
  });
});

describe('each handler of a server runs in the deployment stage', () => {
  const served = (...paths: readonly string[]): readonly string[] => paths.map((path) => `request GET <upload[stage]>/${path} line 2 deployment`);

  it.each([
    ['node:http', "import http from 'node:http'; const s = http.createServer(() => { fetch(base + '/a'); }); s.on('request', () => { fetch(base + '/b'); });", ['a', 'b']],
    ['express', "import express from 'express'; const app = express(); app.get('/x', (req, res) => { fetch(base + '/a'); }).post('/y', [async () => { fetch(base + '/b'); }]); express.Router().route('/z').get(() => { fetch(base + '/c'); }).post(() => { fetch(base + '/d'); });", ['a', 'b', 'c', 'd']],
    ['fastify', "import Fastify from 'fastify'; const app = Fastify(); app.register(async (i) => { i.get('/x', async () => { await fetch(base + '/a'); }); }); app.route({ method: 'GET', url: '/', handler: async () => fetch(base + '/b') });", ['a', 'b']],
    ['hapi', "import Hapi from '@hapi/hapi'; const server = Hapi.server(); server.route([{ path: '/', handler: () => fetch(base + '/a') }, { path: '/x', options: { handler: () => fetch(base + '/b') } }]); server.route({ path: '/y', handler() { return fetch(base + '/c'); } });", ['a', 'b', 'c']],
    ['koa', "const Koa = require('koa'); const Router = require('@koa/router'); new Router().get('/', async (ctx) => { await fetch(base + '/a'); }); new Koa().use(async () => { await fetch(base + '/b'); });", ['a', 'b']],
    ['hono', "import { Hono } from 'hono'; const app = new Hono(); app.get('/', (c) => fetch(base + '/a'));", ['a']],
    ['Bun', "Bun.serve({ fetch() { return fetch(base + '/a'); }, routes: { '/x': () => fetch(base + '/b'), '/y': { POST: () => fetch(base + '/c') } } });", ['a', 'b', 'c']],
    ['a typed parameter', "import type { FastifyInstance } from 'fastify'; export function routes(app: FastifyInstance) { app.get('/x', () => fetch(base + '/a')); }", ['a']],
  ])('%s', (_, code, paths) => {
    expect(events(code)).toEqual(served(...paths));
  });

  it('other events of a server are no requests', () => {
    expect(events("import http from 'node:http'; http.createServer().on('close', () => { fetch(base + '/a'); });")).toEqual([ASKED]);
  });
});

describe('functions around functions, and over lists', () => {
  it('are called with what follows', () => {
    expect(events("import pLimit from 'p-limit'; const limit = pLimit(2); await limit((n) => fetch(base + '/' + n), 'a');")).toEqual([ASKED]);
    expect(events("import { partial } from 'lodash'; await partial((u, n) => fetch(u + '/' + n), base)('a');")).toEqual([ASKED]);
    expect(events("import once from 'once'; const ask = once(() => fetch(base + '/a')); await ask();")).toEqual([ASKED]);
  });

  it.each([
    ['lodash', "import _ from 'lodash'; _.forEach(['a', 'b'], (n) => { fetch(base + '/' + n); });"],
    ['p-map', "import pMap from 'p-map'; await pMap(['a', 'b'], (n) => fetch(base + '/' + n));"],
    ['p-map-series', "import each from 'p-map-series'; await each(['a', 'b'], async (n) => { await fetch(base + '/' + n); });"],
    ['bluebird', "import Promise from 'bluebird'; await Promise.mapSeries(['a', 'b'], (n) => fetch(base + '/' + n));"],
    ['async', "import async from 'async'; async.eachLimit(['a', 'b'], 2, (n, done) => { fetch(base + '/' + n); done(); });"],
  ])('%s goes through a list', (_, code) => {
    expect(events(code)).toEqual([ASKED, 'request GET <upload[stage]>/b line 2']);
  });

  it('lodash reads a member by its path', () => {
    const code = "import _ from 'lodash'; await fetch(_.get(manifest, 'getUploadUrls.initial') + '/a'); await fetch(_.get(manifest, ['getUploadUrls', manifest.stage]) + '/b');";
    expect(events(code)).toEqual(['request GET <upload[initial]>/a line 2', 'request GET <upload[stage]>/b line 2']);
  });

  it('promisify gives the twin that promises', () => {
    expect(events("import { promisify } from 'node:util'; import fs from 'node:fs'; await promisify(fs.writeFile)('/tmp/x', 'y');")).toEqual(['write /tmp/x line 2']);
  });
});

describe('assertions hold for what follows', () => {
  it.each([
    ["import assert from 'node:assert/strict'; assert.equal(manifest.stage, 'initial');", ' if initial'],
    ["import assert from 'node:assert'; assert(manifest.stage === 'initial');", ' if initial'],
    ["import { strict as assert } from 'node:assert'; assert.notEqual(manifest.stage, 'deployment');", ' unless deployment'],
    ["import invariant from 'tiny-invariant'; invariant(manifest.stage !== 'deployment');", ' unless deployment'],
    ["if (manifest.stage === 'deployment') process.exit(0);", ' unless deployment'],
  ])('%s', (code, stages) => {
    expect(events(`${code} await fetch(base + '/a');`)).toEqual([ASKED + stages]);
  });
});
