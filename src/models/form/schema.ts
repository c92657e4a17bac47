/**
 * Models as data: one row says what a call of a library entity does with which argument.
 * The built-in tables and a project's own rows in `settings['plugin-storage'].models` have this one form.
 *
 * An **entity** is named by where it was imported from and the members read from there: `fs#promises.writeFile`,
 * `axios#put`, `global#fetch`. A call adds `()` to the path, with or without `new`: `express#().get`,
 * `winston#transports.File()`. The module's default export is the module itself (`axios#`), `node:` is dropped.
 */
import type { CommandEffect, DefinitionEffect, OptionEffect, ParseEffect } from './command-lines.js';
import type { ProvideEffect, ThreadEffect } from './effects.js';
import type { Returns, SourceKind } from './results.js';

export type * from './command-lines.js';
export type * from './effects.js';
export type * from './results.js';

/**
 * Where in a call a value stands: an argument's index and the properties below it (`'0'`, `'1.method'`, `'1.headers.content-length'`),
 * `'last'` for the last argument, `'*'` for each argument, `'this'` for the receiver, `'defaults.baseURL'` for what the client
 * instance was created with, `'made.0'` for an argument of the call that gave the receiver or the function called, `'kept'` for
 * what an instance that keeps values was given (see `keep`). Below an
 * argument `*` is each member (`'0.*.handler'`). Of a list, the first one that the call gives counts.
 */
export type Ref = string;
export type Refs = Ref | readonly Ref[];

/** An exception to an effect: the argument at `at` is one of these constants. */
export interface Exception {
  readonly at: Ref;
  readonly is: readonly (string | number)[];
}

/** Writes (creates or changes) a file or folder at `path` (C5). */
export interface WriteEffect {
  readonly kind: 'write';
  readonly path: Refs;
  /** Folder that a relative path lies in, if that is not the current one. */
  readonly folder?: Refs;
  /** The file that is copied or renamed to there. */
  readonly from?: Ref;
  /** Written content, so that what a file holds can be followed to where it is read back. */
  readonly content?: Refs;
  /** Flags of an `open`: it writes only if they hold one of `w a +`, or `O_WRONLY|O_RDWR|O_CREAT`; absent flags mean read. */
  readonly flags?: Ref;
  /** No write if this option is true (a database's `readonly`), or, with `!` before it, if it is not given as true. */
  readonly unless?: Ref;
  /** No write if an argument is one of these constants (sqlite3's `OPEN_READONLY`). */
  readonly unlessIs?: Exception;
  /** The path counts as given only behind this prefix (`file://` of tfjs); without the prefix it is no file. */
  readonly prefix?: string;
  /** The call gives the path that it made (`mkdtemp`), or has it in this member of what it gives (`fileSync().name`): an outside path stays outside. */
  readonly returnsPath?: boolean | string;
  /** The program works there from now on (`process.chdir`): relative paths start there. */
  readonly moves?: boolean;
  /** It puts something behind the path that is another in each run (`mkdtemp`). */
  readonly unique?: boolean;
  /** With no `path` at all it writes into the system's temporary folder (packages `tmp`, `tempy`). */
  readonly defaultsToTemp?: boolean;
}

/** Reads a file: the content is what the program wrote there, if it did. */
export interface ReadEffect {
  readonly kind: 'read';
  readonly path: Refs;
  /** Options whose `start` and `end` (inclusive) say which bytes are read. */
  readonly range?: Ref;
  /** The call gives the parsed value (`readJson`), not the text. */
  readonly parses?: boolean;
}

/**
 * Functions that the client runs on each request before it sends it. They get its `config` (axios: a URL as text, the method in small
 * letters), its `options` (got: the URL as a `URL`) or a `Request` (ky), and change that or give another one.
 */
export interface RequestHooks {
  readonly at: Refs;
  readonly gets: 'config' | 'options' | 'request';
}

