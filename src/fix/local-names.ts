/** Names under the current path for files and folders outside of it. */
import path from 'node:path';
import type { LintedFile } from '../report/finding.js';
import { outsideWrites } from '../report/writes.js';
import { constantText } from '../trace/values/values.js';

const MAKES_FOLDER = /mkdir|makedir|ensuredir|emptydir/iu;

/** With `/` between names, and none at the end. */
export const slashed = (text: string): string => text.replaceAll('\\', '/').replace(/(?<=[^/])\/+$/u, '');

const normal = (text: string): string => path.posix.normalize(slashed(text));

/** A file comes to lie in the current path itself, unless the program makes the folder that it is in. */
export class LocalNames {
  readonly #made: ReadonlySet<string>;

  constructor({ trace }: LintedFile) {
    const made = outsideWrites(trace.events).filter(({ event }) => MAKES_FOLDER.test(event.name));
    this.#made = new Set(made.flatMap((write) => constantText(write.path) ?? []).map(normal));
  }

  ofFile(file: string): string {
    const name = normal(file);
    return this.#made.has(name) ? this.ofFolder(name) : path.posix.join(this.ofFolder(path.posix.dirname(name)), path.posix.basename(name));
  }

  ofFolder(folder: string): string {
    const name = normal(folder);
    const parent = path.posix.dirname(name);
    if (parent === name) return '.';
    const above = this.ofFolder(parent);
    return above !== '.' || this.#made.has(name) ? path.posix.join(above, path.posix.basename(name)) : '.';
  }

  /** Of the start of a path, which may end in the middle of a name. */
  ofHead(head: string): string {
    const end = Math.max(head.lastIndexOf('/'), head.lastIndexOf('\\')) + 1;
    return `${this.ofFolder(head.slice(0, end))}/${head.slice(end)}`;
  }
}
