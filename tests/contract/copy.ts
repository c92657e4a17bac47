/** A copy of a program that is linted as its author would, and mended. */
import { cpSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as parser from '@typescript-eslint/parser';
import { ESLint, type Linter } from 'eslint';
import plugin from '../../src/index.js';

const LINTED = /\.[cm]?[jt]s$/u;

/** A change that a report offers. */
export interface Offer {
  readonly file: string;
  readonly fix: Linter.LintSuggestion['fix'];
}

export interface Report {
  readonly rule: string;
  readonly fixable: boolean;
  readonly suggestions: readonly Offer[];
}

/** All rules, but for the one that must know the stages' files: it is on where the settings name them. */
function config(settings: object | undefined): Linter.Config {
  const names = Object.keys(plugin.rules).filter((name) => name !== 'no-unmatched-download' || settings !== undefined);
  return {
    files: ['**/*.{js,mjs,cjs,ts}'],
    plugins: { 'plugin-storage': plugin },
    rules: Object.fromEntries(names.map((name) => [`plugin-storage/${name}`, 'error'])),
    languageOptions: { parser },
    settings: settings === undefined ? {} : { 'plugin-storage': settings },
  };
}

export class ProgramCopy {
  readonly folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'mended-')));
  readonly #settings: object | undefined;

  constructor(code: string, settings: object | undefined) {
    cpSync(code, this.folder, { recursive: true });
    this.#settings = settings;
  }

  async reports(): Promise<Report[]> {
    return (await this.#lint(false)).flatMap(({ filePath, messages }) =>
      messages.map(({ ruleId, message, fix, suggestions }) => ({
        rule: ruleId?.replace('plugin-storage/', '') ?? message,
        fixable: fix !== undefined,
        suggestions: (suggestions ?? []).map((suggestion) => ({ file: filePath, fix: suggestion.fix })),
      })),
    );
  }

  async fix(): Promise<void> {
    await ESLint.outputFixes(await this.#lint(true));
  }

  apply({ file, fix: { range, text } }: Offer): void {
    const source = readFileSync(file, 'utf8');
    writeFileSync(file, source.slice(0, range[0]) + text + source.slice(range[1]));
  }

  dispose(): void {
    rmSync(this.folder, { recursive: true });
  }

  #lint(fix: boolean): Promise<ESLint.LintResult[]> {
    const files = readdirSync(this.folder, { recursive: true, encoding: 'utf8' }).filter((file) => LINTED.test(file));
    const overrideConfig = config(this.#settings);
    return new ESLint({ cwd: this.folder, overrideConfigFile: true, overrideConfig, fix }).lintFiles(files);
  }
}
