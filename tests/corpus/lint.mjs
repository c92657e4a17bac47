/** Lints the files that it is sent, one package at a time, and tells what happened to each of them. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as parser from '@typescript-eslint/parser';
import { Linter } from 'eslint';
import plugin from '../../dist/index.js';

const PATTERNS = ['**/*.{js,mjs,cjs,jsx,ts,mts,cts,tsx}'];

/** Every rule that says something without settings. */
const rules = Object.fromEntries(
  Object.keys(plugin.rules)
    .filter((rule) => rule !== 'no-unmatched-download')
    .map((rule) => [`plugin-storage/${rule}`, 'error']),
);

const config = {
  files: PATTERNS,
  plugins: { 'plugin-storage': plugin },
  rules,
  linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'off' },
  languageOptions: { parser, parserOptions: { ecmaFeatures: { jsx: true } } },
};

/** For files that say nothing of their kind, TS-ESLint's parser takes nearly everything as a module; sloppy scripts are tried after. */
const KINDS = ['module', 'commonjs'];

const hashOf = (/** @type {string} */ line) => createHash('sha256').update(line.trim()).digest('hex').slice(0, 16);

/** What became of one file. */
export function lintFile(/** @type {Linter} */ linter, /** @type {string} */ folder, /** @type {string} */ file) {
  const text = readFileSync(path.join(folder, file), 'utf8');
  const filename = path.join(folder, file);
  const result = { file, lines: text.split('\n').length, parsed: false, parse: 0, rules: 0, reports: [], badFixes: [], crash: undefined };
  for (const sourceType of KINDS) {
    const own = { ...config, languageOptions: { ...config.languageOptions, sourceType } };
    try {
      // Only this method keeps times.
      const { messages } = linter.verifyAndFix(text, own, { filename, stats: true, fix: false });
      if (messages.some(({ fatal }) => fatal)) continue;
      Object.assign(result, { parsed: true, ...timesOf(linter), reports: messages.filter(({ ruleId }) => ruleId !== null).map((message) => reportOf(message, text)) });
      if (messages.some(({ fix }) => fix !== undefined)) result.badFixes = badFixes(linter, text, own, filename, messages);
    } catch (error) {
      result.crash = String(error instanceof Error ? error.stack : error).slice(0, 2000);
    }
    break;
  }
  return result;
}

function timesOf(/** @type {Linter} */ linter) {
  const [pass] = linter.getTimes().passes;
  const spent = Object.values(pass?.rules ?? {}).reduce((sum, { total }) => sum + total, 0);
  return { parse: pass?.parse?.total ?? 0, rules: spent };
}

function reportOf(/** @type {Linter.LintMessage} */ { ruleId, line, column, message, fix }, /** @type {string} */ text) {
  return { rule: ruleId, line, column, message, fixable: fix !== undefined, hash: hashOf(text.split('\n')[line - 1] ?? '') };
}

/** One application of all fixes leaves a program that parses, has nothing fixable by a rule that fixed, and no report of another rule. */
function badFixes(linter, text, own, filename, before) {
  const fixed = new Set(before.filter(({ fix }) => fix !== undefined).map(({ ruleId }) => ruleId));
  const known = new Set(before.map(({ ruleId }) => ruleId));
  const after = linter.verify(applied(text, before), own, { filename });
  return after
    .filter(({ fatal, ruleId, fix }) => fatal || !known.has(ruleId) || (fix !== undefined && fixed.has(ruleId)))
    .map(({ ruleId, line, message }) => `${ruleId ?? 'syntax'} at ${line}: ${message}`);
}

/** The fixes that do not overlap, from the front, as ESLint applies them in one pass. */
function applied(text, messages) {
  let [out, at] = ['', 0];
  for (const { fix } of messages.filter((message) => message.fix).sort((one, other) => one.fix.range[0] - other.fix.range[0])) {
    if (fix.range[0] < at) continue;
    out += text.slice(at, fix.range[0]) + fix.text;
    at = fix.range[1];
  }
  return out + text.slice(at);
}

if (process.send !== undefined) {
  process.send({ ready: true });
  process.on('message', ({ folder, files }) => {
    const linter = new Linter({ cwd: folder, configType: 'flat' });
    for (const file of files) {
      process.send({ started: file });
      process.send({ result: lintFile(linter, folder, file) });
    }
    process.send({ done: true });
  });
}
