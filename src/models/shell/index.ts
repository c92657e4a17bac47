/**
 * What shell commands do: which files they write, which requests they send, and how interpolations are quoted in them
 * (C1, C5, C8, C10). Nothing here throws: of a malformed command there is what can be seen of it.
 */
import { join, UNKNOWN, unlocated, type Located } from './located.js';
import { contentOf, newMachine, newSink, type Frame, type Machine } from './machine.js';
import { quotingIn } from './quoting.js';
import { RUNNER } from './run.js';
import { initialState } from './state.js';
import { decode, encode, encodeValue, newSymbols, symbolFor } from './symbols.js';
import { MAX_SCRIPT } from './syntax.js';
import { varyingVariables } from './varying.js';
import type { CommandPart, Quoting, ShellAction, ShellWord, ShellWork } from './types.js';
import { bareField } from './words.js';

export type {
  CommandPart,
  Quoting,
  ShellAction,
  ShellFlag,
  ShellRequest,
  ShellWord,
  Spelled,
  SpelledText,
  ShellWork,
  ShellWrite,
} from './types.js';

/** Environment variables whose values are known, by name. */
export type Environment = ReadonlyMap<string, readonly CommandPart[]>;

/** What a command finds when it is started. */
export interface Surroundings {
  readonly environment?: Environment;
  /** What it reads from its standard input. */
  readonly input?: readonly CommandPart[] | undefined;
  /** Files that were written before, by their paths: scripts among them may be run. */
  readonly files?: ReadonlyMap<string, readonly CommandPart[]>;
}

/** A piece of a tag's template: text that the shell parses, or words that the tag quotes. */
export type TagPiece = { readonly script: readonly CommandPart[] } | { readonly words: readonly (readonly CommandPart[])[] };

export interface Analysis {
  /** In the order in which they happen. */
  readonly actions: readonly ShellAction[];
  /** By the number of the interpolation; those that stand in no word of a script are left out. */
  readonly quoting: ReadonlyMap<number, Quoting>;
  /** All that took an unknown time, in order; each request says how much of it came before. */
  readonly work: readonly ShellWork[];
  /** What it prints, if that is known. */
  readonly prints?: ShellWord;
}

const NOTHING: Analysis = { actions: [], quoting: new Map(), work: [] };
const MAX_PARTS = 1_000;

const isTooLong = (words: readonly (readonly CommandPart[])[]): boolean => {
  const parts = words.flat();
  return parts.length > MAX_PARTS || parts.reduce((sum, part) => sum + ('text' in part ? part.text.length : 1), 0) > MAX_SCRIPT;
};

function analyse(
  words: readonly (readonly CommandPart[])[],
  { environment = new Map<string, never>(), input, files = new Map<string, never>() }: Surroundings,
  run: (machine: Machine, frame: Frame, encoded: readonly Located[]) => void,
): Analysis {
  const all = [...words, ...(input === undefined ? [] : [input]), ...files.values()];
  if (isTooLong(all)) return NOTHING;
  const symbols = newSymbols();
  const encoded = encode(symbols, all);
  const machine = newMachine(RUNNER, symbols);
  const given = Array.from(environment, ([name, parts]) => [name, encodeValue(symbols, parts)] as const);
  const text = input === undefined ? undefined : encoded[words.length];
  const written = encoded.slice(encoded.length - files.size);
  for (const [index, path] of Array.from(files.keys()).entries()) machine.files.set(path, written[index] ?? UNKNOWN);
  const frame: Frame = {
    state: initialState([...varyingVariables(symbols), ...given]),
    input: text === undefined ? { kind: 'none' } : { kind: 'text', text },
    output: newSink('stdout'),
    depth: 0,
  };
  run(machine, frame, encoded.slice(0, words.length));
  const prints = decode(symbols, contentOf(frame.output));
  return { actions: machine.actions, quoting: quotingOf(machine), work: machine.work, prints };
}

/** A shell in a shell reads what the outer one has read: unquoted in one of them is unquoted. */
function quotingOf(machine: Machine): ReadonlyMap<number, Quoting> {
  const all = new Map<number, Quoting>();
  for (const script of machine.scripts) {
    for (const [hole, quoting] of quotingIn(machine.symbols, script)) {
      if (all.get(hole) !== 'none') all.set(hole, quoting);
    }
  }
  for (const hole of machine.embedded) all.delete(hole);
  return all;
}

/** A command that a shell parses. */
export const analyseCommand = (parts: readonly CommandPart[], surroundings: Surroundings = {}): Analysis =>
  analyse([parts], surroundings, (machine, frame, [script = unlocated('')]) => {
    machine.runner.script(machine, frame, script);
  });

/** A program with its arguments, which no shell parses, unless the program is one. */
export const analyseProgram = (words: readonly (readonly CommandPart[])[], surroundings: Surroundings = {}): Analysis =>
  analyse(words, surroundings, (machine, frame, encoded) => {
    machine.runner.program(machine, frame, encoded.map(bareField));
  });

/** A template whose tag quotes what is put in: each is one word, or several if it is a list. */
export const analyseTemplate = (pieces: readonly TagPiece[], surroundings: Surroundings = {}): Analysis =>
  analyse(pieces.flatMap((piece) => ('script' in piece ? [piece.script] : piece.words)), surroundings, (machine, frame, encoded) => {
    let next = 0;
    const script = pieces.map((piece): Located => {
      const own = encoded.slice(next, (next += 'script' in piece ? 1 : piece.words.length));
      if ('script' in piece) return join(own);
      const symbol = symbolFor(machine.symbols, { hole: -1 });
      // Past the end of the symbols nothing is known.
      if (symbol !== UNKNOWN.text) machine.tagged.set(symbol, own.map(bareField));
      return unlocated(symbol);
    });
    machine.runner.script(machine, frame, join(script));
  });

export const commandActions = (parts: readonly CommandPart[], environment: Environment = new Map()): readonly ShellAction[] =>
  analyseCommand(parts, { environment }).actions;

export const programActions = (words: readonly (readonly CommandPart[])[], environment: Environment = new Map()): readonly ShellAction[] =>
  analyseProgram(words, { environment }).actions;

export const holeQuoting = (parts: readonly CommandPart[]): ReadonlyMap<number, Quoting> => analyseCommand(parts).quoting;

/** Quotes that may stand around an interpolation, as they are written in the command's text. */
const QUOTES = ['"', "'", '\\"'];

/**
 * The quotes that, put right before and right behind an unquoted interpolation, quote it and change nothing else:
 * within `bash -c "…"` those that do not end the outer ones.
 */
export function quoteFor(parts: readonly CommandPart[], hole: number): string | undefined {
  const before = holeQuoting(parts);
  return QUOTES.find((quote) => {
    const quoted = parts.flatMap((part) => ('hole' in part && part.hole === hole ? [{ text: quote }, part, { text: quote }] : [part]));
    const after = holeQuoting(quoted);
    return Array.from(before).every(([each, quoting]) => (each === hole ? after.get(each) !== 'none' && after.has(each) : after.get(each) === quoting));
  });
}
