/** Lints the files of a program as a project of its own, in a temporary folder. */
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as parser from '@typescript-eslint/parser';
import { ESLint, type Linter } from 'eslint';
import plugin from '../../src/index.js';
import { slashed } from './program.js';

export interface Report {
  readonly file: string;
  readonly line: number;
  readonly endLine: number;
  /** The rule's name without the namespace; undefined for a syntax error. */
  readonly rule: string | undefined;
  readonly message: string;
  readonly fixable: boolean;
  readonly suggested: boolean;
}

export interface LintSettings {
  readonly settings: object | undefined;
  /** Options by rule; a rule that is not named has none. */
  readonly options: Readonly<Record<string, readonly object[]>>;
}

const LINTED = /\.(?:[cm]?[jt]s|[jt]sx)$/u;

export const isLinted = (file: string): boolean => LINTED.test(file);

/** What has to be known of the whole plugin before this rule says anything. */
const needsStages = new Set(['no-unmatched-download']);

function ruleEntries({ settings, options }: LintSettings): Linter.RulesRecord {
  const stagesKnown = settings !== undefined && 'stages' in settings;
  const entries: Linter.RulesRecord = {};
  for (const rule of Object.keys(plugin.rules)) {
    if (needsStages.has(rule) && !stagesKnown && !(rule in options)) continue;
    entries[`plugin-storage/${rule}`] = ['error', ...(options[rule] ?? [])];
  }
  return entries;
}

function configs(given: LintSettings): Linter.Config[] {
  return [
    {
      files: ['**/*.{js,mjs,cjs,jsx,ts,mts,cts,tsx}'],
      plugins: { 'plugin-storage': plugin },
      rules: ruleEntries(given),
      linterOptions: { reportUnusedDisableDirectives: 'off' },
      languageOptions: { parser, parserOptions: { ecmaFeatures: { jsx: true } } },
      settings: given.settings === undefined ? {} : { 'plugin-storage': given.settings },
    },
    { files: ['**/*.{cjs,cts}'], languageOptions: { sourceType: 'commonjs' } },
  ];
}

/** A program on disk; `dispose` it. */
export class Workspace {
  readonly #folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'labelled-')));
  readonly #linted: readonly string[];
  readonly #given: LintSettings;

  constructor(files: ReadonlyMap<string, string>, given: LintSettings) {
    this.#given = given;
    this.#linted = [...files.keys()].filter(isLinted);
    for (const [file, text] of files) {
      const target = path.join(this.#folder, file);
      mkdirSync(path.dirname(target), { recursive: true });
      writeFileSync(target, text);
    }
  }

  async reports(): Promise<Report[]> {
    return (await this.#lint(false)).flatMap(({ filePath, messages }) =>
      messages.map((message) => ({
        file: slashed(path.relative(this.#folder, filePath)),
        line: message.line,
        endLine: message.endLine ?? message.line,
        rule: message.ruleId?.replace('plugin-storage/', ''),
        message: message.message,
        fixable: message.fix !== undefined,
        suggested: (message.suggestions ?? []).length > 0,
      })),
    );
  }

  /** Writes what `--fix` makes of each file. */
  async fix(): Promise<void> {
    await ESLint.outputFixes(await this.#lint(true));
  }

  dispose(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }

  async #lint(fix: boolean): Promise<ESLint.LintResult[]> {
    const eslint = new ESLint({
      cwd: this.#folder,
      overrideConfigFile: true,
      overrideConfig: configs(this.#given),
      fix,
    });
    return eslint.lintFiles([...this.#linted]);
  }
}
