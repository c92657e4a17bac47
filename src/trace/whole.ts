/**
 * The trace of a whole program: all files that import each other, run once. Each of them is judged by the same events, so a run over a
 * project costs one trace, not one for each file.
 */
import type { Program, ProjectLoader } from '../modules/index.js';
import { newContext } from './contexts.js';
import { runModules } from './entries.js';
import type { TraceEvent } from './events.js';
import { Interpreter, MAX_STEPS, type Host } from './interpreter.js';
import type { ModuleContext } from './module-context.js';
import { programAround } from './relevance.js';

export interface Whole {
  readonly events: readonly TraceEvent[];
  readonly elsewhere: ReadonlySet<string>;
}

interface Kept {
  readonly key: string;
  readonly files: Program['files'];
  /** What each file was when it was run, with those read beside the sources. */
  readonly stamps: ReadonlyMap<string, string>;
  /** Undefined: too much for one trace. */
  readonly whole: Whole | undefined;
  /** When all stamps were compared last, in milliseconds, and the files that were linted since. */
  readonly looked: number;
  readonly linted: Set<string>;
}

const STEPS_PER_FILE = 25_000;
/** Files of the traces that are kept, all together. */
const MAX_KEPT_FILES = 1200;

/** The latest used last. */
const kept: Kept[] = [];

/** Importers before what they import, as far as there are no cycles: callers are seen before the called is entered by itself. */
function callersFirst({ files }: Program): readonly string[] {
  const ordered = new Set<string>();
  const open = new Set<string>();
  const visit = (file: string): void => {
    const importers = files.get(file);
    if (importers === undefined || ordered.has(file) || open.has(file)) return;
    open.add(file);
    for (const importer of importers) visit(importer);
    ordered.add(file);
  };
  for (const file of files.keys()) visit(file);
  return [...ordered];
}

/** The stamps of so many files are compared in each lint. */
const ALWAYS = 48;
/** A look takes about 10 µs a file: this bounds looking to 3 % of the time. */
const PAUSE_MS_PER_FILE = 0.3;

/** A run over a large program lints each file once, in a row: there, the other files are looked at after a pause only. */
function isBetweenLooks({ stamps, looked, linted }: Kept, file: string): boolean {
  return stamps.size > ALWAYS && !linted.has(file) && performance.now() - looked < stamps.size * PAUSE_MS_PER_FILE;
}

const isOfProgram = ({ files }: Kept, around: Program): boolean =>
  files === around.files || (files.size === around.files.size && [...around.files.keys()].every((file) => files.has(file)));

/** The kept trace, if what it came from is still the same. */
function current(known: Kept, around: Program, loader: ProjectLoader, file: string): Kept | undefined {
  if (!isOfProgram(known, around) || loader.stamp(file) !== known.stamps.get(file)) return undefined;
  if (isBetweenLooks(known, file)) {
    known.linted.add(file);
    return known;
  }
  const isSame = [...known.stamps].every(([each, stamp]) => loader.stamp(each) === stamp);
  return isSame ? { ...known, looked: performance.now(), linted: new Set([file]) } : undefined;
}

/**
 * The trace of the program that the file belongs to, or of its part of a large one; undefined where that is too much for one trace, or the
 * file stands alone.
 * @param key Settings and working folder, as text: another key is another trace.
 */
export function wholeAround(host: Host, loader: ProjectLoader, file: string, key: string): Whole | undefined {
  const around = programAround(file, host.settings, loader);
  if (around === undefined || around.files.size <= 1) return undefined;
  const at = kept.findIndex((each) => each.key === key && each.files.has(file));
  const known = kept[at];
  if (known !== undefined) {
    kept.splice(at, 1);
    const still = current(known, around, loader, file);
    if (still !== undefined) {
      kept.push(still);
      return still.whole;
    }
  }
  const fresh = run(host, loader, around, file, key);
  if (fresh === undefined) return undefined;
  kept.push(fresh);
  forgetOldest();
  return fresh.whole;
}

function forgetOldest(): void {
  let files = 0;
  const first = kept.findLastIndex((each) => (files += each.files.size) > MAX_KEPT_FILES);
  kept.splice(0, Math.min(first + 1, kept.length - 1));
}

function run(host: Host, loader: ProjectLoader, program: Program, linted: string, key: string): Kept | undefined {
  const contexts = callersFirst(program).flatMap((file): ModuleContext[] => {
    const loaded = loader.load(file);
    return loaded?.kind === 'source' ? [newContext(host, file, loaded.program)] : [];
  });
  const [root] = contexts;
  if (root === undefined) return undefined;
  const it = new Interpreter({ ...host, within: program.within }, root, MAX_STEPS + STEPS_PER_FILE * contexts.length);
  for (const context of contexts) it.modules.set(context.file, context);
  const complete = runModules(it, contexts);
  const stamps = new Map([...program.files.keys(), ...it.modules.keys(), ...it.read].map((file) => [file, loader.stamp(file)]));
  const whole = complete ? { events: it.events, elsewhere: it.elsewhere } : undefined;
  return { key, files: program.files, stamps, whole, looked: performance.now(), linted: new Set([linted]) };
}
