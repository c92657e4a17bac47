/** What the call of a library's member gives: the other half of a row. */
import type { Ref, Refs } from './schema.js';

/** What a value from outside is, for C5 (places) and C7 (what varies from run to run). */
export type SourceKind =
  | 'tmpdir'
  | 'homedir'
  | 'dirname'
  | 'cwd'
  | 'argv'
  | 'time'
  | 'random'
  | 'process'
  | 'inputParam'
  | 'unknown';

/**
 * What a call gives.
 * - `entity`: another entity (`axios#`), keeping the call's own argument `defaults` as instance defaults. With `keeps` it keeps values:
 *   those arguments to begin with, later what an effect `keep` adds. With `appendsUnless` the text `defaults` is put behind that of the receiver,
 *   unless this argument is given (`builder.url('/path')`). With `folder` it was created with the folder that these arguments lead to, from that of
 *   the receiver.
 * - `source`: a value from outside; if the call gives the argument `without`, the value derives from that instead (`dayjs()`, `dayjs(x)`).
 * - `argument`: the argument itself, unchanged for what the rules judge (`structuredClone`, `trim`-like); with `under` as that member of what the call gives.
 * - `derived`: a new string or value that varies with its arguments (a hash, a format).
 * - `path`: the result of a path function, computed; `resolve` starts from the `folder`, if there is one.
 * - `method`: what the language's own method of that name gives for the list `of`: `_.map(list, f)` is `list.map(f)`. With `awaits`
 *   the promises of the callback are awaited, all together (`p-map`) or each before the next call (`p-each-series`); `limit`
 *   says how many at once: of one they are awaited in turn.
 * - `member`: the member of `of` that a path names: a text (`'a.b'`), or a list of keys.
 * - `parsed`: the argument, with the defaults that schemas in the object `shape` keep for its members; `under`: it is that member of what the
 *   call gives.
 * - `picked`: an object with those members of the argument that the arguments behind it name.
 * - `memoized`: a function that runs the argument once for each first argument and remembers what it gave; `by` all arguments, `once` whatever the
 *   arguments, or for each that the function `key` makes of them (`keyOf` a list of them); for `age` milliseconds.
 * - `state`: what the call at this place has given before and the program changed since, at first what the argument is or gives: a list of it and
 *   of the function that changes it (`useState`), or with `ref` an object that holds it as `current` (`useRef`).
 * - `composed`: a function that calls each argument (or element of a list) with what the one before gave, `forwards` or `backwards`.
 *   With `starts` the first argument is what they start from, and they are called at once; with `awaits` promises between them are awaited.
 * - `listeners`: the functions that were registered for the event which the argument names.
 * - `curried`: the argument, a function, which may be given its arguments in several calls.
 * - `steps`: nothing; it calls the functions of a list one after another, each with a callback by which it says that it is done, and then
 *   `done`. With `passes` each is given what the one before it called back with.
 * - `coroutine`: runs the argument, a generator function, with each `yield` awaited; with `wraps` it gives a function that does.
 * - `promisified`: the function that gives a promise where the argument takes a callback.
 * - `delayed`: a function that, once it is called, runs the argument after `delay` milliseconds.
 * - `milliseconds`: a span in words (`'2 minutes'`) as a number of milliseconds.
 * - `formatted`: a text made of a format (`'%s/%s'`) and the arguments behind it, or the elements of the `list`.
 * - `template`: a text made of a template (`'{a}/{b}'`) and the members of `values` that it names.
 * - `text`: what a function of texts gives for the operands `of`: joined to a URL, with or without a slash at an end, trimmed, with a query.
 * - `bytes`: a size in words (`'6GB'`) as a number of bytes; a prefix is so many of the one before it.
 * - `options`: the options of a command line: those `declared` by an effect `option`, or a table of definitions (`plain`: of the defaults
 *   themselves), as a whole or as the member `under`.
 * - `subcommand`: a command of the command line, with options and operands of its own.
 * - `merged`: an object with the members of all arguments; of the same name that of the `later` or the `earlier` one.
 * - `observable`: what the function or method of an observable gives: the elements of a list (`from`), the arguments (`of`), `any` number of unknown things,
 *   what a function gives when somebody subscribes (`defer`), `either` of two observables, several of them `joined`, or a list or object of what `all` of them
 *   give, the time of a `timer`, what a function hands to its subscriber (`made`), what the function `of` gives when somebody subscribes (`asked`;
 *   of that, what the argument `by` makes of it), what comes through the operators of a `pipe` or of one of `ticks`, nothing but that the observer
 *   gets each (`subscribe`), or the `last` one.
 * - `provided`: what a container makes for the token, by what it was told of it (see `provide`); a class is made of what its constructor needs.
 * - `stats`: what is known of the file that the argument names, its `size` among it.
 * - `content`: the text or bytes of a stream, response or file argument.
 */
