/**
 * What linting costs: `npm run bench [-- unrelated storage cross-file peers growth load memory]`. Prints ratios, writes them into docs/speed.md, and
 * fails where one is above its bound.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import plugin from '../dist/index.js';
import { table } from '../scripts/corpus-table.mjs';
import { acrossFiles } from './cross-file.mjs';
import { peers } from './install.mjs';
import { compare, noopConfig, parsing, Variant } from './linters.mjs';
import { storage, unrelated } from './sets.mjs';
import { DEEP, ring, SHAPES } from './shapes.mjs';

const FILES = Number(process.env.BENCH_FILES ?? 1500);
const PLUGINS = 200;
const MODULES = 1000;
const ROUNDS = 3;

const ours = () => new Variant('plugin-storage', plugin.configs.recommended);
const noop = () => new Variant('no-op rules', noopConfig);
const bare = () => new Variant('no rule', { rules: {} });

const faults = [];
const within = (what, value, bound, text = value.toFixed(3)) => {
  if (!(value <= bound)) faults.push(`${what}: ${text}, should be at most ${bound}`);
  return text;
};
const perFile = (total, sources) => `${(total / sources.length).toFixed(2)} ms`;

async function onUnrelated() {
  const sources = await unrelated(FILES);
  const times = await compare([noop(), ours(), parsing], sources, ROUNDS);
  const ratio = times['plugin-storage'] / times['no-op rules'];
  return table(
    ['unrelated code', 'a file', 'ratio'],
    [
      [`eleven no-op rules (${sources.length} files)`, perFile(times['no-op rules'], sources), '1'],
      ['`recommended`', perFile(times['plugin-storage'], sources), within('unrelated code', ratio, 1.03)],
      ['the parse alone', perFile(times.parse, sources), (times.parse / times['no-op rules']).toFixed(3)],
    ],
  );
}

async function onStorage() {
  const { sources, dispose } = storage(PLUGINS);
  try {
    const times = await compare([noop(), ours(), parsing], sources, ROUNDS);
    const added = times['plugin-storage'] - times['no-op rules'];
    return table(
      ['storage code', 'a file', 'of the parse'],
      [
        [`the parse (${PLUGINS} plugins, ${sources.length} files)`, perFile(times.parse, sources), '100 %'],
        ['added by `recommended`, every file traced across files', perFile(added, sources), within('storage code', (100 * added) / times.parse, 25, `${((100 * added) / times.parse).toFixed(0)} %`)],
      ],
    );
  } finally {
    dispose();
  }
}

function crossFile() {
  const rows = [];
  for (const { title, alone, together, ratio } of acrossFiles(MODULES)) {
    rows.push([title, `${(alone / 1000).toFixed(2)} s`, `${(together / 1000).toFixed(2)} s`, within(`across files, ${title}`, ratio, 1.3, ratio.toFixed(2))]);
  }
  return table(['project', '`crossFile: false`', 'across files', 'ratio'], rows);
}

async function besidePeers() {
  const others = Object.entries(await peers()).map(([name, config]) => new Variant(name, config));
  const { sources: plugins, dispose } = storage(40);
  try {
    const sets = { 'unrelated code': await unrelated(FILES / 4), 'storage code': plugins };
    const rows = [];
    for (const [title, sources] of Object.entries(sets)) {
      const times = await compare([bare(), ours(), ...others], sources, ROUNDS);
      const added = (name) => times[name] - times['no rule'];
      const cheapest = Math.min(...others.map(({ name }) => added(name)));
      within(`beside peers, ${title}: added in ms a file`, added('plugin-storage') / sources.length, cheapest / sources.length);
      for (const name of ['plugin-storage', ...others.map((other) => other.name)]) {
        rows.push([title, name, perFile(added(name), sources), `${((100 * added(name)) / times['no rule']).toFixed(1)} %`]);
      }
    }
    return table(['on', '`recommended` of', 'added a file', 'over no rule'], rows);
  } finally {
    dispose();
  }
}

const median = (numbers) => [...numbers].sort((one, other) => one - other)[Math.floor(numbers.length / 2)];

/** Looks at each program, of those that take less than `SHORT` ms more. */
const LOOKS = 7;
const LOOKS_IF_SHORT = 31;
const SHORT = 150;

