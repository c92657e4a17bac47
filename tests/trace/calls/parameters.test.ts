/** How many parameters a function asks for: `curry`, written by hand, runs it when it has been given as many. */
import { describe, expect, it } from 'vitest';
import { eventsOf } from '../in-words.js';

const requests = (code: string): readonly string[] => eventsOf(code, {}, '<program.js>').filter((event) => !event.startsWith('map'));

const curries: readonly (readonly [string, string])[] = [
  ['by what it holds', 'const curry = (f, ...held) => (held.length >= f.length ? f(...held) : (...more) => curry(f, ...held, ...more));'],
  ['by a named function', 'function curry(f) { return function next(...args) { if (args.length >= f.length) return f.apply(this, args); return (...more) => next.apply(this, args.concat(more)); }; }'],
  ['by bind', 'const curry = (f) => (...args) => (args.length < f.length ? curry(f.bind(null, ...args)) : f(...args));'],
  ['by bind of itself', 'const curry = (f, ...held) => (held.length === f.length ? f(...held) : curry.bind(null, f, ...held));'],
  ['by what is left', 'const curry = (f, held = []) => (...more) => { const all = [...held, ...more]; const left = f.length - all.length; return left > 0 ? curry(f, all) : f(...all); };'],
  ['by a number', 'const collect = (count, f) => { const next = (...held) => (...more) => { const all = [...held, ...more]; return all.length < count ? next(...all) : f(...all); }; return next(); };\nconst curry = (f) => collect(f.length, f);'],
  ['by arguments', 'function curry(f) { return function next() { var args = Array.prototype.slice.call(arguments); return args.length >= f.length ? f.apply(null, args) : function () { return next.apply(null, args.concat(Array.prototype.slice.call(arguments))); }; }; }'],
];

describe.each(curries)('a function that is curried %s', (_, curry) => {
  it.each([
    ['one by one', "load(manifest.downloadUrls.tides)('tables')('a.csv');"],
    ['some at a time', "load(manifest.downloadUrls.tides)('tables', 'a.csv');"],
    ['all at once', "load(manifest.downloadUrls.tides, 'tables', 'a.csv');"],
  ])('runs once, given its arguments %s', (_given, call) => {
    const code = `const load = curry((base, folder, name) => fetch(\`\${base}/\${folder}/\${name}\`));\n${call}`;
    expect(requests(`${curry}\n${code}`).map((event) => event.replace(/ line \d+$/, ''))).toEqual(['request GET <download[tides]>/tables/a.csv']);
  });
});

describe('the number of parameters', () => {
  const asked = (parameters: string): readonly string[] => requests(`const f = (${parameters}) => {};\nfetch(manifest.downloadUrls.tides + '/' + f.length);`);

  it.each([
    ['', '0'],
    ['a, b', '2'],
    ['{ a }, [b]', '2'],
    ['a, b = 1, c', '1'],
    ['a, ...b', '1'],
  ])('of (%s) is %s', (parameters, number) => {
    expect(asked(parameters)).toEqual([`request GET <download[tides]>/${number} line 2`]);
  });

  it('is less by what is bound', () => {
    expect(requests("function f(a, b, c) {}\nfetch(manifest.downloadUrls.tides + '/' + f.bind(null, 1).length);")).toEqual(['request GET <download[tides]>/2 line 2']);
  });

  it('is unknown of what takes a callback behind its arguments', () => {
    expect(requests("import { promisify } from 'node:util';\nconst f = promisify((a, done) => done(null, a));\nfetch(manifest.downloadUrls.tides + '/' + f.length);")).toEqual(['request GET <download[tides]>/<?> line 3']);
  });
});
