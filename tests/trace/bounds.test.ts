/** What a large program costs, and which project is a program at all. */
import { readFileSync } from 'node:fs';
import * as parser from '@typescript-eslint/parser';
import { describe, expect, it } from 'vitest';
import { readSettings } from '../../src/settings.js';
import { traceOf } from '../../src/trace/index.js';
import { project, type Project } from '../modules/project.js';

function writesIn(at: Project, name: string): number {
  const file = at.path(name);
  const text = readFileSync(file, 'utf8');
  const program = parser.parse(text, { range: true, loc: true, sourceType: 'module' });
  return traceOf({ program, text, file, cwd: at.root, settings: readSettings({}) }).events.filter(({ kind }) => kind === 'write').length;
}

/** Each module calls the next ones from loops, under conditions. */
const busy = (index: number, count: number): string => {
  const others = [1, 2, 3].map((step) => (index + step) % count);
  return [
    ...others.map((other) => `import { work${other} } from './m${other}.js';`),
    `export function work${index}(rows, depth) {`,
    '  const found = [];',
    '  for (const row of rows) {',
    ...others.map((other) => `    if (row.kind === ${other}) found.push(...work${other}(row.parts, depth + 1));`),
    '  }',
    '  return found.filter((row) => row.size > depth).map((row) => ({ ...row, depth }));',
    '}',
  ].join('\n');
};

describe('bounds', () => {
  it('a plugin of a hundred modules that call each other takes bounded time', () => {
    const count = 100;
    const at = project({ 'package.json': { name: 'own', type: 'module' } });
    for (let index = 0; index < count; index++) at.write(`m${index}.js`, busy(index, count));
    at.write('main.js', "import { writeFileSync } from 'node:fs';\nimport { work0 } from './m0.js';\nwriteFileSync('/tmp/x', String(work0(manifest.inputParams.rows, 0)));\n");
    const started = performance.now();
    expect(writesIn(at, 'main.js')).toBe(1);
    for (let index = 0; index < 20; index++) writesIn(at, `m${index}.js`);
    expect(performance.now() - started).toBeLessThan(6_000);
  });

  it.each([
    ['a manifest is read somewhere', 'console.log(manifest.inputParams.alpha);', 1],
    ['only a second argument is read', 'console.log(process.argv[3]);', 0],
  ])('imports are followed where the project is a plugin: %s', (_, elsewhere, writes) => {
    const at = project({ 'package.json': { name: 'own', type: 'module' } });
    at.write('paths.js', "export const out = '/tmp/out';\n");
    // Few files may be a part of a plugin.
    for (let index = 0; index < 12; index++) at.write(`more${index}.js`, 'export {};\n');
    at.write('other.js', elsewhere);
    at.write('main.js', "import { writeFileSync } from 'node:fs';\nimport { out } from './paths.js';\nwriteFileSync(out, '');\n");
    expect(writesIn(at, 'main.js')).toBe(writes);
  });

  it('imports are followed in a project of a few files', () => {
    const at = project({ 'package.json': { name: 'own', type: 'module' } });
    at.write('paths.js', "export const out = '/tmp/out';\n");
    at.write('main.js', "import { writeFileSync } from 'node:fs';\nimport { out } from './paths.js';\nwriteFileSync(out, '');\n");
    expect(writesIn(at, 'main.js')).toBe(1);
  });
});
