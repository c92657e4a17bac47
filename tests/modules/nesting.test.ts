import { spawnSync } from 'node:child_process';
import { parseSync } from 'oxc-parser';
import { expect, test } from 'vitest';
import { isNestedTooDeep } from '../../src/modules/nesting.js';
import { parseSource } from '../../src/modules/parse.js';

const DEEP: Readonly<Record<string, (levels: number) => string>> = {
  arrays: (n) => `${'['.repeat(n)}${']'.repeat(n)}`,
  parentheses: (n) => `${'('.repeat(n)}1${')'.repeat(n)}`,
  arrows: (n) => `${'()=>'.repeat(n)}1`,
  blocks: (n) => `${'{'.repeat(n)}${'}'.repeat(n)}`,
  unclosed: (n) => '['.repeat(n),
  ternaries: (n) => `${'a?b:'.repeat(n)}c`,
  templates: (n) => `${'`${'.repeat(n)}1${'}`'.repeat(n)}`,
  objects: (n) => `x=${'{a:'.repeat(n)}1${'}'.repeat(n)}`,
  'if after if': (n) => `${'if(a)'.repeat(n)};`,
  'else if': (n) => `${'if(a){b;}else '.repeat(n)};`,
  types: (n) => `type T = ${'Array<'.repeat(n)}1${'>'.repeat(n)}`,
  functions: (n) => `${'function f(){'.repeat(n)}${'}'.repeat(n)}`,
  negations: (n) => `${'!'.repeat(n)}1`,
  powers: (n) => `${'2**'.repeat(n)}2`,
  calls: (n) => `${'f('.repeat(n)}${')'.repeat(n)}`,
  'brackets behind strings': (n) => `${"[']',".repeat(n)}${']'.repeat(n)}`,
  'brackets behind comments': (n) => `${'[/*]*/'.repeat(n)}${']'.repeat(n)}`,
};

test.each(Object.keys(DEEP))('too deep for the native parser: %s', (kind) => {
  const text = DEEP[kind];
  expect(text).toBeDefined();
  for (const levels of [1_500, 20_000]) expect(isNestedTooDeep(text?.(levels) ?? '')).toBe(true);
});

test.each(Object.keys(DEEP).filter((kind) => kind !== 'unclosed'))('not too deep: %s', (kind) => {
  const text = DEEP[kind]?.(100) ?? '';
  expect(isNestedTooDeep(text)).toBe(false);
  expect(parseSource(parseSync, 'a.ts', text)).toBeDefined();
});

test('spines that no stack holds', () => {
  expect(isNestedTooDeep(`x = ${'a + '.repeat(60_000)}a`)).toBe(true);
  expect(isNestedTooDeep(`x${'.then(f)'.repeat(30_000)}`)).toBe(true);
  expect(isNestedTooDeep(`x = ${'a + '.repeat(5_000)}a`)).toBe(false);
});

test('long files are not deep', () => {
  const files = [
    'if (a) { b(); }\n'.repeat(5_000),
    'const f = (x) => x ? g(x.y) : "(";\n'.repeat(5_000),
    'const f = (x) => !x\n'.repeat(5_000),
    `const list = [${'{ a: [1, 2], b: -3.5 }, '.repeat(5_000)}];`,
    `class A { ${'m(a) { return await a }\n'.repeat(5_000)} }`,
    `switch (x) { ${'case 1: return y?.z ?? !w;\n'.repeat(5_000)} }`,
    `const s = ${JSON.stringify('([{'.repeat(5_000))};`,
    `// ${'([{'.repeat(5_000)}\n/* ${'([{'.repeat(5_000)} */`,
    `const a = <ul>\n${'<li>x</li>\n'.repeat(300)}</ul>;`,
  ];
  for (const text of files) expect(isNestedTooDeep(text)).toBe(false);
});

test('the measure is linear, whatever the text', () => {
  const started = performance.now();
  for (const part of ["'", '"\\', '/*', '//', "'\\'", '`${', ')', '/', '<']) isNestedTooDeep(part.repeat(131_072));
  expect(performance.now() - started).toBeLessThan(2_000);
});

test('a worker thread, whose stack is half as large, parses what is not too deep', () => {
  const texts = Object.values(DEEP).flatMap((text) => [100, 200, 300, 400, 490].map(text).filter((deep) => !isNestedTooDeep(deep)));
  expect(texts.length).toBeGreaterThan(40);
  const parse = `const { parseSync } = require('oxc-parser');
    for (const text of require('node:worker_threads').workerData) parseSync('a.ts', text, { astType: 'ts', range: true }).program;`;
  const main = `new (require('node:worker_threads').Worker)(${JSON.stringify(parse)}, { eval: true, workerData: ${JSON.stringify(texts)} })`;
  expect(spawnSync(process.execPath, ['-'], { input: main, encoding: 'utf8' })).toMatchObject({ status: 0, stderr: '' });
});
