/** Functions that call back, called for a promise. */
import { describe, expect, it } from 'vitest';
import { eventsOf } from '../in-words.js';

const writes = (code: string): readonly string[] =>
  eventsOf(`import { writeFileSync } from 'node:fs'; import { promisify } from 'node:util'; manifest.getUploadUrls;\n${code}`).filter((event) => event.startsWith('write')).map((event) => event.replace(/ line \d+$/u, ''));

describe('a promisified function gives what it calls back with', () => {
  it.each([
    ['behind the error', "const f = promisify((name, done) => done(null, `/a/${name}`)); writeFileSync(await f('x'), '');"],
    ['later', "const f = promisify((name, done) => { setTimeout(() => done(null, `/a/${name}`), 10); }); writeFileSync(await f('x'), '');"],
    ['or an error', "const f = promisify((name, done) => { if (name > limit) done(new Error(name)); else done(undefined, '/a/x'); }); writeFileSync(await f('x'), '');"],
    ['an error by an event', "import https from 'node:https'; const f = promisify((name, done) => { https.get(name, () => done(null, '/a/x')).on('error', done); }); writeFileSync(await f('x'), '');"],
    ['of an object', "class A { #at = '/a'; f(name, done) { done(null, `${this.#at}/${name}`); } } const a = new A(); writeFileSync(await promisify(a.f.bind(a))('x'), '');"],
  ])('%s', (_, code) => {
    expect(writes(code)).toEqual(['write /a/x']);
  });

  it('or something unknown', () => {
    expect(writes("const f = promisify((name, done) => vendor.find(name, done)); writeFileSync(await f('x'), '');")).toEqual(['write ?']);
  });
});

describe('of several calls of `resolve` one counts', () => {
  it('whose value it is', () => {
    expect(writes("const name = await new Promise((resolve) => { if (flag) resolve('a'); else setTimeout(() => resolve('b'), 10); }); writeFileSync(name, '');")).toEqual(['write a or b']);
  });
});

describe('what has called back is over', () => {
  const READ = "import { readFile } from 'node:fs'; const read = (name, done) => { readFile(name, 'utf8', (error, text) => { if (error) done(error); else done(null, text); }); };\n";

  it('so that it runs again, however many calls lie between', () => {
    const code = `${READ}const load = (name, done) => { read(name, (error, text) => done(error, text)); };
load(a, () => read(b, () => load(c, () => read(d, () => { writeFileSync('/a/x', ''); }))));`;
    expect(writes(code)).toEqual(['write /a/x']);
  });

  it('though what goes on without end is left', () => {
    expect(writes(`${READ}const pump = (name) => { read(name, (error, text) => { writeFileSync('/a/x', ''); pump(text); }); };\npump(a);`)).toEqual(['write /a/x']);
  });
});
