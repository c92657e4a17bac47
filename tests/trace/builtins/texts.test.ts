/** Texts, URLs and bytes: what changes a URL, and what leaves it as it is. */
import { describe, expect, it } from 'vitest';
import * as parser from '@typescript-eslint/parser';
import { readSettings } from '../../../src/settings.js';
import type { RequestEvent } from '../../../src/trace/events.js';
import { traceOf } from '../../../src/trace/index.js';
import { eventsOf } from '../in-words.js';

const requestsIn = (code: string): readonly RequestEvent[] => {
  const program = parser.parse(code, { range: true, loc: true, sourceType: 'module' });
  const trace = traceOf({ program, text: code, file: '<program>', cwd: process.cwd(), settings: readSettings({ crossFile: false }) });
  return trace.events.filter((event) => event.kind === 'request');
};

const requested = (code: string): string => {
  const urls = eventsOf(code).flatMap((event) => /^request \S+ (.*) line \d+/u.exec(event)?.[1] ?? []);
  return [...new Set(urls)].sort().join(' / ') || 'nothing';
};

const D = 'manifest.downloadUrls.initial';

describe('an upload URL', () => {
  /** The URL of the PUT, after the expression. */
  const put = (expression: string, before = ''): string => {
    const code = `const answer = await fetch(manifest.getUploadUrls[manifest.stage] + '/x'); const url = await answer.text(); ${before}; await fetch(${expression}, { method: 'PUT', body });`;
    const [, last] = eventsOf(code).filter((event) => event.startsWith('request'));
    return /^request PUT (.*) line/u.exec(last ?? '')?.[1]?.replace('upload-url 1', 'url') ?? 'nothing';
  };
  it.each([
    ['trim', 'url.trim()'],
    ['String', 'String(url)'],
    ['toString', 'url.toString()'],
    ['a template', '`${url}`'],
    ['new URL', 'new URL(url)'],
    ['href', 'new URL(url).href'],
    ['the toString of a URL', 'new URL(url).toString()'],
    ['a line end taken off', "url.replace(/\\n$/, '')"],
    ['white space taken out', "url.replace(/\\s/g, '')"],
    ['quotes taken off', "url.replace(/^\"|\"$/g, '')"],
    ['quotes cut off', 'url.slice(1, -1)'],
    ['the first line', "url.split('\\n')[0]"],
    ['JSON', 'JSON.parse(url)'],
    ['an escape undone', "url.replaceAll('&amp;', '&')"],
    ['another scheme', "url.replace('http://', 'https://')"],
    ['its fragment cut off', "url.split('#')[0]"],
    ['bytes and back', "Buffer.from(url).toString('utf8')"],
    ['JSON of it and back', 'JSON.parse(JSON.stringify({ url })).url'],
  ])('%s leaves it as it is', (_, expression) => {
    expect(put(expression)).toBe('url');
  });
  it.each([
    ['its query cut off', "url.split('?')[0]"],
    ['its query replaced', "url.replace(/\\?.*$/, '')"],
    ['its query sliced off', "url.slice(0, url.indexOf('?'))"],
    ['a value replaced', "url.replace('minio:9000', 'localhost:9000')"],
    ['lower case', 'url.toLowerCase()'],
    ['a cut of known length', 'url.substring(0, 80)'],
    ['against another base', "new URL('y', url)"],
    ['encoded as a component', 'encodeURIComponent(url)'],
    ['encoded', 'encodeURI(url)'],
    ['decoded as a component', 'decodeURIComponent(url)'],
    ['decoded', 'decodeURI(url)'],
    ['its escapes undone', 'unescape(`${url}`)'],
    ['decoded and encoded', 'encodeURI(decodeURI(url))'],
  ])('%s alters it', (_, expression) => {
    expect(put(expression)).toBe('url altered');
  });
  it.each([
    ['encoded and decoded', 'decodeURIComponent(encodeURIComponent(url))'],
    ['a part of it decoded', 'decodeURIComponent(new URL(url).pathname)'],
    ['its base64', 'atob(btoa(url))'],
  ])('%s is unknown', (_, expression) => {
    expect(put(expression)).toBe('?');
  });
  it.each([
    ['searchParams.set', "u.searchParams.set('a', 'b')", 'url altered'],
    ['searchParams, destructured', "const { searchParams } = u; searchParams.append('a', 'b')", 'url altered'],
    ['searchParams read', "u.searchParams.get('a'); [...u.searchParams]", 'url'],
    ['host', "u.host = 'proxy'", 'url altered'],
    ['pathname', "u.pathname = '/x'", 'url altered'],
    ['more pathname', "u.pathname += '/x'", 'url altered'],
    ['search', "u.search = ''", 'url altered'],
    ['hash', "u.hash = 'x'", 'url'],
    ['parts read', 'console.log(u.host, u.pathname)', 'url'],
  ])('a URL object: %s', (_, change, expected) => {
    expect(put('u', `const u = new URL(url); ${change}`)).toBe(expected);
  });
});

