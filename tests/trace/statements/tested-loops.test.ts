/** Loops that go on by a test: what is known of it in each round, and what ends it unseen. */
import { describe, expect, it } from 'vitest';
import { eventsOf } from '../in-words.js';

const asked = (code: string): readonly string[] =>
  eventsOf(code, {}, '<program.js>').filter((event) => event.startsWith('request')).map((event) => event.replace(/^request GET <download\[tides\]>\/| line \d+$/g, ''));
const ASK = 'const ask = (name) => fetch(`${manifest.downloadUrls.tides}/${name}`);\n';

describe('a test that is known each time', () => {
  it.each([
    ['along a list of links', "let at = { of: 'a', next: { of: 'b', next: { of: 'c', next: null } } };\nwhile (at) {\n  await ask(at.of);\n  at = at.next;\n}", ['a', 'b', 'c', 'end']],
    ['over a text that grows', "let name = 'a';\nwhile (name.length < 4) name += 'a';\nawait ask(name);", ['aaaa', 'end']],
    ['of a flag that falls', "let more = true;\ndo {\n  await ask('a');\n  more = false;\n} while (more);", ['a', 'end']],
    ['that moves by itself', "let at = { of: 'a', next: { of: 'b', next: null } };\ndo {\n  await ask(at.of);\n} while ((at = at.next));", ['a', 'b', 'end']],
  ])('%s', (_, code, names) => {
    expect(asked(`${ASK}${code}\nawait ask('end');`)).toEqual(names);
  });
});

describe('a loop that is ended by something unseen', () => {
  it.each([
    ['by a handler', "let stopping = false;\nprocess.on('SIGTERM', () => { stopping = true; });\nwhile (!stopping) await work();"],
    ['by another method', 'class Pump { running = false; stop() { this.running = false; } async run() { this.running = true; while (this.running) await work(); } }\nconst pump = new Pump();\nsetTimeout(() => pump.stop(), 1000);\nawait pump.run();'],
    ['after more rounds than are run', 'let depth = [];\nwhile (depth.length < 40) depth = [...depth, depth];'],
  ])('%s', (_, code) => {
    expect(asked(`${ASK}${code}\nawait ask('end');`)).toEqual(['end']);
  });

  it.each([
    ['while (true) await work();'],
    ['while (1) await work();'],
    ['do await work(); while (!0);'],
    ['for (;;) await work();'],
  ])('nothing ends %s', (code) => {
    expect(asked(`${ASK}${code}\nawait ask('end');`)).not.toContain('end');
  });
});
