/** What the words of a command come to: expansions, quotes removed. */
import type { ParameterExpansionPart, ParsedScript, Word, WordPart } from 'unbash';
import { align, join, slice, split, unescape, UNKNOWN, unlocated, type Located } from './located.js';
import type { Frame, Machine } from './machine.js';
import { variable, field, type Field } from './state.js';
import { holesIn, isLone } from './symbols.js';

/** A script whose nodes are read: their places are those of `source`. */
export interface Scope {
  readonly machine: Machine;
  readonly source: Located;
  /** Runs a substitution and gives what it prints. */
  readonly substitute: (script: ParsedScript, source: Located, frame: Frame) => Located;
}

export interface Reader extends Scope {
  readonly frame: Frame;
}

/** What the shell puts in the place of `<(…)`. */
const PIPE = unlocated('/dev/fd/63');

type Piece = Exclude<WordPart, { readonly type: 'DoubleQuoted' | 'LocaleString' }>;

const textOf = (reader: Reader, node: { readonly pos: number; readonly end: number }): Located =>
  slice(reader.source, node.pos, node.end);

/** Between quotes, of which the closing one may be missing. */
function quotedText(reader: Reader, node: { readonly pos: number; readonly end: number }): Located {
  const text = textOf(reader, node);
  const closed = text.text.length > 1 && text.text.endsWith("'");
  return slice(text, 1, closed ? -1 : undefined);
}

const valueOf = (fields: readonly Field[] | undefined): Located => {
  const [first, ...others] = fields ?? [];
  return first === undefined || others.length > 0 ? UNKNOWN : first.value;
};

function parameterValue(reader: Reader, part: ParameterExpansionPart, quoted: boolean): Located {
  const { operation } = part;
  if (part.prefix !== undefined || part.index !== undefined) return UNKNOWN;
  const known = variable(reader.frame.state, part.parameter);
  if (operation === undefined) return valueOf(known);
  if (operation.type !== 'Default') return UNKNOWN;
  const { operator } = operation;
  if (operator.endsWith('?')) return valueOf(known);
  if (operator.endsWith('+')) return known === undefined ? UNKNOWN : expandText(reader, operation.operand, quoted);
  return known === undefined ? expandText(reader, operation.operand, quoted) : valueOf(known);
}

/** The script between back ticks has lost the backslashes that quoted it. */
function scriptSource(reader: Reader, part: WordPart, script: ParsedScript): Located {
  if (script.source === undefined) return reader.source;
  return align(script.source, slice(reader.source, part.pos + 1, part.end - 1));
}

function substituted(reader: Reader, part: WordPart, script: ParsedScript | undefined): Located {
  if (script === undefined) return UNKNOWN;
  return reader.substitute(script, scriptSource(reader, part, script), reader.frame);
}

const isExpansion = ({ type }: Piece): boolean => type === 'SimpleExpansion' || type === 'ParameterExpansion' || type === 'CommandExpansion';

/** What stands nowhere in the command stands where it is put in, and so does what a command gave. */
function anchored(value: Located, place: number | undefined): Located {
  const isSpelled = !isLone(value.text) && value.at.some((at) => at >= 0);
  return place === undefined || isSpelled ? value : { text: value.text, at: value.at.map(() => place) };
}

function pieceText(reader: Reader, part: Piece, quoted: boolean): Located {
  switch (part.type) {
    case 'Literal':
      return unescape(textOf(reader, part), quoted);
    // A `?` or `[` is mostly a URL's own; a `*` is meant to match names.
    case 'Glob':
      return part.kind === 'star' ? UNKNOWN : textOf(reader, part);
    case 'ExtendedGlob':
    case 'BraceExpansion':
      return textOf(reader, part);
    case 'SingleQuoted':
      return quotedText(reader, part);
    case 'AnsiCQuoted':
      return unlocated(part.value);
    case 'SimpleExpansion':
      return valueOf(variable(reader.frame.state, part.text.slice(1)));
    case 'ParameterExpansion':
      return parameterValue(reader, part, quoted);
    case 'CommandExpansion':
      return substituted(reader, part, part.script);
    case 'ProcessSubstitution':
      substituted(reader, part, part.script);
      return PIPE;
    case 'ArithmeticExpansion':
      return UNKNOWN;
  }
}

