/** The tracer's door: a program in, events out. Memoised by the Program, so that all rules of a file read one trace. */
import type { TSESTree } from '@typescript-eslint/utils';
import { realpathSync } from 'node:fs';
import { modelsFor } from '../models/index.js';
import { isTest, loaderFor, matchesGlobs, type ProjectLoader } from '../modules/index.js';
import type { Settings } from '../settings.js';
import type { Trace, TraceEvent } from './events.js';
import { newContext, stagesOf } from './guards/contexts.js';
import type { Host } from './host.js';
import { Interpreter } from './interpreter.js';
import { runProgram } from './programs/programs.js';
import { withScripts } from './programs/script-parts.js';
import { NOTHING_FOUND, wholeAround, type Whole } from './programs/whole.js';
import { writingEntries } from './relevance/outside-entries.js';
import { concernOf, isRelevant, programAround } from './relevance/relevance.js';
import type { Site } from './site.js';
import { nodePath } from './syntax/node-path.js';

export interface Subject {
  readonly program: TSESTree.Program;
  readonly text: string;
  /** Absolute path of the file, or a name that no file has (`<input>`). */
  readonly file: string;
  /** ESLint's working folder: the globs of the settings start there. */
  readonly cwd: string;
  readonly settings: Settings;
}

const traces = new WeakMap<TSESTree.Program, Trace>();

function realPathOf(file: string): string {
  try {
    return realpathSync.native(file);
  } catch {
    return file;
  }
}

/** Names of the stages that settings bind a file to. */
const boundStages = (file: string, { settings, cwd }: Pick<Subject, 'settings' | 'cwd'>): readonly string[] =>
  Object.entries(settings.stages).flatMap(([stage, globs]) => (matchesGlobs(file, globs, cwd) ? [stage] : []));

/** Tests never run on the platform: they write to temporary folders, and play the storage. What is bound to a stage is no test. */
const isNoPartOfRuns = (file: string, project: Pick<Subject, 'settings' | 'cwd'>): boolean =>
  isTest(file, project.cwd) && boundStages(file, project).length === 0;

function hostOf({ settings, cwd }: Pick<Subject, 'settings' | 'cwd'>, loader: ProjectLoader | undefined): Host {
  return {
    settings,
    models: modelsFor(settings.models, cwd),
    loader,
    cwd,
    stagesOf: (file) => boundStages(file, { settings, cwd }),
  };
}

const loaderOf = ({ settings, cwd }: Pick<Subject, 'settings' | 'cwd'>): ProjectLoader | undefined =>
  settings.crossFile ? loaderFor(cwd) : undefined;

interface Lint {
  readonly settings: Settings;
  readonly isRelevant: boolean;
}

/** All rules ask about one file after another: what was found first serves the others. */
const lints = new WeakMap<TSESTree.Program, Lint>();

/** Whether the file can hold anything to report: asked before its syntax tree is touched. */
export function isWorthTracing({ program, text, file, cwd, settings }: Subject): boolean {
  const known = lints.get(program);
  if (known?.settings === settings) return known.isRelevant;
  const lint = { settings, isRelevant: !isNoPartOfRuns(file, { settings, cwd }) && isRelevantNow({ text, file, cwd, settings }) };
  lints.set(program, lint);
  return lint.isRelevant;
}

function isRelevantNow({ text, file, cwd, settings }: Omit<Subject, 'program'>): boolean {
  const loader = loaderOf({ settings, cwd });
  loader?.beginLint(file);
  return isRelevant(text, file, settings, loader);
}

/** Whether rules judge the file, when their turn comes to it: what is found in it is then reported there. */
export function isJudged(file: string, { settings, cwd }: Pick<Subject, 'settings' | 'cwd'>): boolean {
  if (isNoPartOfRuns(file, { settings, cwd })) return false;
  const loader = loaderOf({ settings, cwd });
  const loaded = loader?.load(file);
  return loaded?.kind === 'source' && isRelevant(loaded.text, file, settings, loader);
}

