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

/** Each file with its importers. */
type Program = ReadonlyMap<string, readonly string[]>;

/** Importers before what they import, as far as there are no cycles: callers are seen before the called is entered by itself. */
function callersFirst(program: Program): readonly string[] {
  const ordered = new Set<string>();
  const open = new Set<string>();
  const visit = (file: string): void => {
    if (ordered.has(file) || open.has(file)) return;
    open.add(file);
    for (const importer of program.get(file) ?? []) visit(importer);
    ordered.add(file);
  };
  for (const file of program.keys()) visit(file);
  return [...ordered];
}

const isCurrent = ({ files, stamps }: Kept, around: Program, loader: ProjectLoader): boolean =>
  files.size === around.size &&
  [...around.keys()].every((file) => files.has(file)) &&
  [...stamps].every(([file, stamp]) => loader.stamp(file) === stamp);

/**
 * The trace of the program that the file belongs to; undefined where the program is too large, or the file stands alone.
 * @param key Settings and working folder, as text: another key is another trace.
 */
export function wholeAround(host: Host, loader: ProjectLoader, file: string, key: string): Whole | undefined {
  const around = loader.connected(file, MAX_FILES);
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

function run(host: Host, loader: ProjectLoader, program: Program, key: string): Kept | undefined {
  const contexts = callersFirst(program).flatMap((file): ModuleContext[] => {
    const loaded = loader.load(file);
    return loaded?.kind === 'source' ? [newContext(host, file, loaded.program)] : [];
  });
  const [root] = contexts;
  if (root === undefined) return undefined;
  const it = new Interpreter(host, root, MAX_STEPS + STEPS_PER_FILE * contexts.length);
  for (const context of contexts) it.modules.set(context.file, context);
  const complete = runModules(it, contexts);
  const files = new Set(program.keys());
  const stamps = new Map([...files, ...it.modules.keys(), ...it.read].map((file) => [file, loader.stamp(file)]));
  return { key, files, stamps, whole: complete ? { events: it.events, elsewhere: it.elsewhere } : undefined };
}
