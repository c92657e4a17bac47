/** Loading of the project's own files, for traces that follow imports and ask for callers. */
import { resolve } from 'node:path';
import type { LoaderOptions, ProjectLoader } from './loader.js';
import { natives, type Natives } from './native.js';
import { OwnFiles } from './project-loader.js';

export { matchesGlobs } from './globs.js';
export type { LoadedModule, LoaderOptions, ModuleLoader, Program, ProjectLoader } from './loader.js';
export { mayStart } from './specifiers.js';
export { isTest } from './test-files.js';

export function createModuleLoader(options: LoaderOptions, native: Natives = natives): ProjectLoader {
  return new OwnFiles(options, native);
}

/** An editor has some folders open at a time, a run has one. */
const MAX_LOADERS = 8;

/** The latest used last. */
const loaders = new Map<string, ProjectLoader>();

/** Asked for each file, and by each rule. */
let last: { readonly cwd: string; readonly loader: ProjectLoader } | undefined;

/** One loader per cwd for the process, as long as there are not too many. */
export function loaderFor(cwd: string): ProjectLoader {
  if (last?.cwd !== cwd) last = { cwd, loader: loaderOf(resolve(cwd)) };
  return last.loader;
}

function loaderOf(folder: string): ProjectLoader {
  const loader = loaders.get(folder) ?? createModuleLoader({ cwd: folder });
  loaders.delete(folder);
  loaders.set(folder, loader);
  const [oldest] = loaders.keys();
  if (loaders.size > MAX_LOADERS && oldest !== undefined) loaders.delete(oldest);
  return loader;
}
