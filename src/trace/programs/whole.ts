/**
 * The trace of a whole program: all files that import each other, run once. Each of them is judged by the same events, so a run over a
 * project costs one trace, not one for each file.
 */
import type { Program, ProjectLoader } from '../../modules/index.js';
import type { OptionDefault, TraceEvent } from '../events.js';
import { newContext } from '../guards/contexts.js';
import type { Host } from '../host.js';
import { Interpreter } from '../interpreter.js';
import type { NamedSource } from '../relevance/name-flows.js';
import { writingEntries } from '../relevance/outside-entries.js';
import { programAround } from '../relevance/relevance.js';
import { runModules } from './programs.js';

export interface Whole {
  readonly events: readonly TraceEvent[];
  readonly elsewhere: ReadonlySet<string>;
  readonly defaults: readonly OptionDefault[];
}

export const NOTHING_FOUND: Whole = { events: [], elsewhere: new Set(), defaults: [] };

interface Kept {
  readonly key: string;
  readonly program: Program;
  /** What each file was when it was run, with those read beside the sources. */
  readonly stamps: ReadonlyMap<string, string>;
  /** The loader's look in which they were last compared. */
  readonly look: number;
  /** Undefined: too much for one trace. */
  readonly whole: Whole | undefined;
}

/** Ten times what a file of a plugin takes; about 10 ms. */
const STEPS_PER_FILE = 1_000;
const STEPS = 40_000;
/** Files of the traces that are kept, all together. */
const MAX_KEPT_FILES = 320;

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

const isCurrent = ({ stamps }: Kept, loader: ProjectLoader): boolean => [...stamps].every(([file, stamp]) => loader.stamp(file) === stamp);

/**
 * The trace of the program that the file belongs to, or of its part of a large one; undefined where that is too much for one trace, or the
 * file stands alone.
 * @param key Settings and working folder, as text: another key is another trace.
 * @param limit Steps of the whole trace; by default, as many as its files take.
 */
export function wholeAround(host: Host, loader: ProjectLoader, file: string, key: string, limit?: number): Whole | undefined {
  const around = programAround(file, host.settings, loader);
  if (around === undefined || around.files.size <= 1) return undefined;
  const at = kept.findIndex((each) => each.program === around && each.key === key);
  const known = kept[at];
  if (known !== undefined) {
    kept.splice(at, 1);
    if (known.look === loader.look || isCurrent(known, loader)) {
      kept.push(known.look === loader.look ? known : { ...known, look: loader.look });
      return known.whole;
    }
  }
  const fresh = run(host, loader, around, key, limit);
  if (fresh === undefined) return undefined;
  kept.push(fresh);
  forgetOldest();
  return fresh.whole;
}

function forgetOldest(): void {
  let files = 0;
  const first = kept.findLastIndex((each) => (files += each.program.files.size) > MAX_KEPT_FILES);
  kept.splice(0, Math.min(first + 1, kept.length - 1));
}

function run(host: Host, loader: ProjectLoader, program: Program, key: string, limit?: number): Kept | undefined {
  const sources = callersFirst(program).flatMap((file): NamedSource[] => {
    const loaded = loader.load(file);
    if (loaded?.kind !== 'source') return [];
    return [{ file, program: loaded.program, text: loaded.text, isOwn: (specifier) => loader.resolve(specifier, file) !== undefined }];
  });
  if (sources.length === 0) return undefined;
  const { whole, read } = found({ ...host, within: program.within }, sources, limit ?? STEPS + STEPS_PER_FILE * sources.length);
  const stamps = new Map([...program.files.keys(), ...read].map((file) => [file, loader.stamp(file)]));
  return { key, program, stamps, look: loader.look, whole };
}

interface Found {
  readonly whole: Whole | undefined;
  /** Files that were read on the way. */
  readonly read: readonly string[];
}

function found(host: Host, sources: readonly NamedSource[], limit: number): Found {
  if (host.writesOnly !== true) return traced(host, sources, limit);
  const isEntry = writingEntries(sources, host.models);
  return isEntry === undefined ? { whole: NOTHING_FOUND, read: [] } : traced({ ...host, isEntry }, sources, limit);
}

function traced(host: Host, sources: readonly NamedSource[], limit: number): Found {
  const contexts = sources.map(({ file, program }) => newContext(host, file, program));
  const [root] = contexts;
  if (root === undefined) return { whole: NOTHING_FOUND, read: [] };
  const it = new Interpreter(host, root, limit);
  for (const context of contexts) it.modules.set(context.file, context);
  const complete = runModules(it, contexts);
  const { events, elsewhere, defaults } = it;
  return { whole: complete ? { events, elsewhere, defaults } : undefined, read: [...it.modules.keys(), ...it.read] };
}
