/**
 * The sources of one project: which of them import which, and which words they mention. The texts are scanned, not
 * parsed, and not kept; at a new look only changed files are read again.
 */
import { dirname, resolve } from 'node:path';
import { addTo, byFolder } from './by-folder.js';
import type { Bounds, Extent, Interest, Program } from './loader.js';
import { isDeclaration } from './parse.js';
import { partsOf, type ImportGraph } from './program-parts.js';
import { ProjectFiles } from './project-files.js';
import type { Resolver } from './resolver.js';
import { folderIn, specifiersIn } from './specifiers.js';
import type { Stamps } from './stamps.js';
import { isTest } from './test-files.js';
import { readText, wordsIn } from './text.js';

interface Scanned {
  readonly stamp: string;
  /** Undefined until they are asked for: in most projects, nobody asks. */
  specifiers: readonly string[] | undefined;
  /** Which of the words asked for so far the file mentions. */
  readonly mentions: readonly string[];
  /** How many words were looked for. */
  readonly words: number;
  /** The files that the specifiers stand for, once resolved. */
  targets: ReadonlySet<string> | undefined;
}

/** The programs that files belong to, as long as nothing changes. */
interface Programs {
  readonly key: string;
  readonly edition: number;
  readonly programs: Map<string, Program>;
  /** Those of the files that belong to large ones, once asked for. */
  parts: ReadonlyMap<string, Program> | undefined;
}

/** One lint reads the texts of other files for so long, at the most. */
const MAX_SCAN_MS = 1000;
/** So much of a program is read as a whole, and of one without a word of storage: not what bundlers have made. */
const MAX_PROGRAM_BYTES = 1_500_000;
const MAX_SILENT_BYTES = 500_000;

interface Witness {
  readonly file: string;
  readonly stamp: string;
}

