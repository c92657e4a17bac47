/**
 * The sources of one project: which of them import which, and which words they mention. The texts are scanned, not
 * parsed, and not kept; at a new look only changed files are read again.
 */
import { basename, dirname, relative, sep } from 'node:path';
import type { Bounds } from './loader.js';
import { ProjectFiles } from './project-files.js';
import type { Resolver } from './resolver.js';
import { specifiersIn } from './specifiers.js';
import type { Stamps } from './stamps.js';
import { isTestFile, isTestFolder } from './test-files.js';
import { readText } from './text.js';

interface Scanned {
  readonly stamp: string;
  readonly specifiers: readonly string[];
  /** Which of the words asked for so far the file mentions. */
  readonly mentions: readonly string[];
  /** How many words were looked for. */
  readonly words: number;
  /** The files that the specifiers stand for, once resolved. */
  targets: ReadonlySet<string> | undefined;
}

interface Witness {
  readonly file: string;
  readonly stamp: string;
}

export class ProjectScan {
  readonly #top: string;
  readonly #stamps: Stamps;
  readonly #resolver: Resolver;
  readonly #bounds: Bounds;
  readonly #files: ProjectFiles;
  readonly #words: string[] = [];
  /** For words asked for together: a file in which one of them was seen. */
  readonly #witnesses = new Map<string, Witness>();
  /** For words asked for together: the look in which no file mentioned any. */
  readonly #unmentioned = new Map<string, number>();
  #scanned = new Map<string, Scanned>();
  #sources: readonly string[] = [];
  #importers: ReadonlyMap<string, readonly string[]> = new Map();
  #changes = 0;
  #indexed = 0;

  constructor(top: string, stamps: Stamps, resolver: Resolver, bounds: Bounds) {
    this.#top = top;
    this.#stamps = stamps;
    this.#resolver = resolver;
    this.#bounds = bounds;
    this.#files = new ProjectFiles(top, stamps, bounds.maxProjectFiles);
  }

  /** All source files, tests too, sorted. */
  files(): readonly string[] {
    this.#files.refresh();
    return this.#files.files;
  }

  isComplete(): boolean {
    this.#files.refresh();
    return this.#files.isComplete;
  }

  importersOf(file: string): readonly string[] {
    this.#refresh();
    if (this.#indexed !== this.#files.looks) {
      this.#importers = this.#index();
      this.#indexed = this.#files.looks;
    }
    return this.#importers.get(file) ?? [];
  }

  /**
   * The files that import the file or are imported by it, over any number of steps, each with its importers; undefined if they are more
   * than `limit`, or the file is none of the sources.
   */
  connected(file: string, limit: number): ReadonlyMap<string, readonly string[]> | undefined {
    this.importersOf(file);
    if (!this.#scanned.has(file)) return undefined;
    const found = new Map<string, readonly string[]>();
    const pending = [file];
    for (let at = pending.pop(); at !== undefined; at = pending.pop()) {
      if (found.has(at)) continue;
      const importers = this.#importers.get(at) ?? [];
      found.set(at, importers);
      if (found.size > limit) return undefined;
      pending.push(...importers, ...(this.#scanned.get(at)?.targets ?? []));
    }
    return found;
  }

  mentions(words: readonly string[]): boolean {
    const key = words.join('\0');
    const witness = this.#witnesses.get(key);
    if (witness !== undefined && this.#stamps.stamp(witness.file) === witness.stamp) return true;
    this.#refresh();
    if (this.#unmentioned.get(key) === this.#files.looks) return false;
    this.#words.push(...words.filter((word) => !this.#words.includes(word)));
    for (const file of this.#sources) {
      const { mentions, stamp } = this.#scan(file);
      if (!words.some((word) => mentions.includes(word))) continue;
      this.#witnesses.set(key, { file, stamp });
      return true;
    }
    this.#witnesses.delete(key);
    this.#unmentioned.set(key, this.#files.looks);
    return false;
  }

  #refresh(): void {
    this.#files.refresh();
    if (this.#changes === this.#files.changes) return;
    this.#changes = this.#files.changes;
    this.#sources = this.#files.files.filter((file) => !this.#isTest(file));
    const kept = this.#sources.flatMap((file) => {
      const known = this.#scanned.get(file);
      return known === undefined ? [] : [[file, { ...known, targets: undefined }] as const];
    });
    this.#scanned = new Map(kept);
  }

  #isTest(file: string): boolean {
    const folders = relative(this.#top, dirname(file)).split(sep);
    return folders.some(isTestFolder) || isTestFile(basename(file));
  }

  #index(): ReadonlyMap<string, readonly string[]> {
    const importers = new Map<string, string[]>();
    for (const file of this.#sources) {
      const scanned = this.#scan(file);
      scanned.targets ??= this.#targets(file, scanned.specifiers);
      for (const target of scanned.targets) {
        const known = importers.get(target);
        if (known === undefined) importers.set(target, [file]);
        else known.push(file);
      }
    }
    return importers;
  }

  #targets(file: string, specifiers: readonly string[]): ReadonlySet<string> {
    const targets = specifiers.map((specifier) => this.#resolver.find(specifier, file));
    return new Set(targets.filter((target): target is string => target !== undefined && target !== file));
  }

  #scan(file: string): Scanned {
    const stamp = this.#stamps.stamp(file);
    const known = this.#scanned.get(file);
    if (known?.stamp === stamp && known.words === this.#words.length) return known;
    const text = readText(file, this.#bounds.maxFileBytes) ?? '';
    const mentions = this.#words.filter((word) => text.includes(word));
    const same = known?.stamp === stamp ? known : undefined;
    const specifiers = same?.specifiers ?? specifiersIn(text);
    const scanned = { stamp, specifiers, mentions, words: this.#words.length, targets: same?.targets };
    this.#scanned.set(file, scanned);
    return scanned;
  }
}
