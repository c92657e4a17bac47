/** Words that stand for writers and for places outside of the current path, where only names are looked at. */

/** Functions that write, in `fs` and in what is built like it, and nowhere else. */
const FUNCTIONS = [
  ...['writeFile', 'appendFile', 'mkdir', 'copyFile', 'symlink', 'mkdtemp', 'mkdtempDisposable', 'outputFile', 'outputJson', 'outputJSON'],
  ...['writeJson', 'writeJSON', 'ensureDir', 'ensureFile', 'ensureLink', 'ensureSymlink', 'mkdirp', 'mkdirs', 'createFile', 'emptyDir'],
  ...['emptydir', 'createLink', 'createSymlink', 'writeTextFile', 'makeTempDir', 'makeTempFile'],
];
const OTHERS = ['createWriteStream', 'chdir', 'Bun', '$'];
/** Of functions that take one path: which argument it is. What they write there may come from anywhere. */
const FIRST = [
  ...['writeFile', 'appendFile', 'mkdir', 'mkdtemp', 'mkdtempDisposable', 'outputFile', 'outputJson', 'outputJSON', 'writeJson', 'writeJSON', 'ensureDir'],
  ...['ensureFile', 'mkdirp', 'mkdirs', 'createFile', 'emptyDir', 'emptydir', 'writeTextFile', 'truncate', 'open', 'write'],
];
const SECOND = ['copyFile', 'symlink', 'ensureLink', 'ensureSymlink', 'createLink', 'createSymlink', 'cp', 'link', 'copy'];

/** Names that other objects have, too: writers where something of `fs` is called by them. */
const SHARED = ['truncate', 'cp', 'rename', 'link', 'open', 'copy', 'move', 'write', 'create', 'save'];

const both = (names: readonly string[]): readonly string[] => names.flatMap((name) => [name, `${name}Sync`]);

export const WRITER_NAMES: readonly string[] = [...both(FUNCTIONS), ...OTHERS];
export const SHARED_NAMES: ReadonlySet<string> = new Set(both(SHARED));

/** Something that writes, and that no other package has to be imported for. */
const WRITER = new RegExp(`\\b(?:${[...both(FUNCTIONS), 'createWriteStream', 'chdir', 'Bun', 'child_process'].join('|')})\\b|\\$\``, 'u');
/** A name that others have, too, as a member or among names that are imported or taken out. */
const SHARED_WRITER = new RegExp(`(?<!Object)\\.(?:${SHARED.join('|')})(?:Sync)?\\b|[{,]\\s*(?:${SHARED.join('|')})(?:Sync)?\\s*(?:[,}:]|as\\b)`, 'u');

export const namesWriter = (text: string): boolean => WRITER.test(text) || (/\bfs\b|\bDeno\b/u.test(text) && SHARED_WRITER.test(text));

export const PATH_ARGUMENTS: ReadonlyMap<string, number> = new Map([
  ...['createWriteStream', 'chdir', ...both(FIRST)].map((name) => [name, 0] as const),
  ...both(SECOND).map((name) => [name, 1] as const),
]);

/** Modules whose functions of those names write. */
export const isFileModule = (module: string): boolean =>
  /^(?:node:)?(?:fs|fs\/promises|graceful-fs|fs-extra|fs-promise|promise-fs|@std\/fs|jsr:@std\/fs)$/u.test(module);

/** Modules whose functions run programs, and give nothing that writes. */
export const isProcessModule = (module: string): boolean => /^(?:node:)?child_process$/u.test(module);

export const makesTemporaryFiles = (module: string): boolean =>
  /^(?:tmp|tmp-promise|tempy|temp|temp-write|temp-dir|tempfile|mktemp|os-tmpdir|osenv|zx|fs-jetpack)(?:$|\/)/u.test(module);

export const OUTSIDE_NAMES: ReadonlySet<string> = new Set([
  ...['__dirname', '__filename', 'tmpdir', 'homedir', 'HOME', 'TMPDIR', 'TEMP', 'TMP', 'USERPROFILE', 'tmpDir'],
  ...['tempdir', 'makeTempDir', 'makeTempDirSync', 'makeTempFile', 'makeTempFileSync', 'userInfo'],
]);

/** May the text be a path outside, or name one in a command? `head`: it stands at the beginning. */
export function mayBeOutside(text: string, head: boolean): boolean {
  if (head && text !== '/' && /^(?:[/~]|[A-Za-z]:[\\/]|\\\\|file:)/u.test(text)) return true;
  return /(?:^|[\\/\s])\.\.(?:[\\/]|$)|[\s=>'"](?:\/\w|~)|\$\{?(?:HOME|TMPDIR|TEMP|TMP|USERPROFILE)\b/u.test(text);
}
