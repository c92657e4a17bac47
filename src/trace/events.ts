/**
 * What a trace tells the rules: the contract between the two halves. An event says what the program was seen to do, with
 * the abstract values involved and what held on the path; whether that is a fault is for the rules to say.
 */
import type { TSESTree } from '@typescript-eslint/utils';
import type { ShellRequest } from '../models/shell/index.js';
import type { Settings } from '../settings.js';
import type { PathCondition, StageSet } from './guards/condition.js';
import type { Site } from './site.js';
import type { Time } from './time/clock.js';
import type { StageMapName, Value } from './values/values.js';

/** One run of an entry point: the module's top level, an exported or uncalled function, a callback that runs later. */
export interface Entry {
  readonly kind: 'module' | 'function' | 'later' | 'handler';
  readonly site: Site;
  /** Entry during which this one was registered. */
  readonly parent: Entry | undefined;
}

/** One execution of a loop's body, or of an iteration callback. */
export interface Iteration {
  readonly loop: object;
  /** One after another, or all at once (`Promise.all(files.map(…))`). */
  readonly sequential: boolean;
  /** Cells up to this one are older than it. */
  readonly newest?: number;
  readonly outer: Iteration | undefined;
}

/** A class that has a method by inheritance. */
export interface Heir {
  readonly of: Site;
  /** What it extends. */
  readonly parent: Site;
}

/** One call on the way from the entry to an event. */
export interface CallStep {
  readonly call: Site;
  /** The function called, by its place. */
  readonly callee: Site;
  /** Entry of a list or a table that named it. */
  readonly listed: Site | undefined;
  /** Argument that named it in a call that is over: that wrote down what to call later. */
  readonly named: Site | undefined;
  /** Arguments that were written there, beside it. */
  readonly beside: readonly Site[];
  /** Name that it is called by, `''` if it has none. */
  readonly name: string;
  /** The call stands in code that runs in the deployment stage. */
  readonly deployment: boolean;
  /** And in others: the stage is not chosen yet. */
  readonly amongOthers: boolean;
  /** When the call is made, and by which entry. */
  readonly time: Time;
  readonly entry: Entry;
  /** The call that made the function: `send(body)` of `send(body)(url)`. */
  readonly maker: CallStep | undefined;
  /** The call of the function that makes this one, which may be over when what it has made runs. */
  readonly inside: CallStep | undefined;
  /** The function was given to who calls it, to be called. */
  readonly given: boolean;
  /** Of a method: the classes that have it by inheritance, that of the instance first. */
  readonly heirs: readonly Heir[];
}

interface EventBase {
  readonly condition: PathCondition;
  readonly steps: readonly CallStep[];
  readonly deployment: boolean;
  readonly entry: Entry;
}

/** A file or folder is written (C5). */
export interface WriteEvent extends EventBase {
  readonly kind: 'write';
  readonly path: Value;
  readonly at: Site;
  /** What writes, as the author calls it: `fs.writeFile`, `curl -o`. */
  readonly name: string;
  /** `shared`: the folder was given apart from the path, and may be for other files, too. */
  readonly folder: 'own' | 'shared';
}

/** An HTTP request is sent (C1, C3, C4, C8, C9). Builders complete it after it was made. */
export interface RequestEvent extends EventBase {
  readonly kind: 'request';
  readonly call: Site;
  readonly client: string;
  readonly url: Value;
  readonly urlAt: Site;
  readonly method: Value;
  /** Where the method stands; undefined if it is the call's name or the client's default. */
  readonly methodAt: Site | undefined;
  /** The method is the client's default for want of one. */
  readonly methodDefault: boolean;
  readonly optionsAt: Site | undefined;
  body: Value | undefined;
  bodyAt: Site | undefined;
  form: Site | undefined;
  params: Site | undefined;
  /** Size that the headers declare. */
  length: Value | undefined;
  /** When it is sent, and when its answer is there. */
  readonly time: Time;
  answered: Time;
  readonly iteration: Iteration | undefined;
  /** What follows a promise sends it: the program itself has gone on. */
  readonly chained: boolean;
  /** The answer was read as an upload URL and put to. */
  answerUsed: boolean;
  /** The part of a shell command that sends it. */
  readonly command?: ShellRequest;
  /** Where the command's option stands that gives the body. */
  readonly bodyFlagAt?: Site | undefined;
  /** Files whose sizes were compared with a limit before; what is not known may be any. */
  readonly compared: Value;
}

/** A map of upload URLs is read, or an entry of it; whether that is used, the other events say (C6). */
export interface MapEvent extends EventBase {
  readonly kind: 'map';
  readonly map: StageMapName;
  readonly read: Site;
}

/** A storage value leaves what is traced: an argument of an unknown call, a returned or exported value. */
export interface EscapeEvent extends EventBase {
  readonly kind: 'escape';
  readonly value: Value;
  readonly at: Site;
  readonly how: 'argument' | 'result' | 'export' | 'manifest';
}

/** A storage URL is joined with a path in a way that is none (C1): `path.join(url, …)`, `new URL('x', url)`. */
export interface JoinEvent extends EventBase {
  readonly kind: 'join';
  readonly how: 'path' | 'url' | 'pathname';
  readonly base: Value;
  readonly path: Value;
  readonly at: Site;
  readonly baseAt: Site | undefined;
  readonly pathAt: Site | undefined;
}

/** A storage URL stands in a shell command (C10). */
export interface ShellEvent extends EventBase {
  readonly kind: 'shell';
  readonly url: Value;
  readonly at: Site;
  readonly quoting: 'none' | 'single' | 'double';
}

/** The program throws since a map of upload URLs, or an entry of it, is not there: in the deployment stage it always does (C6). */
export interface RefusalEvent extends EventBase {
  readonly kind: 'refusal';
  /** What is not there. */
  readonly value: Value;
  readonly at: Site;
}

export type TraceEvent = WriteEvent | RequestEvent | MapEvent | EscapeEvent | JoinEvent | ShellEvent | RefusalEvent;

/** What an option that the program is started with is where nobody gives it. */
export interface OptionDefault {
  readonly site: Site;
  /** Where the option is declared with it. */
  readonly at: Site;
}

export interface Trace {
  /** The linted file, by its real path: sites in it are the ones that can be reported. */
  readonly file: string;
  readonly cwd: string;
  readonly settings: Settings;
  readonly events: readonly TraceEvent[];
  /** Functions, calls and classes (by place) that also run in another stage than deployment. */
  readonly elsewhere: ReadonlySet<string>;
  /** Defaults of the options that the program is started with. */
  readonly defaults: readonly OptionDefault[];
  /** Stages that settings bind the file to. */
  readonly stages: StageSet | undefined;
  /** Line of a site, from 1; undefined if its file is no longer there. */
  readonly lineOf: (site: Site) => number | undefined;
  /** Node at a place in another file, and those around it, innermost first. */
  readonly pathTo: (site: Site) => readonly TSESTree.Node[];
}
