// Checks what loading the built plugin costs over an empty module, each in a process of its own, and that it loads no TypeScript.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const LIMIT = 25;
const ROUNDS = 15;

const PROBE = `
  import { createRequire } from 'node:module';
  const start = performance.now();
  await import(process.argv[1]);
  const milliseconds = performance.now() - start;
  const typescript = Object.keys(createRequire(import.meta.url).cache).filter((file) => /[\\\\/]typescript[\\\\/]/u.test(file));
  console.log(JSON.stringify({ milliseconds, typescript }));
`;

/** @param {string} module @returns {{ milliseconds: number, typescript: string[] }} */
const probe = (module) =>
  JSON.parse(execFileSync(process.execPath, ['--input-type=module', '--eval', PROBE, module], { encoding: 'utf8' }));

/** @param {readonly number[]} numbers */
const median = (numbers) => [...numbers].sort((one, other) => one - other)[Math.floor(numbers.length / 2)] ?? NaN;

const folder = mkdtempSync(path.join(tmpdir(), 'load-time-'));
const empty = path.join(folder, 'empty.mjs');
writeFileSync(empty, '');

const plugin = new URL('../dist/index.js', import.meta.url).href;
/** @type {number[]} */ const loaded = [];
/** @type {number[]} */ const floor = [];
/** @type {Set<string>} */ const typescript = new Set();
for (let round = 0; round < ROUNDS; round++) {
  floor.push(probe(pathToFileURL(empty).href).milliseconds);
  const run = probe(plugin);
  loaded.push(run.milliseconds);
  for (const file of run.typescript) typescript.add(file);
}
rmSync(folder, { recursive: true });

const cost = median(loaded) - median(floor);
console.log(
  `load: ${median(loaded).toFixed(1)} ms, an empty module ${median(floor).toFixed(1)} ms: ${cost.toFixed(1)} ms of ${LIMIT} allowed (medians of ${ROUNDS})`,
);
for (const file of typescript) console.log(`load: brings in ${file}`);
process.exit(cost <= LIMIT && typescript.size === 0 ? 0 : 1);
