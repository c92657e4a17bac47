/**
 * What loading of the project's own files costs: `node bench/modules.mjs [files]`.
 * The figures of docs/modules.md come from here.
 */
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'rolldown';

// The loader by itself: the plugin's own file does not give it away.
const bundle = fileURLToPath(new URL('../node_modules/.cache/bench/modules.js', import.meta.url));
await build({
  input: fileURLToPath(new URL('../src/modules/index.ts', import.meta.url)),
  platform: 'node',
  external: /^[^./]/,
  output: { file: bundle, format: 'esm' },
  logLevel: 'warn',
});
const { createModuleLoader } = await import(bundle);

const FOLDERS = 40;
const count = Number(process.argv[2] ?? 1000);
const root = realpathSync(mkdtempSync(join(tmpdir(), 'plugin-storage-bench-')));

function pathOf(index) {
  return join(root, 'src', `d${index % FOLDERS}`, `m${index}.js`);
}

function imported(index) {
  return [13, 26, 39].map((step) => (index * 7 + step) % count).filter((other) => other !== index);
}

function textOf(index) {
  const imports = imported(index).map((other) => `import { upload${other} } from '../d${other % FOLDERS}/m${other}.js';`);
  const helper = `
function score(rows, limit) {
  const list = [];
  for (const row of rows) {
    if (row.value > limit && row.name.startsWith('x')) list.push({ ...row, score: row.value * 2 });
  }
  return list.map((row) => row.score).filter(Boolean).reduce((sum, value) => sum + value, 0);
}`;
  const upload = `
export async function upload${index}(manifest, name) {
  const url = manifest.getUploadUrls[manifest.stage];
  const response = await fetch(\`\${url}/\${name}\`);
  if (!response.ok) throw new Error(\`no upload URL for \${name}: \${response.status}\`);
  await fetch(await response.text(), { method: 'PUT', body: await readFile(name) });
}`;
  const helpers = Array.from({ length: 5 }, (_, number) => helper.replace('score', `score${number}`));
  return ["import { readFile } from 'node:fs/promises';", "import axios from 'axios';", ...imports, ...helpers, upload].join('\n');
}

function write(name, text) {
  mkdirSync(dirname(name), { recursive: true });
  writeFileSync(name, text);
}

function measure(what, work, per = 1) {
  const started = performance.now();
  work();
  const time = performance.now() - started;
  console.log(`${what.padEnd(62)} ${time.toFixed(1).padStart(8)} ms ${((time * 1000) / per).toFixed(1).padStart(9)} µs each`);
}

function heap() {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}

/** What the lint of each file asks for: its imports, and theirs. */
function run(loader, load) {
  for (let index = 0; index < count; index++) {
    loader.beginLint();
    let pending = [pathOf(index)];
    for (let depth = 0; depth < 2; depth++) {
      const next = [];
      for (const file of pending) {
        const own = Number(/m(\d+)\.js$/.exec(file)[1]);
        loader.resolve('axios', file);
        for (const other of imported(own)) next.push(loader.resolve(`../d${other % FOLDERS}/m${other}.js`, file));
      }
      if (load) for (const file of next) loader.load(file);
      pending = next;
    }
  }
}

write(join(root, 'package.json'), JSON.stringify({ name: 'bench', type: 'module' }));
write(join(root, 'tsconfig.json'), JSON.stringify({ compilerOptions: { paths: { '@/*': ['./src/*'] } } }));
write(join(root, 'node_modules/axios/package.json'), JSON.stringify({ name: 'axios', main: 'index.js' }));
write(join(root, 'node_modules/axios/index.js'), '');
for (let index = 0; index < count; index++) write(pathOf(index), textOf(index));
// Files that were written just now are compared by content; those of a project at rest are not.
await new Promise((done) => setTimeout(done, 100));
console.log(`${count} files of ${textOf(0).length} characters, Node ${process.version}`);

try {
  const loader = createModuleLoader({ cwd: root });
  measure('load the native code, resolve and parse a first module', () => loader.load(loader.resolve('./m40.js', pathOf(0))));
  const parsing = createModuleLoader({ cwd: root, maxFiles: Infinity });
  measure('load of each file, new', () => {
    for (let index = 0; index < count; index++) parsing.load(pathOf(index));
  }, count);
  const cold = createModuleLoader({ cwd: root });
  measure('project scan: first importersOf', () => cold.importersOf(pathOf(1)), count);
  cold.beginLint();
  measure('importersOf within the pause', () => cold.importersOf(pathOf(2)));
  await new Promise((done) => setTimeout(done, 100 + count / 10));
  cold.beginLint();
  measure('importersOf after the pause, nothing changed', () => cold.importersOf(pathOf(2)), count);
  await new Promise((done) => setTimeout(done, 100 + count / 10));
  write(pathOf(5), `${textOf(5)}\nimport './m45.js';`);
  cold.beginLint();
  measure('importersOf after the pause, one file edited', () => cold.importersOf(pathOf(2)), count);
  measure('projectMentions, first: a word that is there', () => cold.projectMentions(pathOf(2), ['getUploadUrls']));
  measure('projectMentions, first: a word that is not there', () => cold.projectMentions(pathOf(2), ['noSuchWord']), count);
  const resolving = createModuleLoader({ cwd: root });
  measure('a lint of each file: 16 resolutions, new', () => run(resolving, false), count);
  measure('the same again', () => run(resolving, false), count);
  const loading = createModuleLoader({ cwd: root });
  const before = heap();
  measure('a lint of each file: 16 resolutions, 12 loads, new', () => run(loading, true), count);
  measure('the same again', () => run(loading, true), count);
  measure('importersOf in the lint of each file', () => {
    for (let index = 0; index < count; index++) {
      loading.beginLint();
      loading.importersOf(pathOf(index));
    }
  }, count);
  if (globalThis.gc !== undefined) console.log(`heap of a full cache: ${((heap() - before) / 2 ** 20).toFixed(0)} MB`);
} finally {
  rmSync(root, { recursive: true });
}
