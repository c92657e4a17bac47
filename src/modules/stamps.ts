/**
 * Has a file or folder changed? Each path is looked at once per lint at most.
 *
 * A stamp is made of modification and change time, size and inode. Two edits within one tick of the file system's clock
 * can leave all of them the same, so a path that changed just now also has its content in the stamp, until the clock
 * has moved on.
 */
import { lstatSync, readdirSync, readFileSync, statSync, type Stats } from 'node:fs';
import { dirname } from 'node:path';

export type PathKind = 'file' | 'folder' | 'missing';

export const MISSING = 'missing';

interface Checked {
  readonly lint: number;
  readonly kind: PathKind;
  readonly size: number;
  /** The stamp without the content. */
  readonly times: string;
  readonly stamp: string;
  /** Whether the content must be compared again at the next check. */
  readonly fresh: boolean;
  /** Of a path that is not there: the stamp of its folder. As long as that stays, nothing has come. */
  readonly folder: string | undefined;
}

const TICK_MS = 50;
/** Some file systems keep whole seconds only (and FAT even ones). */
const COARSE_TICK_MS = 2500;
const MAX_HASHED_BYTES = 1024 * 1024;
const MAX_PATHS = 60_000;

function statOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

/** Also true of a link that leads nowhere, and of what is neither file nor folder. */
function isThere(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch {
    return true;
  }
}

function kindOf(stats: Stats | undefined): PathKind {
  if (stats?.isFile() === true) return 'file';
  return stats?.isDirectory() === true ? 'folder' : 'missing';
}

function changedJustNow(stats: Stats): boolean {
  const tick = stats.mtimeMs % 1000 === 0 ? COARSE_TICK_MS : TICK_MS;
  return Math.abs(Date.now() - Math.max(stats.mtimeMs, stats.ctimeMs)) < tick;
}

/** FNV-1a, twice over, so that 64 bits tell two contents apart. */
function hash(text: string): string {
  let a = 0x811c9dc5;
  let b = 0x01000193;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    a = Math.imul(a ^ code, 0x01000193);
    b = Math.imul(b ^ code, 0x85ebca6b);
  }
  return `${(a >>> 0).toString(36)}.${(b >>> 0).toString(36)}`;
}

function contentOf(path: string, stats: Stats): string {
  try {
    if (stats.isDirectory()) return hash(readdirSync(path).sort().join('/'));
    return stats.size > MAX_HASHED_BYTES ? '' : hash(readFileSync(path, 'latin1'));
  } catch {
    return 'unreadable';
  }
}

export class Stamps {
  readonly #paths = new Map<string, Checked>();
  #lint = 0;

  get lint(): number {
    return this.#lint;
  }

  beginLint(): void {
    this.#lint++;
    if (this.#paths.size > MAX_PATHS) this.#paths.clear();
  }

  stamp(path: string): string {
    return this.#check(path).stamp;
  }

  kind(path: string): PathKind {
    return this.#check(path).kind;
  }

  size(path: string): number {
    return this.#check(path).size;
  }

  #check(path: string): Checked {
    const known = this.#paths.get(path);
    if (known?.lint === this.#lint) return known;
    const checked = this.#look(path, known);
    this.#paths.set(path, checked);
    return checked;
  }

  #look(path: string, known: Checked | undefined): Checked {
    const lint = this.#lint;
    if (known?.folder !== undefined && known.folder === this.stamp(dirname(path))) return { ...known, lint };
    const stats = statOf(path);
    const kind = kindOf(stats);
    if (stats === undefined || kind === 'missing') return this.#missing(path);
    const times = `${stats.mtimeMs}:${stats.ctimeMs}:${stats.size}:${stats.ino}`;
    if (known?.times === times && !known.fresh) return { ...known, lint };
    const fresh = changedJustNow(stats);
    const compare = fresh || known?.times === times;
    const stamp = compare ? `${times}:${contentOf(path, stats)}` : times;
    return { lint, kind, size: stats.size, times, stamp, fresh, folder: undefined };
  }

  /** Looks at the folder first, so that what comes in the meantime changes the folder's stamp afterwards. */
  #missing(path: string): Checked {
    const parent = dirname(path);
    const folder = parent === path ? undefined : this.stamp(parent);
    const isGone = folder !== undefined && !isThere(path);
    const missing = { lint: this.#lint, size: 0, times: MISSING, stamp: MISSING, fresh: false };
    return { ...missing, kind: 'missing', folder: isGone ? folder : undefined };
  }
}
