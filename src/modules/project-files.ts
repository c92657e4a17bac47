/**
 * When a project is looked at again. A small one is in each look, and any one is when a file is linted for the second time. A large one is
 * not while a run goes through its files: then an edit is seen within the pause, at the latest.
 */
import { basename, join } from 'node:path';
import { Listing } from './listing.js';
import type { Stamps } from './stamps.js';

/** So many files and folders are looked at each time. */
const ALWAYS = 64;
/** One look costs about 6 µs a file, so this bounds looking to little more than 1 % of the time. */
const PAUSE_MS_PER_FILE = 0.5;
/** As long as an edit elsewhere may go unseen, at the most. */
const MAX_PAUSE_MS = 1500;

export class ProjectFiles {
  readonly #top: string;
  readonly #stamps: Stamps;
  readonly #listing: Listing;
  #look = -1;
  #time = -Infinity;
  #configs = '';
  /** Counts the looks. */
  looks = 0;
  /** Counts the looks that found other files, or other settings of resolution, than before. */
  changes = 0;

  constructor(top: string, stamps: Stamps, maxFiles: number) {
    this.#top = top;
    this.#stamps = stamps;
    this.#listing = new Listing(top, stamps, maxFiles);
  }

  /** Sorted; tests too. */
  get files(): readonly string[] {
    return this.#listing.files;
  }

  /** Each package.json. */
  get manifests(): readonly string[] {
    return this.#listing.configs.filter((path) => basename(path) === 'package.json');
  }

  get isComplete(): boolean {
    return this.#listing.isComplete;
  }

  refresh(): void {
    const { look, returned } = this.#stamps;
    const { size } = this.#listing;
    if (this.#look === look) return;
    const pause = size <= ALWAYS ? 0 : Math.min(size * PAUSE_MS_PER_FILE, MAX_PAUSE_MS);
    if (returned <= this.#look && performance.now() - this.#time < pause) return;
    const listed = this.#listing.refresh();
    const configs = [...this.#listing.configs, join(this.#top, 'node_modules')]
      .map((path) => this.#stamps.stamp(path))
      .join();
    if (listed || configs !== this.#configs) this.changes++;
    this.looks++;
    this.#configs = configs;
    this.#look = look;
    this.#time = performance.now();
  }
}
