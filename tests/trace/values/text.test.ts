/** The value is followed, not the name: by each route the same URL is requested. */
import { describe, expect, it } from 'vitest';
import { eventsOf } from '../in-words.js';

const requested = (code: string): string => {
  const urls = eventsOf(code).flatMap((event) => /^request \S+ (.*) line \d+/u.exec(event)?.[1] ?? []);
  return [...new Set(urls)].sort().join(' / ') || 'nothing';
};

const URL = '<upload[stage]>/x';

describe('routes of a URL', () => {
  it.each([
    ['a variable', 'const u = manifest.getUploadUrls[manifest.stage]; fetch(`${u}/x`);'],
    ['plus', "fetch(manifest.getUploadUrls[manifest.stage] + '/' + 'x');"],
    ['compound assignment', "let u = manifest.getUploadUrls[manifest.stage]; u += '/x'; fetch(u);"],
    ['reassignment', "let u = ''; u = manifest.getUploadUrls[manifest.stage]; fetch(u + '/x');"],
    ['destructuring', 'const { getUploadUrls, stage } = manifest; fetch(`${getUploadUrls[stage]}/x`);'],
    ['nested destructuring', 'const { getUploadUrls: { [manifest.stage]: u } } = manifest; fetch(`${u}/x`);'],
    ['destructuring with a default', "const { [manifest.stage]: u = '' } = manifest.getUploadUrls; if (u) fetch(`${u}/x`);"],
    ['rest of an object', 'const { stage, ...rest } = manifest; fetch(`${rest.getUploadUrls[stage]}/x`);'],
    ['array destructuring', 'const [, u] = [1, manifest.getUploadUrls[manifest.stage]]; fetch(`${u}/x`);'],
    ['an object', 'const o = { a: { u: manifest.getUploadUrls[manifest.stage] } }; fetch(`${o.a.u}/x`);'],
    ['a spread', 'const a = { u: manifest.getUploadUrls[manifest.stage] }; const b = { ...a, c: 1 }; fetch(`${b.u}/x`);'],
    ['a shorthand', 'const u = manifest.getUploadUrls[manifest.stage]; const o = { u }; fetch(`${o.u}/x`);'],
    ['a computed name', "const k = 'u'; const o = { [k]: manifest.getUploadUrls[manifest.stage] }; fetch(`${o.u}/x`);"],
    ['a getter', 'const o = { get u() { return manifest.getUploadUrls[manifest.stage]; } }; fetch(`${o.u}/x`);'],
    ['casts', 'const u = (manifest as any).getUploadUrls![manifest.stage] as string satisfies string; fetch(`${u!}/x`);'],
    ['optional chaining', 'fetch(`${manifest?.getUploadUrls?.[manifest.stage]}/x`);'],
    ['a function', 'function url(m) { return m.getUploadUrls[m.stage]; } fetch(`${url(manifest)}/x`);'],
    ['an arrow', 'const url = (m) => `${m.getUploadUrls[m.stage]}/x`; fetch(url(manifest));'],
    ['a curried function', 'const url = (m) => (p) => `${m.getUploadUrls[m.stage]}/${p}`; fetch(url(manifest)("x"));'],
    ['a closure', "let u; const set = () => { u = manifest.getUploadUrls[manifest.stage]; }; set(); fetch(u + '/x');"],
    ['an async function', 'async function url() { return manifest.getUploadUrls[manifest.stage]; } fetch(`${await url()}/x`);'],
    ['then', 'Promise.resolve(manifest.getUploadUrls[manifest.stage]).then((u) => fetch(`${u}/x`));'],
    ['an async chain', 'async function u() { return manifest.getUploadUrls[manifest.stage]; } u().then((v) => v).then((v) => fetch(`${v}/x`));'],
    ['Promise.all', 'const [u] = await Promise.all([Promise.resolve(manifest.getUploadUrls[manifest.stage])]); fetch(`${u}/x`);'],
    ['a generator', 'function* urls() { yield manifest.getUploadUrls[manifest.stage]; } for (const u of urls()) fetch(`${u}/x`);'],
    ['for of', 'for (const u of [manifest.getUploadUrls[manifest.stage]]) fetch(`${u}/x`);'],
    ['a field', 'class A { u = manifest.getUploadUrls[manifest.stage]; go() { return fetch(`${this.u}/x`); } } new A().go();'],
    ['a private field', 'class A { #u; constructor(m) { this.#u = m.getUploadUrls[m.stage]; } go() { return fetch(`${this.#u}/x`); } } new A(manifest).go();'],
    ['a parameter property', 'class A { constructor(private m: any) {} go() { return fetch(`${this.m.getUploadUrls[this.m.stage]}/x`); } } new A(manifest).go();'],
    ['a static field', 'class A { static u = manifest.getUploadUrls[manifest.stage]; } fetch(`${A.u}/x`);'],
    ['an accessor', 'class A { get u() { return manifest.getUploadUrls[manifest.stage]; } } fetch(`${new A().u}/x`);'],
    ['inheritance', 'class A { u() { return manifest.getUploadUrls[manifest.stage]; } } class B extends A { v() { return super.u(); } } fetch(`${new B().v()}/x`);'],
    ['a base constructor', 'class A { constructor(u) { this.u = u; } } class B extends A { constructor() { super(manifest.getUploadUrls[manifest.stage]); } } fetch(`${new B().u}/x`);'],
    ['call', 'function url() { return this.getUploadUrls[this.stage]; } fetch(`${url.call(manifest)}/x`);'],
    ['bind', 'function url(m) { return m.getUploadUrls[m.stage]; } fetch(`${url.bind(null, manifest)()}/x`);'],
    ['apply', 'function url(m) { return m.getUploadUrls[m.stage]; } fetch(`${url.apply(null, [manifest])}/x`);'],
    ['arguments', 'function url() { return arguments[0].getUploadUrls[arguments[0].stage]; } fetch(`${url(manifest)}/x`);'],
    ['rest parameters', 'function url(...ms) { return ms[0].getUploadUrls[ms[0].stage]; } fetch(`${url(manifest)}/x`);'],
    ['spread arguments', 'function url(a, m) { return m.getUploadUrls[m.stage]; } fetch(`${url(...[1, manifest])}/x`);'],
    ['a higher-order helper', 'const retry = async (f) => { for (;;) { try { return await f(); } catch {} } }; retry(() => fetch(`${manifest.getUploadUrls[manifest.stage]}/x`));'],
    ['an enum', "enum P { X = 'x' } fetch(`${manifest.getUploadUrls[manifest.stage]}/${P.X}`);"],
    ['a namespace', "namespace N { export const p = 'x'; } fetch(`${manifest.getUploadUrls[manifest.stage]}/${N.p}`);"],
    ['try', 'let u; try { u = manifest.getUploadUrls[manifest.stage]; } finally { log(); } fetch(`${u}/x`);'],
    ['a labelled loop', 'let u; outer: for (;;) { for (;;) { u = manifest.getUploadUrls[manifest.stage]; break outer; } } fetch(`${u}/x`);'],
    ['using', 'using h = open(); const u = manifest.getUploadUrls[manifest.stage]; fetch(`${u}/x`);'],
    ['Object.assign', 'const o = Object.assign({}, { u: manifest.getUploadUrls[manifest.stage] }); fetch(`${o.u}/x`);'],
    ['a Map', "const m = new Map(); m.set('u', manifest.getUploadUrls[manifest.stage]); fetch(`${m.get('u')}/x`);"],
    ['join', "fetch([manifest.getUploadUrls[manifest.stage], 'x'].join('/'));"],
    ['concat', "fetch(manifest.getUploadUrls[manifest.stage].concat('/', 'x'));"],
    ['map', "['x'].map((p) => fetch(`${manifest.getUploadUrls[manifest.stage]}/${p}`));"],
    ['reduce', "fetch(['x'].reduce((u, p) => `${u}/${p}`, manifest.getUploadUrls[manifest.stage]));"],
    ['a URL object', 'fetch(new URL(`${manifest.getUploadUrls[manifest.stage]}/x`));'],
    ['a type guard', "const u = manifest.getUploadUrls[manifest.stage]; if (typeof u !== 'string') throw new Error(); fetch(`${u}/x`);"],
    ['String', 'fetch(String(manifest.getUploadUrls[manifest.stage]) + "/x");'],
  ])('%s', (_, code) => {
    expect(requested(code)).toBe(URL);
  });
});

