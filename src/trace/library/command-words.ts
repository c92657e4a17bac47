/** The words of commands: what is encoded for the shell, and where each piece of it comes from. */
import type { Analysis, CommandPart } from '../../models/shell/index.js';
import { storageIn } from '../emit.js';
import { iterationOf } from '../expressions/iteration.js';
import { both, type PathCondition } from '../guards/condition.js';
import type { Interpreter } from '../interpreter.js';
import { within, type Site } from '../site.js';
import { sequencesOf, type Sequence } from '../values/sequences.js';
import { isText, partsOf, UNKNOWN, type Atom, type Part, type TextPart, type Value } from '../values/values.js';

export interface Command extends Analysis {
  /** What stands in the command's interpolations, by their number. */
  readonly holes: readonly Part[];
  /** The constant texts in it, as they were put together. */
  readonly texts: readonly CommandText[];
  /** The words that it was given as. */
  readonly words: readonly GivenWord[];
  /** What holds where it is this command, of several that it may be. */
  readonly when: PathCondition | undefined;
}

export interface GivenWord {
  readonly parts: readonly CommandPart[];
  /** Argument by which the whole word entered the function that runs the command. */
  readonly via: Site | undefined;
}

/** A piece of a command's text. */
export interface CommandText extends TextPart {
  /** Number of the interpolation right before it. */
  readonly behind: number | undefined;
}

export interface Collected {
  readonly holes: Part[];
  readonly texts: CommandText[];
}

/** Of several texts that a command may be, so many are read. */
export const MAX_TEXTS = 4;

/** The shell takes off the quotes that `JSON.stringify` has put around a text. */
export function unquoted(part: Part): readonly Part[] {
  if (isText(part) || part.atom.kind !== 'json') return [part];
  const [text, ...others] = part.atom.value;
  if (text === undefined || others.length > 0) return [part];
  // Of a text that was made here the parts have come by ways of their own.
  const inside = text.kind === 'text' && text.parts.some(({ via }) => via !== undefined) ? text.parts : partsOf(text);
  return inside.map((inner) => ({ ...inner, joined: inner.joined ?? part.joined, operand: inner.operand ?? part.operand }));
}

/** Parts of a word; `place` is the expression that gives it, where it stands in the call. In a whole script each part has its own place. */
export function partsIn(atom: Atom, { holes, texts }: Collected, place?: Site): readonly CommandPart[] {
  const parts = partsOf(atom);
  const word = parts.some((part) => isText(part) && /\s/.test(part.text)) ? undefined : place;
  return parts.map((part, index): CommandPart => {
    const inWord = word === undefined || (part.site !== undefined && within(part.site, word));
    if (isText(part)) {
      const before = parts[index - 1];
      const behind = before === undefined || isText(before) ? undefined : holes.length - 1;
      texts.push({ ...part, behind, operand: part.operand ?? (inWord ? undefined : word) });
      return { text: part.text, piece: texts.length - 1 };
    }
    holes.push(inWord ? part : { ...part, operand: word });
    return { hole: holes.length - 1 };
  });
}

/** The lists of arguments that the call may give. */
export function argumentsOf(it: Interpreter, list: Value | undefined): readonly Sequence[] {
  const arrays = (list ?? []).filter((each) => each.kind === 'object' && each.heap.type === 'array');
  if (list === undefined || arrays.length === 0) return [[]];
  return arrays.slice(0, MAX_TEXTS).flatMap((each) => {
    const { exact, any } = iterationOf(it, [each]);
    if (exact !== undefined) return [exact];
    return (each.kind === 'object' ? sequencesOf(each.heap)?.map(spelledOut) : undefined) ?? [wordsOf(any)];
  });
}

/** Each of several things that a word may be, as a word of its own. */
const wordsOf = (any: Value): Sequence => (any.length === 0 ? [UNKNOWN] : any.map((atom) => [atom]));

/** Of any number of words, those that storage stands in: the others may as well not be there. */
const spelledOut = (sequence: Sequence): Sequence =>
  sequence.flatMap((value) => {
    const many = value[0]?.kind === 'unknown' ? value[0].many : undefined;
    return many === undefined ? [value] : many.filter((atom) => storageIn([atom]).length > 0).map((atom) => [atom]);
  });

/** Is the word, as the program gets it, the one that was given? */
export const isSameWord = (a: readonly CommandPart[], b: readonly CommandPart[]): boolean =>
  a.length === b.length && a.every((part, index) => isSamePart(part, b[index]));

const isSamePart = (a: CommandPart, b: CommandPart | undefined): boolean =>
  b !== undefined && ('text' in a ? 'text' in b && a.text === b.text : !('text' in b) && a.hole === b.hole && a.answerOf === b.answerOf);

/** What holds where all of these words are what they are. */
export const conditionOf = (words: readonly Value[]): PathCondition | undefined =>
  words.reduce<PathCondition | undefined>((all, [atom]) => (atom?.when === undefined || all === undefined ? (all ?? atom?.when) : both(all, atom.when)), undefined);
