/** Correct plugins, from their data to the predictions of their server; and that it is the platform which decides. */
import { describe, expect, it } from 'vitest';
import type { UploadKeys } from '../emulator/manifest.js';
import type { RunReport } from '../emulator/runner.js';
import { described } from '../emulator/violations.js';
import { run, samples } from './scenarios.js';

const OUTCOMES: Readonly<Record<string, RunReport['stages']>> = {
  'leak-alarm': {
    initial: { inputParams: {}, result: { lines: 25, kept: 24 }, files: ['clean.csv'] },
    train: { inputParams: {}, result: { score: 1 }, files: ['models/leak.json'] },
  },
  'ticket-triage': {
    initial: { inputParams: {}, result: { training: 12, held: 4 }, files: ['held.json', 'training.json'] },
    train: { inputParams: { smoothing: 0.5 }, result: { score: 1 }, files: ['model.json'] },
    batch: { inputParams: {}, result: { labelled: 2, smoothing: 0.5 }, files: ['labelled.csv'] },
  },
};

const KEYS: readonly UploadKeys[] = ['ended', 'current'];

describe.each(samples())('$name', ({ name, code, scenario }) => {
  it.each(KEYS)('runs through all its stages and answers predictions, with the upload keys: %s', async (uploadKeys) => {
    const report = await run(code, { ...scenario, uploadKeys });
    expect(report.violations.map(described)).toEqual([]);
    expect(report.stages).toEqual(OUTCOMES[name]);
    expect(report.passed).toBe(true);
  });

  it('does not pass where its server is asked for what it does not know', async () => {
    const [prediction] = scenario.predictions ?? [];
    expect(prediction).toBeDefined();
    const predictions = prediction === undefined ? [] : [{ ...prediction, expected: { label: 'none' } }];
    const { passed, violations } = await run(code, { ...scenario, predictions });
    expect(passed).toBe(false);
    expect(violations.map(({ kind }) => kind)).toEqual(['answer']);
  });

  it('does not pass where the storage takes no file of that size', async () => {
    const { violations } = await run(code, { ...scenario, sizeLimit: 5 });
    expect(violations[0]).toMatchObject({ kind: 'refused', stage: 'initial', method: 'PUT', status: 413 });
    expect(violations.at(-1)).toMatchObject({ kind: 'crash', stage: 'initial' });
  });
});
