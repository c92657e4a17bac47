/** What the platform makes of each pair's programs, and what the linter says of them. */
import type { RunReport, Scenario } from '../emulator/runner.js';
import { described, type Violation } from '../emulator/violations.js';
import { ProgramCopy, type Report } from './copy.js';
import { run, textOf, type Pair } from './scenarios.js';

export type MendedBy = 'autofix' | 'suggestion' | 'hand';

/** What the linter found in a faulty program, and whether what it offers leads to one that runs. */
export interface Mending {
  readonly reports: readonly Report[];
  /** After `--fix`; undefined where there was nothing to fix. */
  readonly fixed: { readonly run: RunReport; readonly left: readonly Report[] } | undefined;
  readonly by: MendedBy;
}

const once = <Result>(make: (pair: Pair) => Promise<Result>): ((pair: Pair) => Promise<Result>) => {
  const made = new Map<Pair, Promise<Result>>();
  return (pair) => {
    const known = made.get(pair) ?? make(pair);
    made.set(pair, known);
    return known;
  };
};

const runs = new Map<string, Promise<RunReport>>();

/** A program with the same text is run once: most of what `--fix` makes is the correct twin to the letter. */
export function runOf(code: string, scenario: Scenario): Promise<RunReport> {
  const key = JSON.stringify([textOf(code), scenario]);
  const report = runs.get(key) ?? run(code, scenario);
  runs.set(key, report);
  return report;
}

export async function reportsOf(code: string, settings: object | undefined): Promise<Report[]> {
  const copy = new ProgramCopy(code, settings);
  try {
    return await copy.reports();
  } finally {
    copy.dispose();
  }
}

export const mend = once(async (pair: Pair): Promise<Mending> => {
  const reports = await reportsOf(pair.bad, pair.settings);
  if (reports.some(({ fixable }) => fixable)) {
    const fixed = await fixedRun(pair);
    const mended = fixed.run.passed && fixed.left.length === 0;
    return { reports, fixed, by: mended ? 'autofix' : 'hand' };
  }
  return { reports, fixed: undefined, by: (await aSuggestionMends(pair, reports)) ? 'suggestion' : 'hand' };
});

async function fixedRun({ bad, settings, scenario }: Pair): Promise<NonNullable<Mending['fixed']>> {
  const copy = new ProgramCopy(bad, settings);
  try {
    await copy.fix();
    return { run: await runOf(copy.folder, scenario), left: await copy.reports() };
  } finally {
    copy.dispose();
  }
}

/** Whether one of the suggestions of each report, applied by itself to a program with one fault, makes it run. */
async function aSuggestionMends({ bad, settings, scenario }: Pair, reports: readonly Report[]): Promise<boolean> {
  const offers = reports[0]?.suggestions.length ?? 0;
  if (reports.length !== 1) return false;
  for (let index = 0; index < offers; index++) {
    const copy = new ProgramCopy(bad, settings);
    try {
      const offer = (await copy.reports())[0]?.suggestions[index];
      if (offer !== undefined) copy.apply(offer);
      if ((await runOf(copy.folder, scenario)).passed) return true;
    } finally {
      copy.dispose();
    }
  }
  return false;
}

/** What comes back, in the words of the platform: no addresses, no times, nothing that differs from run to run. */
export function answered({ violations }: RunReport): string {
  const answers = new Set(violations.map(answer).filter((text) => text !== ''));
  return [...answers].slice(0, 2).join(', then ');
}

function answer(violation: Violation, index: number): string {
  switch (violation.kind) {
    case 'refused':
      return `${violation.status} ${violation.reason}`;
    case 'file':
      return 'the write is refused: all but the current path is read-only';
    case 'answer':
      return 'the prediction fails';
    case 'crash':
      return index === 0 || violation.stage === 'deployment' ? `${violation.stage} ends with ${withoutPort(violation.error)}` : '';
  }
}

const withoutPort = (text: string): string => text.replace(/127\.0\.0\.1:\d+/gu, 'store.example');

export const allOf = ({ violations }: RunReport): string => violations.map(described).join('\n');
