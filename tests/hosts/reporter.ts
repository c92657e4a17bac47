/** Writes the table of docs/hosts.md, once all hosts have passed. */
import { readFileSync, writeFileSync } from 'node:fs';
import type { TestCase, TestModule, TestRunEndReason } from 'vitest/node';
import type { Reporter } from 'vitest/reporters';

const PAGE = new URL('../../docs/hosts.md', import.meta.url);
const BEGIN = '<!-- hosts: begin (npm run test:hosts) -->';
const END = '<!-- hosts: end -->';
const FILES = 3;

export default class HostsReporter implements Reporter {
  readonly #rows: (readonly string[])[] = [];

  onTestCaseResult(testCase: TestCase): void {
    const { host } = testCase.meta();
    if (host !== undefined && testCase.result().state === 'passed') this.#rows.push(host);
  }

  onTestRunEnd(modules: readonly TestModule[], _errors: readonly unknown[], reason: TestRunEndReason): void {
    if (reason !== 'passed' || modules.length < FILES) return;
    const table = [['host', 'Node', 'parser', 'the same as the reference'], ['---', '---', '---', '---'], ...this.#rows.map((row) => [...row]).sort(byText)];
    const text = readFileSync(PAGE, 'utf8');
    const lines = table.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
    writeFileSync(PAGE, `${text.slice(0, text.indexOf(BEGIN) + BEGIN.length)}\n\n${lines}\n\n${text.slice(text.indexOf(END))}`);
  }
}

const byText = (one: readonly string[], other: readonly string[]): number =>
  one.join('|').localeCompare(other.join('|'), 'en', { numeric: true });
