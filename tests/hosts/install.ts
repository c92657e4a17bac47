/** Installs the hosts that packages/NAME describes, with their lockfiles, into a cache outside of the work tree. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { CACHE } from '../corpus/cache.mjs';

const PACKAGES = path.join(import.meta.dirname, 'packages');
export const ROOT = path.join(import.meta.dirname, '..', '..');

/** Folder in which the host is installed, beside a link to this plugin as it was built last. */
export function installed(host: string): string {
  const source = path.join(PACKAGES, host);
  const lock = readFileSync(path.join(source, 'package-lock.json'));
  const folder = path.join(CACHE, 'hosts', `${host}-${createHash('sha256').update(lock).digest('hex').slice(0, 12)}`);
  if (!existsSync(folder)) install(source, folder);
  const plugin = path.join(folder, 'node_modules', 'eslint-plugin-plugin-storage');
  rmSync(plugin, { force: true });
  symlinkSync(ROOT, plugin, 'dir');
  return folder;
}

/** Made beside its place and moved there, so that two who install at once, or one that is ended, leave no half of it. */
function install(source: string, folder: string): void {
  mkdirSync(path.dirname(folder), { recursive: true });
  const fresh = mkdtempSync(`${folder}.new-`);
  cpSync(source, fresh, { recursive: true });
  execFileSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--engine-strict=false'], { cwd: fresh, stdio: 'pipe' });
  try {
    renameSync(fresh, folder);
  } catch (error) {
    rmSync(fresh, { recursive: true });
    if (!existsSync(folder)) throw error;
  }
}

/** Before any test runs, so that no two of them install the same. */
export function setup(): void {
  for (const host of readdirSync(PACKAGES)) installed(host);
}

export type NodeVersion = '20' | '22' | '24';

/** A `node` of that major version: the one that runs this, if it is, else npm's. */
export function nodeOf(version: NodeVersion): string {
  if (process.versions.node.startsWith(`${version}.`)) return process.execPath;
  const name = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
  return path.join(installed(`node-${version}`), 'node_modules', name, 'bin', 'node');
}
