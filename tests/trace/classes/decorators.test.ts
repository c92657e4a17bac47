/** Decorators, classes of libraries, disposal, and the order in which methods are entered. */
import { describe, expect, it } from 'vitest';
import { eventsOf } from '../in-words.js';

const BASE = 'const base = manifest.getUploadUrls[manifest.stage];\n';
const requests = (code: string): readonly string[] => eventsOf(BASE + code, {}, '<program.ts>').filter((event) => event.startsWith('request'));

describe('a decorator is called with what it stands before', () => {
  it.each([
    ['a method', "const twice = (method, context) => function (...args) { return method.call(this, 'a', context); }; class Store { @twice get(name) { return fetch(base + '/' + name); } } new Store().get('b');"],
    ['a method, as TypeScript had it', "function named(target, key, descriptor) { const { value } = descriptor; descriptor.value = function () { return value.call(this, 'a'); }; } class Store { @named get(name) { return fetch(base + '/' + name); } } new Store().get('b');"],
    ['a factory', "const at = (name) => (method) => function () { return method.call(this, name); }; class Store { @at('a') get(name) { return fetch(base + '/' + name); } } new Store().get('b');"],
    ['a class', "const table = new Map(); const step = (name) => (made) => { table.set(name, made); }; @step('x') class Store { get() { return fetch(base + '/a'); } } new (table.get('x'))().get();"],
    ['a method that nobody calls', "const run = (method) => function () { return method.call(this, 'a'); }; export class Store { @run get(name) { return fetch(base + '/' + name); } }"],
  ])('%s', (_, code) => {
    expect(requests(code)).toEqual(['request GET <upload[stage]>/a line 2']);
  });

  it('one that is not known changes nothing', () => {
    expect(requests("import { Injectable } from '@acme/di'; @Injectable() class Store { @Injectable() get() { return fetch(base + '/a'); } } new Store().get();")).toEqual([
      'request GET <upload[stage]>/a line 2',
    ]);
  });
});

describe('a class that extends one of a library is what that makes', () => {
  it('its events are those of the library', () => {
    const code = "import { EventEmitter } from 'node:events'; class Bus extends EventEmitter { open() { this.on('file', (name) => fetch(base + '/' + name)); this.emit('file', 'a'); } } new Bus().open();";
    expect(requests(code)).toContain('request GET <upload[stage]>/a line 2');
  });

  it('a server by inheritance has handlers', () => {
    const code = "import http from 'node:http'; class Server extends http.Server { constructor() { super(() => { fetch(base + '/a'); }); } } new Server().listen(80);";
    expect(requests(code)).toEqual(['request GET <upload[stage]>/a line 2 deployment']);
  });
});

describe('using disposes where the block ends', () => {
  it.each([
    ['using', "{ using file = { [Symbol.dispose]() { fetch(base + '/a'); } }; } fetch(base + '/b');"],
    ['await using', "{ await using file = { async [Symbol.asyncDispose]() { await fetch(base + '/a'); } }; } fetch(base + '/b');"],
    ['a return on the way', "function run() { using file = { [Symbol.dispose]() { fetch(base + '/a'); } }; return 1; } run(); fetch(base + '/b');"],
  ])('%s', (_, code) => {
    expect(requests(code)).toEqual(['request GET <upload[stage]>/a line 2', 'request GET <upload[stage]>/b line 2']);
  });

  it('a plain declaration disposes of nothing', () => {
    expect(requests("const file = { [Symbol.dispose]() { fetch('https://example.com'); } }; fetch(base + '/b');")).toContain('request GET <upload[stage]>/b line 2');
  });
});

describe('who calls is entered before what is called', () => {
  const KEEPS = 'this.url = await (await fetch(base + "/a")).text();';
  const PUTS = 'await fetch(this.url, { method: "PUT", body: f });';

  it('methods of a class, of its parent, and functions', () => {
    const expected = ['request GET <upload[stage]>/a line 2', 'request PUT upload-url 2 line 2'];
    expect(requests(`export class Store { async ask() { ${KEEPS} } async put() { ${PUTS} } async run() { await this.ask(); await this.put(); } }`)).toEqual(expected);
    expect(requests(`class Base { async ask() { ${KEEPS} } async put() { ${PUTS} } } export class Store extends Base { async run() { await this.ask(); await this.put(); } }`)).toEqual(expected);
    expect(requests('let url; export async function ask() { url = await (await fetch(base + "/a")).text(); } export async function put() { await fetch(url, { method: "PUT", body: f }); } export async function run() { await ask(); await put(); }')).toEqual(expected);
  });

  it('a method of the parent calls those of the child', () => {
    expect(requests("class Step { run() { return fetch(base + '/' + this.name()); } name() { return 'x'; } } export class Own extends Step { name() { return 'a'; } }")).toContain('request GET <upload[stage]>/a line 2');
  });
});