const either = "const u = manifest.getUploadUrls[manifest.stage];\nconst r = probe() ? { ok: true, kind: 'done', at: `${u}/x` } : { ok: false, kind: 'failed', error: 'no' };\n";

describe('objects told apart by a member', () => {
  it.each([
    ['a ternary', 'r.ok ? fetch(r.at) : log(r.error);'],
    ['an early throw', 'if (!r.ok) throw new Error(r.error); fetch(r.at);'],
    ['an early return', 'function go() { if (r.ok === false) return; fetch(r.at); } go();'],
    ['a constant', "if (r.kind === 'done') fetch(r.at);"],
    ['what only the other has', 'if (r.error) throw new Error(r.error); fetch(r.at);'],
    ['in', "if ('at' in r) fetch(r.at);"],
    ['not in', "if (!('error' in r)) fetch(r.at);"],
    ['optional chaining', 'const s = probe() ? r : undefined; if (s?.ok) fetch(s.at);'],
    ['an object of an object', 'const o = { r }; if (o.r.ok) fetch(o.r.at);'],
    ['a case', "switch (r.kind) { case 'done': fetch(r.at); }"],
    ['a case that falls through', "switch (r.kind) { case 'more': case 'done': fetch(r.at); }"],
    ['the default', "switch (r.kind) { case 'failed': break; default: fetch(r.at); }"],
  ])('%s', (_, code) => {
    expect(requested(either + code)).toBe(URL);
  });

  it('knows of both again behind the question', () => {
    expect(requested(`${either}if (r.ok) log(r.at); fetch(r.at ?? \`\${u}/y\`);`)).toBe('<upload[stage]>/x or <upload[stage]>/y');
  });

  it('goes on where it is not what it was asked for', () => {
    expect(requested(`${either}if (r.ok || tries > 3) go(r); else fetch(\`\${u}/x\`);`)).toBe(URL);
  });
});
