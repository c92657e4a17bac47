import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import plugin from '../../src/index.js';
import { isLinted } from '../labelled/lint.js';
import { TYPESCRIPT_PARSER, lintIn, only, places } from './host.js';
import { installed, nodeOf } from './install.js';
import { Disk, hostPrograms, type HostProgram, type Report, type Reports } from './programs.js';

const run = promisify(execFile);
const PLUGIN = path.join(import.meta.dirname, '..', '..', 'dist', 'index.js');
const NEEDS_STAGES = 'no-unmatched-download';

interface Diagnostic {
  readonly filename: string;
  readonly code?: string;
  readonly message: string;
  readonly labels: readonly { readonly span: { readonly line: number; readonly column: number } }[];
}

const programs = hostPrograms();
const hasComment = ({ files }: HostProgram): boolean => [...files.values()].some((text) => text.startsWith('/* eslint '));
/** One run of oxlint has one set of settings, and one of options. */
const shared = programs.filter(
  (program) => program.settings === undefined && Object.keys(program.options).length === 0 && !hasComment(program),
);
const ofTheirOwn = programs.filter((program) => program.settings !== undefined && !hasComment(program)).slice(0, 12);

const config = ({ settings, options }: Pick<HostProgram, 'settings' | 'options'>): object => ({
  jsPlugins: [{ name: 'plugin-storage', specifier: PLUGIN }],
  categories: { correctness: 'off' },
  rules: Object.fromEntries(
    Object.keys(plugin.rules)
      .filter((rule) => rule !== NEEDS_STAGES || (settings !== undefined && 'stages' in settings))
      .map((rule) => [`plugin-storage/${rule}`, ['error', ...(options[rule] === undefined ? [] : [options[rule]])]]),
  ),
  settings: settings === undefined ? {} : { 'plugin-storage': settings },
});

/** Runs oxlint in the folder, and gives what it says of each file there. */
async function oxlint(cwd: string, given: Pick<HostProgram, 'settings' | 'options'>, flags: readonly string[] = []): Promise<readonly Diagnostic[]> {
  writeFileSync(path.join(cwd, '.oxlintrc.json'), JSON.stringify(config(given)));
  const bin = path.join(installed('oxlint'), 'node_modules', 'oxlint', 'bin', 'oxlint');
  const { stdout } = await run(nodeOf('24'), [bin, '-c', '.oxlintrc.json', '--format', 'json', ...flags, '.'], { cwd, maxBuffer: 2 ** 26 }).catch(
    (error: unknown) => error as { stdout: string },
  );
  return (JSON.parse(stdout) as { readonly diagnostics: readonly Diagnostic[] }).diagnostics;
}

const asReport = ({ filename, code, message, labels: [label] }: Diagnostic): Report => ({
  file: filename,
  line: label?.span.line ?? 0,
  column: label?.span.column ?? 0,
  rule: /\((?<rule>[^)]+)\)/u.exec(code ?? '')?.groups?.['rule'] ?? code ?? null,
  message,
  fix: null,
});

const withoutFixes = (reports: Reports): Reports =>
  Object.fromEntries(Object.entries(reports).map(([id, list]) => [id, list.map((report) => ({ ...report, fix: null }))]));

/** All programs in one run, each in a folder of its own. */
async function together(linted: readonly HostProgram[], flags: readonly string[] = []): Promise<Reports> {
  const disk = new Disk(linted);
  try {
    const diagnostics = (await oxlint(disk.root, { settings: undefined, options: {} }, flags)).map(asReport);
    return Object.fromEntries(
      linted.map(({ id }, index) => [id, diagnostics.filter(({ file }) => file.startsWith(`${String(index)}/`)).filter(({ file }) => isLinted(file))]),
    );
  } finally {
    disk.dispose();
  }
}

describe('oxlint with jsPlugins', () => {
  let reference: Reports;
  beforeAll(async () => {
    const host = { packages: 'eslint-10', node: '20', parser: TYPESCRIPT_PARSER, parserOptions: {} } as const;
    reference = withoutFixes((await lintIn(host, programs)).reports);
  });

  it('gives the same reports', async ({ task }) => {
    const reports = await together(shared);
    expect(places(reports, 0)).toEqual(places(only(reference, shared), 0));
    task.meta.host = ['oxlint 1.94.0, jsPlugins', '24', 'its own', `${String(shared.length)} programs`];
  });

  it('reads no options from comments: /* eslint rule: [...] */ changes nothing', async () => {
    const commented = programs.filter((program) => program.settings === undefined && hasComment(program));
    expect(commented.length).toBeGreaterThan(3);
    expect(places(await together(commented), 0)).not.toEqual(places(only(reference, commented), 0));
  });

  it.for(ofTheirOwn)('with settings of its own, the same reports: $id', async (program) => {
    const disk = new Disk([program]);
    try {
      const diagnostics = await oxlint(path.join(disk.root, '0'), program);
      expect(places({ [program.id]: diagnostics.map(asReport) }, 0)).toEqual(places(only(reference, [program]), 0));
    } finally {
      disk.dispose();
    }
  });
});
