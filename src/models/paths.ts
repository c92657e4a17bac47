/** Functions and constants of paths (C5). */
import type { Model, PathFunction, Table } from './form/schema.js';

const POSIX = '{path#{,posix.},upath#,pathe#,@std/path#,jsr:@std/path#}';
const WINDOWS = 'path#win32.';

const FUNCTIONS: readonly PathFunction[] = [
  'join',
  'resolve',
  'normalize',
  'dirname',
  'basename',
  'extname',
  'relative',
  'format',
  'parse',
  'isAbsolute',
];

const computed = (fn: PathFunction): readonly Model[] => [
  { of: `${POSIX}${fn}`, returns: { path: fn }, quick: true },
  { of: `${WINDOWS}${fn}`, returns: { path: fn, windows: true }, quick: true },
];

/** Leaves a path where it leads: other slashes, links resolved, `~` spelled out. */
const samePath = (of: string | readonly string[]): Model => ({ of, returns: { argument: '0' }, quick: true });

/** A file's name made of any text. */
const fileName = (of: string | readonly string[]): Model => ({ of, returns: { derived: '0' }, quick: true });

const HOME_FOLDERS = '{data,config,cache,log,runtime,state}';

export const paths: Table = {
  calls: [
    ...FUNCTIONS.flatMap(computed),
    { of: ['url#fileURLToPath', '{@std/path,jsr:@std/path}#fromFileUrl', 'global#Bun.fileURLToPath'], returns: { path: 'fileURLToPath' }, quick: true },
    { of: ['url#pathToFileURL', '{@std/path,jsr:@std/path}#toFileUrl', 'global#Bun.pathToFileURL'], returns: { path: 'pathToFileURL' }, quick: true },
    { of: 'upath#joinSafe', returns: { path: 'join' }, quick: true },
    { of: 'upath#{normalizeSafe,normalizeTrim}', returns: { path: 'normalize' }, quick: true },
    samePath(['path#{,posix.,win32.}toNamespacedPath', 'upath#toUnix', 'slash#', 'normalize-path#', 'unixify#']),
    samePath(['untildify#', 'expand-tilde#', 'expand-home-dir#']),
    samePath('{fs,fs-extra}#{,promises.}realpath{,Sync}'),
    samePath('{fs,fs-extra}#{,promises.}realpath{,Sync}.native'),
    samePath('global#Deno.realPath{,Sync}'),
    fileName(['sanitize-filename#{,sanitize}', 'filenamify#', 'valid-filename#']),

    { of: ['global#{process,Deno}.cwd', 'shelljs#pwd'], returns: { source: 'cwd' }, quick: true },
    { of: 'os#tmpdir', returns: { source: 'tmpdir' }, quick: true },
    { of: ['os#homedir', 'os-homedir#', 'osenv#home', 'home-dir#', 'homedir#'], returns: { source: 'homedir' }, quick: true },
    { of: 'shelljs#tempdir', returns: { source: 'tmpdir' }, quick: true },
    { of: ['os#userInfo', 'env-paths#', 'xdg-app-paths#'], quick: true },
  ],
  constants: [
    { of: 'os#EOL', is: { value: '\n' } },
    { of: 'os#devNull', is: { value: '/dev/null' } },
    { of: '{path#{,posix.},upath#,pathe#}sep', is: { value: '/' } },
    { of: '{path#{,posix.},upath#,pathe#}delimiter', is: { value: ':' } },
    { of: 'path#win32.sep', is: { value: '\\' } },
    { of: 'path#win32.delimiter', is: { value: ';' } },
    { of: ['global#process.argv', 'global#Deno.args', 'global#Bun.argv'], is: { source: 'argv' } },
    { of: 'os#userInfo().homedir', is: { source: 'homedir' } },
    { of: `env-paths#().${HOME_FOLDERS}`, is: { source: 'homedir' } },
    { of: 'env-paths#().temp', is: { source: 'tmpdir' } },
    { of: ['xdg-basedir#xdg{Data,Config,Cache,State,Runtime}', `xdg-basedir#${HOME_FOLDERS}`], is: { source: 'homedir' } },
    { of: 'user-home#', is: { source: 'homedir' } },
  ],
};