/** Sends an HTTP request (C1, C4, C8). */
export interface RequestEffect {
  readonly kind: 'request';
  readonly url: Refs;
  /** Base that the client puts before a relative URL: `baseURL`, `prefixUrl`. */
  readonly base?: Refs;
  /** `slash`: base and path are joined by exactly one slash; `url`: as `new URL(path, base)` does; `text`: one is put behind the other as it is. */
  readonly joins?: 'slash' | 'url' | 'text';
  /** A fixed method (`'PUT'`), or where it stands and what it is without. */
  readonly method: string | { readonly from: Refs; readonly default: string; readonly withBody?: string };
  readonly body?: Refs;
  /** Options that send a multipart or URL-encoded form. */
  readonly form?: Refs;
  /** Options that append a query to the URL. */
  readonly params?: Refs;
  readonly headers?: Refs;
  readonly hooks?: RequestHooks;
  /** Callback that gets the response, with the response's index among the callback's parameters. */
  readonly callback?: { readonly at: Refs; readonly response: number };
  /** `response` (awaited or not), `builder` (a request that `.send()`, `.write()`, `.end()` complete), `content` (the body's text itself). Default `response`. */
  readonly gives?: 'response' | 'builder' | 'content';
}

/**
 * Runs a program or a shell command (C5, C10). Every one of them may take long (C3), unless `quick`.
 * `command` is the program's name or the command's text; an array there is a program with its arguments (`Bun.spawn(['curl', …])`).
 */
export interface ShellEffect {
  readonly kind: 'shell';
  readonly command: Ref;
  /** Array of arguments, when the call takes one. */
  readonly args?: Ref;
  /** Arguments are the call's own, from `args` on; an object among them has options. */
  readonly rest?: boolean;
  /** `always`: a shell parses the command; `option`: only with `options.shell` true or a string; `never`: no shell; `tag`: a template tag that quotes by itself. */
  readonly shell: 'always' | 'option' | 'never' | 'tag';
  readonly options?: Refs;
  /** What the call gives: `stdout` text directly, a `process`, or a `result` with `.stdout`. */
  readonly gives: 'stdout' | 'process' | 'result';
}

/** A value of the call that a callback is called with; a `*` in its place is the member that the callback's own `*` is. */
export interface PassedArgument {
  readonly argument: Ref;
}

/** Runs a callback: now, after a delay, on an event, or when a request comes in. */
export interface CallbackEffect {
  readonly kind: 'callback';
  /** The function, or a list of them. */
  readonly callback: Refs;
  /** `now`: during the call; `later`: after the call that registers it is over; `handler`: for each request of an HTTP server (C6). */
  readonly when: 'now' | 'later' | 'handler';
  /** Delay before it runs, in milliseconds × `unit`. */
  readonly delay?: Ref;
  readonly unit?: number;
  /** How many such functions run at once: a number, or where it stands. */
  readonly limit?: number | Refs;
  /** Least pause before it runs once more where it has failed, in milliseconds × `unit`. */
  readonly again?: Refs;
  /**
   * What the callback's parameters are, in order: an entity, `''` where nothing is known, or what stands in the call
   * (`fastify.register((instance, options) => …, options)`).
   */
  readonly passes?: readonly (string | PassedArgument)[];
  /**
   * Arguments of the call that the callback is called with, in order, as far as the call has them (`setTimeout(f, 0, a)` calls
   * `f(a)`); they go before `passes`.
   */
  readonly args?: readonly Ref[];
  /** Member of the result that what the function gives is; absent: the call gives that itself. */
  readonly under?: string;
  /** Name of the event that the function is registered for: an effect `emit` calls it with what it gives. */
  readonly event?: Ref;
  /** The call does so only if an argument is one of these constants (`server.on('request', …)`), or only if it is none of them. */
  readonly onlyIs?: Exception;
  readonly unlessIs?: Exception;
}

/** Takes time before it is done (C3): what `duration` says (milliseconds × `unit`; a number is in ms), or long when it says nothing. */
export interface WaitEffect {
  readonly kind: 'wait';
  readonly duration?: Ref | number;
  readonly unit?: number;
  /** It is short if an argument is one of these constants (`once(stream, 'finish')`). */
  readonly unlessIs?: Exception;
}

