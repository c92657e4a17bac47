/** Arrays of no one length: what they hold, and in which order. */
import { describe, expect, it } from 'vitest';
import { eventsOf } from '../in-words.js';

const writes = (code: string): readonly string[] => eventsOf(`import { writeFileSync } from 'node:fs'; manifest.getUploadUrls;\n${code}`).filter((event) => event.startsWith('write')).map((event) => event.replace(/ line \d+$/u, ''));

describe('what is joined of an array keeps its order', () => {
  it.each([
    ['a spread of unknown length', "writeFileSync(['a', ...names, 'b'].join('/'), '');", 'write a/<?>/b'],
    ['two of them', "writeFileSync(['a', ...names, 'b', ...others, 'c'].join('/'), '');", 'write a/<?>/b/<?>/c'],
    ['an array that holds one', "const list = ['a', ...names]; writeFileSync([...list, 'b'].join('/'), '');", 'write a/<?>/b'],
    ['a conditional push', "const list = ['a']; if (flag) list.push('b'); list.push('c'); writeFileSync(list.join('/'), '');", 'write a/b/c or a/c'],
    ['concat', "writeFileSync(['a'].concat(names, ['b']).join('/'), '');", 'write a/<?>/b'],
    ['an element that is assigned: nothing is known', "const list = ['a', ...names, 'b']; list[0] = 'c'; writeFileSync(list.join('/'), '');", 'write c/<?>'],
  ])('%s', (_, code, expected) => {
    const names = code.includes('names') ? 'const names = globalThis.names(), others = globalThis.names();\n' : '';
    expect(writes(names + code)).toEqual([expected]);
  });

  it('arguments of a program stand where they stand', () => {
    const code = "import { execFileSync } from 'node:child_process'; const flags = globalThis.flags(); execFileSync('curl', ['-sS', ...flags, '-o', '/data/x.bin', 'https://example.com/x']);";
    expect(eventsOf(code)).toEqual(['write /data/x.bin line 1', 'request GET https://example.com/x line 1']);
  });
});
