/** The source files below a folder; a folder is read again when its stamp says that entries came or went. */
import { readdirSync, type Dirent } from 'node:fs';
import { basename, join } from 'node:path';
import { isSource } from './parse.js';
import type { Stamps } from './stamps.js';

interface Folder {
  readonly stamp: string;
  readonly files: readonly string[];
  readonly folders: readonly string[];
  readonly configs: readonly string[];
}

interface Walk {
  readonly files: readonly string[];
  readonly configs: readonly string[];
  readonly seen: ReadonlySet<string>;
  readonly changed: boolean;
}

const SKIPPED = new Set(['node_modules', 'bower_components', 'coverage']);
/** Mostly copies of the sources: read last, so that the bound on files hits them first. */
const BUILT = new Set(['dist', 'build', 'out', 'lib-cjs', 'public', 'vendor']);
const CONFIG = /^(?:package|[tj]sconfig.*)\.json$/;
const MAX_FOLDERS = 20_000;

function isMinified(name: string): boolean {
  return /[.-]min\.[cm]?js$/.test(name);
}

function entriesOf(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

function read(folder: string, stamp: string): Folder {
  const files: string[] = [];
  const folders: string[] = [];
  const configs: string[] = [];
  for (const entry of entriesOf(folder)) {
    const { name } = entry;
    const path = join(folder, name);
    // What a symbolic link leads to is listed where it is, if it is of this project.
    if (entry.isDirectory()) {
      if (!name.startsWith('.') && !SKIPPED.has(name)) folders.push(path);
    } else if (!entry.isFile()) continue;
    else if (CONFIG.test(name)) configs.push(path);
    else if (name.includes('.') && !name.startsWith('.') && isSource(name) && !isMinified(name)) files.push(path);
  }
  return { stamp, files, folders, configs };
}

function isBuilt(folder: string): boolean {
  return BUILT.has(basename(folder));
}

export class Listing {
  readonly #stamps: Stamps;
  readonly #top: string;
  readonly #maxFiles: number;
  readonly #folders = new Map<string, Folder>();
  files: readonly string[] = [];
  /** Files that resolution hangs on: package.json, tsconfig.json. */
  configs: readonly string[] = [];
  isComplete = true;

  constructor(top: string, stamps: Stamps, maxFiles: number) {
    this.#top = top;
    this.#stamps = stamps;
    this.#maxFiles = maxFiles;
  }

  /** Files and folders that a refresh looks at. */
  get size(): number {
    return this.files.length + this.#folders.size;
  }

  /** True when a folder has changed. */
  refresh(): boolean {
    const walk = this.#walk();
    if (!walk.changed) return false;
    for (const path of this.#folders.keys()) if (!walk.seen.has(path)) this.#folders.delete(path);
    this.isComplete = walk.files.length <= this.#maxFiles && walk.seen.size < MAX_FOLDERS;
    this.files = walk.files.slice(0, this.#maxFiles).sort();
    this.configs = walk.configs;
    return true;
  }

  #walk(): Walk {
    const pending = [this.#top];
    const built: string[] = [];
    const files: string[] = [];
    const configs: string[] = [];
    const seen = new Set<string>();
    let changed = false;
    for (let path = pending.pop(); path !== undefined; path = pending.pop() ?? built.pop()) {
      if (files.length > this.#maxFiles || seen.size >= MAX_FOLDERS) break;
      seen.add(path);
      const before = this.#folders.get(path);
      const folder = this.#folder(path);
      changed ||= folder !== before;
      files.push(...folder.files);
      configs.push(...folder.configs);
      for (const child of folder.folders) (isBuilt(child) ? built : pending).push(child);
    }
    return { files, configs, seen, changed };
  }

  #folder(path: string): Folder {
    const stamp = this.#stamps.stamp(path);
    const known = this.#folders.get(path);
    if (known?.stamp === stamp) return known;
    const folder = read(path, stamp);
    this.#folders.set(path, folder);
    return folder;
  }
}
