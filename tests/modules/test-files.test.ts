/** Tests never run on the platform: nothing in them is reported, unless settings say that they belong to a stage. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as parser from '@typescript-eslint/parser';
import { ESLint } from 'eslint';
import { describe, expect, it } from 'vitest';
import plugin from '../../src/index.js';
import { project } from './project.js';

const OUTSIDE = "import { writeFileSync } from 'node:fs';\nwriteFileSync('/tmp/out.txt', '');\n";

async function reportsIn(name: string, { folder = '.', settings = {} }: { folder?: string; settings?: object } = {}): Promise<readonly (string | null)[]> {
  const at = project({ 'package.json': { name: 'own', type: 'module' } });
  const cwd = at.path(folder);
  const file = path.join(cwd, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, OUTSIDE);
  const eslint = new ESLint({
    cwd,
    overrideConfigFile: true,
    overrideConfig: [{ ...plugin.configs.recommended, files: ['**/*.{js,ts,mjs}'], languageOptions: { parser }, settings: { 'plugin-storage': settings } }],
  });
  const results = await eslint.lintFiles([file]);
  return results.flatMap(({ messages }) => messages.map(({ ruleId }) => ruleId));
}

const REPORTED = ['plugin-storage/no-write-outside-cwd'];

describe('tests', () => {
  it.each(['test/upload.js', 'packages/core/tests/upload.ts', 'src/__tests__/upload.js', 'src/__mocks__/storage.js', 'src/upload.test.ts', 'upload.spec.mjs'])('nothing is reported in %s', async (name) => {
    expect(await reportsIn(name)).toEqual([]);
  });

  it.each(['src/upload.js', 'src/test.js', 'src/latest/upload.js', 'contest/upload.js', 'src/test-set.js'])('%s is no test', async (name) => {
    expect(await reportsIn(name)).toEqual(REPORTED);
  });

  it('a folder above the working folder makes no tests', async () => {
    expect(await reportsIn('upload.js', { folder: 'test/plugin' })).toEqual(REPORTED);
  });

  it('what settings bind to a stage is no test', async () => {
    expect(await reportsIn('src/test/evaluate.js', { settings: { stages: { test: ['src/test/**'] } } })).toEqual(REPORTED);
    expect(await reportsIn('src/test/evaluate.js', { settings: { stages: { train: ['src/train/**'] } } })).toEqual([]);
  });
});
