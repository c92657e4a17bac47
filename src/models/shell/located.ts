/** Text that remembers where each of its characters stands in the command (−1: nowhere). */
export interface Located {
  readonly text: string;
  readonly at: readonly number[];
}

/** The symbol (see symbols.ts) of a value that only the shell knows. */
export const UNKNOWN: Located = { text: '\uE000', at: [-1] };

/** Longest text that is kept, in characters: `X=$X$X` doubles it. */
const MAX_TEXT = 20_000;

/** Text that does not stand in the command as such. */
export const unlocated = (text: string): Located => ({ text, at: Array<number>(text.length).fill(-1) });

export const slice = (located: Located, start: number, end?: number): Located => ({
  text: located.text.slice(start, end),
  at: located.at.slice(start, end),
});

export function join(pieces: readonly Located[]): Located {
  if (pieces.reduce((sum, piece) => sum + piece.text.length, 0) > MAX_TEXT) return UNKNOWN;
  return { text: pieces.map((piece) => piece.text).join(''), at: pieces.flatMap((piece) => piece.at) };
}

/** The characters at these indices. */
const pick = (located: Located, indices: readonly number[]): Located => ({
  text: indices.map((index) => located.text.charAt(index)).join(''),
  at: indices.map((index) => located.at[index] ?? -1),
});

/** Pieces between spaces, as an unquoted expansion is split. */
export const split = (located: Located): readonly Located[] =>
  Array.from(located.text.matchAll(/\S+/g), ({ index, 0: { length } }) => slice(located, index, index + length));

const ESCAPED_IN_QUOTES = '$`"\\';

/** Removes the backslashes that quote; between double quotes only some do. */
export function unescape(located: Located, quoted: boolean): Located {
  const { text } = located;
  if (!text.includes('\\')) return located;
  const kept: number[] = [];
  for (let index = 0; index < text.length; index += 1) {
    if (text[index] === '\\' && index + 1 < text.length) {
      const next = text.charAt(index + 1);
      if (next === '\n') {
        index += 1;
        continue;
      }
      if (!quoted || ESCAPED_IN_QUOTES.includes(next)) index += 1;
    }
    kept.push(index);
  }
  return pick(located, kept);
}

/** Gives `text`, which is `located` with some characters left out, its places. */
export function align(text: string, located: Located): Located {
  const at: number[] = [];
  let from = 0;
  for (const character of text.split('')) {
    const found = located.text.indexOf(character, from);
    at.push(found < 0 ? -1 : (located.at[found] ?? -1));
    if (found >= 0) from = found + 1;
  }
  return { text, at };
}
