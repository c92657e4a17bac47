/**
 * A command is parsed with one character of a private area in place of each interpolation, which is a word character
 * like any other to a shell. What stands for what is kept here; values that the shell itself makes get one, too.
 */
import { UNKNOWN, unlocated, type Located } from './located.js';
import type { CommandPart, CommandSpan, ShellWord, Spelled } from './types.js';

const FIRST = 0xe000;
const LAST = 0xf8ff;
const PRIVATE = /[\uE000-\uF8FF]/;
const PRIVATES = new RegExp(PRIVATE, 'g');

/** Folder in which the command starts. */
export const START: Located = unlocated(String.fromCharCode(FIRST + 1));

interface Place {
  readonly word: number;
  readonly part: number;
  readonly offset: number;
  readonly of: CommandPart;
}

export interface Symbols {
  readonly parts: CommandPart[];
  readonly places: Place[];
}

export const newSymbols = (): Symbols => ({ parts: [{ hole: -1 }, { text: '.' }], places: [] });

/** The symbol for a part; past the end of the area everything is unknown. */
export function symbolFor(symbols: Symbols, part: CommandPart): string {
  const code = FIRST + symbols.parts.length;
  if (code > LAST) return UNKNOWN.text;
  symbols.parts.push(part);
  return String.fromCharCode(code);
}

const partFor = (symbols: Symbols, character: string): CommandPart | undefined =>
  PRIVATE.test(character) ? symbols.parts[character.charCodeAt(0) - FIRST] : undefined;

/** Does the text start with a value that is not known here? */
export const startsWithHole = (symbols: Symbols, text: string): boolean => {
  const part = partFor(symbols, text.charAt(0));
  return part !== undefined && 'hole' in part;
};

export const hasHole = (symbols: Symbols, text: string): boolean =>
  PRIVATE.test(text) && text.split('').some((character) => startsWithHole(symbols, character));

/** Is it one value alone, and nothing known of it? */
export const isLone = (text: string): boolean => text.length === 1 && PRIVATE.test(text) && text !== START.text;

/** Encodes the words of a command (one, for a command text). */
export function encode(symbols: Symbols, words: readonly (readonly CommandPart[])[]): readonly Located[] {
  return words.map((parts, word) => {
    const text: string[] = [];
    const at: number[] = [];
    const add = (character: string, part: number, offset: number, of: CommandPart): void => {
      text.push(character);
      at.push(symbols.places.length);
      symbols.places.push({ word, part, offset, of });
    };
    parts.forEach((part, index) => {
      if ('hole' in part) add(symbolFor(symbols, part), index, 0, part);
      else part.text.split('').forEach((each, offset) => {
        add(PRIVATE.test(each) ? symbolFor(symbols, { text: each }) : each, index, offset, part);
      });
    });
    return { text: text.join(''), at };
  });
}

/** A value of the caller's, which stands nowhere in the command. */
export function encodeValue(symbols: Symbols, parts: readonly CommandPart[]): Located {
  const literal = (text: string): string => text.replaceAll(PRIVATES, (each) => symbolFor(symbols, { text: each }));
  return unlocated(parts.map((part) => ('hole' in part ? symbolFor(symbols, part) : literal(part.text))).join(''));
}

/** The parts of the command that the text's characters stand in, those with most of them first. */
export function partsOf(symbols: Symbols, { at }: Located): readonly CommandPart[] {
  const counts = new Map<CommandPart, number>();
  for (const index of at) {
    const part = symbols.places[index]?.of;
    if (part !== undefined) counts.set(part, (counts.get(part) ?? 0) + 1);
  }
  return [...counts].sort(([, a], [, b]) => b - a).map(([part]) => part);
}

export function decode(symbols: Symbols, located: Located): ShellWord {
  const spelled = spell(symbols, located);
  const parts: CommandPart[] = [];
  for (const part of spelled) {
    const last = parts.at(-1);
    if ('hole' in part) parts.push(part);
    else if (last !== undefined && 'text' in last) parts[parts.length - 1] = { text: last.text + part.text };
    else parts.push({ text: part.text });
  }
  if (parts.length === 0) parts.push({ text: '' });
  return { parts, spelled, from: partsOf(symbols, located) };
}

function spell(symbols: Symbols, { text, at }: Located): readonly Spelled[] {
  const spelled: Spelled[] = [];
  for (const [index, character] of text.split('').entries()) {
    const part = partFor(symbols, character);
    const place = symbols.places[at[index] ?? -1];
    const of = place?.of;
    if (part !== undefined && 'hole' in part) {
      spelled.push(part.hole >= 0 ? part : { ...part, from: of });
      continue;
    }
    const own = part?.text ?? character;
    const last = spelled.at(-1);
    if (last !== undefined && 'text' in last && last.of === of) spelled[spelled.length - 1] = { ...last, text: last.text + own };
    else spelled.push({ text: own, of, offset: place?.offset ?? 0 });
  }
  return spelled;
}

/** Where a text stands in the command, if it stands there in one piece. */
export function spanOf(symbols: Symbols, located: Located | undefined): CommandSpan | undefined {
  const first = located?.at[0];
  if (located === undefined || first === undefined) return undefined;
  const start = symbols.places[first];
  const whole = located.at.every((at, index) => at === first + index && samePart(symbols.places[at], start));
  if (start === undefined || !whole) return undefined;
  return { word: start.word, part: start.part, start: start.offset, end: start.offset + located.text.length };
}

const samePart = (a: Place | undefined, b: Place | undefined): boolean => a?.word === b?.word && a?.part === b?.part;

/** Numbers of the interpolations in a text, with their indices. */
export function holesIn(symbols: Symbols, text: string): readonly (readonly [index: number, hole: number])[] {
  return Array.from(text.matchAll(PRIVATES), ({ index, 0: character }) => {
    const part = partFor(symbols, character);
    return part !== undefined && 'hole' in part && part.hole >= 0 ? ([[index, part.hole]] as const) : [];
  }).flat();
}
