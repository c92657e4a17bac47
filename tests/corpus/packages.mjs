/**
 * The published packages of the corpus: packages.json names each by version and integrity. They are fetched by npm's own client, without
 * their dependencies and without running anything of theirs, and lie outside of any node_modules, so that they are linted as projects are.
 */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { CACHE } from './cache.mjs';

const run = promisify(execFile);

const CODE = /\.(?:[cm]?[jt]s|[jt]sx)$/u;
const TYPES_ONLY = /\.d\.[cm]?ts$/u;
/** Larger files are bundles: one of them would take as long as all the rest of its package. */
const MOST_BYTES = 1_000_000;
/** Of packages with more files, those whose hashes come first: many packages say more than many files of one. */
const MOST_FILES = 200;
/** `npm pack` takes several names at once. */
const TOGETHER = 8;

export const FOLDER = path.join(CACHE, 'corpus');
const TARBALLS = path.join(CACHE, 'tarballs');

/** @returns {Record<string, string>} integrity by name@version */
const listed = () => JSON.parse(readFileSync(new URL('packages.json', import.meta.url), 'utf8'));

const folderOf = (/** @type {string} */ spec) => path.join(FOLDER, spec.replace('/', '+'));
const tarballOf = (/** @type {string} */ spec) => path.join(TARBALLS, `${spec.replace(/^@/u, '').replace('/', '-').replace(/@(?=[^@]+$)/u, '-')}.tgz`);

const sha = (/** @type {string | Buffer} */ data, algorithm = 'sha256', form = 'hex') =>
  createHash(algorithm).update(data).digest(/** @type {import('node:crypto').BinaryToTextEncoding} */ (form));

/** The first `count` packages in an order that has nothing to do with their names, or all. */
export function specs(count = Infinity) {
  return Object.keys(listed())
    .sort((one, other) => sha(one).localeCompare(sha(other)))
    .slice(0, count);
}

/** Fetches and unpacks what is not there yet. */
export async function install(/** @type {readonly string[]} */ wanted) {
  const missing = wanted.filter((spec) => !existsSync(folderOf(spec)));
  mkdirSync(TARBALLS, { recursive: true });
  for (let at = 0; at < missing.length; at += TOGETHER) {
    const some = missing.slice(at, at + TOGETHER);
    const absent = some.filter((spec) => !existsSync(tarballOf(spec)));
    if (absent.length > 0) await run('npm', ['pack', '--silent', '--ignore-scripts', '--pack-destination', TARBALLS, ...absent]);
    for (const spec of some) await unpack(spec);
  }
  return missing.length;
}

async function unpack(/** @type {string} */ spec) {
  const tarball = tarballOf(spec);
  const [algorithm = '', digest] = (listed()[spec] ?? '').split(/-(.*)/su);
  if (sha(readFileSync(tarball), algorithm, 'base64') !== digest) throw new Error(`${tarball} is not what packages.json names`);
  mkdirSync(FOLDER, { recursive: true });
  const fresh = mkdtempSync(path.join(FOLDER, '.new-'));
  await run('tar', ['-xzf', tarball, '-C', fresh, '--strip-components', '1', '--no-same-owner']);
  renameSync(fresh, folderOf(spec));
  rmSync(tarball);
}

/** The files of a package that are linted, by their paths below it. */
export function filesOf(/** @type {string} */ spec, most = MOST_FILES) {
  const folder = folderOf(spec);
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    // ESLint ignores what a package bundles there.
    .filter((entry) => !entry.parentPath.includes(`${path.sep}node_modules`))
    .filter((entry) => entry.isFile() && CODE.test(entry.name) && !TYPES_ONLY.test(entry.name))
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .filter((file) => statSync(path.join(folder, file)).size <= MOST_BYTES)
    .sort((one, other) => sha(one).localeCompare(sha(other)))
    .slice(0, most);
  return { spec, folder, files };
}
