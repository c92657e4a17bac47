/** What a row says of parsers of command lines: which options there are, and what runs once the line is parsed. */
import type { Ref, Refs } from './schema.js';

/** Declares an option of the command line by its flags or name, or several in a table, and what it is where nobody gives it. */
export interface OptionEffect {
  readonly kind: 'option';
  readonly name?: Ref;
  readonly default?: Refs;
  /** Definitions by name, each with its `default`. */
  readonly table?: Ref;
  /** It is no option but the next operand, or all that the text names (`'<from> [to]'`). */
  readonly operand?: boolean;
}

/** What a command's function is called with: each operand, all options as an object, the command itself. */
export type CommandArgument = 'operands' | 'options' | 'command';

/** A function that runs when the command line is parsed. */
export interface CommandEffect {
  readonly kind: 'command';
  readonly run: Refs;
  readonly passes: readonly CommandArgument[];
  /** The options are that member of the argument. */
  readonly under?: string;
  /** It is of a command of its own, which this text names with its operands. */
  readonly name?: Refs;
  /** What declares the options of that command: a function that is given it, or a table. */
  readonly builder?: Refs;
  /** It gets the options of the commands above, too. */
  readonly inherits?: boolean;
  /** It runs before the command that is given, whichever that is. */
  readonly first?: boolean;
  readonly onlyIs?: { readonly at: Ref; readonly is: readonly (string | number)[] };
}

/** Parses the command line: one of the functions that were registered runs. */
export interface ParseEffect {
  readonly kind: 'parse';
  /** Not where this option is false. */
  readonly unless?: Ref;
}

/** Runs a command that is one object: with its function, its options, and further commands that may be loaded when they are needed. */
export interface DefinitionEffect {
  readonly kind: 'definition';
  readonly of: Ref;
  /** Its members that are functions, in the order in which they run. */
  readonly run: readonly string[];
  readonly options: string;
  readonly under: string;
  readonly below?: string;
}
