/** What a run of a script collects, and the streams between its commands. */
import { UNKNOWN, unlocated, type Located } from './located.js';
import { decode, partsOf, spanOf, symbolFor, type Symbols } from './symbols.js';
import { resolve, type Definition, type Field, type State } from './state.js';
import type { OutputKind, ShellAction, ShellFlag, ShellRequest, ShellWork } from './types.js';

/** Where a command's output goes, and what of it is known. */
export interface Sink {
  readonly kind: OutputKind;
  readonly texts: Located[];
}

export type Input =
  | { readonly kind: 'none' }
  | { readonly kind: 'file'; readonly path: Located }
  | { readonly kind: 'text'; readonly text: Located };

/** Where one command runs. */
export interface Frame {
  readonly state: State;
  readonly input: Input;
  readonly output: Sink;
  readonly depth: number;
}

/** A request whose answer may still be handed on by a filter. */
interface Draft extends ShellRequest {
  output: OutputKind;
}

/** Runs what is found inside of commands. */
export interface Runner {
  /** A program with its arguments. */
  readonly program: (machine: Machine, frame: Frame, argv: readonly Field[]) => State;
  /** A script's text, as given to `bash -c`. */
  readonly script: (machine: Machine, frame: Frame, script: Located) => State;
  readonly call: (machine: Machine, frame: Frame, definition: Definition) => State;
}

export interface Machine {
  readonly runner: Runner;
  readonly symbols: Symbols;
  readonly actions: ShellAction[];
  /** Scripts that were found in arguments: of `bash -c`, `eval`. */
  readonly scripts: Located[];
  readonly work: ShellWork[];
  /** Words that a template's tag puts in, quoted by itself, by the symbol in their place. */
  readonly tagged: Map<string, readonly Field[]>;
  /** Scripts that are known, by their paths. */
  readonly files: Map<string, Located>;
  /** Interpolations that stand in a longer word: inside of quotes of the author's own nobody knows what the tag's are. */
  readonly embedded: Set<number>;
  readonly seen: Set<string>;
  /** Requests by the symbol for their answer. */
  readonly drafts: Map<string, Draft>;
  commands: number;
}

const MAX_DEPTH = 24;
const MAX_COMMANDS = 2_000;

export const newMachine = (runner: Runner, symbols: Symbols): Machine => ({
  runner,
  symbols,
  actions: [],
  scripts: [],
  work: [],
  tagged: new Map(),
  files: new Map(),
  embedded: new Set(),
  seen: new Set(),
  drafts: new Map(),
  commands: 0,
});

export const newSink = (kind: OutputKind): Sink => ({ kind, texts: [] });

/** Is there room for one more command? Functions and loops may run into each other. */
export function mayRun(machine: Machine, frame: Frame): boolean {
  machine.commands += 1;
  return machine.commands <= MAX_COMMANDS && frame.depth <= MAX_DEPTH;
}

/** One program that is run with its arguments. */
export interface Invocation {
  readonly machine: Machine;
  readonly frame: Frame;
  /** Without folders: `curl`. */
  readonly name: string;
  readonly program: Located;
  readonly words: readonly Field[];
}

/** What a file holds that the program has written. */
export const fileAt = ({ files }: Machine, path: string): Located | undefined => files.get(path.replace(/^\.\//, ''));

/** Says that this goes to the frame's output. */
export function print(frame: Frame, text: Located): void {
  frame.output.texts.push(text);
}

/** What a stream holds in the end, if one command wrote it. */
export const contentOf = (sink: Sink): Located => (sink.texts.length === 1 ? (sink.texts[0] ?? UNKNOWN) : UNKNOWN);

export function emitWrite(machine: Machine, frame: Frame, path: Located, by: string): void {
  if (path.text === '' || path.text === '-') return;
  const { path: from, folder } = resolve(machine.symbols, frame.state, path);
  const key = JSON.stringify([from.text, folder?.text, by]);
  if (machine.seen.has(key)) return;
  machine.seen.add(key);
  const cwd = folder === undefined ? {} : { cwd: decode(machine.symbols, folder) };
  machine.actions.push({ kind: 'write', path: decode(machine.symbols, from), ...cwd, by });
}

interface SentFlag {
  readonly name: string;
  readonly word: Located;
}

/** What a program that sends requests tells of one. */
export interface Sent {
  readonly program: Located;
  readonly url: Located;
  readonly method: string | undefined;
  readonly methodWord?: Located | undefined;
  readonly methodFlag?: SentFlag | undefined;
  readonly body: ShellRequest['body'];
  readonly bodyFlag?: SentFlag | undefined;
  readonly file?: Located | undefined;
  readonly data?: Located | undefined;
  readonly query?: SentFlag | undefined;
  /** The answer goes to a file. */
  readonly saved: boolean;
}

export function emitRequest(machine: Machine, frame: Frame, name: string, sent: Sent): void {
  const { symbols } = machine;
  const flag = (given: SentFlag | undefined): ShellFlag | undefined =>
    given === undefined ? undefined : { name: given.name, at: spanOf(symbols, given.word), from: partsOf(symbols, given.word) };
  const word = (text: Located | undefined): ShellRequest['data'] => (text === undefined ? undefined : decode(symbols, text));
  const draft: Draft = {
    kind: 'request',
    program: name,
    programAt: spanOf(symbols, sent.program),
    url: decode(symbols, sent.url),
    method: sent.method,
    methodWord: word(sent.methodWord),
    methodAt: spanOf(symbols, sent.methodWord),
    methodFlag: flag(sent.methodFlag),
    body: sent.body,
    bodyFlag: flag(sent.bodyFlag),
    bodyWord: word(sent.file),
    data: word(sent.data),
    query: flag(sent.query),
    output: sent.saved ? 'file' : frame.output.kind,
    after: [...machine.work],
  };
  addRequest(machine, frame, draft, JSON.stringify([sent.url.text, sent.program.at[0], sent.method, sent.file?.text]));
}

function addRequest(machine: Machine, frame: Frame, draft: Draft, key: string): void {
  const { symbols } = machine;
  if (machine.seen.has(key)) return;
  machine.seen.add(key);
  machine.actions.push(draft);
  if (draft.output === 'file') return;
  const symbol = symbolFor(symbols, { hole: -1, answerOf: draft });
  machine.drafts.set(symbol, draft);
  print(frame, unlocated(symbol));
}

/** A filter hands on what it reads: the answers in it go where the filter's output goes. */
export function forward(machine: Machine, frame: Frame, text: Located): void {
  const draft = machine.drafts.get(text.text);
  if (draft !== undefined) draft.output = frame.output.kind;
  print(frame, text);
}