/** Runs the program in the abstract; never throws because of what it says. */
export function traceOf(subject: Subject): Trace {
  const known = traces.get(subject.program);
  if (known !== undefined) return known;
  const loader = loaderOf(subject);
  const file = loader === undefined ? subject.file : realPathOf(subject.file);
  if (!lints.has(subject.program)) loader?.beginLint(file);
  const host = { ...hostOf(subject, loader), text: subject.text };
  const trace: Trace = {
    file,
    cwd: subject.cwd,
    settings: subject.settings,
    ...found(subject, host, file),
    stages: stagesOf(host, file),
    lineOf: (site) => lineIn(site.file === file ? subject.text : loader?.load(site.file)?.text, site),
    pathTo: (site) => {
      const loaded = loader?.load(site.file);
      return loaded?.kind === 'source' ? nodePath(loaded.program, site) : [];
    },
  };
  traces.set(subject.program, trace);
  return trace;
}

function found(subject: Subject, host: Host, file: string): Whole {
  const { loader } = host;
  switch (concernOf(subject.text, file, subject.settings, loader)) {
    case 'storage':
      return withOthers(subject, host, file);
    case 'writes of the program':
      return (loader && asOnDisk(subject, { ...host, writesOnly: true }, loader, file, MAX_WRITER_STEPS)) ?? onlyWrites(subject, host, file);
    case 'writes of the file':
      return onlyWrites(subject, host, file);
  }
}

const MAX_WRITER_STEPS = 25_000;
const MAX_STEPS_OF_MANY = 50_000;

/**
 * A file of a project without a word of storage can only break C5: it is traced by itself, and only where names lead from a place
 * outside to something that writes.
 */
function onlyWrites({ program: whole, text }: Subject, host: Host, file: string): Whole {
  const program = withScripts(whole);
  const isEntry = writingEntries([{ file, program, text, isOwn: () => false }], host.models);
  if (isEntry === undefined) return NOTHING_FOUND;
  return alone(program, { ...host, loader: undefined, writesOnly: true, isEntry }, file, MAX_WRITER_STEPS);
}

function withOthers(subject: Subject, host: Host, file: string): Whole {
  const { loader } = host;
  const program = withScripts(subject.program);
  if (loader === undefined) return alone(program, host, file);
  const around = programAround(file, subject.settings, loader);
  const bounded = { ...host, within: around?.within };
  // Of what is too much as a whole, each file gets less.
  const limit = around !== undefined && around.files.size > 1 ? MAX_STEPS_OF_MANY : undefined;
  return asOnDisk(subject, bounded, loader, file) ?? alone(program, bounded, file, limit);
}

/** With the other files of its program, if what is linted is what stands on the disk (an editor's text may not). */
function asOnDisk({ text, settings, cwd }: Subject, host: Host, loader: ProjectLoader, file: string, limit?: number): Whole | undefined {
  if (loader.load(file)?.text !== text) return undefined;
  return wholeAround(host, loader, file, keyOf(settings, cwd), limit);
}

function alone(program: TSESTree.Program, host: Host, file: string, limit?: number): Whole {
  const root = newContext(host, file, program);
  const it = new Interpreter(host, root, limit);
  it.modules.set(file, root);
  runProgram(it);
  return { events: it.events, elsewhere: it.elsewhere, defaults: it.defaults };
}

/** What a file on the disk does, with all of its program; undefined where it cannot be read, or is too much for one trace. */
export function eventsOf(file: string, project: Pick<Subject, 'settings' | 'cwd'>): readonly TraceEvent[] | undefined {
  const loader = loaderOf(project);
  const loaded = loader?.load(file);
  if (loader === undefined || loaded?.kind !== 'source') return undefined;
  const host = { ...hostOf(project, loader), within: programAround(file, project.settings, loader)?.within };
  const whole = wholeAround(host, loader, file, keyOf(project.settings, project.cwd));
  if (whole !== undefined) return whole.events;
  const it = new Interpreter(host, newContext(host, file, loaded.program));
  it.modules.set(file, it.root);
  return runProgram(it) ? it.events : undefined;
}

const keys = new WeakMap<Settings, string>();

function keyOf(settings: Settings, cwd: string): string {
  let key = keys.get(settings);
  if (key === undefined) keys.set(settings, (key = JSON.stringify(settings)));
  return `${cwd}\0${key}`;
}

function lineIn(text: string | undefined, site: Site): number | undefined {
  if (text === undefined) return undefined;
  let line = 1;
  for (let at = text.indexOf('\n'); at >= 0 && at < site.range[0]; at = text.indexOf('\n', at + 1)) line++;
  return line;
}
