/** Closures told apart, picked out of copies of a map, and what is spread from one of several. */
import { describe, expect, it } from 'vitest';
import { eventsOf } from '../in-words.js';

const requests = (code: string): readonly string[] => eventsOf(code, {}, '<program.js>').filter((event) => event.startsWith('request'));

describe('closures of one function', () => {
  it('run within each other', () => {
    const code = "const pipe = (...fs) => (x) => fs.reduce((v, f) => f(v), x);\nconst url = pipe(pipe(pipe((u) => u + '/a'), (u) => u), (u) => u)(manifest.downloadUrls.initial);\nfetch(url);";
    expect(requests(code)).toEqual(['request GET <download[initial]>/a line 3']);
  });

  it('made at different places they are different functions, however deep', () => {
    const code = "const after = (next) => (v) => next(v);\nafter((a) => after((b) => after((c) => after((d) => after((e) => after((f) => after((g) => fetch(g + '/a'))(f))(e))(d))(c))(b))(a))(manifest.downloadUrls.initial);";
    expect(requests(code)).toEqual(['request GET <download[initial]>/a line 2']);
  });

  it('a combinator runs within what it was given', () => {
    const code = "const pipe = (v, ...fs) => fs.reduce((x, f) => f(x), v);\npipe(manifest.downloadUrls.initial, (a) => pipe(a, (b) => pipe(b, (c) => pipe(c, (d) => pipe(d, (e) => pipe(e, (f) => fetch(f + '/a')))))));";
    expect(requests(code)).toEqual(['request GET <download[initial]>/a line 2']);
  });

  it('made with different functions they are different functions, whoever makes them', () => {
    const flow = 'const flow = (v, ...fs) => fs.reduce((x, f) => f(x), v);\nconst then = (next) => (first) => async () => next(await first())();\n';
    const around = (name: string, body: string): string => `flow(async () => '${name}', then((${name}) => ${body}))`;
    const code = `${flow}${['a', 'b', 'c', 'd', 'e', 'f'].reduceRight((body, name) => around(name, body), 'async () => fetch(`${manifest.downloadUrls.initial}/${a}${f}`)')}();`;
    expect(requests(code)).toEqual(['request GET <download[initial]>/af line 3']);
  });

  it('so they are where a function of theirs was given others', () => {
    const aside = 'const then = (next) => (first) => () => next(first())();\nconst aside = (next) => (first) => then((v) => then(() => () => v)(next(v)))(first);\n';
    const around = (name: string, body: string): string => `aside((${name}) => ${body})(() => '${name}')`;
    const code = `${aside}${['a', 'b', 'c', 'd'].reduceRight((body, name) => around(name, body), '() => fetch(`${manifest.downloadUrls.initial}/${a}${d}`)')}();`;
    expect(requests(code)).toEqual(['request GET <download[initial]>/ad line 3']);
  });

  it('one that wraps what it is given in each round ends', () => {
    const code = "const then = (next) => (first) => async () => next(await first())();\nconst once = (task) => async () => task();\nconst on = (task) => then((v) => on(once(once(task))))(once(task));\non(async () => fetch(manifest.downloadUrls.initial + '/a'))();";
    expect(requests(code).length).toBeGreaterThan(0);
  });

  it('one that makes itself again ends', () => {
    const code = "const again = (left) => (url, task) => (left > 99 ? url : again(left + 1)(url, () => task()));\nfetch(again(0)(manifest.downloadUrls.initial, () => 1) + '/a');";
    expect(requests(code).length).toBeGreaterThan(0);
  });

  it('a function that calls itself ends', () => {
    expect(requests("const f = (u, n) => (n > 9 ? u : f(u, n + 1));\nfetch(f(manifest.downloadUrls.initial, 0) + '/a');").length).toBeGreaterThan(0);
  });
});

describe('made of each entry of the map', () => {
  const made = (of: string): string => `const all = Object.fromEntries(Object.entries(manifest.getUploadUrls).map(([stage, base]) => [stage, ${of}]));\n`;

  it.each([
    ['functions', made('(path) => fetch(`${base}/${path}`)'), "all.fit('a');"],
    ['objects', made('{ url: { base } }'), "fetch(all.fit.url.base + '/a');"],
    ['functions that give functions', made('((b) => () => fetch(b + "/a"))(base)'), 'all.fit();'],
    ['in a Map', 'const all = new Map(Object.entries(manifest.getUploadUrls).map(([stage, base]) => [stage, () => fetch(`${base}/a`)]));\n', "all.get('fit')();"],
  ])('%s belong to the stage by whose name they are picked', (_, before, code) => {
    expect(requests(before + code).some((event) => event.startsWith('request GET <upload[fit]>/a'))).toBe(true);
  });
});

describe('one of several', () => {
  it('a list that is spread into a call stays whole', () => {
    const code = "const list = { a: ['x', 'y'], b: ['z', 'w'] }[manifest.stage];\nconst join = (one, two) => fetch(`${manifest.downloadUrls.initial}/${one}${two}`);\njoin(...list);";
    expect(requests(code)).toEqual(['request GET <download[initial]>/xy-if-a line 2 if a', 'request GET <download[initial]>/zw-if-b line 2 if b']);
  });

  it('what an object brings is there where that object is', () => {
    const code = "const own = manifest.stage === 'a' ? { name: 'x' } : { name: 'y' };\nconst all = { ...own };\nif (manifest.stage === 'a') fetch(`${manifest.downloadUrls.initial}/${all.name}`);";
    expect(requests(code).join()).toContain('/x');
    expect(requests(code).join()).not.toContain('/y');
  });
});