/** The time in the middle counts: the shortest one of a short program is one without a collection of garbage, which no long one is spared. */
async function growthOf(title, sizes, sourceOf) {
  const variant = ours();
  const looks = sizes.map(() => []);
  for (let look = 0; look < LOOKS_IF_SHORT; look++) {
    for (const [index, size] of sizes.entries()) {
      if (look < LOOKS || median(looks[index]) < SHORT) looks[index].push(await variant.rules(sourceOf(size, look)));
    }
  }
  const times = looks.map(median);
  // Below a few milliseconds, what is measured is noise.
  const steps = times.slice(1).map((time, index) => (time < 8 ? 2 : time / Math.max(times[index], 4)));
  const worst = Math.max(...steps);
  const allowed = sizes[1] / sizes[0] === 2 ? 2.2 : Infinity;
  return [title, ...times.map((time) => `${time.toFixed(1)} ms`), within(`growth, ${title}`, worst, allowed, worst.toFixed(2))];
}

async function growth() {
  const cwd = realpathSync(mkdtempSync(path.join(tmpdir(), 'bench-')));
  const sizes = [1000, 2000, 4000, 8000, 16_000, 32_000];
  const rows = [];
  for (const [title, make] of Object.entries(SHAPES)) {
    rows.push(await growthOf(title, sizes, (lines) => ({ cwd, file: path.join(cwd, 'shape.js'), text: make(lines) })));
  }
  const depths = [25, 50, 100, 200, 400];
  const deep = [];
  for (const [title, make] of Object.entries(DEEP)) {
    deep.push(await growthOf(title, depths, (depth) => ({ cwd, file: path.join(cwd, 'shape.js'), text: make(depth) })));
  }
  const counts = [125, 250, 500, 1000];
  const cycle = await growthOf('modules in a ring, one linted', counts, (modules, look) => ringOnDisk(path.join(cwd, `look${look}`), modules));
  rmSync(cwd, { recursive: true });
  return [
    table(['lines', ...sizes.map(String), 'worst step'], rows),
    table(['levels', ...depths.map(String), 'worst step'], deep),
    table(['modules', ...counts.map(String), 'worst step'], [cycle]),
  ].join('\n\n');
}

function ringOnDisk(root, modules) {
  const cwd = path.join(root, `ring${modules}`);
  mkdirSync(cwd, { recursive: true });
  writeFileSync(path.join(cwd, 'package.json'), '{ "type": "module" }');
  const files = ring(modules);
  for (const [name, text] of files) writeFileSync(path.join(cwd, name), text);
  return { cwd, file: path.join(cwd, 'm0.js'), text: files.get('m0.js') };
}

const PROBE = `
await import('eslint');
const start = performance.now();
await import(process.argv[1]);
console.log(performance.now() - start);
`;

function load() {
  const target = new URL('../dist/index.js', import.meta.url).href;
  const cwd = fileURLToPath(new URL('..', import.meta.url));
  const probe = (module) => Number(execFileSync(process.execPath, ['--input-type=module', '--eval', PROBE, module], { encoding: 'utf8', cwd }));
  const floor = median(Array.from({ length: 15 }, () => probe('node:punycode')));
  const time = median(Array.from({ length: 15 }, () => probe(target))) - floor;
  return table(['load', ''], [['over a loaded ESLint', `${within('load in ms', time, 25, time.toFixed(1))} ms`]]);
}

function memory() {
  const file = fileURLToPath(new URL('memory.mjs', import.meta.url));
  const run = (name) => JSON.parse(execFileSync(process.execPath, ['--expose-gc', '--no-deprecation', file, name, '10000'], { encoding: 'utf8' }));
  const [without, with_] = [run('noop'), run('ours')];
  const ratio = with_.peak / without.peak;
  return table(
    ['a run over 10,000 files', 'most memory', 'heap at the end'],
    [
      ['eleven no-op rules', `${without.peak.toFixed(0)} MB`, `${without.heap.toFixed(0)} MB`],
      ['`recommended`', `${with_.peak.toFixed(0)} MB (${within('memory', ratio, 1.05)})`, `${with_.heap.toFixed(0)} MB`],
    ],
  );
}

const SECTIONS = { unrelated: onUnrelated, storage: onStorage, 'cross-file': crossFile, peers: besidePeers, growth, load, memory };
const wanted = process.argv.slice(2);
const page = new URL('../docs/speed.md', import.meta.url);
for (const [name, measure] of Object.entries(SECTIONS)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const text = await measure();
  console.log(`${text}\n`);
  const before = readFileSync(page, 'utf8');
  const [begin, end] = [`<!-- ${name}: begin (npm run bench) -->`, `<!-- ${name}: end -->`];
  writeFileSync(page, `${before.slice(0, before.indexOf(begin) + begin.length)}\n\n${text}\n\n${before.slice(before.indexOf(end))}`);
}
for (const fault of faults) console.log(`bench: ${fault}`);
process.exit(faults.length === 0 ? 0 : 1);
