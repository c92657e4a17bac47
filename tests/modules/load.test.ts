import { chmodSync, statSync, utimesSync } from 'node:fs';
import { relative } from 'node:path';
import { expect, test } from 'vitest';
import { createModuleLoader, loaderFor, type LoadedModule } from '../../src/modules/index.js';
import { project } from './project.js';

function load(name: string, content: string | Uint8Array): LoadedModule | undefined {
  const at = project();
  at.write(name, content);
  return createModuleLoader({ cwd: at.root }).load(at.path(name));
}

/** The source texts of a module's statements: they show that the ranges agree with the text. */
function statements(module: LoadedModule | undefined): readonly string[] {
  if (module?.kind !== 'source') return [];
  return module.program.body.map(({ range }) => module.text.slice(...range));
}

test.each([
  ['a.js', 'import x from "x";', 'export const a = <b/>;'],
  ['a.js', 'const x = require("x");', 'return x;'],
  ['a.js', 'const x = await import("x");', 'await x;'],
  ['a.js', 'with (x) { y(); }', 'delete z;'],
  ['a.cjs', 'exports.a = 1;', 'return;'],
  ['a.mjs', 'export default await x;', 'import.meta.url;'],
  ['a.jsx', 'const a = <div>{x}</div>;', 'b();'],
  ['a.ts', 'const a = <string>b;', 'export = a;'],
  ['a.ts', 'enum E { A = "a" }', 'import m = require("m");'],
  ['a.mts', 'export type { T } from "t";', 'let x!: number;'],
  ['a.cts', 'const x = y satisfies Z;', 'module.exports = x;'],
  ['a.tsx', 'const a = <T,>(x: T) => <div>{x}</div>;', 'b();'],
  ['a.d.ts', 'declare function f(): void;', 'export interface I { a: string }'],
  ['a.js', 'const a = 1n;', 'f(/x/v, "\\u{1F600} ü");'],
  ['command', 'a();', 'b();'],
])('source: %s: %s', (name, first, second) => {
  expect(statements(load(name, `${first}\n${second}\n`))).toEqual([first, second]);
});

test('ranges agree with the text behind a hashbang, a byte order mark and wide characters', () => {
  for (const head of ['#!/usr/bin/env node\n', '\uFEFF', '\uFEFF#!/usr/bin/env node\r\n', '/* 😀 ü \u2028 */']) {
    const module = load('a.js', `${head}first("😀");\nsecond();`);
    expect(statements(module)).toEqual(['first("😀");', 'second();']);
    expect(module?.text.startsWith('\uFEFF')).toBe(false);
  }
});

test('parentheses are no nodes', () => {
  const module = load('a.js', '(a).b;');
  expect(JSON.stringify(module?.kind === 'source' ? module.program : '')).not.toContain('Parenthesized');
});

test('JSON', () => {
  expect(load('manifest.json', '\uFEFF{"stage": "initial"}')).toMatchObject({
    kind: 'json',
    text: '{"stage": "initial"}',
    value: { stage: 'initial' },
  });
  expect(load('manifest.json', '{"stage": }')).toBeUndefined();
});

test.each([
  ['broken.js', 'const = ;'],
  ['broken.ts', 'type = {'],
  ['binary.js', new Uint8Array([0x7f, 0x45, 0x4c, 0x46, 0, 0, 1])],
  ['utf16.js', Buffer.from('\uFEFFa()', 'utf16le')],
  ['style.css', 'a {}'],
  ['addon.node', 'x'],
])('no module: %s', (name, content) => {
  expect(load(name, content)).toBeUndefined();
});

test('bytes that are no UTF-8 do not stop a module from being read', () => {
  const module = load('latin1.js', Buffer.from('f("\xfc");', 'latin1'));
  expect(statements(module)).toHaveLength(1);
});

test('missing files, folders and what may not be read are no modules', () => {
  const at = project({ 'folder.js/index.js': '', 'secret.js': 'a()' });
  at.link('loop.js', 'loop.js');
  at.link('gone.js', 'nowhere.js');
  const loader = createModuleLoader({ cwd: at.root });
  chmodSync(at.path('secret.js'), 0);
  const isRoot = process.getuid?.() === 0;
  for (const name of ['missing.js', 'folder.js', 'loop.js', 'gone.js', 'a\0b.js', ...(isRoot ? [] : ['secret.js'])]) {
    expect(loader.load(at.path(name))).toBeUndefined();
  }
});

