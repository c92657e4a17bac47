/** Commands as calls give them: scripts on standard input, programs with options of their own, quoting helpers. */
import { describe, expect, it } from 'vitest';
import { eventsOf } from '../in-words.js';

const URL = 'const url = `${manifest.downloadUrls.initial}/a`;\n';
const shells = (code: string): readonly string[] => eventsOf(URL + code).filter((event) => event.startsWith('shell '));

describe('a script on standard input', () => {
  it('is run by the shell that reads it', () => {
    const code = "import { execFileSync } from 'node:child_process';\nexecFileSync('bash', ['-s'], { input: `curl -o /tmp/a ${url}\\n` });";
    expect(shells(code)).toEqual(['shell none download[initial] line 3']);
    expect(eventsOf(URL + code)).toContain('write /tmp/a line 3');
  });

  it('is data for other programs', () => {
    const code = "import { execFileSync } from 'node:child_process';\nexecFileSync('sort', [], { input: `curl -o /tmp/a ${url}\\n` });";
    expect(eventsOf(URL + code).filter((event) => /^(?:shell|write)/.test(event))).toEqual([]);
  });
});

describe('execa with options of its own', () => {
  it.each(['execa({ shell: true })(`curl ${url}`)', 'execa({ shell: true })`curl ${url}`'])('%s uses a shell', (call) => {
    expect(shells(`import { execa } from 'execa';\n${call};`)).toEqual(['shell none download[initial] line 3']);
  });

  it('without a shell nothing has to be quoted', () => {
    expect(shells("import { execa } from 'execa';\nexeca({ cwd: 'work' })`curl ${url}`;")).toEqual([]);
  });
});

describe('a helper that quotes where a word needs it', () => {
  it.each([
    "const quote = (word) => (/^[\\w.-]+$/.test(word) ? word : `'${word}'`);",
    "const quote = (word) => (/[^\\w.-]/.test(word) ? `'${word}'` : word);",
  ])('quotes URLs: %s', (helper) => {
    const code = `import { execSync } from 'node:child_process';\n${helper}\nexecSync('curl ' + quote(url));`;
    expect(shells(code)).toEqual(['shell single download[initial] line 3']);
  });

  it('what lets URLs pass does not', () => {
    const code = "import { execSync } from 'node:child_process';\nconst quote = (word) => (/^[\\w:/.?&=-]+$/.test(word) ? word : `'${word}'`);\nexecSync('curl ' + quote(url));";
    expect(shells(code).some((event) => event.startsWith('shell none'))).toBe(true);
  });
});
