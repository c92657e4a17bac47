/** The programs that every host lints: the examples of the rules' pages, and the labelled pairs. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { isLinted } from '../labelled/lint.js';
import { unmark } from '../labelled/markers.js';
import { pagePrograms } from '../labelled/page.js';
import { casePrograms } from '../labelled/program.js';

export interface HostProgram {
  readonly id: string;
  /** Without markers, by path below the program's folder. */
  readonly files: ReadonlyMap<string, string>;
  readonly settings: object | undefined;
  readonly options: Readonly<Record<string, object>>;
}

export interface Report {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly rule: string | null;
  readonly message: string;
  /** What the fix puts in; null where there is none. */
  readonly fix: string | null;
}

export type Reports = Readonly<Record<string, readonly Report[]>>;

const PAGES = path.join(import.meta.dirname, '..', '..', 'docs', 'rules');

function* found(): Generator<HostProgram> {
  for (const page of readdirSync(PAGES).filter((file) => file.endsWith('.md'))) {
    const rule = path.basename(page, '.md');
    for (const { id, files, settings } of pagePrograms(rule, readFileSync(path.join(PAGES, page), 'utf8'))) {
      yield { id: `${rule}: ${id}`, files: stripped(files), settings, options: {} };
    }
  }
  for (const { id, files, settings, rule, options } of casePrograms()) {
    yield { id, files: stripped(files), settings, options: rule === undefined || options === undefined ? {} : { [rule]: options } };
  }
}

const stripped = (files: ReadonlyMap<string, string>): ReadonlyMap<string, string> =>
  new Map([...files].map(([file, text]) => [file, isLinted(file) ? unmark(file, text).code : text]));

export const hostPrograms = (): readonly HostProgram[] => [...found()];

const TYPESCRIPT = /\.[cm]?tsx?$/u;

/** Programs that a parser of JavaScript reads. */
export const inJavaScript = (programs: readonly HostProgram[]): readonly HostProgram[] =>
  programs.filter(({ files }) => ![...files.keys()].some((file) => TYPESCRIPT.test(file)));

/** Programs of one file, to be put into a component. */
export const ofOneFile = (programs: readonly HostProgram[]): readonly HostProgram[] =>
  programs.filter(({ files }) =>
    files.size === 1 && [...files].every(([file, text]) => isLinted(file) && !/\.(?:cjs|cts|[jt]sx)$/u.test(file) && !text.startsWith('#!')),
  );

export interface Component {
  readonly extension: 'vue' | 'svelte';
  readonly open: (typescript: boolean) => string;
}

/** The program as the script of a component; a line stands before it. */
export function asComponent({ id, files, settings, options }: HostProgram, { extension, open }: Component): HostProgram {
  const wrapped = [...files].map(([file, text]): [string, string] => {
    const script = `${open(TYPESCRIPT.test(file))}\n${text}</script>\n`;
    return [`${file}.${extension}`, extension === 'vue' ? `${script}<template><p>{{ 1 }}</p></template>\n` : `${script}<p>{1}</p>\n`];
  });
  return { id, files: new Map(wrapped), settings, options };
}

/** Every program in a folder of its own below `root`. */
export class Disk {
  readonly root = realpathSync(mkdtempSync(path.join(tmpdir(), 'hosts-')));

  constructor(programs: readonly HostProgram[]) {
    for (const [index, { files }] of programs.entries()) {
      for (const [file, text] of files) {
        const target = path.join(this.root, String(index), file);
        mkdirSync(path.dirname(target), { recursive: true });
        writeFileSync(target, text);
      }
    }
  }

  dispose(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}
