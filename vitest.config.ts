import { defineConfig } from 'vitest/config';

/** The labelled programs lint whole folders, one after the other; a loaded machine needs more than the default 5 s. */
const PROGRAM_TIMEOUT = 30_000;

/** A mistake in the plugin is an error here, where it would only cost a user reports. */
const STRICT = { PLUGIN_STORAGE_STRICT: '1' };

export default defineConfig({
  test: {
    env: STRICT,
    projects: [
      {
        test: {
          env: STRICT,
          name: 'unit',
          include: ['tests/**/*.test.ts'],
          exclude: [
            'tests/fixtures/**',
            'tests/contract/**',
            'tests/emulator/**',
            'tests/hosts/**',
            'tests/cases.test.ts',
            'tests/docs.test.ts',
          ],
        },
      },
      {
        test: {
          env: STRICT,
          name: 'contract',
          include: ['tests/contract/*.test.ts', 'tests/emulator/*.test.ts'],
          testTimeout: PROGRAM_TIMEOUT,
        },
      },
      {
        test: {
          env: STRICT,
          name: 'cases',
          include: ['tests/cases.test.ts', 'tests/docs.test.ts'],
          testTimeout: PROGRAM_TIMEOUT,
        },
      },
    ],
  },
});
