/** The text of a file, as the host would show it to a parser. */
import { readFileSync } from 'node:fs';

function readBytes(file: string, maxBytes: number): Buffer | undefined {
  try {
    const bytes = readFileSync(file);
    return bytes.length > maxBytes || bytes.includes(0) ? undefined : bytes;
  } catch {
    return undefined;
  }
}

/** Undefined when the file cannot be read, is too large, or is no text. */
export function readText(file: string, maxBytes: number): string | undefined {
  const text = readBytes(file, maxBytes)?.toString('utf8');
  return text?.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
}

/** Those of the words that stand in the file. Bytes are compared: to decode the texts of a whole project costs more than to look through them. */
export function wordsIn(file: string, words: readonly string[], maxBytes: number): readonly string[] {
  const text = readBytes(file, maxBytes)?.toString('latin1') ?? '';
  // Most files have none: one look for all of them takes half as long as one for each.
  return anyOf(words).test(text) ? words.filter((word) => text.includes(asRead(word))) : [];
}

const asRead = (word: string): string => (/^[\x20-\x7e]*$/u.test(word) ? word : Buffer.from(word).toString('latin1'));

let last: { readonly key: string; readonly pattern: RegExp } | undefined;

function anyOf(words: readonly string[]): RegExp {
  const key = words.join('\0');
  if (last?.key !== key) last = { key, pattern: new RegExp(words.map((word) => asRead(word).replace(/[^\w\s]/gu, String.raw`\$&`)).join('|')) };
  return last.pattern;
}