const NOTHING: Program = { files: new Map(), within: undefined };
/** In a large program, but in no part of it that is worth a trace. */
const OUTSIDE: Program = { files: new Map(), within: new Set() };

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
  /** The modules of each folder of theirs, once asked for. */
  #folders: ReadonlyMap<string, readonly string[]> | undefined;
  #importers: ReadonlyMap<string, readonly string[]> = new Map();
  #changes = 0;
  /** Counts what became known of any file. */
  #edition = 0;
  #programs: Programs | undefined;
  #indexed = 0;
  /** Edition that the importers are of. */
  #indexedEdition = -1;

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

  /** Are the sources no more than that? */
  isWithin({ files: most, bytes }: Extent): boolean {
    const files = this.files();
    return files.length <= most && this.#bytesOf(files) <= bytes;
  }

  /** The package.json files of the project's packages. */
  manifests(): readonly string[] {
    this.#files.refresh();
    return this.#files.manifests;
  }

  isComplete(): boolean {
    this.#files.refresh();
    return this.#files.isComplete;
  }

  importersOf(file: string): readonly string[] {
    this.#refresh();
    this.#indexAgain();
    return this.#importers.get(file) ?? [];
  }

  /** The program that the file belongs to, or the part of it around the file; undefined for what is no source. */
  programAround(file: string, interest: Interest, limit: number): Program | undefined {
    this.#refresh();
    this.#learn(interest.words);
    this.#indexAgain();
    if (!this.#scanned.has(file)) return undefined;
    const { programs } = this.#programsFor(interest, limit);
    const known = programs.get(file);
    if (known !== undefined) return known;
    const connected = this.#connected(file, limit);
    const parts = connected.size > limit ? this.#parts(interest, limit) : undefined;
    const isWorthwhile = parts === undefined && this.#isWorthwhile([...connected.keys()], interest);
    const whole = isWorthwhile ? { files: connected, within: undefined } : NOTHING;
    for (const each of connected.keys()) programs.set(each, parts === undefined ? whole : (parts.get(each) ?? OUTSIDE));
    return programs.get(file);
  }

  /** The files that import the file or are imported by it, over any number of steps; of more than `limit`, some more than that. */
  #connected(file: string, limit: number): ReadonlyMap<string, readonly string[]> {
    const found = new Map<string, readonly string[]>();
    const pending = [file];
    for (let at = pending.pop(); at !== undefined; at = pending.pop()) {
      if (found.has(at)) continue;
      const importers = this.#importers.get(at) ?? [];
      found.set(at, importers);
      if (found.size > limit) return found;
      pending.push(...importers, ...(this.#scanned.get(at)?.targets ?? []));
    }
    return found;
  }

  /** Found anew when the project has changed, or something else is of interest. */
  #programsFor(interest: Interest, limit: number): Programs {
    const key = `${limit}\0${interest.words.join('\0')}`;
    if (this.#programs?.key !== key || this.#programs.edition !== this.#edition) {
      this.#programs = { key, edition: this.#edition, programs: new Map(), parts: undefined };
    }
    return this.#programs;
  }

  #parts(interest: Interest, limit: number): ReadonlyMap<string, Program> {
    const found = this.#programsFor(interest, limit);
    found.parts ??= partsOf(this.#graph(), this.#sources.filter((file) => this.#isInteresting(file, interest)), { files: limit, bytes: MAX_PROGRAM_BYTES / 2 });
    return found.parts;
  }

  /** Texts are read once for a question, and not kept. */
  #graph(): ImportGraph {
    const texts = new Map<string, string>();
    return {
      importersOf: (file) => this.#importers.get(file) ?? [],
      importsOf: (file) => this.#scanned.get(file)?.targets ?? [],
      textOf: (file) => {
        const text = texts.get(file) ?? this.#text(file);
        texts.set(file, text);
        return text;
      },
      sizeOf: (file) => this.#stamps.size(file),
    };
  }

  #text(file: string): string {
    return readText(file, this.#bounds.maxFileBytes) ?? '';
  }

  #isWorthwhile(files: readonly string[], interest: Interest): boolean {
    const bytes = this.#bytesOf(files);
    const { few } = interest;
    const { isWriter } = files.length <= few.files && bytes <= few.bytes ? few : interest;
    if (bytes <= MAX_SILENT_BYTES) return files.some((file) => this.#isInteresting(file, { ...interest, isWriter }));
    return bytes <= MAX_PROGRAM_BYTES && files.some((file) => this.#speaks(file, interest));
  }

  #bytesOf(files: readonly string[]): number {
    return files.reduce((sum, file) => sum + this.#stamps.size(file), 0);
  }

  #speaks(file: string, { words }: Interest): boolean {
    return this.#scanned.get(file)?.mentions.some((word) => words.includes(word)) === true;
  }

  #isInteresting(file: string, interest: Interest): boolean {
    const scanned = this.#scanned.get(file);
    if (scanned === undefined) return false;
    return this.#speaks(file, interest) || this.#specifiers(file, scanned).some(interest.isWriter);
  }

  #learn(words: readonly string[]): void {
    const added = words.filter((word) => !this.#words.includes(word));
    if (added.length === 0) return;
    this.#words.push(...added);
    this.#indexed = 0;
  }

  #indexAgain(): void {
    if (this.#indexed === this.#files.looks) return;
    this.#indexed = this.#files.looks;
    for (const file of this.#sources) this.#scan(file);
    if (this.#indexedEdition === this.#edition && this.#importers.size > 0) return;
    this.#indexedEdition = this.#edition;
    this.#importers = this.#index();
  }

  mentions(words: readonly string[]): boolean {
    const key = words.join('\0');
    const witness = this.#witnesses.get(key);
    if (witness !== undefined && this.#stamps.stamp(witness.file) === witness.stamp) return true;
    this.#refresh();
    if (this.#unmentioned.get(key) === this.#files.looks) return false;
    this.#learn(words);
    const end = performance.now() + MAX_SCAN_MS;
    for (const file of this.#sources) {
      // A large project on a slow disk is gone through in the course of several lints: what was read is known then.
      if (performance.now() > end) return false;
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
    this.#sources = this.#files.files.filter((file) => !isDeclaration(file) && !isTest(file, this.#top));
    const kept = this.#sources.flatMap((file) => {
      const known = this.#scanned.get(file);
      return known === undefined ? [] : [[file, { ...known, targets: undefined }] as const];
    });
    this.#scanned = new Map(kept);
    this.#folders = undefined;
    this.#edition++;
  }

  #index(): ReadonlyMap<string, readonly string[]> {
    const importers = new Map<string, string[]>();
    for (const file of this.#sources) {
      const scanned = this.#scan(file);
      scanned.targets ??= this.#targets(file, this.#specifiers(file, scanned));
      for (const target of scanned.targets) addTo(importers, target, file);
    }
    return importers;
  }

  #targets(file: string, specifiers: readonly string[]): ReadonlySet<string> {
    const targets = specifiers.flatMap((specifier) => {
      const folder = folderIn(specifier);
      return folder === undefined ? this.#resolver.find(specifier, file) : this.#modulesIn(resolve(dirname(file), folder));
    });
    return new Set(targets.filter((target): target is string => target !== undefined && target !== file));
  }

  /** The modules of a folder: its files, and its folders that have an index. */
  #modulesIn(folder: string): readonly string[] {
    this.#folders ??= byFolder(this.#sources);
    return this.#folders.get(folder) ?? [];
  }

  #specifiers(file: string, scanned: Scanned): readonly string[] {
    scanned.specifiers ??= specifiersIn(this.#text(file));
    return scanned.specifiers;
  }

  #scan(file: string): Scanned {
    const stamp = this.#stamps.stamp(file);
    const known = this.#scanned.get(file);
    if (known?.stamp === stamp && known.words === this.#words.length) return known;
    const mentions = wordsIn(file, this.#words, this.#bounds.maxFileBytes);
    const same = known?.stamp === stamp ? known : undefined;
    const scanned = { stamp, specifiers: same?.specifiers, mentions, words: this.#words.length, targets: same?.targets };
    this.#scanned.set(file, scanned);
    this.#edition++;
    return scanned;
  }
}
