// Prints what the labelled programs of tests/cases.test.ts say of each rule: `npm run score`.
import type { TestCase, TestModule } from 'vitest/node';
import type { Reporter } from 'vitest/reporters';
import type { Score } from '../tests/labelled/judge.js';

const NOTHING: Score = { faults: 0, found: 0, falseAlarms: 0, fixable: 0, suggested: 0 };

const sum = (one: Score, other: Score): Score => ({
  faults: one.faults + other.faults,
  found: one.found + other.found,
  falseAlarms: one.falseAlarms + other.falseAlarms,
  fixable: one.fixable + other.fixable,
  suggested: one.suggested + other.suggested,
});

const ratio = (part: number, whole: number): string => (whole === 0 ? 1 : part / whole).toFixed(3);

const row = (title: string, score: Score): string =>
  [
    title.padEnd(30),
    ...[score.faults, score.found, ratio(score.found, score.faults)].map((cell) => String(cell).padStart(7)),
    String(score.falseAlarms).padStart(7),
    ratio(score.found, score.found + score.falseAlarms).padStart(10),
    ...[score.fixable, score.suggested].map((cell) => String(cell).padStart(8)),
  ].join(' ');

export default class ScoreReporter implements Reporter {
  readonly #scores = new Map<string, Score>();
  readonly #wrong: string[] = [];
  #programs = 0;

  onTestCaseResult(testCase: TestCase): void {
    this.#programs++;
    const { judgement } = testCase.meta();
    for (const [rule, score] of Object.entries(judgement?.scores ?? {})) {
      this.#scores.set(rule, sum(this.#scores.get(rule) ?? NOTHING, score));
    }
    const result = testCase.result();
    if (result.state !== 'failed') return;
    const crash = { crashed: result.errors.map(({ message }) => message) };
    const faults = Object.entries<readonly string[]>(judgement === undefined ? crash : { ...judgement.verdict });
    this.#wrong.push(testCase.name, ...faults.flatMap(([what, lines]) => lines.map((line) => `  ${what}: ${line}`)));
  }

  onTestRunEnd(modules: readonly TestModule[]): void {
    for (const error of modules.flatMap((module) => module.errors())) console.error(error.message);
    const scores = [...this.#scores].sort(([one], [other]) => one.localeCompare(other));
    const total = scores.map(([, score]) => score).reduce(sum, NOTHING);
    const head = `${'rule'.padEnd(30)}  faults   found  recall  alarms  precision  fixable  suggest`;
    const table = [head, ...scores.map(([rule, score]) => row(rule, score)), row('all', total)];
    console.log([...this.#wrong, '', ...table, `${String(this.#programs)} programs`].join('\n'));
  }
}
