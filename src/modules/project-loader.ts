/** The loader: resolution, parsing and scan over one memory of what the file system looked like. */
import { basename, dirname, extname, join, resolve } from 'node:path';
import { Folders, isLink, realPath } from './folders.js';
import { matchesGlobs } from './globs.js';
import { DEFAULT_BOUNDS, type Bounds, type Extent, type Interest, type LoadedModule, type LoaderOptions, type Program, type ProjectLoader } from './loader.js';
import { ModuleCache } from './module-cache.js';
import type { Natives } from './native.js';
import { isSource, parseSource } from './parse.js';
import { ProjectScan } from './project-scan.js';
import { Resolver } from './resolver.js';
import { MISSING, Stamps } from './stamps.js';
import { testFolderAround } from './test-files.js';
import { readText } from './text.js';

const MAX_SCANS = 16;

/** Nothing that goes wrong with a file is worth the lint of another one. */
function guarded<T>(work: () => T, otherwise: T): T {
  try {
    return work();
  } catch {
    return otherwise;
  }
}

function asJson(file: string, text: string): LoadedModule {
  const value: unknown = JSON.parse(text);
  return { kind: 'json', file, text, value };
}

export class OwnFiles implements ProjectLoader {
  readonly #bounds: Bounds;
  readonly #natives: Natives;
  readonly #stamps = new Stamps();
  readonly #folders: Folders;
  readonly #resolver: Resolver;
  readonly #modules = new ModuleCache();
  readonly #scans = new Map<string, ProjectScan>();
  readonly #loaded = new Set<string>();
  #realPaths = { look: -1, of: new Map<string, string>() };
  /** Asked for by each file of a folder, several times. */
  #scansAround = { look: -1, of: new Map<string, ProjectScan>() };

  constructor(options: LoaderOptions, natives: Natives) {
    this.#bounds = {
      maxFiles: options.maxFiles ?? DEFAULT_BOUNDS.maxFiles,
      maxFileBytes: options.maxFileBytes ?? DEFAULT_BOUNDS.maxFileBytes,
      maxProjectFiles: options.maxProjectFiles ?? DEFAULT_BOUNDS.maxProjectFiles,
    };
    this.#natives = natives;
    this.#folders = new Folders(options.cwd, this.#stamps);
    this.#resolver = new Resolver(this.#stamps, this.#folders, natives, (workspace) => this.#scanOf(workspace).manifests());
  }

  beginLint(file?: string): void {
    this.#stamps.beginLint(file === undefined ? undefined : this.#realPath(file));
    this.#loaded.clear();
  }

  get look(): number {
    return this.#stamps.look;
  }

  stamp(file: string): string {
    return guarded(() => this.#stamps.stamp(this.#absolute(file)), MISSING);
  }

  resolve(specifier: string, from: string): string | undefined {
    return guarded(() => this.#resolver.resolve(specifier, from), undefined);
  }

  load(file: string): LoadedModule | undefined {
    return guarded(() => this.#load(this.#absolute(file)), undefined);
  }

  importersOf(file: string): readonly string[] {
    return guarded(() => {
      const path = this.#realPath(file);
      return this.#scanAround(path).importersOf(path);
    }, []);
  }

  programAround(file: string, interest: Interest, limit: number): Program | undefined {
    return guarded(() => {
      const path = this.#realPath(file);
      return this.#scanAround(path).programAround(path, interest, limit);
    }, undefined);
  }

  seesWholeProject(file: string): boolean {
    return guarded(() => this.#scanAround(this.#realPath(file)).isComplete(), false);
  }

  projectMentions(file: string, words: readonly string[]): boolean {
    return guarded(() => this.#scanAround(this.#realPath(file)).mentions(words), false);
  }

  isSmallProject(file: string, most: Extent): boolean {
    return guarded(() => this.#scanAround(this.#realPath(file)).isWithin(most), false);
  }

  filesMatching(globs: readonly string[]): readonly string[] {
    if (globs.length === 0) return [];
    const { cwd } = this.#folders;
    return guarded(() => this.#scanOf(cwd).files().filter((file) => matchesGlobs(file, globs, cwd)), []);
  }

  #realPath(file: string): string {
    if (this.#realPaths.look !== this.#stamps.look) this.#realPaths = { look: this.#stamps.look, of: new Map() };
    const { of } = this.#realPaths;
    let path = of.get(file);
    if (path === undefined) of.set(file, (path = this.#followed(this.#absolute(file))));
    return path;
  }

  /** The folders above are looked at once: to ask for each file's whole path costs several times as much. */
  #followed(path: string): string {
    const folder = dirname(path);
    if (folder === path || isLink(path)) return realPath(path);
    const { of } = this.#realPaths;
    let above = of.get(folder);
    if (above === undefined) of.set(folder, (above = realPath(folder)));
    return join(above, basename(path));
  }

  #absolute(file: string): string {
    return resolve(this.#folders.cwd, file);
  }

  #load(file: string): LoadedModule | undefined {
    this.#loaded.add(file);
    if (this.#loaded.size > this.#bounds.maxFiles) {
      this.#loaded.delete(file);
      return undefined;
    }
    const stamp = this.#stamps.stamp(file);
    const known = this.#modules.get(file, stamp);
    if (known !== undefined) return known.module;
    const module = guarded(() => this.#read(file), undefined);
    this.#modules.set(file, { stamp, module });
    return module;
  }

  #read(file: string): LoadedModule | undefined {
    const isJson = extname(file) === '.json';
    if (!isJson && !isSource(file)) return undefined;
    if (this.#stamps.kind(file) !== 'file' || this.#stamps.size(file) > this.#bounds.maxFileBytes) return undefined;
    const text = readText(file, this.#bounds.maxFileBytes);
    if (text === undefined) return undefined;
    if (isJson) return asJson(file, text);
    const parse = this.#natives.parser();
    const program = parse === undefined ? undefined : parseSource(parse, file, text);
    return program === undefined ? undefined : { kind: 'source', file, text, program };
  }

  #scanAround(file: string): ProjectScan {
    if (this.#scansAround.look !== this.#stamps.look) this.#scansAround = { look: this.#stamps.look, of: new Map() };
    const { of } = this.#scansAround;
    const folder = dirname(file);
    const known = of.get(folder);
    if (known !== undefined) return known;
    const project = this.#folders.projectOf(folder);
    const scan = this.#scanOf(testFolderAround(folder, project) ?? project);
    of.set(folder, scan);
    return scan;
  }

  #scanOf(top: string): ProjectScan {
    const known = this.#scans.get(top);
    if (known !== undefined) return known;
    if (this.#scans.size >= MAX_SCANS) this.#scans.clear();
    const scan = new ProjectScan(top, this.#stamps, this.#resolver, this.#bounds);
    this.#scans.set(top, scan);
    return scan;
  }
}