/** Goes on only if the condition holds: a truthy argument, or the manifest's stage being (one of) `stage`. */
export interface AssertEffect {
  readonly kind: 'assert';
  readonly condition?: Ref;
  /** Two arguments that are equal afterwards. */
  readonly equal?: readonly [Ref, Ref];
  /** Two arguments that are not equal afterwards. */
  readonly unequal?: readonly [Ref, Ref];
  readonly stage?: Ref;
  /** The same for a predicate: the call gives true only if the condition holds, and does not throw. */
  readonly gives?: 'boolean';
}

/** A wrapper that does both steps of an upload (C1): asks for the upload URL of `path` and puts the file. */
export interface UploadEffect {
  readonly kind: 'upload';
  readonly manifest?: Ref;
  /** Stage key that it uploads under; the manifest's own stage if absent. */
  readonly stage?: Ref;
  readonly path: Ref;
  readonly body?: Ref;
}

/** A wrapper that returns the presigned upload URL of `path` (C1, C3). */
export interface UploadUrlEffect {
  readonly kind: 'upload-url';
  readonly manifest?: Ref;
  readonly stage?: Ref;
  readonly path: Ref;
}

/** A wrapper that downloads `path` of `stage` (C4). */
export interface DownloadEffect {
  readonly kind: 'download';
  readonly stage?: Ref;
  readonly path: Ref;
}

/** Keeps a value in the receiver: what that gives later varies with it (`hash.update(x)`). */
export interface KeepEffect {
  readonly kind: 'keep';
  readonly value: Refs;
  /** Any value, in place of what was kept before; absent: what of it varies from run to run, besides that. */
  readonly whole?: boolean;
}

/** Fills the bytes that a variable holds with random ones (`getRandomValues(bytes)`). */
export interface FillEffect {
  readonly kind: 'fill';
  readonly value: Ref;
}

/** Keeps a value under a name in what it is called on, where it is read as a member (`app.decorate('store', store)`). */
export interface SetEffect {
  readonly kind: 'set';
  readonly name: Ref;
  readonly value: Ref;
}

/** Calls the functions that were registered for an event, with the arguments behind its name. */
export interface EmitEffect {
  readonly kind: 'emit';
  readonly event: Ref;
}

/** Starts an HTTP server: from here on its handlers run (C6). */
export interface ServeEffect {
  readonly kind: 'serve';
}

/** Ends the program. */
export interface ExitEffect {
  readonly kind: 'exit';
}

export type Effect =
  | WriteEffect
  | ReadEffect
  | RequestEffect
  | ShellEffect
  | CallbackEffect
  | WaitEffect
  | AssertEffect
  | UploadEffect
  | UploadUrlEffect
  | DownloadEffect
  | KeepEffect
  | FillEffect
  | SetEffect
  | OptionEffect
  | CommandEffect
  | ParseEffect
  | DefinitionEffect
  | EmitEffect
  | ServeEffect
  | ThreadEffect
  | ProvideEffect
  | ExitEffect;

/**
 * One row. `of` names entities (`'fs#writeFile'`); alternatives may stand in braces: `'{fs,graceful-fs}#{writeFile,appendFile}'`.
 * A last member `*` stands for every member that no other row names: `'sharp#().*'`, the methods of a builder.
 */
export interface Model {
  readonly of: string | readonly string[];
  readonly does?: Effect | readonly Effect[];
  readonly returns?: Returns;
  /** Short work on the way to an upload: reading, hashing, compressing, saving, logging (C3). Default: by the call's name. */
  readonly quick?: boolean;
  /** The function is curried: given fewer arguments than this, it gives a function that waits for the others (`R.map(f)(list)`). */
  readonly arity?: number;
}

/** Values of library members that are read, not called: `os#EOL`, `process#argv`. */
export interface ConstantModel {
  readonly of: string | readonly string[];
  readonly is: { readonly source: SourceKind } | { readonly value: string | number | boolean } | { readonly options: 'declared' } | { readonly entity: string };
}

/** A TypeScript type (`'axios#AxiosInstance'`) whose values behave as an entity: a parameter `http: AxiosInstance` is `axios#`. */
export interface TypeModel {
  readonly type: string | readonly string[];
  readonly entity: string;
}

/** What the models say of one subject. */
export interface Table {
  readonly calls: readonly Model[];
  readonly constants?: readonly ConstantModel[];
  readonly types?: readonly TypeModel[];
}
