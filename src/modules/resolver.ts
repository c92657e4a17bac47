/**
 * From a specifier to the real path of the project's own file. The search itself is the native resolver's; here is what
 * it must not decide: what is the project's own, which answers still hold, and the paths of a tsconfig.
 */
import { isBuiltin } from 'node:module';
import { dirname, extname, isAbsolute, join, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { NapiResolveOptions, ResolverFactory } from 'oxc-resolver';
import { isInside, realPath, type Folders } from './folders.js';
import type { Natives } from './native.js';
import type { Stamps } from './stamps.js';
import { mappedPaths, PathConfigs, type PathConfig } from './tsconfig.js';

interface Answer {
  readonly path: string | undefined;
  /** The answer holds as long as these are what they were; undefined: until the next look. */
  readonly holds: { readonly stamps: ReadonlyMap<string, string>; readonly config: PathConfig | undefined } | undefined;
  look: number;
}

interface Found {
  readonly path: string | undefined;
  /** Files and folders that the answer hangs on; undefined when they cannot all be told. */
  readonly evidence: () => readonly string[] | undefined;
}

const MAX_ANSWERS = 20_000;
const NOT_FOUND: Found = { path: undefined, evidence: () => undefined };

const TYPESCRIPT_FIRST = ['.ts', '.tsx', '.mts', '.cts', '.js', '.jsx', '.mjs', '.cjs', '.json', '.d.ts'];
const JAVASCRIPT_FIRST = ['.js', '.jsx', '.mjs', '.cjs', '.json', '.ts', '.tsx', '.mts', '.cts', '.d.ts'];

function optionsFor(from: string): NapiResolveOptions {
  const isTypeScript = /\.[cm]?tsx?$/.test(from);
  const either = (script: readonly string[], typed: readonly string[]): string[] =>
    isTypeScript ? [...typed, ...script] : [...script, ...typed];
  return {
    extensions: isTypeScript ? TYPESCRIPT_FIRST : JAVASCRIPT_FIRST,
    extensionAlias: {
      '.js': [...either(['.js', '.jsx'], ['.ts', '.tsx']), '.d.ts'],
      '.jsx': either(['.jsx'], ['.tsx']),
      '.mjs': [...either(['.mjs'], ['.mts']), '.d.mts'],
      '.cjs': [...either(['.cjs'], ['.cts']), '.d.cts'],
    },
    // Sources before what is built of them, for the packages of a workspace.
    conditionNames: /\.c[jt]s$/.test(from)
      ? ['source', 'development', 'node', 'require']
      : ['source', 'development', 'node', 'import', 'require'],
    mainFields: ['source', 'module', 'main', 'types', 'typings'],
  };
}

/** The absolute path that a specifier is; the specifier itself where it is a name. Undefined: it is no file's. */
function targetOf(specifier: string, folder: string): string | undefined {
  if (specifier === '' || /[?!\0]/.test(specifier) || isBuiltin(specifier)) return undefined;
  if (specifier.startsWith('file:')) return fileURLToPath(specifier);
  if (isAbsolute(specifier)) return specifier;
  if (/^[a-z][a-z\d+.-]*:/i.test(specifier)) return undefined;
  return /^\.{1,2}(?:\/|$)/.test(specifier) ? resolve(folder, specifier) : specifier;
}

/** The folders from `folder` up to `root`. */
function upTo(root: string, folder: string): readonly string[] {
  const parent = dirname(folder);
  return folder === root || parent === folder ? [folder] : [folder, ...upTo(root, parent)];
}

function together(found: readonly Found[]): readonly string[] | undefined {
  const all: string[] = [];
  for (const { evidence } of found) {
    const paths = evidence();
    if (paths === undefined) return undefined;
    all.push(...paths);
  }
  return all;
}

function isOwn(path: string, root: string): boolean {
  return isInside(path, root) && !path.includes(`${sep}node_modules${sep}`);
}

export class Resolver {
  readonly #stamps: Stamps;
  readonly #folders: Folders;
  readonly #natives: Natives;
  readonly #configs: PathConfigs;
  readonly #answers = new Map<string, Answer>();
  readonly #resolvers = new Map<string, ResolverFactory>();
  readonly #realPaths = new Map<string, string>();
  #look = -1;
  #cleared = -1;

  /** @param manifests The package.json files below a folder. */
  constructor(stamps: Stamps, folders: Folders, natives: Natives, private readonly manifests: (workspace: string) => readonly string[]) {
    this.#stamps = stamps;
    this.#folders = folders;
    this.#natives = natives;
    this.#configs = new PathConfigs(stamps);
  }

  resolve(specifier: string, from: string): string | undefined {
    this.#beginLook();
    const importer = this.#realPath(resolve(this.#folders.cwd, from));
    const folder = dirname(importer);
    const target = targetOf(specifier, folder);
    if (target === undefined) return undefined;
    const key = `${extname(importer)}\0${folder}\0${specifier}`;
    const known = this.#answers.get(key);
    const isKnown = known !== undefined && this.#stillHolds(known, folder);
    const answer = isKnown ? known : this.#answer(specifier, target, importer);
    if (!isKnown) this.#answers.set(key, answer);
    // What comes of a resolution is a real path, and may be the next importer.
    if (answer.path !== undefined) this.#realPaths.set(answer.path, answer.path);
    return answer.path;
  }

  /** The same for an importer known by its real path, without keeping the answer. */
  find(specifier: string, importer: string): string | undefined {
    this.#beginLook();
    const folder = dirname(importer);
    const target = targetOf(specifier, folder);
    if (target === undefined) return undefined;
    const root = this.#folders.rootOf(folder);
    const { path } = this.#lookFor(specifier, target, importer, root, this.#configs.of(folder, root));
    return path !== undefined && isOwn(path, root) ? path : undefined;
  }

  #beginLook(): void {
    if (this.#look === this.#stamps.look) return;
    this.#look = this.#stamps.look;
    this.#realPaths.clear();
    if (this.#answers.size > MAX_ANSWERS) this.#answers.clear();
  }

  #realPath(path: string): string {
    const known = this.#realPaths.get(path);
    if (known !== undefined) return known;
    const real = realPath(path);
    this.#realPaths.set(path, real);
    return real;
  }

  #stillHolds(answer: Answer, folder: string): boolean {
    if (answer.look === this.#look) return true;
    const { holds } = answer;
    if (holds === undefined) return false;
    for (const [path, stamp] of holds.stamps) if (this.#stamps.stamp(path) !== stamp) return false;
    if (holds.config !== this.#configs.of(folder, this.#folders.rootOf(folder))) return false;
    answer.look = this.#look;
    return true;
  }

  #answer(specifier: string, target: string, importer: string): Answer {
    const folder = dirname(importer);
    const root = this.#folders.rootOf(folder);
    const config = this.#configs.of(folder, root);
    const found = this.#lookFor(specifier, target, importer, root, config);
    const path = found.path !== undefined && isOwn(found.path, root) ? found.path : undefined;
    const stamps = found.evidence()?.map((seen) => [seen, this.#stamps.stamp(seen)] as const);
    return { path, holds: stamps === undefined ? undefined : { stamps: new Map(stamps), config }, look: this.#look };
  }

  #lookFor(specifier: string, target: string, importer: string, root: string, config: PathConfig | undefined): Found {
    return isAbsolute(target) ? this.#byPath(target, importer) : this.#byName(specifier, importer, root, config);
  }

  #byPath(target: string, importer: string): Found {
    const { path } = this.#search(target, importer);
    const evidence = (): readonly string[] | undefined => {
      const beside = [dirname(target), target, ...(path === undefined ? [] : [dirname(path)])];
      if (this.#stamps.kind(target) !== 'folder') return beside;
      // What the package.json of a folder names may come into being anywhere.
      return path === undefined ? undefined : [...beside, join(target, 'package.json')];
    };
    return { path, evidence };
  }

  #byName(specifier: string, importer: string, root: string, config: PathConfig | undefined): Found {
    const missed: Found[] = [];
    for (const candidate of config === undefined ? [] : mappedPaths(config, specifier)) {
      const found = this.#byPath(candidate, importer);
      if (found.path !== undefined) return { path: found.path, evidence: () => together([...missed, found]) };
      missed.push(found);
    }
    const { path, packageJsonPath } = this.#search(specifier, importer);
    if (path === undefined) return this.#inWorkspace(specifier, importer);
    const scope = specifier.startsWith('@') ? (specifier.split('/')[0] ?? '') : '';
    const evidence = (): readonly string[] => {
      const own = upTo(root, dirname(importer)).flatMap((folder) => [
        join(folder, 'package.json'),
        join(folder, 'node_modules', scope),
      ]);
      return [...own, dirname(path), ...(packageJsonPath === undefined ? [] : [packageJsonPath])];
    };
    return { path, evidence: () => together([...missed, { path, evidence }]) };
  }

  /** A package of the workspace that is not installed yet, or not by links. */
  #inWorkspace(specifier: string, importer: string): Found {
    const workspace = this.#folders.workspaceOf(dirname(importer));
    const [, name, subpath = ''] = /^((?:@[^/]+\/)?[^@/][^/]*)(\/.*)?$/u.exec(specifier) ?? [];
    if (workspace === undefined || name === undefined) return NOT_FOUND;
    const manifest = this.manifests(workspace).find((path) => this.#folders.packageName(path) === name);
    if (manifest === undefined) return NOT_FOUND;
    const inside = join(dirname(manifest), 'index.js');
    // A package that says what it exports may import itself by its name.
    const path = this.#search(specifier, inside).path ?? this.#search(`.${subpath}`, inside).path;
    return { path, evidence: () => undefined };
  }

  #search(request: string, importer: string): { readonly path?: string; readonly packageJsonPath?: string } {
    const resolver = this.#resolverFor(importer);
    if (resolver === undefined) return {};
    const { path, packageJsonPath } = resolver.sync(dirname(importer), request);
    if (path === undefined) return {};
    return packageJsonPath === undefined ? { path } : { path, packageJsonPath };
  }

  /** The native resolver remembers what it saw, so it starts afresh in each look. */
  #resolverFor(importer: string): ResolverFactory | undefined {
    if (this.#cleared !== this.#look) {
      for (const resolver of this.#resolvers.values()) resolver.clearCache();
      this.#cleared = this.#look;
    }
    const kind = extname(importer);
    const known = this.#resolvers.get(kind);
    if (known !== undefined) return known;
    const Factory = this.#natives.resolver();
    if (Factory === undefined) return undefined;
    const resolver = new Factory(optionsFor(importer));
    this.#resolvers.set(kind, resolver);
    return resolver;
  }
}
