/** The platform is the judge: what a rule reports fails when it runs, what it leaves alone passes, and what it fixes passes, too. */
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import plugin from '../../src/index.js';
import { enforcementHere } from '../emulator/runner.js';
import { behaviourPage } from './page.js';
import { pairs, samples, type Pair } from './scenarios.js';
import { allOf, mend, reportsOf, runOf } from './verdicts.js';

/** What the platform holds against each rule's misuse: a program that fails for another reason proves nothing. */
const HELD: Readonly<Record<string, RegExp>> = {
  'no-cross-stage-upload': /403 only the current stage/u,
  'no-deployment-upload': /deployment: exit code 1, TypeError: Cannot read properties of undefined/u,
  'no-oversized-upload': /413 the file is too large/u,
  'no-run-specific-storage-path': /404 no such file was uploaded/u,
  'no-stale-upload-url': /403 the upload URL has expired/u,
  'no-unmatched-download': /404 no such file was uploaded|Failed to parse URL from undefined/u,
  'no-write-outside-cwd': /EROFS|ENOENT|ERR_ACCESS_DENIED|curl: \(23\)/u,
  'quote-shell-urls': /403 the URL is not as it was signed/u,
  'require-put-upload': /405|cannot have body|envelope of a form|lost its line ends/u,
  'require-signed-upload-url': /405 (?:this URL gives upload URLs|a download URL takes no file)|403 the URL is not as it was signed/u,
  'require-storage-path': /400 (?:a file path is missing|the file path has an empty part)|404|missing "\/\/" after protocol/u,
};

/** Without a namespace nobody stops a child process from writing where it likes. */
const judged = ({ name }: Pair): boolean => enforcementHere() === 'namespace' || name !== 'download-by-curl';

const all = pairs().filter(judged);

describe.concurrent.each(all)('$rule/$name', (pair) => {
  const { rule, bad, good, scenario, settings } = pair;

  it('fails at the platform with the misuse', async () => {
    const report = await runOf(bad, scenario);
    expect(report.passed).toBe(false);
    expect(allOf(report)).toMatch(HELD[rule] ?? /no rule of that name/u);
  });

  it('passes without', async () => {
    expect(allOf(await runOf(good, scenario))).toBe('');
  });

  it('is reported with the misuse, by its rule alone', async () => {
    const { reports } = await mend(pair);
    expect([...new Set(reports.map((report) => report.rule))]).toEqual([rule]);
  });

  it('is not reported without', async () => {
    expect(await reportsOf(good, settings)).toEqual([]);
  });

  it('passes after --fix, where there is a fix', async () => {
    const { fixed, by } = await mend(pair);
    if (fixed === undefined) {
      expect(by).not.toBe('autofix');
      return;
    }
    expect(allOf(fixed.run)).toBe('');
    expect(fixed.left).toEqual([]);
  });
});

describe.each(samples())('the correct plugin $name', ({ code }) => {
  it('is not reported', async () => {
    expect(await reportsOf(code, undefined)).toEqual([]);
  });
});

it('there is a pair for every rule, and a fix is shown for every rule that has one', async () => {
  const names = Object.keys(plugin.rules).sort();
  expect(names).toEqual(Object.keys(HELD).sort());
  expect([...new Set(all.map(({ rule }) => rule))].sort()).toEqual(names);
  const fixed = new Set<string>();
  for (const pair of all) {
    if ((await mend(pair)).by === 'autofix') fixed.add(pair.rule);
  }
  const fixers = names.filter((name) => plugin.rules[name]?.meta?.fixable !== undefined);
  expect([...fixed].sort()).toEqual(fixers);
});

it.runIf(enforcementHere() === 'namespace')('docs/contract-behaviour.md is of this run (npm run docs:contract)', async () => {
  const page = path.join(import.meta.dirname, '..', '..', 'docs', 'contract-behaviour.md');
  await expect(await behaviourPage(all)).toMatchFileSnapshot(page);
});
