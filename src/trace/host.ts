/** What a trace is given by whoever asks for it: settings, models, and access to the project. */
import type { TSESTree } from '@typescript-eslint/utils';
import type { Models } from '../models/index.js';
import type { ProjectLoader } from '../modules/index.js';
import type { Settings } from '../settings.js';

export interface Host {
  readonly settings: Settings;
  readonly models: Models;
  readonly loader: ProjectLoader | undefined;
  /** The files of the project that may be loaded, of a large program; undefined: any. */
  readonly within?: ReadonlySet<string> | undefined;
  readonly cwd: string;
  /** Text of the file that is traced by itself, where no loader has it: a component, an editor's text. */
  readonly text?: string | undefined;
  /** Names of the stages that settings bind a file to. */
  readonly stagesOf: (file: string) => readonly string[];
  /** Nothing in the program speaks of storage: of what leaves it, only writes are of interest (C5). */
  readonly writesOnly?: boolean;
  /** Whether a function or class of a file that nobody calls may show what is looked for; undefined: any may. */
  readonly isEntry?: (node: TSESTree.Node, file: string) => boolean;
}
