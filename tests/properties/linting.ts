/** Lints a program that need not be on disk, and applies fixes as ESLint does in one pass. */
import * as parser from '@typescript-eslint/parser';
import { Linter } from 'eslint';
import plugin from '../../src/index.js';

const rules: Linter.RulesRecord = Object.fromEntries(
  Object.keys(plugin.rules)
    .filter((rule) => rule !== 'no-unmatched-download')
    .map((rule) => [`plugin-storage/${rule}`, 'error']),
);

const linter = new Linter({ cwd: '/nowhere' });

export interface LintOptions {
  readonly settings?: object | undefined;
  readonly file?: string;
  /** Only parses. */
  readonly without?: 'rules';
}

/** What every rule says of the text; a rule that throws, throws here. */
export function lint(text: string, { settings, file = '/nowhere/program.ts', without }: LintOptions = {}): Linter.LintMessage[] {
  const config: Linter.Config = {
    files: ['**/*.{js,mjs,cjs,jsx,ts,mts,cts,tsx}'],
    plugins: { 'plugin-storage': plugin },
    rules: without === 'rules' ? {} : rules,
    linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'off' },
    languageOptions: { parser, parserOptions: { ecmaFeatures: { jsx: file.endsWith('x') } } },
    settings: settings === undefined ? {} : { 'plugin-storage': settings },
  };
  return linter.verify(text, config, { filename: file });
}

export const parses = (messages: readonly Linter.LintMessage[]): boolean => messages.every(({ fatal }) => fatal !== true);

/** The fixes that do not overlap, from the front, as ESLint applies them in one pass. */
export function fixed(text: string, messages: readonly Linter.LintMessage[]): string {
  let out = '';
  let at = 0;
  const fixes = messages.flatMap(({ fix }) => (fix === undefined ? [] : [fix])).sort((one, other) => one.range[0] - other.range[0]);
  for (const { range, text: inserted } of fixes) {
    if (range[0] < at) continue;
    out += text.slice(at, range[0]) + inserted;
    at = range[1];
  }
  return out + text.slice(at);
}

/** How often each rule reports. */
export function verdicts(messages: readonly Linter.LintMessage[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { ruleId } of messages) counts[ruleId ?? 'syntax'] = (counts[ruleId ?? 'syntax'] ?? 0) + 1;
  return counts;
}