describe('the answer in pieces', () => {
  it.each([
    ['a list of chunks, joined', "const chunks = []; for await (const chunk of answer.body) chunks.push(chunk); url = chunks.join('');"],
    ['a list of chunks, concatenated', 'const chunks = []; for await (const chunk of answer.body) chunks.push(chunk); url = Buffer.concat(chunks).toString();'],
    ['text that grows', 'for await (const chunk of answer.body) url += chunk;'],
    ['decoded chunks', 'const decoder = new TextDecoder(); for await (const chunk of answer.body) url += decoder.decode(chunk);'],
    ['a buffer', 'url = Buffer.from(await answer.arrayBuffer()).toString();'],
  ])('%s', (_, code) => {
    const program = `const answer = await fetch(manifest.getUploadUrls[manifest.stage] + '/x'); let url = ''; ${code} await fetch(url, { method: 'PUT', body });`;
    const [put] = eventsOf(program).filter((event) => event.startsWith('request PUT'));
    // Where there is no chunk the text stays empty.
    expect(put).toMatch(/^request PUT (?: or )?upload-url 1(?: or upload-url 1)* line 1$/u);
  });
});

describe('a base', () => {
  it.each([
    ['a slash taken off', `fetch(${D}.replace(/\\/+$/, '') + '/x')`, '<download[initial]>/x'],
    ['by a pattern kept in a variable', `const SLASH = /\\/$/; fetch(${D}.replace(SLASH, '') + '/x')`, '<download[initial]>/x'],
    ['a slash made sure of', `fetch(${D}.replace(/\\/*$/, '/') + 'x')`, '<download[initial]>/x'],
    ['a slash where there is none', `const b = ${D}; fetch((b.endsWith('/') ? b : b + '/') + 'x')`, '<download[initial]>/x'],
    ['a slash cut off where there is one', `let b = ${D}; if (b.endsWith('/')) b = b.slice(0, -1); fetch(b + '/x')`, '<download[initial]>/x'],
    ['new URL with a slash', `fetch(new URL('x', ${D} + '/'))`, '<download[initial]>/x'],
    ['new URL with a dot', `fetch(new URL('./x', \`\${${D}}/\`))`, '<download[initial]>/x'],
    ['more pathname', `const u = new URL(${D}); u.pathname += '/x'; fetch(u)`, '<download[initial]>/x'],
    ['a pathname of its own and more', `const u = new URL(${D}); u.pathname = \`\${u.pathname}/x\`; fetch(u.href)`, '<download[initial]>/x'],
    ['path.join of its pathname', `import path from 'node:path'; const u = new URL(${D}); u.pathname = path.posix.join(u.pathname, 'x'); fetch(u)`, '<download[initial]>/x'],
    ['String.raw', `fetch(String.raw\`\${${D}}/x\`)`, '<download[initial]>/x'],
    ['a template filled in', `fetch('{base}/x'.replace('{base}', ${D}))`, '<download[initial]>/x'],
    ['a path encoded', `fetch(${D} + '/' + encodeURIComponent('a b'))`, '<download[initial]>/a%20b'],
    ['a path decoded', `fetch(${D} + '/' + decodeURIComponent('a%2Fb'))`, '<download[initial]>/a/b'],
    ['all of it encoded', `fetch(encodeURI(${D} + '/a'))`, '<download[initial]>/a'],
    ['a path with its slash taken off', `fetch(${D} + '/' + '/x'.replace(/^\\//, ''))`, '<download[initial]>/x'],
    ['a path in lower case', `fetch(${D} + '/' + 'X'.toLowerCase())`, '<download[initial]>/x'],
    ['a number in a path', `fetch(${D} + '/part' + String(7).padStart(3, '0'))`, '<download[initial]>/part007'],
    ['arithmetic in a path', `fetch(${D} + '/' + Math.max(1, parseInt('2', 10)))`, '<download[initial]>/2'],
  ])('%s', (_, code, expected) => {
    expect(requested(code)).toBe(expected);
    expect(eventsOf(code).filter((event) => event.startsWith('join'))).toEqual([]);
  });
  it.each([
    ['new URL without a slash', `fetch(new URL('x', ${D}))`, 'join url download[initial] x line 1'],
    ['new URL from the root', `fetch(new URL('/x', ${D} + '/'))`, 'join url <download[initial]>/ /x line 1'],
    ['a pathname in place of its own', `const u = new URL(${D}); u.pathname = '/x'; fetch(u)`, 'join pathname download[initial] /x line 1'],
    ['path.join', `import path from 'node:path'; fetch(path.join(${D}, 'x'))`, 'join path download[initial] x line 1'],
  ])('%s breaks it', (_, code, expected) => {
    expect(eventsOf(code)).toContain(expected);
  });
});

