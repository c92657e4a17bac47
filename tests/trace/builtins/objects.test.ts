/** Objects, generators and texts of the standard library: copies, groups, keys, what an object is in a text. */
import { describe, expect, it } from 'vitest';
import { eventsOf } from '../in-words.js';

const HEAD = "import { writeFileSync } from 'node:fs'; const base = manifest.getUploadUrls[manifest.stage];\n";
const writes = (code: string): readonly string[] =>
  eventsOf(HEAD + code, {}, '<program.ts>').filter((event) => event.startsWith('write')).map((event) => event.replace(/ line \d+$/u, ''));
const requests = (code: string): readonly string[] => eventsOf(HEAD + code, {}, '<program.ts>').filter((event) => event.startsWith('request'));

describe('groups', () => {
  it.each([
    ['Object.groupBy', "const { out } = Object.groupBy([{ kind: 'in', path: 'a' }, { kind: 'out', path: 'b' }], ({ kind }) => kind); for (const { path } of out) writeFileSync(path, '');", ['write b']],
    ['Map.groupBy', "const groups = Map.groupBy(['a', 'b.txt'], (name) => name.endsWith('.txt') ? 'texts' : 'others'); for (const name of groups.get('texts')) writeFileSync(name, '');", ['write b.txt']],
  ])('%s', (_, code, expected) => {
    expect(writes(code)).toEqual(expected);
  });

  it('by the stage: the group of true is the current one', () => {
    const code = 'const own = Map.groupBy(Object.entries(manifest.getUploadUrls), ([name]) => name === manifest.stage).get(true); for (const [, url] of own) fetch(url + "/a");';
    expect(requests(code)).toHaveLength(1);
  });
});

describe('copies', () => {
  it('what is assigned to a copy is not assigned to the original', () => {
    const code = "const plan = { name: 'a' }; const other = structuredClone(plan); other.name = 'b'; writeFileSync(plan.name, ''); writeFileSync(other.name, '');";
    expect(writes(code)).toEqual(['write a', 'write b']);
  });

  it('Object.assign runs the setters of its target', () => {
    expect(writes("class Out { #path = 'a'; set path(value) { this.#path = value; } get path() { return this.#path; } } const out = Object.assign(new Out(), { path: 'b' }); writeFileSync(out.path, '');")).toEqual(['write b']);
  });
});

describe('a promise that is resolved from outside', () => {
  const DEFERRED = 'const deferred = () => { let resolve; let reject; const promise = new Promise((yes, no) => { resolve = yes; reject = no; }); return { promise, resolve, reject }; };';
  const ANSWER = "const signed = fetch(base + '/a').then((r) => r.text());";
  const put = (url: string): string => `fetch(await ${url}, { method: 'PUT', body: f });`;

  it.each([
    ['Promise.withResolvers', `const { promise, resolve } = Promise.withResolvers(); ${ANSWER} signed.then(resolve); ${put('promise')}`],
    ['p-defer', `import pDefer from 'p-defer'; const slot = pDefer(); ${ANSWER} slot.resolve(signed); ${put('slot.promise')}`],
    ['functions kept in variables', `${DEFERRED} const slot = deferred(); ${ANSWER} slot.resolve(signed); ${put('slot.promise')}`],
    ['functions kept in fields', `class Slot { constructor() { this.promise = new Promise((resolve, reject) => { this.resolve = resolve; this.reject = reject; }); } } const slot = new Slot(); ${ANSWER} slot.resolve(await signed); ${put('slot.promise')}`],
    ['functions kept in a list', `const waiting = []; const next = new Promise((resolve) => waiting.push(resolve)); ${ANSWER} waiting.shift()(await signed); ${put('next')}`],
    ['functions kept under a name', `const asked = new Map(); const next = new Promise((resolve) => asked.set('a', { resolve })); ${ANSWER} asked.get('a').resolve(signed); ${put('next')}`],
    ['on one of two paths', `${DEFERRED} const slot = deferred(); ${ANSWER} if (flag) slot.resolve(signed); else slot.reject(new Error()); ${put('slot.promise')}`],
    ['before a timeout that only rejects', `${DEFERRED} const slot = deferred(); const late = deferred(); setTimeout(late.reject, 1000, new Error()); ${ANSWER} slot.resolve(signed); ${put('Promise.race([slot.promise, late.promise])')}`],
  ])('is what it was resolved with: %s', (_, code) => {
    expect(requests(code)).toEqual(['request GET <upload[stage]>/a line 2', 'request PUT upload-url 2 line 2']);
  });

  it('is not known as long as nobody is seen to resolve it', () => {
    expect(requests(`${DEFERRED} const slot = deferred(); globalThis.fill(slot.resolve); ${put('slot.promise')}`).join()).toMatch(/^request PUT \?/u);
  });

  it('two of them are two', () => {
    const code = `${DEFERRED} const one = deferred(); const other = deferred(); one.resolve('x'); other.resolve('y'); fetch(base + '/' + (await (flag ? one : other).promise));`;
    expect(requests(code)).toEqual(['request GET <upload[stage]>/x or <upload[stage]>/y line 2']);
  });
});

