/** Words that stand for writers and for places outside of the current path, where only names are looked at. */

/** Functions that write, in `fs` and in what is built like it, and nowhere else. */
const FUNCTIONS = [
  ...['writeFile', 'appendFile', 'mkdir', 'copyFile', 'symlink', 'mkdtemp', 'mkdtempDisposable', 'outputFile', 'outputJson', 'outputJSON'],
  ...['writeJson', 'writeJSON', 'ensureDir', 'ensureFile', 'ensureLink', 'ensureSymlink', 'mkdirp', 'mkdirs', 'createFile', 'emptyDir'],
  ...['emptydir', 'createLink', 'createSymlink', 'writeTextFile', 'makeTempDir', 'makeTempFile'],
];
const OTHERS = ['createWriteStream', 'chdir', 'Bun', '$'];
/** Names that other objects have, too: writers where something of `fs` is called by them. */
const SHARED = ['truncate', 'cp', 'rename', 'link', 'open', 'copy', 'move', 'write', 'create', 'save'];

const both = (names: readonly string[]): readonly string[] => names.flatMap((name) => [name, `${name}Sync`]);

export const WRITER_NAMES: readonly string[] = [...both(FUNCTIONS), ...OTHERS];
export const SHARED_NAMES: ReadonlySet<string> = new Set(both(SHARED));

/** Modules whose functions of those names write. */
export const isFileModule = (module: string): boolean =>
  /^(?:node:)?(?:fs|fs\/promises|graceful-fs|fs-extra|fs-promise|promise-fs|fs-jetpack|@std\/fs|jsr:@std\/fs)$/u.test(module);

/** Modules of Node, and others that the models know, that write nothing by themselves. */
const QUIET =
  /^(?:node:)?(?:path|path\/\w+|os|url|util|crypto|https?|http2|zlib|stream|stream\/\w+|events|assert|buffer|querystring|module|vm|net|tls|perf_hooks|worker_threads|timers|timers\/promises|v8|lodash|axios|got|ky|node-fetch|undici|superagent|express|koa|fastify|async|bluebird|p-[a-z]+|glob|fast-glob|globby|rimraf|del|uuid|nanoid|moment|dayjs|date-fns|ms|camelcase|slugify|slash|normalize-path|upath|cross-fetch|chai|tiny-invariant|invariant)$/u;

export const isQuiet = (module: string): boolean => QUIET.test(module);

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
