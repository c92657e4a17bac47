import { defineConfig } from 'vitest/config';

/** Each host is a program of its own that lints some hundred programs, perhaps on a loaded machine, perhaps after an installation. */
const HOST_TIMEOUT = 240_000;

export default defineConfig({
  test: {
    root: import.meta.dirname,
    globalSetup: ['install.ts'],
    include: ['*.test.ts'],
    testTimeout: HOST_TIMEOUT,
    hookTimeout: HOST_TIMEOUT,
    maxWorkers: 2,
    reporters: ['default', './reporter.ts'],
  },
});
