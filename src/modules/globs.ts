/** Globs as the settings have them: relative to ESLint's working folder, with `/`. */
import { createRequire } from 'node:module';
import { isAbsolute, relative, sep } from 'node:path';
import type picomatch from 'picomatch';

type Matcher = (path: string) => boolean;

const matchers = new Map<string, Matcher>();
const MAX_MATCHERS = 500;

function isPicomatch(module: unknown): module is typeof picomatch {
  return typeof module === 'function';
}

/** Loaded at the first glob: most configurations have none. */
function compile(globs: readonly string[]): Matcher {
  const module: unknown = createRequire(import.meta.url)('picomatch');
  return isPicomatch(module) ? module([...globs], { dot: true }) : () => false;
}

export function matchesGlobs(file: string, globs: readonly string[], cwd: string): boolean {
  if (globs.length === 0) return false;
  const path = relative(cwd, file);
  if (isAbsolute(path) || path.startsWith('..')) return false;
  const key = globs.join('\0');
  let matcher = matchers.get(key);
  if (matcher === undefined) {
    if (matchers.size >= MAX_MATCHERS) matchers.clear();
    matcher = compile(globs);
    matchers.set(key, matcher);
  }
  return matcher(path.split(sep).join('/'));
}
