/** The tracer reads the host's trees and the loader's alike, so they must be the same. */
import { parse as parseTypeScript } from '@typescript-eslint/parser';
import { parseSync } from 'oxc-parser';
import { expect, test } from 'vitest';
import { parseSource } from '../../src/modules/parse.js';

/** Where a node is, and what only one of the parsers tells. */
const LEFT_OUT = new Set(['loc', 'parent', 'start', 'end', 'tokens', 'comments', 'hashbang', 'sourceType', 'phase']);

/** A tree without what is not compared; what is absent, empty or off is left out. */
function comparable(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(comparable);
  if (typeof node === 'bigint' || node instanceof RegExp) return String(node);
  if (typeof node !== 'object' || node === null) return node;
  const entries = Object.entries(node).flatMap(([key, value]: [string, unknown]) => {
    const isOff = value === null || value === undefined || value === false || (Array.isArray(value) && value.length === 0);
    return LEFT_OUT.has(key) || isOff ? [] : [[key, comparable(value)] as const];
  });
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}

const JAVASCRIPT = `#!/usr/bin/env node
'use strict';
import fs, { readFile as read, default as other } from 'node:fs';
import * as path from 'node:path';
import data from './manifest.json' with { type: 'json' };
export * from './a.js';
export * as b from './b.js';
export { read as reader, path };
export default class extends Base { static #count = 0; get x() { return this.#count; } static { init(); } async *m([a, ...b]) { yield* a; } 'quoted' = 1; [computed]() {} }
export const { a = 1, [key]: { c }, ...rest } = await f(...args);
label: for (const [k, v] of Object.entries(map)) { if (k !== v) continue label; else break; }
for await (const x of y) ;
for (let i = 0, n = 5; i < n; i++, n--) {}
for (const key in object) delete object[key];
while (a?.b?.[c]?.(d) ?? e) do { x ||= y; z **= 2; } while (!w);
switch (stage) { case 'initial': case \`stage\`: run(); break; default: throw new Error(\`no \${stage} \\n\`); }
try { await import('./c.js'); } catch { } finally { void 0; }
const fn = async ({ url = '/x' } = {}, ...others) => ({ url, others, method() {}, get g() { return 1; }, async: true, ['k' + 1]: 2, __proto__: null });
x = (1, 2), y = a ? b : c, z = typeof d === 'undefined' && !(e in f) || g instanceof H;
const t = String.raw\`C:\\x\`, r = /a[/]b/gi, n = 10n, m = 0x1F, s = 'it\\'s', v = import.meta.url;
(a?.b).c; (async () => { await null; })(); new A; new (b())(c);
function* gen() { const x = yield; return new.target; }
if (a) b(); else if (c) { d(); }
debugger;
;
`;

const TYPESCRIPT = `
import type { Manifest } from './types.js';
import { type Stage, run } from './run.js';
import legacy = require('./legacy');
import Alias = legacy.inner;
export type { Manifest };
interface Wide<T extends object = {}> extends Base<T>, Other { readonly stage: string; getUploadUrls?: Record<string, string>; (x: number): void; new (): Wide<T>; [key: string]: unknown; method?(): void }
type Kind = 'a' | \`b-\${string}\` | Manifest['stage'] | keyof typeof table | { readonly [K in Kind]?: K extends infer U ? U : never } | [first: string, ...rest: number[]] | (new () => void) | ((a: string) => a is 'x') | unique symbol | import('./x').Y;
enum Stage { Initial = 'initial', Next = Initial }
declare const enum Flag { A = 1 << 2 }
declare module 'x' { export const y: string; }
namespace A.B { export const c = 1; }
declare global { interface Window { x: string } }
abstract class Store<T> extends Base<T> implements One, Two { private readonly x: string = ''; declare y: number; static z?: string; constructor(private readonly manifest: Manifest, public override n = 1) { super(); } abstract run(this: Store<T>): void; protected async go?(): Promise<void>; @log() decorated!: string; accessor q = 1; get v(): string { return ''; } set v(value) {} }
function over(a: string): void;
function over(a?: number, ...rest: unknown[]): asserts a is number {}
const a = <string>b, c = d as const, e = f!, g = h satisfies Manifest, i = j!.k?.l!.m, n = fn<string>('x'), o = new Map<string, number>(), p = fn<string>;
const arrow = async <T,>(x: T): Promise<T> => x;
let definite!: string;
for (const x of <string[]>y) (z as any).w = 1;
export default interface Shape { a: 1 }
export = a;
export as namespace Global;
`;

const JSX = `const a = <div className="x" {...rest} on={() => 1}>text {b} <></> <A.B ns:x="1" /> {/* c */} {...d}</div>;`;

test.each([
  ['a.js', JAVASCRIPT],
  ['a.ts', TYPESCRIPT],
  ['a.tsx', JSX],
])('the trees of both parsers: %s', (file, text) => {
  const options = { range: true, loc: false, ecmaFeatures: { jsx: file !== 'a.ts' }, filePath: file, suppressDeprecatedPropertyWarnings: true };
  expect(comparable(parseSource(parseSync, file, text))).toEqual(comparable(parseTypeScript(text, options)));
});
