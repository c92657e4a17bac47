// A faulty plugin at the platform, then the linter, then the platform again. Nothing is shown that did not happen: the plugin runs
// against the emulated storage of tests/emulator, and ESLint runs as its author would run it, with demo/plugin/eslint.config.js.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { transpileFolder } from '../tests/emulator/transpile.mjs';
import { changedLines } from './changed-lines.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const FAULTY = path.join(ROOT, 'demo', 'plugin');
const MODULES = path.join(ROOT, 'node_modules');

/** @type {import('../tests/emulator/runner.js').Scenario} */
const SCENARIO = {
  entry: 'main.js',
  stages: [{ name: 'initial' }, { name: 'train' }],
  data: { initial: '1,7\n2,9\n,12\n3,11\n5,15\n8,21\n' },
  predictions: [{ path: '/', body: { kilometres: 10 }, expected: { minutes: 25 } }],
};

/** The emulator is TypeScript. Its JavaScript lies below node_modules, where it finds the compiler that it needs itself. */
async function emulator() {
  const folder = path.join(MODULES, '.cache', 'plugin-storage-emulator');
  await transpileFolder(path.join(ROOT, 'tests', 'emulator'), folder);
  /** @param {string} file */
  const load = (file) => import(pathToFileURL(path.join(folder, file)).href);
  /** @type {[typeof import('../tests/emulator/runner.js'), typeof import('../tests/emulator/violations.js')]} */
  const [{ runPlugin }, { described }] = [await load('runner.js'), await load('violations.js')];
  return { runPlugin, described };
}

/** A copy of the plugin in which both packages are installed. */
function installed() {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'demo-')));
  cpSync(FAULTY, folder, { recursive: true });
  mkdirSync(path.join(folder, 'node_modules'));
  symlinkSync(ROOT, path.join(folder, 'node_modules', 'eslint-plugin-plugin-storage'), 'junction');
  symlinkSync(path.join(MODULES, 'eslint'), path.join(folder, 'node_modules', 'eslint'), 'junction');
  return folder;
}

const { runPlugin, described } = await emulator();
const folder = installed();
const color = process.stdout.isTTY && !process.env['NO_COLOR'];

/** @param {string} text */
const say = (text) => void process.stdout.write(`${text}\n`);
/** @param {string} text */
const title = (text) => say(color ? `\n\u001B[1m${text}\u001B[0m\n` : `\n${text}\n`);

async function atThePlatform() {
  say('$ platform run delivery-times');
  const { passed, stages, violations } = await runPlugin(folder, SCENARIO, MODULES);
  for (const [stage, { result, files }] of Object.entries(stages)) {
    say(`  ${stage}: ${JSON.stringify(result)}, stored ${files.join(', ') || 'nothing'}`);
  }
  for (const violation of violations) say(`  ✗ ${described(violation)}`);
  if (passed) say('  deployment: {"kilometres":10} → {"minutes":25}');
  say(passed ? '  ✓ passed' : '  ✗ failed');
  return passed;
}

/** ESLint's exit code: 1 where something is reported. @param {readonly string[]} options */
function lint(...options) {
  say(['$ npx eslint .', ...options].join(' '));
  const eslint = path.join(MODULES, 'eslint', 'bin', 'eslint.js');
  const args = [eslint, '.', ...(color ? ['--color'] : ['--no-color']), ...options];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
  say((stdout + stderr).replaceAll(`${folder}${path.sep}`, '').trimEnd() || '  nothing to report');
  return status;
}

function showChanges() {
  for (const file of readdirSync(FAULTY, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.js'))) {
    const [before, after] = [FAULTY, folder].map((at) => readFileSync(path.join(at, file), 'utf8').split('\n'));
    const lines = changedLines(before ?? [], after ?? []);
    if (lines.length > 0) say(['', file, ...lines].join('\n'));
  }
}

try {
  title('1. A plugin that works on its author’s machine, at the platform');
  const before = await atThePlatform();
  title('2. The linter sees that fault, and those that the next runs would have met');
  const reported = lint();
  title('3. All of them can be mended');
  const left = lint('--fix');
  showChanges();
  title('4. At the platform again');
  const after = await atThePlatform();
  if (before || reported !== 1 || left !== 0 || !after) {
    say('\nThis is not what the demo is to show.');
    process.exitCode = 1;
  }
} finally {
  rmSync(folder, { recursive: true });
}
