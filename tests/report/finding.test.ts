/** Wrong settings are said at the first file, whatever is in it. */
import { Linter } from 'eslint';
import { describe, expect, it } from 'vitest';
import rule from '../../src/rules/no-write-outside-cwd.js';

function lint(models: readonly unknown[]): () => unknown {
  const config: Linter.Config = {
    plugins: { own: { rules: { rule } } },
    rules: { 'own/rule': 'error' },
    settings: { 'plugin-storage': { models } },
  };
  return () => new Linter().verify('export const add = (a, b) => a + b;', config);
}

describe('a file that has nothing to do with storage', () => {
  it('shows that a row of the models is wrong', () => {
    expect(lint([{ of: '@acme/storage#upload', does: { kind: 'uplaod', path: '1' } }])).toThrow("settings['plugin-storage'].models[0].does.kind");
  });

  it('is linted where the rows are right', () => {
    expect(lint([{ of: '@acme/storage#upload', does: { kind: 'write', path: '1' } }])()).toEqual([]);
  });
});