describe('results that come later', () => {
  const LIB = "import { errAsync, okAsync, ResultAsync } from 'neverthrow'; const from = (promise) => ResultAsync.fromPromise(promise, String);";
  const ASK = "from(fetch(base + '/a')).andThen((r) => from(r.text()))";
  const PUT = "(u) => from(fetch(u, { method: 'PUT', body: f }))";

  it.each([
    ['andThen', `${ASK}.andThen(${PUT});`],
    ['map, with the failure passing by', `${ASK}.map((text) => text.trim()).mapErr(log).map(${PUT});`],
    ['match', `${ASK}.match(${PUT}, log);`],
    ['andTee gives on what it was given', `${ASK}.andTee(log).andThen(${PUT});`],
    ['okAsync', `okAsync('a').andThen((name) => from(fetch(base + '/' + name))).map((r) => r.text()).andThen(${PUT});`],
  ])('%s', (_, code) => {
    expect(requests(LIB + code)).toEqual(['request GET <upload[stage]>/a line 2', 'request PUT upload-url 2 line 2']);
  });

  it('may be what stands in for a failure', () => {
    expect(requests(`${LIB} const u = await ${ASK}.unwrapOr(undefined); await fetch(u, { method: 'PUT', body: f });`).at(-1)).toBe('request PUT undefined or upload-url 2 line 2');
    expect(requests(`${LIB} ${ASK}.orElse(() => okAsync('x')).map(${PUT});`).at(-1)).toBe('request PUT upload-url 2 or x line 2');
  });

  it('the elements of a list are not the list', () => {
    expect(requests("import Promise from 'bluebird'; Promise.resolve(['x']).map((name) => fetch(base + '/' + name));")).toEqual(['request GET <upload[stage]>/<?> line 2']);
  });
});

describe('an answer as a stream', () => {
  it('is the list of its pieces', () => {
    const code = "import https from 'node:https'; https.get(base + '/a', async (res) => { const pieces = await res.toArray(); await fetch(Buffer.concat(pieces).toString().trim(), { method: 'PUT', body: f }); });";
    expect(requests(code).at(-1)).toBe('request PUT upload-url 2 line 2');
  });
});

describe('generators', () => {
  it.each([
    ['yield* gives what the inner one returns', "function* inner() { yield 1; return 'b'; } function* outer() { writeFileSync(yield* inner(), ''); } [...outer()];", ['write b']],
    ['one without an end', "function* names() { for (;;) yield 'c'; } writeFileSync(names().next().value, '');", ['write c or c']],
    ['co awaits what is yielded', "import co from 'co'; co(function* () { const name = yield Promise.resolve('d'); writeFileSync(name, ''); });", ['write d']],
  ])('%s', (_, code, expected) => {
    expect(writes(code)).toEqual(expected);
  });
});

describe('texts', () => {
  it.each([
    ['an object is its toString', "class Name { toString() { return 'a'; } } writeFileSync(`${new Name()}.txt`, '');", ['write a.txt']],
    ['joined by a sign', "class Name { toString() { return 'a'; } } writeFileSync(new Name() + '.txt', '');", ['write a.txt']],
    ['replaced by a function', "const values = { stem: 'a', end: 'txt' }; writeFileSync('{stem}.{end}'.replace(/\\{(\\w+)\\}/g, (_, key) => values[key]), '');", ['write a.txt']],
    ['String.raw as a function', "const tag = (strings, ...values) => String.raw({ raw: strings }, ...values); writeFileSync(tag`a${1}.txt`, '');", ['write a1.txt']],
    ['members of an enum by their bare names', "enum Size { Kilo = 2 ** 10, Two = 2 * Kilo } writeFileSync('x', ''); writeFileSync(String(Size.Two), '');", ['write x', 'write 2048']],
    ['another name for a namespace', "namespace Names { export namespace Out { export const file = 'a.txt'; } } import Out = Names.Out; writeFileSync(Out.file, '');", ['write a.txt']],
    ['a path that may be absolute is asked', "import path from 'node:path'; const list = flag ? '/data/a' : 'b'; writeFileSync(path.isAbsolute(list) ? path.basename(list) : list, '');", ['write a or b']],
  ])('%s', (_, code, expected) => {
    expect(writes(code)).toEqual(expected);
  });
});

describe('Maps', () => {
  it('URLs that something is kept under are read back as keys', () => {
    expect(requests("const kept = new Map(); for (const name of globalThis.names()) kept.set(`${base}/a`, name); for (const url of kept.keys()) fetch(url);").join('')).toContain('GET <upload[stage]>/a');
  });
});
