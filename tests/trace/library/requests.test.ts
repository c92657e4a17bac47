/** What is known of a request: its URL, its method, what its options hold. */
import { describe, expect, it } from 'vitest';
import { eventsOf } from '../in-words.js';

const ASK = 'const url = await (await fetch(`${manifest.getUploadUrls[manifest.stage]}/a`)).text();\n';

/** Requests to the upload URL that the first line asks for. */
const uploads = (code: string): readonly string[] => eventsOf(ASK + code).filter((event) => /^request \S+(?: or \S+)* upload-url/.test(event));

describe('options that are not known', () => {
  it('need hold no base: the one of the client counts', () => {
    const code = `import got from 'got';
const api = got.extend({ prefixUrl: manifest.downloadUrls.initial });
export const load = (name) => api(name);`;
    expect(eventsOf(code)).toContain('request GET <download[initial]>/<?> line 3');
  });

  it('need hold no method: the default of the client may be another one', () => {
    expect(uploads('export const put = (options) => fetch(url, options);')).toEqual(['request ? upload-url 1 line 2']);
  });
});

describe('methods', () => {
  it.each([
    ["import bent from 'bent';\nbent('json', 'PUT', 200)(url, 'x');", 'PUT'],
    ["import bent from 'bent';\nbent(200, 'string')(url, 'x');", 'GET'],
    ["fetch(new Request(url, { method: 'PUT' }), { method: 'POST', body: 'x' });", 'POST'],
    ["fetch(new Request(new Request(url, { method: 'PUT' }), { body: 'x' }));", 'PUT'],
    ["import got from 'got';\ngot.extend({ method: 'PATCH' })(url, { body: 'x' });", 'PATCH'],
    ["const own = require('node-fetch');\nown.default(url, { method: 'PUT', body: 'x' });", 'PUT'],
    ["import { parse } from 'url';\nimport { request } from 'https';\nrequest(Object.assign(parse(url), { method: 'PUT' })).end('x');", 'PUT'],
  ])('of %s', (code, method) => {
    expect(uploads(code).map((event) => event.split(' ').slice(1, 4).join(' '))).toEqual([`${method} upload-url 1`]);
  });
});

describe('an answer in the place of a URL', () => {
  it('is its body, which an interceptor took out', () => {
    const code = `import axios from 'axios';
const http = axios.create();
http.interceptors.response.use((response) => response.data);
export async function put(manifest) {
  await http.put(await http.get(manifest.getUploadUrls[manifest.stage] + '/a'), 'x');
}`;
    expect(eventsOf(code)).toContain('request PUT upload-url 5 line 5');
  });

  it('comes to the callback of what it was piped into', () => {
    const code = `const hyperquest = require('hyperquest');
const concat = require('concat-stream');
hyperquest(manifest.getUploadUrls[manifest.stage] + '/a').pipe(concat((body) => {
  hyperquest.put(body.toString());
}));`;
    expect(eventsOf(code)).toContain('request PUT upload-url 3 line 4');
  });
});

describe('parts of a signed URL', () => {
  const parts = 'const u = new URL(url);\n';
  const put = (path: string): string => `${parts}fetch(${path}, { method: 'PUT', body: 'x' });`;

  it.each(['u.origin + u.pathname + u.search', '`${u.pathname}${u.search}`', '`${u.pathname}?${u.searchParams}`'])('%s are the whole', (path) => {
    expect(uploads(put(path))).toEqual(['request PUT upload-url 1 line 3']);
  });

  it.each(['u.pathname', 'u.origin + u.pathname', 'new URL(u.pathname, u.origin)'])('%s has lost the query', (path) => {
    expect(uploads(put(path))).toEqual(['request PUT upload-url 1 altered line 3']);
  });

  it('at its origin there is much else', () => {
    expect(eventsOf(ASK + put("u.origin + '/health'"))).toContain('request PUT ? line 3');
  });
});
