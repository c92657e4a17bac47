/** Callers of a module's functions: the files of the project that import it, run before what nobody calls is entered. */
import { newContext } from '../guards/contexts.js';
import type { Interpreter } from '../interpreter.js';
import { enterUncalled, runTopLevel } from './entries.js';
import type { ModuleContext } from './module-context.js';

/** More callers than this are not looked at: then the callers are not all known. */
const MAX_CALLERS = 40;

interface Importers {
  /** Nearest first. */
  readonly files: readonly string[];
  readonly complete: boolean;
}

function importersOf(it: Interpreter, file: string): Importers {
  const { loader } = it.host;
  if (loader === undefined) return { files: [], complete: true };
  const found = new Set<string>();
  const pending = [file];
  for (let at = pending.shift(); at !== undefined; at = pending.shift()) {
    for (const importer of loader.importersOf(at)) {
      if (importer === file || found.has(importer)) continue;
      if (it.host.within?.has(importer) === false) return { files: [...found], complete: false };
      if (found.size >= MAX_CALLERS) return { files: [...found], complete: false };
      found.add(importer);
      pending.push(importer);
    }
  }
  return { files: [...found], complete: loader.seesWholeProject(file) };
}

function contextOf(it: Interpreter, file: string): ModuleContext | undefined {
  const known = it.modules.get(file);
  if (known !== undefined) return known;
  const loaded = it.host.loader?.load(file);
  if (loaded?.kind !== 'source') return undefined;
  const context = newContext(it.host, file, loaded.program);
  it.modules.set(file, context);
  return context;
}

/**
 * Runs every file that imports the module, directly or through others, farthest first: what they establish (a guard on
 * the stage, arguments, a request handler) is then known where they call.
 * @returns Whether all callers were seen.
 */
export function runCallers(it: Interpreter, file: string): boolean {
  const { files, complete } = importersOf(it, file);
  let all = complete;
  for (const importer of [...files].reverse()) {
    if (it.calling.has(importer)) continue;
    it.calling.add(importer);
    const context = contextOf(it, importer);
    if (context === undefined) {
      all = false;
      continue;
    }
    runTopLevel(it, context);
    enterUncalled(it, context);
  }
  return all;
}