function partText(reader: Reader, part: WordPart, quoted: boolean): Located {
  if (part.type === 'DoubleQuoted' || part.type === 'LocaleString') return partsText(reader, part.parts, true);
  const value = pieceText(reader, part, quoted);
  return isExpansion(part) ? anchored(value, reader.source.at[part.pos]) : value;
}

/** The words that the tag put in, in the place of their symbols; in a longer word a list stands for something unknown. */
export function taggedIn({ machine: { tagged, embedded, symbols } }: Reader, value: Located): Located {
  if (tagged.size === 0) return value;
  return join(
    value.text.split('').map((character, index) => {
      const words = tagged.get(character);
      if (words === undefined) return slice(value, index, index + 1);
      const word = valueOf(words);
      for (const [, hole] of value.text.length === 1 ? [] : holesIn(symbols, word.text)) embedded.add(hole);
      return word;
    }),
  );
}

const taggedField = (reader: Reader, { value, loose }: Field): readonly Field[] =>
  reader.machine.tagged.get(value.text) ?? [{ value: taggedIn(reader, value), loose }];

const partsText = (reader: Reader, parts: readonly WordPart[], quoted: boolean): Located =>
  join(parts.map((part) => partText(reader, part, quoted)));

const wordText = (reader: Reader, word: Word, quoted = false): Located =>
  word.parts === undefined ? unescape(textOf(reader, word), quoted) : partsText(reader, word.parts, quoted);

/** The text of parts in a row, as of a here-document. */
export const expandParts = (reader: Reader, parts: readonly WordPart[], quoted: boolean): Located =>
  taggedIn(reader, partsText(reader, parts, quoted));

/** The one text a word comes to where it is not split: an assigned value, the target of a redirection. */
export const expandText = (reader: Reader, word: Word, quoted = false): Located => taggedIn(reader, wordText(reader, word, quoted));

const nameOf = (part: WordPart): string | undefined => {
  if (part.type === 'SimpleExpansion') return part.text.slice(1);
  if (part.type !== 'ParameterExpansion' || part.prefix !== undefined || part.operation !== undefined) return undefined;
  return part.index === undefined || isAll(part.index.text) ? part.parameter : undefined;
};

const isAll = (text: string): boolean => text === '@' || text === '*';

/** Is it `$@` or `${list[@]}`, which gives several words? */
const isList = (part: WordPart): boolean =>
  part.type === 'SimpleExpansion' ? isAll(part.text.slice(1)) : part.type === 'ParameterExpansion' && isAll(part.index?.text ?? part.parameter);

function expandAlone(reader: Reader, part: WordPart, quoted: boolean): readonly Field[] | undefined {
  const name = nameOf(part);
  const known = name === undefined ? undefined : variable(reader.frame.state, name);
  if (isList(part)) return known ?? [{ value: UNKNOWN, loose: true }];
  if (quoted || known === undefined) return undefined;
  return split(anchored(valueOf(known), reader.source.at[part.pos])).map(bareField);
}

/** A word that nothing quotes. */
export const bareField = (value: Located): Field => ({ value, loose: isLone(value.text) });

/** The words that one word comes to. */
export const expandWord = (reader: Reader, word: Word): readonly Field[] =>
  wordFields(reader, word).flatMap((each) => taggedField(reader, each));

function wordFields(reader: Reader, word: Word): readonly Field[] {
  const [only, ...others] = word.parts ?? [];
  if (only === undefined) {
    return [bareField(wordText(reader, word))];
  }
  if (others.length > 0) return [field(wordText(reader, word))];
  const inner = only.type === 'DoubleQuoted' ? only.parts : [only];
  const [part] = inner;
  const alone = part !== undefined && inner.length === 1 ? expandAlone(reader, part, only.type === 'DoubleQuoted') : undefined;
  if (alone !== undefined) return alone;
  const value = wordText(reader, word);
  return [isQuoted(only) ? field(value) : bareField(value)];
}

const isQuoted = (part: WordPart): boolean =>
  part.type === 'DoubleQuoted' || part.type === 'SingleQuoted' || part.type === 'AnsiCQuoted' || part.type === 'LocaleString';
