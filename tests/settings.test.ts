import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS, readSettings, SettingsError } from '../src/settings.js';

const refusal = (raw: unknown): string => {
  try {
    readSettings(raw);
  } catch (error) {
    if (error instanceof SettingsError) return error.message;
    throw error;
  }
  return 'accepted';
};

describe('settings that are left out', () => {
  it('are the documented defaults', () => {
    expect(readSettings(undefined)).toEqual({
      manifestNames: ['manifest'],
      keys: { stage: 'stage', getUploadUrls: 'getUploadUrls', downloadUrls: 'downloadUrls', inputParams: 'inputParams' },
      stages: {},
      deploymentStages: ['deployment', 'deploy'],
      models: [],
      crossFile: true,
    });
    expect(readSettings({})).toEqual(DEFAULT_SETTINGS);
  });

  it('take their defaults one by one', () => {
    expect(readSettings({ keys: { stage: 'phase' }, crossFile: false })).toEqual({
      ...DEFAULT_SETTINGS,
      keys: { ...DEFAULT_SETTINGS.keys, stage: 'phase' },
      crossFile: false,
    });
    expect(readSettings({ manifestNames: undefined, stages: undefined })).toEqual(DEFAULT_SETTINGS);
  });
});

describe('settings that are given', () => {
  it('stand in place of the defaults', () => {
    const raw = {
      manifestNames: ['job', 'manifest'],
      stages: { initial: ['src/initial/**'], 'train-more': [], constructor: ['src/c.ts'] },
      deploymentStages: ['serve'],
      models: [{ of: '@acme/storage#upload', does: { kind: 'upload', path: '1' } }],
    };
    expect(readSettings(raw)).toEqual({ ...DEFAULT_SETTINGS, ...raw });
  });

  it('are read once for one object, and cannot be changed', () => {
    const raw = { manifestNames: ['job'] };
    const settings = readSettings(raw);
    raw.manifestNames.push('other');
    expect(readSettings(raw)).toBe(settings);
    expect(settings.manifestNames).toEqual(['job']);
    for (const part of [settings, settings.manifestNames, settings.keys, settings.stages, settings.models]) {
      expect(Object.isFrozen(part)).toBe(true);
    }
  });
});

describe('a setting of the wrong form is one error that names the key and what it should be', () => {
  it.each<[unknown, string]>([
    [5, "settings['plugin-storage'] should be an object such as { deploymentStages: ['deployment'] }, but is 5."],
    [null, "settings['plugin-storage'] should be an object such as { deploymentStages: ['deployment'] }, but is null."],
    [[], "settings['plugin-storage'] should be an object such as { deploymentStages: ['deployment'] }, but is []."],
    [
      { manifestNames: 'job' },
      `settings['plugin-storage'].manifestNames should be an array of variable names such as ['manifest', 'job'], but is "job".`,
    ],
    [
      { deploymentStages: ['deploy', ''] },
      `settings['plugin-storage'].deploymentStages[1] should be a string that is not empty (the whole is an array of stage names such as ['deployment']), but is "".`,
    ],
    [
      { stages: { initial: 5 } },
      "settings['plugin-storage'].stages.initial should be an array of glob strings such as ['src/initial/**'], but is 5.",
    ],
    [
      { stages: { 'train-more': undefined } },
      "settings['plugin-storage'].stages['train-more'] should be an array of glob strings such as ['src/initial/**'], but is undefined.",
    ],
    [
      { stages: { initial: [/src/u] } },
      "settings['plugin-storage'].stages.initial[0] should be a string that is not empty (the whole is an array of glob strings such as ['src/initial/**']), but is the regular expression /src/u.",
    ],
    [
      { stages: ['src/initial/**'] },
      `settings['plugin-storage'].stages should be an object such as { initial: ['src/initial/**'] }, but is ["src/initial/**"].`,
    ],
    [{ keys: 'stage' }, `settings['plugin-storage'].keys should be an object such as { stage: 'phase' }, but is "stage".`],
    [
      { keys: { downloadUrls: 1n } },
      "settings['plugin-storage'].keys.downloadUrls should be the name of a manifest's member such as 'downloadUrls', but is 1.",
    ],
    [
      { models: { of: 'a#b' } },
      `settings['plugin-storage'].models should be an array of models such as [{ of: '@acme/storage#upload', does: { kind: 'upload', path: '1' } }], but is {"of":"a#b"}.`,
    ],
    [
      { models: [() => true] },
      "settings['plugin-storage'].models[0] should be a model such as { of: '@acme/storage#upload', does: { kind: 'upload', path: '1' } }, but is a function.",
    ],
    [{ crossFile: 'no' }, `settings['plugin-storage'].crossFile should be true or false, but is "no".`],
  ])('case %#', (raw, message) => {
    expect(refusal(raw)).toBe(message);
  });

  it('shows a long value by its head, and a cyclic one in words', () => {
    const cyclic: Record<string, unknown> = {};
    cyclic['self'] = cyclic;
    expect(refusal({ crossFile: 'x'.repeat(500) })).toMatch(/but is "x{59}…\.$/u);
    expect(refusal({ crossFile: cyclic })).toMatch(/but is an object that refers to itself\.$/u);
  });

  it('is refused again at each reading', () => {
    const raw = { crossFile: 1 };
    expect(refusal(raw)).toBe(refusal(raw));
    expect(refusal(raw)).not.toBe('accepted');
  });
});

describe('a key that nobody reads is an error', () => {
  it.each<[unknown, string]>([
    [{ manifestName: [] }, "settings['plugin-storage'] has no key 'manifestName'. Did you mean 'manifestNames'?"],
    [{ crossfile: true }, "settings['plugin-storage'] has no key 'crossfile'. Did you mean 'crossFile'?"],
    [{ keys: { getUploadUrl: 'a' } }, "settings['plugin-storage'].keys has no key 'getUploadUrl'. Did you mean 'getUploadUrls'?"],
    [
      { timeout: 5 },
      "settings['plugin-storage'] has no key 'timeout'. The known keys are manifestNames, keys, stages, deploymentStages, models, crossFile.",
    ],
  ])('case %#', (raw, message) => {
    expect(refusal(raw)).toBe(message);
  });
});