export type Returns =
  | { readonly entity: string; readonly defaults?: Refs; readonly keeps?: Refs; readonly appendsUnless?: Ref; readonly folder?: Refs }
  | { readonly source: SourceKind; readonly without?: Ref }
  | { readonly argument: Ref; readonly under?: string }
  | { readonly derived: Refs }
  | { readonly path: PathFunction; readonly windows?: boolean; readonly folder?: Ref }
  | { readonly method: string; readonly of: Ref; readonly args?: readonly Ref[]; readonly awaits?: 'together' | 'in turn'; readonly limit?: Ref }
  | { readonly member: Ref; readonly of: Ref }
  | ParsedResult
  | { readonly picked: Ref }
  | MemoizedResult
  | { readonly listeners: Ref }
  | { readonly state: Ref; readonly ref?: boolean }
  | Composed
  | { readonly curried: Ref }
  | StepsResult
  | { readonly coroutine: Ref; readonly wraps?: boolean }
  | { readonly promisified: Ref }
  | { readonly delayed: Ref; readonly delay: Ref }
  | { readonly milliseconds: Ref }
  | { readonly formatted: Ref; readonly list?: Ref }
  | { readonly template: Ref; readonly style: TemplateStyle; readonly values: Ref }
  | { readonly text: TextFunction; readonly of: Refs }
  | { readonly bytes: Ref; readonly prefix: number }
  | { readonly merged: 'later' | 'earlier' }
  | OptionsResult
  | CommandResult
  | ObservableResult
  | { readonly provided: Ref }
  | { readonly stats: Ref }
  | { readonly content: Ref };

export type Observed = 'from' | 'of' | 'any' | 'defer' | 'either' | 'joined' | 'all' | 'timer' | 'made' | 'asked' | 'pipe' | 'ticks' | 'subscribe' | 'last';

/** What comes of an observable. */
export interface ObservableResult {
  readonly observable: Observed;
  readonly of?: string;
  readonly by?: Ref;
}

/** A function that remembers. */
export interface MemoizedResult {
  readonly memoized: Ref;
  readonly once?: boolean;
  readonly by?: 'first' | 'all';
  readonly key?: Refs;
  readonly keyOf?: 'arguments' | 'list';
  readonly age?: Refs;
}

/** Parsed options. */
export interface OptionsResult {
  /** `'declared'`, or where the table stands. */
  readonly options: Refs;
  readonly plain?: boolean;
  readonly under?: string;
  /** Those of the commands above, too. */
  readonly inherits?: boolean;
  /** Members of a definition in place of `default`, and of `name` where the table is a list. */
  readonly field?: string;
}

/** A command with options and operands of its own, below the one that the call is of. */
export interface CommandResult {
  /** The entity that it is. */
  readonly subcommand: string;
  /** Text that names its operands. */
  readonly operands?: Ref;
  /** It stands beside the one that the call is of. */
  readonly beside?: boolean;
}

/** What a schema lets through. */
export interface ParsedResult {
  readonly parsed: Ref;
  readonly shape: Ref;
  readonly under?: string;
}

/** Functions one after another, each of which calls back. */
export interface StepsResult {
  readonly steps: Ref;
  readonly done: Ref;
  readonly passes?: boolean;
}

/** Functions one after another. */
export interface Composed {
  readonly composed: 'forwards' | 'backwards';
  readonly starts?: boolean;
  readonly awaits?: boolean;
}

export type PathFunction =
  | 'join'
  | 'resolve'
  | 'normalize'
  | 'dirname'
  | 'basename'
  | 'extname'
  | 'relative'
  | 'format'
  | 'parse'
  | 'fileURLToPath'
  | 'pathToFileURL'
  | 'isAbsolute';

/** How the places in a template are marked: `{name}`, `{{name}}`, `<%= name %>`, `:name`, or as RFC 6570 says. */
export type TemplateStyle = 'braces' | 'mustache' | 'lodash' | 'colon' | 'uri';

export type TextFunction =
  | 'joinUrl'
  | 'joinWhole'
  | 'urlcat'
  | 'withTrailingSlash'
  | 'withoutTrailingSlash'
  | 'withLeadingSlash'
  | 'withoutLeadingSlash'
  | 'trim'
  | 'trimStart'
  | 'trimEnd'
  | 'withQuery';
