/**
 * The trace of a whole program: all files that import each other, run once. Each of them is judged by the same events, so a run over a
 * project costs one trace, not one for each file.
 */
import type { ProjectLoader } from '../modules/index.js';
import { newContext } from './contexts.js';
import { runModules } from './entries.js';
import type { TraceEvent } from './events.js';
import { Interpreter, MAX_STEPS, type Host } from './interpreter.js';
import type { ModuleContext } from './module-context.js';

export interface Whole {
  readonly events: readonly TraceEvent[];
  readonly elsewhere: ReadonlySet<string>;
}

interface Kept {
  readonly key: string;
  readonly files: ReadonlySet<string>;
  /** What each file was when it was run, with those read beside the sources. */
  readonly stamps: ReadonlyMap<string, string>;
  /** Undefined: too much for one trace. */
  readonly whole: Whole | undefined;
}

/** A larger program is traced file by file. */
const MAX_FILES = 80;
const STEPS_PER_FILE = 25_000;
const MAX_KEPT = 4;

const kept: Kept[] = [];

/** The files that import the file or are imported by it, over any number of steps; undefined if they are too many. */
function filesAround(loader: ProjectLoader, file: string): ReadonlySet<string> | undefined {
  const found = new Set([file]);
  for (const at of found) {
    const imports = loader.importsOf(at);
    if (imports === undefined && at === file) return undefined;
    for (const next of [...loader.importersOf(at), ...(imports ?? [])]) found.add(next);
    if (found.size > MAX_FILES) return undefined;
  }
  return found;
}

/** Importers before what they import, as far as there are no cycles: callers are seen before the called is entered by itself. */
function callersFirst(loader: ProjectLoader, files: ReadonlySet<string>): readonly string[] {
  const ordered = new Set<string>();
  const visit = (file: string, path: ReadonlySet<string>): void => {
    if (ordered.has(file) || path.has(file)) return;
    const inner = new Set(path).add(file);
    for (const importer of loader.importersOf(file)) if (files.has(importer)) visit(importer, inner);
    ordered.add(file);
  };
  for (const file of files) visit(file, new Set());
  return [...ordered];
}

const isCurrent = ({ files, stamps }: Kept, around: ReadonlySet<string>, loader: ProjectLoader): boolean =>
  files.size === around.size &&
  [...around].every((file) => files.has(file)) &&
  [...stamps].every(([file, stamp]) => loader.stamp(file) === stamp);

/**
 * The trace of the program that the file belongs to; undefined where the program is too large, or the file stands alone.
 * @param key Settings and working folder, as text: another key is another trace.
 */
export function wholeAround(host: Host, loader: ProjectLoader, file: string, key: string): Whole | undefined {
  const around = filesAround(loader, file);
  if (around === undefined || around.size === 1) return undefined;
  const at = kept.findIndex((each) => each.key === key && each.files.has(file));
  const known = kept[at];
  if (known !== undefined) {
    kept.splice(at, 1);
    if (isCurrent(known, around, loader)) {
      kept.push(known);
      return known.whole;
    }
  }
  const fresh = run(host, loader, around, key);
  if (fresh === undefined) return undefined;
  kept.push(fresh);
  if (kept.length > MAX_KEPT) kept.shift();
  return fresh.whole;
}

function run(host: Host, loader: ProjectLoader, files: ReadonlySet<string>, key: string): Kept | undefined {
  const contexts = callersFirst(loader, files).flatMap((file): ModuleContext[] => {
    const loaded = loader.load(file);
    return loaded?.kind === 'source' ? [newContext(host, file, loaded.program)] : [];
  });
  const [root] = contexts;
  if (root === undefined) return undefined;
  const it = new Interpreter(host, root, MAX_STEPS + STEPS_PER_FILE * contexts.length);
  for (const context of contexts) it.modules.set(context.file, context);
  const complete = runModules(it, contexts);
  const stamps = new Map([...files, ...it.modules.keys(), ...it.read].map((file) => [file, loader.stamp(file)]));
  return { key, files, stamps, whole: complete ? { events: it.events, elsewhere: it.elsewhere } : undefined };
}
