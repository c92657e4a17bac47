/** Compares what the plugin reports on a labelled program with what its markers say. */
import { isLinted, Workspace, type Report } from './lint.js';
import { faultsOf, unmark, type Fault, type Mark } from './markers.js';
import type { Program } from './program.js';

/** One rule's part of a verdict, for the table of scores. */
export interface Score {
  readonly faults: number;
  readonly found: number;
  readonly falseAlarms: number;
  readonly fixable: number;
  readonly suggested: number;
}

/** Empty lists: the program is judged as its author says. */
export interface Verdict {
  readonly missed: readonly string[];
  readonly falseAlarms: readonly string[];
  readonly badFixes: readonly string[];
}

export interface Judgement {
  readonly verdict: Verdict;
  readonly scores: Readonly<Record<string, Score>>;
}

export async function judge(program: Program): Promise<Judgement> {
  const { files, faults } = expectations(program);
  const options = program.rule === undefined ? {} : { [program.rule]: program.options === undefined ? [] : [program.options] };
  const workspace = new Workspace(files, { settings: program.settings, options });
  try {
    const reports = await workspace.reports();
    const verdict = {
      missed: faults.filter((fault) => !reports.some((report) => meets(report, fault))).map(inWords),
      falseAlarms: reports.filter((report) => !faults.some((fault) => meets(report, fault))).map(reported),
      badFixes: await badFixes(workspace, reports),
    };
    return { verdict, scores: scoresOf(faults, reports) };
  } finally {
    workspace.dispose();
  }
}

/** The program without its markers; throws where they contradict the program's name. */
function expectations({ id, files, faulty, rule }: Program): { files: Map<string, string>; faults: Fault[] } {
  const marks: Mark[] = [];
  const stripped = new Map<string, string>();
  for (const [file, text] of files) {
    const unmarked = isLinted(file) ? unmark(file, text) : { code: text, marks: [] };
    stripped.set(file, unmarked.code);
    marks.push(...unmarked.marks);
  }
  const faults = faultsOf(marks);
  if (faulty !== faults.length > 0) throw new Error(`${id} should have ${faulty ? 'a marker' : 'no markers'}`);
  if (faulty && rule !== undefined && !faults.some((fault) => fault.rule === rule)) {
    throw new Error(`${id} should have a marker of ${rule}`);
  }
  return { files: stripped, faults };
}

const meets = (report: Report, fault: Fault): boolean =>
  report.rule === fault.rule &&
  fault.places.some(({ file, line }) => file === report.file && line >= report.line && line <= report.endLine);

const inWords = ({ rule, places }: Fault): string =>
  `${rule} at ${places.map(({ file, line }) => `${file}:${String(line)}`).join(' or ')}`;

const reported = ({ file, line, rule, message }: Report): string => `${rule ?? 'syntax'} at ${file}:${String(line)}: ${message}`;

/** A fix leaves code that parses, that its own rule would not fix again, and that no other rule reports. */
async function badFixes(workspace: Workspace, before: readonly Report[]): Promise<string[]> {
  const fixed = new Set(before.filter(({ fixable }) => fixable).map(({ rule }) => rule));
  if (fixed.size === 0) return [];
  await workspace.fix();
  const known = new Set(before.map(({ rule }) => rule));
  return (await workspace.reports())
    .filter(({ rule, fixable }) => rule === undefined || !known.has(rule) || (fixable && fixed.has(rule)))
    .map((report) => `after the fix: ${reported(report)}`);
}

function scoresOf(faults: readonly Fault[], reports: readonly Report[]): Record<string, Score> {
  const rules = new Set([...faults, ...reports].map(({ rule }) => rule ?? 'syntax'));
  return Object.fromEntries([...rules].map((rule) => [rule, scoreOf(rule, faults, reports)]));
}

function scoreOf(rule: string, faults: readonly Fault[], reports: readonly Report[]): Score {
  const own = faults.filter((fault) => fault.rule === rule);
  const count = (test: (report: Report) => boolean): number =>
    own.filter((fault) => reports.some((report) => meets(report, fault) && test(report))).length;
  return {
    faults: own.length,
    found: count(() => true),
    falseAlarms: reports.filter((report) => (report.rule ?? 'syntax') === rule && !own.some((fault) => meets(report, fault))).length,
    fixable: count(({ fixable }) => fixable),
    suggested: count(({ fixable, suggested }) => suggested && !fixable),
  };
}
