import { defineConfig } from 'rolldown';

/** One file: two hundred modules take four times as long to load. Packages stay outside, and are loaded when they are needed. */
export default defineConfig({
  input: 'src/index.ts',
  platform: 'node',
  external: /^[^./]/,
  output: { file: 'dist/index.js', format: 'esm', comments: false },
});
