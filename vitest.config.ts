import { defineConfig } from 'vitest/config';

/** The labelled programs lint whole folders, one after the other; a loaded machine needs more than the default 5 s. */
const PROGRAM_TIMEOUT = 30_000;

export default defineConfig({
  test: {
    projects: [
      {
        test: {
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
          name: 'contract',
          include: ['tests/contract/*.test.ts', 'tests/emulator/*.test.ts'],
          testTimeout: PROGRAM_TIMEOUT,
        },
      },
      {
        test: {
          name: 'cases',
          include: ['tests/cases.test.ts', 'tests/docs.test.ts'],
          testTimeout: PROGRAM_TIMEOUT,
        },
      },
    ],
  },
});
