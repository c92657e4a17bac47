/** Lints programs in a host: an ESLint, a Node and a parser. */
import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { isLinted } from '../labelled/lint.js';
import { installed, nodeOf, type NodeVersion } from './install.js';
import { Disk, type HostProgram, type Report, type Reports } from './programs.js';

export interface Host {
  /** Folder of packages/. */
  readonly packages: string;
  readonly node: NodeVersion;
  /** By the name of its package; undefined: the host's own. */
  readonly parser: string | undefined;
  readonly parserOptions: object;
}

export interface Outcome {
  readonly eslint: string;
  readonly node: string;
  readonly reports: Reports;
}

const run = promisify(execFile);
const LINT = path.join(import.meta.dirname, 'lint.mjs');
const COMPONENT = /\.(?:vue|svelte)$/u;

export const TYPESCRIPT_PARSER = '@typescript-eslint/parser';

export async function lintIn(host: Host, programs: readonly HostProgram[]): Promise<Outcome> {
  const disk = new Disk(programs);
  try {
    const job = path.join(disk.root, 'job.json');
    const outcome = path.join(disk.root, 'outcome.json');
    writeFileSync(job, JSON.stringify({ ...host, host: installed(host.packages), root: disk.root, programs: programs.map(asJob) }));
    await run(nodeOf(host.node), [LINT, job, outcome], { maxBuffer: 2 ** 26 });
    return JSON.parse(readFileSync(outcome, 'utf8')) as Outcome;
  } finally {
    disk.dispose();
  }
}

const asJob = ({ id, files, settings, options }: HostProgram): object => ({
  id,
  files: [...files.keys()].filter((file) => isLinted(file) || COMPONENT.test(file)),
  settings,
  options,
});

const order = (report: Report): string => JSON.stringify([report.file, report.line, report.column, report.rule, report.message]);

/** Reports of each program in one order: hosts give those of one line as they like. */
export const inOrder = (reports: Reports): Reports =>
  Object.fromEntries(
    Object.entries(reports).map(([id, list]) => [id, [...list].sort((one, other) => (order(one) < order(other) ? -1 : 1))]),
  );

/** Only the programs named, each as the other reports say. */
export const only = (reports: Reports, programs: readonly HostProgram[]): Reports =>
  Object.fromEntries(programs.map(({ id }) => [id, reports[id] ?? []]));

export const count = (reports: Reports): number => Object.values(reports).reduce((sum, list) => sum + list.length, 0);

/** Where the reports of each program stand, `below` lines above: messages name lines, too, so they are not compared here. */
export const places = (reports: Reports, below: number): Readonly<Record<string, readonly string[]>> =>
  Object.fromEntries(
    Object.entries(inOrder(reports)).map(([id, list]) => [
      id,
      list.map(({ line, column, rule, fix }) => `${String(line - below)}:${String(column)} ${String(rule)} ${String(fix)}`).sort(),
    ]),
  );
