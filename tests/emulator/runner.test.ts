/** The runner: read-only outside, waits that cost no time, the end of a failed run. */
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { enforcementHere, runPlugin, type RunReport, type Scenario } from './runner.js';
import type { Enforcement } from './sandbox.js';

const MODULES = path.join(import.meta.dirname, '..', '..', 'node_modules');

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'runner-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const runs = (code: string, scenario: Partial<Scenario> = {}): Promise<RunReport> => {
  writeFileSync(path.join(folder, 'plugin.mjs'), code);
  return runPlugin(folder, { entry: 'plugin.mjs', stages: [{ name: 'initial' }], ...scenario }, MODULES);
};

const HEAD = `
import fs from 'node:fs';
import os from 'node:os';
import { execSync } from 'node:child_process';
const manifest = JSON.parse(fs.readFileSync(process.argv[2], 'utf8'));
`;

const ENFORCEMENTS: readonly Enforcement[] = enforcementHere() === 'namespace' ? ['namespace', 'permission'] : ['permission'];

describe.each(ENFORCEMENTS)('outside the current path, by %s', (enforcement) => {
  it.each([
    ['in the temporary folder', "fs.writeFileSync(os.tmpdir() + '/runner-outside.txt', 'x');"],
    ['above the current path', "fs.writeFileSync('../runner-outside.txt', 'x');"],
    ['beside the code', "fs.writeFileSync(new URL('runner-outside.txt', import.meta.url), 'x');"],
    ['after a change of the folder', "process.chdir(os.tmpdir()); fs.writeFileSync('runner-outside.txt', 'x');"],
    ['of the manifest', "fs.writeFileSync(process.argv[2], '{}');"],
  ])('nothing can be written: %s', async (_, code) => {
    const { violations } = await runs(HEAD + code, { enforcement });
    expect(violations.map(({ kind }) => kind)).toEqual(['file', 'crash']);
    expect(violations[0]).toMatchObject({ code: enforcement === 'namespace' ? 'EROFS' : 'ERR_ACCESS_DENIED' });
    expect(existsSync(path.join(tmpdir(), 'runner-outside.txt'))).toBe(false);
  });

  it('the current path, below it, and the result can be written', async () => {
    const report = await runs(
      `${HEAD}
      fs.mkdirSync('out/deep', { recursive: true });
      fs.writeFileSync('out/deep/a.txt', 'x');
      execSync('echo y >b.txt && cp b.txt out/ && echo z >/dev/null');
      fs.writeFileSync(process.argv[3], JSON.stringify({ files: fs.readdirSync('.', { recursive: true }).sort() }));`,
      { enforcement },
    );
    expect(report.stages['initial']?.result).toEqual({ files: ['b.txt', 'out', 'out/b.txt', 'out/deep', 'out/deep/a.txt'] });
    expect(report.passed).toBe(true);
  });

  it('each stage starts with an empty current path', async () => {
    const code = `${HEAD}
      if (fs.readdirSync('.').length > 0) throw new Error('not empty');
      fs.writeFileSync('a.txt', 'x');`;
    const report = await runs(code, { enforcement, stages: [{ name: 'initial' }, { name: 'stage1' }] });
    expect(report.passed).toBe(true);
  });
});

describe.runIf(enforcementHere() === 'namespace')('outside the current path, for child processes', () => {
  it.each([
    ['echo x >/tmp/runner-outside.txt', 'EROFS'],
    ['mkdir ../runner-outside', 'EROFS'],
    ['curl -fsS -o /tmp/runner-outside.txt URL', 'curl: (23)'],
  ])('nothing can be written: %s', async (command, code) => {
    const shell = command.replace('URL', '"${manifest.dataUrls.initial}"');
    const report = await runs(`${HEAD} execSync(\`${shell}\`);`, { data: { initial: 'x' } });
    expect(report.violations[0]).toMatchObject({ kind: 'file', code });
    expect(existsSync('/tmp/runner-outside.txt')).toBe(false);
  });
});

describe('waiting', () => {
  const uploadAfter = (wait: string): string => `
    import fs from 'node:fs';
    import { setTimeout as pause } from 'node:timers/promises';
    import { promisify } from 'node:util';
    const HOUR = 3600 * 1000;
    const sleep = promisify(setTimeout);
    const manifest = JSON.parse(fs.readFileSync(process.argv[2], 'utf8'));
    const uploadUrl = await (await fetch(manifest.getUploadUrls.initial + '/a.txt')).text();
    ${wait}
    const { status } = await fetch(uploadUrl, { method: 'PUT', body: 'x' });
    fs.writeFileSync(process.argv[3], JSON.stringify({ status }));`;

  it.each([
    ['await new Promise((done) => setTimeout(done, 9 * HOUR));', 403],
    ['await pause(9 * HOUR);', 403],
    ['await sleep(9 * HOUR);', 403],
    ['for (let i = 0; i < 9; i++) await pause(HOUR);', 403],
    ['await pause(7 * HOUR);', 200],
    ['await Promise.all([pause(5 * HOUR), pause(6 * HOUR), sleep(7 * HOUR)]);', 200],
    ['await pause(5);', 200],
    ['const guard = setTimeout(() => process.exit(1), 9 * HOUR); await pause(2 * HOUR); clearTimeout(guard);', 200],
    ["const label = await pause(HOUR, 'x'); if (label !== 'x') throw new Error('lost');", 200],
  ])('moves the clock of the platform: %s', async (wait, status) => {
    const { stages } = await runs(uploadAfter(wait));
    expect(stages['initial']?.result).toEqual({ status });
  });

  it('leaves nothing behind', async () => {
    const before = readdirSync(tmpdir()).filter((name) => name.startsWith('plugin-run-')).length;
    await runs('');
    expect(readdirSync(tmpdir()).filter((name) => name.startsWith('plugin-run-')).length).toBeLessThanOrEqual(before);
  });
});

it('goes no further than a stage that failed', async () => {
  const report = await runs("throw new TypeError('no model')", { stages: [{ name: 'initial' }, { name: 'stage1' }], predictions: [] });
  expect(report.violations).toEqual([{ kind: 'crash', stage: 'initial', exitCode: 1, error: 'TypeError: no model' }]);
  expect(report.ends.map(({ stage }) => stage)).toEqual(['initial']);
});

it('says so where the deployed plugin does not come up', async () => {
  const report = await runs("import fs from 'node:fs'; if (process.env.PORT) throw new Error('no server');", {
    predictions: [{ path: '/', body: {}, expected: {} }],
  });
  expect(report.violations).toEqual([{ kind: 'crash', stage: 'deployment', exitCode: 1, error: 'Error: no server' }]);
});
