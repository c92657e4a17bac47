/** Functions of a chain that each go on with the next one, composed by hand. */
import { describe, expect, it } from 'vitest';
import { eventsOf } from '../in-words.js';

const written = (code: string): readonly string[] => eventsOf(code, {}, '<program.js>').filter((event) => event.startsWith('write')).map((event) => event.replace(/ line \d+/u, '').replace('/tmp/', ''));

const COMPOSE = `import { writeFileSync } from 'node:fs';
const compose = (stack) => (context, last) => {
  let called = -1;
  const dispatch = (index) => {
    if (index <= called) throw new Error('twice');
    called = index;
    const step = index === stack.length ? last : stack[index];
    if (!step) return Promise.resolve();
    return Promise.resolve(step(context, dispatch.bind(null, index + 1)));
  };
  return dispatch(0);
};
const write = (name) => async (context, next) => { writeFileSync('/tmp/' + name, ''); await next(); };
const { stage } = manifest;
`;

describe('each is run', () => {
  it.each([
    ['by the number of the next one', `${COMPOSE}compose(['a', 'b', 'c', 'd', 'e'].map(write))({});`],
    ['by a closure that knows the number of the next one', `${COMPOSE}const stack = ['a', 'b', 'c', 'd', 'e'].map(write); const go = async (at) => { const step = stack[at]; if (step) await step({}, () => go(at + 1)); }; await go(0);`],
    ['made at places of their own', `${COMPOSE}compose([write('a'), write('b'), write('c'), write('d'), write('e')])({});`],
    ['by a loop that wraps each one', `${COMPOSE}let run = async () => {}; for (const step of ['e', 'd', 'c', 'b', 'a'].map(write)) { const next = run; run = () => step({}, next); } run();`],
    ['by a reduction', `${COMPOSE}['a', 'b', 'c', 'd', 'e'].map(write).reduceRight((next, step) => () => step({}, next), async () => {})();`],
  ])('%s', (_, code) => {
    expect(written(code)).toEqual(['a', 'b', 'c', 'd', 'e'].map((name) => `write ${name}`));
  });

  it('though one tries again for ever', () => {
    expect(written(`${COMPOSE}const again = async (context, next) => { try { await next(); } catch { await again(context, next); } };compose([write('a'), again, write('b')])({});`)).toEqual(['write a', 'write b']);
  });
});

describe('a stack of what stands before and behind the steps of the stage', () => {
  const STEPS = `const steps = { first: [write('a'), write('b')], second: [write('c')] };`;
  it.each([
    ['a table', `${STEPS} const stepsOf = (stage) => steps[stage];`],
    ['a switch', `const stepsOf = (stage) => { switch (stage) { case 'first': return [write('a'), write('b')]; case 'second': return [write('c')]; default: throw new Error(stage); } };`],
  ])('of %s', (_, code) => {
    expect(written(`${COMPOSE}${code} compose([write('x'), ...stepsOf(manifest.stage), write('y')])({});`)).toEqual([
      'write x if first', 'write a if first', 'write b if first', 'write y if first', 'write x if second', 'write c if second', 'write y if second',
    ]);
  });

  it('of which one is not known', () => {
    expect(written(`${COMPOSE}compose([write('x'), ...stepsFrom(manifest.stage), write('y')])({});`)).toContain('write x');
  });
});

describe('what lies between the way in and the way out', () => {
  const HEAD = `${COMPOSE}const U = manifest.getUploadUrls[manifest.stage];\nconst ask = async () => (await fetch(U + '/m.bin')).text();\n`;
  const requests = (code: string): readonly string[] => eventsOf(HEAD + code, {}, '<program.js>').filter((event) => event.startsWith('request'));

  it('an upload on the way out is made behind the others', () => {
    const keep = "const keep = async (context, next) => { await next(); context.url = await ask(); await fetch(context.url, { method: 'PUT' }); };";
    expect(requests(`${keep} compose([keep, async (context, next) => { await next(); await fetch(U + '/z'); }])({});`).map((event) => event.replace(/ line \d+/u, ''))).toEqual([
      'request GET <upload[stage]>/z', 'request GET <upload[stage]>/m.bin', 'request PUT upload-url 16',
    ]);
  });
});
