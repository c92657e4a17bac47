/** Loops that go on by the state that a round leads to: an object, a function, a class. */
import { describe, expect, it } from 'vitest';
import { eventsOf } from '../in-words.js';

const requests = (code: string): readonly string[] =>
  eventsOf(code, {}, '<program.js>').filter((event) => event.startsWith('request')).map((event) => event.replace(/ line \d+(?= |$)/, ''));

const ASK = 'const ask = async () => (await fetch(`${manifest.getUploadUrls[manifest.stage]}/hull.bin`)).text();\nconst trip = {};\n';
const CLASSES = [
  'class Step {}',
  'class Moored extends Step {}',
  'class Rigging extends Step { async go(trip) { trip.berth = await ask(); NEXT(new Sailing()); } }',
  'class Sailing extends Step { async go(trip) { NEXT(new Tacking(2)); } }',
  'class Tacking extends Step { constructor(left) { super(); this.left = left; } async go(trip) { NEXT(new Landing()); } }',
  "class Landing extends Step { async go(trip) { await fetch(trip.berth, { method: 'PUT', body: 'hull' }); NEXT(new Moored()); } }",
].join('\n');

/** The classes with what stands for leading to the next one: `return $`. */
const steps = (next: string): string => `${ASK}${CLASSES.replace(/NEXT\((new \w+\([^)]*\))\)/g, (_, state: string) => next.replace('$', state))}\n`;

const inTurn = (names: readonly string[], of: (name: string, next: string, body: string) => string): string =>
  ASK + names.map((name, at) => of(name, names[at + 1] ?? 'undefined', at === 0 ? 'trip.berth = await ask();' : at === names.length - 1 ? "await fetch(trip.berth, { method: 'PUT', body: 'hull' });" : '')).join('\n') + '\n';
const NAMES = ['rig', 'sail', 'tack', 'land'];

const EACH = ['request GET <upload[stage]>/hull.bin', 'request PUT upload-url 1'];

describe('what one state leaves behind, a later one finds', () => {
  it.each([
    ['in a loop with a test', `${steps('return $')}let step = new Rigging();\nwhile (!(step instanceof Moored)) step = await step.go(trip);`],
    ['in a loop that is left', `${steps('return $')}for (let step = new Rigging(); ; ) {\n  if (step instanceof Moored) break;\n  const next = await step.go(trip);\n  if (!(next instanceof Step)) throw new TypeError();\n  step = next;\n}`],
    ['in a field', `${steps('return $')}class Boat { #step = new Rigging(); async run() { while (!(this.#step instanceof Moored)) this.#step = await this.#step.go(trip); } }\nawait new Boat().run();`],
    ['in a field that the states set', `${steps('trip.to($)')}class Boat { step = new Rigging(); to(step) { this.step = step; } async run() { while (!(this.step instanceof Moored)) await this.step.go(this); } }\nawait new Boat().run();`],
    ['in a pair', `${steps('return [$, trip]')}let step = new Rigging();\nlet at = trip;\nwhile (!(step instanceof Moored)) [step, at] = await step.go(at);`],
    ['as classes', `${steps('return $').replace(/return new (\w+)\([^)]*\)/g, 'return $1')}let Next = Rigging;\nwhile (Next !== Moored) Next = await new Next().go(trip);`],
    ['by a function that calls itself', `${steps('return $')}const run = async (step) => (step instanceof Moored ? trip : run(await step.go(trip)));\nawait run(new Rigging());`],
    ['as functions', `${inTurn(NAMES, (name, next, body) => `const ${name} = async (trip) => { ${body} return ${next}; };`)}let step = rig;\nwhile (step) step = await step(trip);`],
    ['as functions that are made', `${inTurn(NAMES, (name, next, body) => `const ${name} = () => async () => { ${body} return ${next}?.(); };`)}let step = rig();\nwhile (typeof step === 'function') step = await step();`],
    ['as objects', `${inTurn(NAMES, (name, next, body) => `const ${name} = { async go(trip) { ${body} return ${next}; } };`)}let step = rig;\nwhile (step) step = await step.go(trip);`],
  ])('%s', (_, code) => {
    expect(requests(code)).toEqual(EACH);
  });
});

describe('states of several stages', () => {
  const code = [
    "class Load { constructor(of) { this.of = of; } async go() { await fetch(manifest.downloadUrls.fit + '/' + this.of); return new Parse(this.of); } }",
    'class Parse { constructor(of) { this.of = of; } async go() { return new Store(this.of); } }',
    'class Store { constructor(of) { this.of = of; } async go() { await fetch(`${manifest.getUploadUrls[manifest.stage]}/${this.of}`); return null; } }',
    "const FIRST = { fit: () => new Load('a'), grade: () => new Load('b') };",
    'for (let step = FIRST[manifest.stage](); step !== null; ) step = await step.go();',
  ].join('\n');

  it('do not follow each other', () => {
    expect(requests(code)).toEqual([
      'request GET <download[fit]>/a-if-fit if fit',
      'request GET <download[fit]>/b-if-grade if grade',
      'request GET <upload[stage]>/a-if-fit if fit',
      'request GET <upload[stage]>/b-if-grade if grade',
    ]);
  });
});

describe('a loop ends', () => {
  it.each([
    ['whose state leads to itself', 'class Wait { go() { return new Wait(); } }\nlet step = new Wait();\nwhile (!stopped()) step = step.go();'],
    ['over a list of links', 'class Link { constructor(next) { this.next = next; } go() {} }\nlet link = new Link(new Link(new Link(null)));\nwhile (link !== null) { link.go(); link = link.next; }'],
    ['whose states make more and more', 'const after = (n) => () => after(n + 1);\nlet step = after(0);\nwhile (!stopped()) step = step();'],
    ['that calls nothing', 'let step = null;\nwhile (step) step = step.go();'],
  ])('%s', (_, code) => {
    expect(requests(`${code}\nawait fetch(manifest.downloadUrls.fit + '/a');`)).toEqual(['request GET <download[fit]>/a']);
  });
});