test('files above the bound on size are no modules', () => {
  const at = project({ 'small.js': '1;', 'large.js': `${' '.repeat(100)}1;` });
  const loader = createModuleLoader({ cwd: at.root, maxFileBytes: 100 });
  expect(loader.load(at.path('small.js'))).toBeDefined();
  expect(loader.load(at.path('large.js'))).toBeUndefined();
});

test('one lint loads so many files and no more; the next one begins anew', () => {
  const at = project({ 'a.js': '', 'b.js': '', 'c.js': '' });
  const loader = createModuleLoader({ cwd: at.root, maxFiles: 2 });
  const loaded = (...names: string[]): boolean[] => names.map((name) => loader.load(at.path(name)) !== undefined);
  expect(loaded('a.js', 'b.js', 'c.js', 'a.js')).toEqual([true, true, false, true]);
  loader.beginLint();
  expect(loaded('c.js', 'b.js', 'a.js')).toEqual([true, true, false]);
});

test('a file is parsed once as long as it stays the same', () => {
  const at = project({ 'a.js': 'a()', 'b.json': '{}' });
  const loader = createModuleLoader({ cwd: at.root });
  const first = [loader.load(at.path('a.js')), loader.load(at.path('b.json'))];
  loader.beginLint();
  expect(loader.load(at.path('a.js'))).toBe(first[0]);
  expect(loader.load(at.path('b.json'))).toBe(first[1]);
});

test('the next lint sees an edit, and this one does not', () => {
  const at = project({ 'a.js': 'first()' });
  const loader = createModuleLoader({ cwd: at.root });
  const text = (): string | undefined => loader.load(at.path('a.js'))?.text;
  expect(text()).toBe('first()');
  at.write('a.js', 'second()');
  expect(text()).toBe('first()');
  loader.beginLint();
  expect(text()).toBe('second()');
  at.remove('a.js');
  loader.beginLint();
  expect(text()).toBeUndefined();
  at.write('a.js', 'third(');
  loader.beginLint();
  expect(text()).toBeUndefined();
  at.write('a.js', 'third()');
  loader.beginLint();
  expect(text()).toBe('third()');
});

test('edits of one size and one modification time are seen', () => {
  const at = project({ 'a.js': 'v0' });
  const loader = createModuleLoader({ cwd: at.root });
  const { atime, mtime } = statSync(at.path('a.js'));
  for (let version = 1; version < 50; version++) {
    at.write('a.js', `v${version % 10}`);
    utimesSync(at.path('a.js'), atime, mtime);
    loader.beginLint();
    expect(loader.load(at.path('a.js'))?.text).toBe(`v${version % 10}`);
  }
});

test('the stamp says whether a file has changed', () => {
  const at = project({ 'a.js': 'a' });
  const loader = createModuleLoader({ cwd: at.root });
  const stamp = (): string => {
    loader.beginLint();
    return loader.stamp(at.path('a.js'));
  };
  const before = stamp();
  expect(stamp()).toBe(before);
  at.write('a.js', 'b');
  const after = stamp();
  expect(after).not.toBe(before);
  at.remove('a.js');
  expect(stamp()).toBe('missing');
  expect(loader.stamp(at.path('a\0b'))).toBe('missing');
});

test('there is one loader for a working folder', () => {
  const at = project();
  expect(loaderFor(at.root)).toBe(loaderFor(`${at.root}/`));
  expect(loaderFor(at.root)).not.toBe(loaderFor(at.path('sub')));
});

test('without native code everything is unknown', () => {
  const at = project({ 'a.js': 'import "./b.js"; getUploadUrls', 'b.js': '', 'c.json': '{}' });
  const none = { parser: () => undefined, resolver: () => undefined };
  const loader = createModuleLoader({ cwd: at.root }, none);
  expect(loader.resolve('./b.js', at.path('a.js'))).toBeUndefined();
  expect(loader.load(at.path('a.js'))).toBeUndefined();
  expect(loader.importersOf(at.path('b.js'))).toEqual([]);
});

test('native code that throws makes a file unknown', () => {
  const at = project({ 'a.js': 'import "./b.js"', 'b.js': '' });
  const broken = (): never => {
    throw new Error('no such symbol');
  };
  const loader = createModuleLoader({ cwd: at.root }, { parser: broken, resolver: broken });
  expect(loader.resolve('./b.js', at.path('a.js'))).toBeUndefined();
  expect(loader.load(at.path('a.js'))).toBeUndefined();
  expect(loader.importersOf(at.path('b.js'))).toEqual([]);
});

test('files are found from the working folder', () => {
  const at = project({ 'src/a.js': 'a()' });
  const module = createModuleLoader({ cwd: at.root }).load('src/a.js');
  expect(relative(at.root, module?.file ?? '')).toBe('src/a.js');
});
