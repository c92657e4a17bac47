/** What a value may be on many paths. */
import { describe, expect, it } from 'vitest';
import { eventsOf } from '../in-words.js';

const puts = (code: string): readonly string[] => eventsOf(code).filter((event) => event.startsWith('request PUT')).map((event) => event.replace(/ line \d+$/u, ''));
const ask = (name: string): string => `await fetch(\`\${manifest.getUploadUrls[manifest.stage]}/${name}\`)`;

describe('an answer that comes on more paths than are kept apart', () => {
  const pass = '{ after(answer) { return answer; } }';
  const through = (hooks: string, step: string): string =>
    `const hooks = [];\n${hooks}\nlet answer = ${ask('a')};\nfor (const { after } of hooks) { ${step} }\nawait fetch(await answer.text(), { method: 'PUT', body: 'text' });`;

  it.each([
    ['through hooks', `hooks.push(${pass}, ${pass});\nif (verbose) hooks.push(${pass});`, 'answer = after(answer);'],
    ['through hooks that are awaited, if they are there', `hooks.push({}, { async after(answer) { if (answer.ok) return answer; throw new Error('refused'); } });\nif (verbose) hooks.push(${pass});`, 'if (after) answer = await after(answer);'],
  ])('%s is the one answer', (_, hooks, step) => {
    expect(puts(through(hooks, step))).toEqual(['request PUT upload-url 4']);
  });

  it('of more answers than are kept apart some are not known', () => {
    const asked = Array.from({ length: 14 }, (_, index) => `if (globalThis.flag${String(index)}) answer = ${ask(String(index))};`).join('\n');
    const [put] = puts(`let answer = ${ask('x')};\n${asked}\nawait fetch(await answer.text(), { method: 'PUT', body: 'text' });`);
    expect(put).toContain('?');
    expect(put).toContain('upload-url 9');
  });

  it('an answer that is made of another one is not that one', () => {
    expect(puts(through(`hooks.push(${pass}, { after(answer) { return globalThis.cached(answer); } });\nif (verbose) hooks.push(${pass});`, 'answer = after(answer);'))).toEqual(['request PUT ? or upload-url 4']);
  });
});
