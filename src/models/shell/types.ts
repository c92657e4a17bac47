/** What a shell command does, as far as the rules ask (C1, C5, C8, C10). */

/**
 * A piece of a command's text, or a value put into it: the number that the caller gave that interpolation.
 * `piece`: the caller's number of a piece of text, so that it can tell where a word of the command stands.
 * In results, hole −1 is a value that only the shell knows; with `answerOf` it is what that request's
 * answer holds, `from` the part of the command where it stands.
 */
export type CommandPart = { readonly text: string; readonly piece?: number } | { readonly hole: number; readonly answerOf?: ShellRequest; readonly varies?: Variation; readonly from?: CommandPart };

/** A value that differs from run to run (C7), and what it comes from: `hostname`, `$RANDOM`. */
export interface Variation {
  readonly source: 'time' | 'random' | 'process';
  readonly name: string;
}

/** Characters of one piece of the command's text, from `offset` in it on; without `of` they stand nowhere in the command. */
export interface SpelledText {
  readonly text: string;
  readonly of: CommandPart | undefined;
  readonly offset: number;
}
export type Spelled = SpelledText | Extract<CommandPart, { readonly hole: number }>;

/** A word as the program sees it: quotes removed, escapes resolved, known variables put in. */
export interface ShellWord {
  readonly parts: readonly CommandPart[];
  /** Parts of the command that the word's characters stand in, each once, those with most of them first; of an expansion that the command does not spell out, where it stands. */
  readonly from?: readonly CommandPart[];
  /** The same characters as the command spells them out: its texts piece by piece. */
  readonly spelled?: readonly Spelled[];
}

/** Where a piece of text stands: of `words[word]` (0 for a command text), the text of part `part`, from `start` to `end`. */
export interface CommandSpan {
  readonly word: number;
  readonly part: number;
  readonly start: number;
  readonly end: number;
}

/** Creates or changes a file, or what is in a folder (C5). */
export interface ShellWrite {
  readonly kind: 'write';
  /** Relative to where the command runs, or to `cwd`; a folder's own path if names in it are not known. */
  readonly path: ShellWord;
  /** Folder that the script changed to before, given only if `path` starts with a hole, so may be absolute itself. */
  readonly cwd?: ShellWord;
  /** Program that writes, or the operator of a redirection: `curl`, `>>`. */
  readonly by: string;
}

/** What a request's body is to its receiver: `text` is what curl sends for `-d`, without line ends. */
export type BodyKind = 'none' | 'raw' | 'text' | 'form';

/** `captured`: the script itself reads it (`$(…)`); `pipe`: another program does. */
export type OutputKind = 'stdout' | 'file' | 'pipe' | 'captured';

/** An option as written: `-X`, `--request`, with its place. */
export interface ShellFlag {
  readonly name: string;
  readonly at?: CommandSpan;
  readonly from?: readonly CommandPart[];
}

/** A program that takes an unknown time: `python train.py`, `sleep 600`. */
export interface ShellWork {
  readonly program: string;
  readonly seconds?: number;
}

/** Sends an HTTP request (C1, C8). */
export interface ShellRequest {
  readonly kind: 'request';
  readonly program: string;
  /** Where the program's name stands, so that an option can be put behind it. */
  readonly programAt?: CommandSpan;
  readonly url: ShellWord;
  /** In capitals; `undefined` if not known: it may come from `methodWord`, or from options that are not seen. */
  readonly method?: string;
  /** The method as written, if it is. */
  readonly methodWord?: ShellWord;
  readonly methodAt?: CommandSpan;
  /** Option that gives the method: `-X`, or one that changes the client's own: `-I`. */
  readonly methodFlag?: ShellFlag;
  readonly body: BodyKind;
  /** Option that gives the body: `-T`, `-d`. */
  readonly bodyFlag?: ShellFlag;
  /** File that is sent. */
  readonly bodyWord?: ShellWord;
  /** Text that is sent, where it stands in the command itself. */
  readonly data?: ShellWord;
  /** Option, or item of HTTPie's, that appends a query to the URL: `-G`, `--url-query`, `a==b`. */
  readonly query?: ShellFlag;
  readonly output: OutputKind;
  /** What the script ran before this request, in order (C3). */
  readonly after: readonly ShellWork[];
}

export type ShellAction = ShellWrite | ShellRequest;

/** How an interpolation stands in a command. */
export type Quoting = 'none' | 'single' | 'double';
