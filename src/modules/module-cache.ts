/** Parsed modules by path and stamp: the latest used, bounded in number and in size of text. */
import type { LoadedModule } from './loader.js';

interface Entry {
  readonly stamp: string;
  /** Undefined: the file as stamped is no module. */
  readonly module: LoadedModule | undefined;
}

export const MAX_MODULES = 400;
/** In characters. */
export const MAX_TEXT = 800_000;

export class ModuleCache {
  /** In the order of use, oldest first. */
  readonly #entries = new Map<string, Entry>();
  #text = 0;

  get size(): number {
    return this.#entries.size;
  }

  get text(): number {
    return this.#text;
  }

  get(file: string, stamp: string): Entry | undefined {
    const entry = this.#entries.get(file);
    if (entry === undefined) return undefined;
    this.#remove(file, entry);
    if (entry.stamp !== stamp) return undefined;
    this.#add(file, entry);
    return entry;
  }

  set(file: string, entry: Entry): void {
    const old = this.#entries.get(file);
    if (old !== undefined) this.#remove(file, old);
    this.#add(file, entry);
    for (const [path, oldest] of this.#entries) {
      if (this.#entries.size <= MAX_MODULES && this.#text <= MAX_TEXT) return;
      this.#remove(path, oldest);
    }
  }

  #add(file: string, entry: Entry): void {
    this.#entries.set(file, entry);
    this.#text += entry.module?.text.length ?? 0;
  }

  #remove(file: string, entry: Entry): void {
    this.#entries.delete(file);
    this.#text -= entry.module?.text.length ?? 0;
  }
}
