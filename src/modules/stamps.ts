/**
 * Has a file or folder changed? Each path is looked at once per look at most. A look serves one lint, or the lints of several files in a
 * row, as in a run over a project: it ends when a file's turn comes again, when the linted file itself has changed, and after a moment.
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
  readonly look: number;
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

/** Nobody edits one file and has another one linted within this time. */
const LOOK_MS = 1000;

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

const timesOf = ({ mtimeMs, ctimeMs, size, ino }: Stats): string => `${mtimeMs}:${ctimeMs}:${size}:${ino}`;

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
  readonly #linted = new Set<string>();
  #look = 0;
  #began = -Infinity;
  #returned = 0;

  /** Counts the looks. */
  get look(): number {
    return this.#look;
  }

  /** The latest look that began because a file's turn came again: somebody is at work on the files, and waits for what each edit does. */
  get returned(): number {
    return this.#returned;
  }

  /** @param file The file that is linted now; without one a new look begins. */
  beginLint(file?: string): void {
    const again = file !== undefined && this.#linted.has(file);
    if (file === undefined || again || !this.#serves(file)) this.#beginLook();
    if (again) this.#returned = this.#look;
    if (file !== undefined) this.#linted.add(file);
  }

  #beginLook(): void {
    this.#look++;
    this.#began = performance.now();
    this.#linted.clear();
    if (this.#paths.size > MAX_PATHS) this.#paths.clear();
  }

  /** Whether the lint of the file belongs to the run that the present look was taken for. */
  #serves(file: string): boolean {
    if (this.#linted.size === 0 || performance.now() - this.#began > LOOK_MS) return false;
    const known = this.#paths.get(file);
    const stats = statOf(file);
    return stats !== undefined && known?.fresh === false && known.times === timesOf(stats);
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
    if (known?.look === this.#look) return known;
    const checked = this.#lookAt(path, known);
    this.#paths.set(path, checked);
    return checked;
  }

  #lookAt(path: string, known: Checked | undefined): Checked {
    const look = this.#look;
    if (known?.folder !== undefined && known.folder === this.stamp(dirname(path))) return { ...known, look };
    const stats = statOf(path);
    const kind = kindOf(stats);
    if (stats === undefined || kind === 'missing') return this.#missing(path);
    const times = timesOf(stats);
    if (known?.times === times && !known.fresh) return { ...known, look };
    const fresh = changedJustNow(stats);
    const compare = fresh || known?.times === times;
    const stamp = compare ? `${times}:${contentOf(path, stats)}` : times;
    return { look, kind, size: stats.size, times, stamp, fresh, folder: undefined };
  }

  /** Looks at the folder first, so that what comes in the meantime changes the folder's stamp afterwards. */
  #missing(path: string): Checked {
    const parent = dirname(path);
    const folder = parent === path ? undefined : this.stamp(parent);
    const isGone = folder !== undefined && !isThere(path);
    const missing = { look: this.#look, size: 0, times: MISSING, stamp: MISSING, fresh: false };
    return { ...missing, kind: 'missing', folder: isGone ? folder : undefined };
  }
}