describe('what varies', () => {
  it.each([
    ['a date', 'new Date().toISOString().slice(0, 10)', '<time>'],
    ['a part of a date', "new Date().toISOString().split('T')[0]", '<time>'],
    ['a year', 'new Date().getFullYear()', '<time>'],
    ['a radix', 'Date.now().toString(36)', '<time>'],
    ['rounded', 'Math.round(Math.random() * 100)', '<random>'],
    ['in a list', "['a', Date.now()].join('-')", 'a-<time>'],
    ['filled in', "'{t}.pkl'.replace('{t}', Date.now())", '<time>.pkl'],
    ['a number with digits', 'manifest.inputParams.rate.toFixed(2)', '<inputParam>'],
    ['a list of layers', "manifest.inputParams.layers.join('-')", '<inputParam>'],
    ['all of them', "Object.entries(manifest.inputParams).map(([k, v]) => k + v).join('-')", '<inputParam>'],
    ['as text', 'String(manifest.inputParams.rate)', '<inputParam>'],
    ['one named like a method', 'manifest.inputParams.normalize', '<inputParam>'],
    ['encoded', 'encodeURIComponent(manifest.inputParams.kind)', '<inputParam>'],
  ])('%s', (_, path, expected) => {
    expect(requested(`fetch(\`\${${D}}/\${${path}}\`)`)).toBe(`<download[initial]>/${expected}`);
  });
});

describe('places', () => {
  it.each([
    ['a text in a list', "fs.writeFileSync(['/tmp', name].join('/'), '')", '/tmp/<global#name>'],
    ['a URL beside the module', "fs.writeFileSync(new URL('../x', import.meta.url), '')", '<dirname>/../x'],
    ['a file URL', "fs.writeFileSync(new URL('file:///tmp/x').pathname, '')", '/tmp/x'],
    ['other slashes', "fs.writeFileSync(os.tmpdir().replace(/\\\\/g, '/') + '/x', '')", '<tmpdir>/x'],
    ['a home spelled out', "fs.writeFileSync('~/x'.replace('~', os.homedir()), '')", '<homedir>/x'],
  ])('%s', (_, code, expected) => {
    expect(eventsOf(`import fs from 'fs'; import os from 'os'; ${code}`)).toContain(`write ${expected} line 1`);
  });
});

describe('bytes', () => {
  const size = (body: string): number | undefined => {
    const [atom] = requestsIn(`fetch(${D}, { method: 'PUT', body: ${body} })`)[0]?.body ?? [];
    return atom?.kind === 'bytes' ? atom.size : undefined;
  };
  it.each([
    ['new Uint8Array(6 * 1024 ** 3)', 6 * 1024 ** 3],
    ['new Float32Array(1024)', 4096],
    ['Buffer.alloc(10)', 10],
    ['Buffer.alloc(10).subarray(2, 5)', 3],
    ["Buffer.from('grün')", 5],
    ['Buffer.concat([Buffer.alloc(3), Buffer.alloc(4)])', 7],
    ['new Blob([new Uint8Array(3), new Uint8Array(4)])', 7],
    ['new Uint8Array(new ArrayBuffer(12))', 12],
    ['Buffer.concat([Buffer.alloc(3), more])', undefined],
  ])('%s', (body, expected) => {
    expect(size(body)).toBe(expected);
  });
  it('a form is one', () => {
    const [request] = requestsIn(`const form = new FormData(); form.append('file', file); fetch(${D}, { method: 'PUT', body: form })`);
    expect(request?.body).toMatchObject([{ kind: 'bytes', of: 'form' }]);
  });
  it('a stream that is piped into a request is its body', () => {
    const [request] = requestsIn(`import fs from 'fs'; import https from 'https'; fs.createReadStream('x').pipe(https.request(${D}, { method: 'PUT' }))`);
    expect(request?.body).toMatchObject([{ kind: 'bytes', of: 'stream' }]);
  });
});

describe('turns', () => {
  const sequential = (code: string): readonly (boolean | undefined)[] => [...new Set(requestsIn(code).map((request) => request.iteration?.sequential))];
  it.each([
    ['map', `await Promise.all(names.map((n) => fetch(${D} + '/' + n)))`, false],
    ['forEach', `names.forEach(async (n) => { await fetch(${D} + '/' + n); })`, false],
    ['reduce', `await names.reduce(async (before, n) => { await before; await fetch(${D} + '/' + n); }, Promise.resolve())`, true],
    ['for of', `for (const n of names) await fetch(${D} + '/' + n)`, true],
    ['outside', `await fetch(${D} + '/x')`, undefined],
  ])('%s', (_, code, expected) => {
    expect(sequential(code)).toEqual([expected]);
  });
});
