/** Loading of the project's own files, for traces that follow imports and ask for callers. */
import { resolve } from 'node:path';
import type { LoaderOptions, ProjectLoader } from './loader.js';
import { natives, type Natives } from './native.js';
import { OwnFiles } from './project-loader.js';

export { matchesGlobs } from './globs.js';
export type { LoadedModule, LoaderOptions, ModuleLoader, Program, ProjectLoader } from './loader.js';

export function createModuleLoader(options: LoaderOptions, native: Natives = natives): ProjectLoader {
  return new OwnFiles(options, native);
}

const loaders = new Map<string, ProjectLoader>();

/** One loader per cwd for the process. */
export function loaderFor(cwd: string): ProjectLoader {
  const folder = resolve(cwd);
  let loader = loaders.get(folder);
  if (loader === undefined) {
    loader = createModuleLoader({ cwd: folder });
    loaders.set(folder, loader);
  }
  return loader;
}
