import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fixed, lint, parses } from './linting.js';
import { programs } from './generated.js';
import { MUTATIONS, mutated } from './mutate.js';
import { REGRESSIONS } from './regressions.js';
import { runs, size, TIMEOUT } from './runs.js';
import { seeds } from './seeds.js';

/** Fixes known not to settle yet. */
const UNSETTLED: ReadonlySet<string> = new Set(['cases/require-storage-path/20-optional-folder/bad']);

/** In milliseconds of the processor, for one file, its parse left out; twice what a machine at rest is allowed. */
const LONGEST = 4000;

function timed(work: () => void): number {
  const started = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(started);
  return (user + system) / 1000;
}

/** Nothing throws, and all fixes together leave a program that parses and has nothing left that those rules would fix. */
function survives(text: string, options: Parameters<typeof lint>[1] = {}): void {
  const before = lint(text, options);
  if (!parses(before)) return;
  const rules = new Set(before.filter(({ fix }) => fix !== undefined).map(({ ruleId }) => ruleId));
  if (rules.size === 0) return;
  const after = lint(fixed(text, before), options);
  expect(after.filter(({ fatal }) => fatal === true)).toEqual([]);
}

describe('no input is too strange', () => {
  it('generated programs', { timeout: TIMEOUT }, () => {
    fc.assert(fc.property(programs, (text) => { survives(text); }), runs(150));
  });

  it('mutations of the labelled programs', { timeout: TIMEOUT }, () => {
    const choice = fc.record({
      seed: fc.constantFrom(...seeds),
      mutations: fc.array(fc.record({ kind: fc.constantFrom(...MUTATIONS), at: fc.nat(), other: fc.nat() }), { minLength: 1, maxLength: 4 }),
    });
    fc.assert(
      fc.property(choice, ({ seed, mutations }) => {
        survives(mutations.reduce(mutated, seed.text), seed);
      }),
      runs(250),
    );
  });

  it.each(REGRESSIONS)('what once went wrong: $what', ({ text }) => {
    survives(text);
  });

  it('fixes settle in one pass, and bring no other report', { timeout: TIMEOUT }, () => {
    const unsettled = seeds.filter((seed) => {
      if (UNSETTLED.has(seed.id)) return false;
      const before = lint(seed.text, seed);
      const rules = new Set(before.filter(({ fix }) => fix !== undefined).map(({ ruleId }) => ruleId));
      if (rules.size === 0) return false;
      const known = new Set(before.map(({ ruleId }) => ruleId));
      const after = lint(fixed(seed.text, before), seed);
      return after.some(({ ruleId, fix }) => !known.has(ruleId) || (fix !== undefined && rules.has(ruleId)));
    });
    expect(unsettled.map(({ id }) => id)).toEqual([]);
  });
});

const HEAD = "import { readFileSync, writeFileSync } from 'node:fs';\nconst manifest = JSON.parse(readFileSync(process.argv[2], 'utf8'));\nconst { stage } = manifest;\nconst url = manifest.getUploadUrls[stage];\n";

describe('time is bounded', () => {
  const deep = (open: string, close: string, depth: number): string => `${HEAD}const x = ${open.repeat(depth)}1${close.repeat(depth)};\n`;
  const repeat = (count: number, make: (index: number) => string): string => Array.from({ length: count }, (_, index) => make(index)).join('');

  it.each([
    ['a sum of 100,000 terms', `${HEAD}const x = url${" + 'a'".repeat(100_000)};\nwriteFileSync(x, '');\n`],
    ['100,000 array elements', `${HEAD}const x = [${'url,'.repeat(100_000)}];\nfor (const y of x) await fetch(y);\n`],
    ['100,000 parentheses', deep('(', ')', 100_000)],
    ['100,000 arrays in arrays', deep('[', ']', 100_000)],
    ['3,000 calls in calls', deep('f(', ')', 3000)],
    ['3,000 times else if', `${HEAD}let p = 'a';\n${repeat(3000, (n) => `if (process.env.X === '${String(n)}') p = '${String(n)}';\nelse `)}p = 'b';\nwriteFileSync(p, '');\nawait fetch(url + '/' + p);\n`],
    ['3,000 times else if, on the stage', `${HEAD}${repeat(3000, (n) => `if (stage === 's${String(n)}') await fetch(manifest.getUploadUrls.s${String(n)} + '/a');\nelse `)}await fetch(url);\n`],
    ['20,000 calls of then', `${HEAD}fetch(url)${'.then((x) => x)'.repeat(20_000)};\n`],
    ['many functions', `${HEAD}${repeat(size(20_000), (n) => `async function f${String(n)}(a) { await fetch(url + '/' + a); return f${String((n * 7) % size(20_000))}(a); }\n`)}`],
    ['generated code, 5 MB in the long run', `${HEAD}${repeat(size(50_000), (n) => `export const row${String(n)} = { id: ${String(n)}, path: '/data/${String(n)}', url: url + '/' + ${String(n)}, size: ${String(n)} };\n`)}`],
    ['values that hold themselves', `${HEAD}const a = { url }; a.a = a; const b = [a]; b.push(b); a.b = b; for (const x of b) await fetch(x.a.b[0].url + '/m', { method: 'PUT', body: b });\n`],
    ['functions that call themselves', `${HEAD}const f = (g) => g(g)(f); f(f); function y(x) { return y(y(x)); } await fetch(y(url));\n`],
    ['getters, proxies, eval', `${HEAD}const o = { get url() { return this.url; }, set url(v) { this.url = v; } }; eval('o'); new Proxy(o, o).url; await fetch(o.url); new Function('a', 'b')(url);\n`],
    ['two to the power of branches', `${HEAD}let p = 'a';\n${repeat(2000, (n) => `if (process.env.X${String(n)}) p = p + '${String(n)}'; else p = '${String(n)}' + p;\n`)}writeFileSync(p, '');\nawait fetch(url + '/' + p);\n`],
  ])('%s', { timeout: TIMEOUT }, (_name, text) => {
    const parse = timed(() => { lint(text, { without: 'rules' }); });
    expect(timed(() => { lint(text); }) - parse).toBeLessThan(LONGEST);
  });

  it('with, in a script', () => {
    expect(parses(lint('var fs = require("fs"); with (fs) { writeFileSync("/tmp/x", ""); }', { file: '/nowhere/x.cjs' }))).toBeDefined();
  });
});
