/** Installs the plugins to compare with, by their lockfile, into the cache. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { CACHE } from '../tests/corpus/cache.mjs';

const SOURCE = fileURLToPath(new URL('packages', import.meta.url));

function folder() {
  const lock = readFileSync(path.join(SOURCE, 'package-lock.json'));
  const installed = path.join(CACHE, `bench-${createHash('sha256').update(lock).digest('hex').slice(0, 12)}`);
  if (existsSync(installed)) return installed;
  const fresh = `${installed}.new`;
  rmSync(fresh, { recursive: true, force: true });
  mkdirSync(CACHE, { recursive: true });
  cpSync(SOURCE, fresh, { recursive: true });
  execFileSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--engine-strict=false'], { cwd: fresh, stdio: 'pipe' });
  renameSync(fresh, installed);
  return installed;
}

/** `recommended` of each peer, as an entry of a flat configuration. */
export async function peers() {
  const require = createRequire(path.join(folder(), 'package.json'));
  const load = async (name) => {
    const module = await import(pathToFileURL(require.resolve(name)).href);
    return module.default ?? module;
  };
  const [promise, security, regexp, sonarjs] = await Promise.all(
    ['eslint-plugin-promise', 'eslint-plugin-security', 'eslint-plugin-regexp', 'eslint-plugin-sonarjs'].map(load),
  );
  return {
    promise: promise.configs['flat/recommended'],
    security: security.configs.recommended,
    regexp: regexp.configs.recommended ?? regexp.configs['flat/recommended'],
    sonarjs: sonarjs.configs.recommended,
  };
}
