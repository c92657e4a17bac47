/** What the tracer asks of the project's own files. */
import type { TSESTree } from '@typescript-eslint/utils';

export type LoadedModule =
  | { readonly kind: 'source'; readonly file: string; readonly text: string; readonly program: TSESTree.Program }
  | { readonly kind: 'json'; readonly file: string; readonly text: string; readonly value: unknown };

/** Which files may hold something to report. */
export interface Interest {
  /** Words that they mention. */
  readonly words: readonly string[];
  /** Whether they import a package that writes files. */
  readonly isWriter: (specifier: string) => boolean;
  /** What imports count in a program that is no more than that. */
  readonly few: Extent & Pick<Interest, 'isWriter'>;
}

export interface Program {
  /** Each file with its importers. */
  readonly files: ReadonlyMap<string, readonly string[]>;
  /** The files that a trace of it may load; undefined: any. */
  readonly within: ReadonlySet<string> | undefined;
}

export interface ModuleLoader {
  /**
   * Absolute real path of the project's own file that `specifier`, imported in `from`, stands for; undefined for
   * packages, built-ins, missing, or outside the bounds.
   */
  resolve(specifier: string, from: string): string | undefined;
  /** Parsed module; undefined when missing, unreadable, unparsable, binary, too large, or past the bound on files. */
  load(file: string): LoadedModule | undefined;
  /**
   * The project's own files that import `file` (static import/export-from, require, dynamic import of a constant),
   * tests left out. Lazy: scans the project on first need, cached, re-checked.
   */
  importersOf(file: string): readonly string[];
  /**
   * The program that `file` belongs to: the files that import it or are imported by it, over any number of steps. Of a program of more than
   * `limit` files, the part around `file`; without files if nothing in it is of interest. Undefined for a test or what is no source of the
   * project.
   */
  programAround(file: string, interest: Interest, limit: number): Program | undefined;
  /** True when some file of the project that `file` belongs to mentions one of the words. */
  projectMentions(file: string, words: readonly string[]): boolean;
  /** True when the sources of the project that `file` belongs to are no more than so many files and bytes. */
  isSmallProject(file: string, most: Extent): boolean;
  /** Project files that match the globs (relative to cwd), sorted. */
  filesMatching(globs: readonly string[]): readonly string[];
  /** A stamp that changes whenever the file changes, 'missing' if it is not there. Checked once per look at most. */
  stamp(file: string): string;
  /** Called at the start of each lint, with its file: from now on what is cached may be checked once more. */
  beginLint(file?: string): void;
}

/** How much the sources of a project are. */
export interface Extent {
  readonly files: number;
  readonly bytes: number;
}

/** A loader that also says whether what it tells of callers is all there is. */
export interface ProjectLoader extends ModuleLoader {
  /** Another one whenever stamps may have been checked once more: as long as it stays, no stamp changes. */
  readonly look: number;
  /** False when the project has more files than the scan reads: `importersOf` may then miss some. */
  seesWholeProject(file: string): boolean;
}

export interface LoaderOptions {
  readonly cwd: string;
  /** Modules that one lint may load. */
  readonly maxFiles?: number;
  readonly maxFileBytes?: number;
  /** Files of a project that the search for importers reads. */
  readonly maxProjectFiles?: number;
}

export interface Bounds {
  readonly maxFiles: number;
  readonly maxFileBytes: number;
  readonly maxProjectFiles: number;
}

/** A parsed file costs about 50 bytes of heap and 0.2 µs for each character (docs/modules.md). */
export const DEFAULT_BOUNDS: Bounds = { maxFiles: 300, maxFileBytes: 256 * 1024, maxProjectFiles: 5000 };
