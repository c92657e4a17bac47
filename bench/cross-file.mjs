/**
 * What following imports costs. Projects of files that import each other are linted with and without `crossFile`, in a process for each
 * lint; of several lints the shortest counts.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import * as parser from '@typescript-eslint/parser';
import { ESLint } from 'eslint';

const ROUNDS = 3;
const FOLDERS = 40;
const PLUGIN = process.env.BENCH_PLUGIN ?? fileURLToPath(new URL('../dist/index.js', import.meta.url));

/** @typedef {{ readonly of: string, readonly files: (count: number) => Map<string, string> }} Shape */

const pathOf = (/** @type {number} */ index) => `src/d${index % FOLDERS}/m${index}.js`;
const specifier = (/** @type {number} */ index) => `../d${index % FOLDERS}/m${index}.js`;

/** Modules that each module uses, some of which use it: one connected graph with cycles. */
const used = (/** @type {number} */ index, /** @type {number} */ count) =>
  [13, 26, 39].map((step) => (index * 7 + step) % count).filter((other) => other !== index);

const computing = (/** @type {number} */ index, /** @type {readonly number[]} */ others) => `
${others.map((other) => `import { summary${other} } from '${specifier(other)}';`).join('\n')}

const LIMITS = { low: ${index}, high: ${index * 3 + 1}, name: 'band-${index}' };

export class Table${index} {
  #rows = new Map();
  constructor(rows) {
    for (const row of rows) this.add(row);
  }
  add({ key, value, weight = 1 }) {
    const known = this.#rows.get(key) ?? { sum: 0, count: 0 };
    this.#rows.set(key, { sum: known.sum + value * weight, count: known.count + weight });
    return this;
  }
  means() {
    return [...this.#rows].map(([key, { sum, count }]) => ({ key, mean: count === 0 ? 0 : sum / count }));
  }
}

export function summary${index}(rows, depth = 0) {
  const table = new Table${index}(rows.filter((row) => row.value >= LIMITS.low && row.value < LIMITS.high));
  const list = [];
  for (const { key, mean } of table.means()) {
    if (mean > LIMITS.high) continue;
    list.push({ key, mean, band: \`\${LIMITS.name}/\${key}\` });
  }
  if (depth > 2) return list;
  return [${others.map((other) => `...summary${other}(rows, depth + 1)`).join(', ')}, ...list].sort((a, b) => a.mean - b.mean);
}
`;

const uploading = (/** @type {number} */ index) => `
export async function upload${index}(manifest, name) {
  const url = manifest.getUploadUrls[manifest.stage];
  const response = await fetch(\`\${url}/\${name}\`);
  if (!response.ok) throw new Error(\`no upload URL for \${name}: \${response.status}\`);
  await fetch(await response.text(), { method: 'PUT', body: await readFile(name) });
}
`;

/** @type {Record<string, Shape>} */
const SHAPES = {
  plugin: {
    of: 'a plugin: 20 stages over one storage helper, all else computes',
    files(count) {
      const files = new Map();
      const stages = 20;
      for (let index = 0; index < count - stages - 2; index++) files.set(pathOf(index), computing(index, used(index, count - stages - 2)));
      files.set('src/storage.js', `import { readFile } from 'node:fs/promises';\n${uploading(0)}`);
      files.set('src/manifest.js', `import { readFileSync } from 'node:fs';\nexport const manifest = JSON.parse(readFileSync(process.argv[2], 'utf8'));\n`);
      for (let stage = 0; stage < stages; stage++) {
        const modules = [1, 2, 3].map((step) => (stage * 41 + step * 7) % (count - stages - 2));
        const imports = modules.map((other) => `import { summary${other} } from '../d${other % FOLDERS}/m${other}.js';`).join('\n');
        files.set(`src/stages/stage${stage}.js`, `import { writeFile } from 'node:fs/promises';
import { upload0 } from '../storage.js';
import { manifest } from '../manifest.js';
${imports}

export async function run(rows) {
  if (manifest.stage !== 'stage${stage}') return;
  await writeFile('summary${stage}.json', JSON.stringify([${modules.map((other) => `summary${other}(rows)`).join(', ')}]));
  await upload0(manifest, 'summary${stage}.json');
}
`);
      }
      return files;
    },
  },
  uploads: {
    of: 'every file uploads and imports three others',
    files: (count) =>
      new Map(
        Array.from({ length: count }, (_, index) => [
          pathOf(index),
          `import { readFile } from 'node:fs/promises';\n${computing(index, used(index, count))}${uploading(index)}`,
        ]),
      ),
  },
  barrel: {
    of: 'all modules by one barrel, which each third of them imports',
    files(count) {
      const files = new Map();
      const all = Array.from({ length: count - 1 }, (_, index) => index);
      for (const index of all) {
        const other = (index * 7 + 13) % (count - 1);
        const text = index % 3 === 0 ? computing(index, [other]).replace(specifier(other), '../index.js') : computing(index, []);
        files.set(pathOf(index), index % 50 === 0 ? `import { readFile } from 'node:fs/promises';\n${text}${uploading(index)}` : text);
      }
      files.set('src/index.js', all.map((index) => `export * from './d${index % FOLDERS}/m${index}.js';`).join('\n'));
      return files;
    },
  },
  elsewhere: {
    of: 'no file speaks of storage',
    files: (count) => new Map(Array.from({ length: count }, (_, index) => [pathOf(index), computing(index, used(index, count))])),
  },
};

/** Milliseconds that the lint of all files takes. */
async function lint(/** @type {string} */ cwd, /** @type {boolean} */ crossFile) {
  const { default: plugin } = await import(pathToFileURL(PLUGIN).href);
  const eslint = new ESLint({
    cwd,
    overrideConfigFile: true,
    overrideConfig: [{ ...plugin.configs.recommended, languageOptions: { parser }, settings: { 'plugin-storage': { crossFile } } }],
  });
  const started = performance.now();
  await eslint.lintFiles(['src']);
  return performance.now() - started;
}

function inOwnProcess(/** @type {string} */ root, /** @type {boolean} */ crossFile) {
  return Number(execFileSync(process.execPath, [fileURLToPath(import.meta.url), '--lint', root, String(crossFile)], { encoding: 'utf8' }));
}

function measured(/** @type {Shape} */ shape, /** @type {number} */ count) {
  const root = realpathSync(mkdtempSync(path.join(tmpdir(), 'plugin-storage-bench-')));
  try {
    writeFileSync(path.join(root, 'package.json'), JSON.stringify({ name: 'bench', type: 'module' }));
    for (const [name, text] of shape.files(count)) {
      mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
      writeFileSync(path.join(root, name), text);
    }
    const [alone, together] = [[], []];
    for (let round = 0; round < ROUNDS; round++) {
      alone.push(inOwnProcess(root, false));
      together.push(inOwnProcess(root, true));
    }
    return { alone: Math.min(...alone), together: Math.min(...together) };
  } finally {
    rmSync(root, { recursive: true });
  }
}

/** Rows of the table: project, time with each file by itself, time across files, their ratio. */
export function* acrossFiles(/** @type {number} */ count) {
  for (const shape of Object.values(SHAPES)) {
    const { alone, together } = measured(shape, count);
    yield { title: `${shape.of} (${count} files)`, alone, together, ratio: together / alone };
  }
}

if (process.argv[2] === '--lint') console.log(await lint(process.argv[3] ?? '', process.argv[4] === 'true'));
