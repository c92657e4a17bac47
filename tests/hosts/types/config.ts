/** Compiled against each ESLint's own types: what a user's eslint.config.ts may say of the plugin. */
import { defineConfig } from 'eslint/config';
import type { ESLint, Linter } from 'eslint';
import storage, { type PluginStorageSettings } from 'eslint-plugin-plugin-storage';

const settings: PluginStorageSettings = {
  manifestNames: ['manifest', 'job'],
  stages: { initial: ['src/initial/**'], stage1: ['src/stage1.ts'] },
  deploymentStages: ['serve'],
  models: [{ of: '@acme/storage#upload', does: { kind: 'upload', manifest: '0', path: '1', body: '2' } }],
};

export const plugin: ESLint.Plugin = storage;
export const spread: Linter.Config[] = [storage.configs.recommended, storage.configs.strict];

export default defineConfig([
  storage.configs.recommended,
  { files: ['src/**'], extends: [storage.configs.strict] },
  {
    plugins: { 'plugin-storage': storage },
    extends: ['plugin-storage/recommended'],
    rules: { 'plugin-storage/no-stale-upload-url': ['error', { maxDelay: 60 }] },
    settings: { 'plugin-storage': settings },
  },
]);

// @ts-expect-error: there is no such configuration
export const absent = storage.configs.legacy;

export const wrong: PluginStorageSettings = {
  // @ts-expect-error: a list of names
  manifestNames: 'manifest',
};
