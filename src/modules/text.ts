/** The text of a file, as the host would show it to a parser. */
import { readFileSync } from 'node:fs';

/** Undefined when the file cannot be read, is too large, or is no text. */
export function readText(file: string, maxBytes: number): string | undefined {
  try {
    const bytes = readFileSync(file);
    if (bytes.length > maxBytes || bytes.includes(0)) return undefined;
    const text = bytes.toString('utf8');
    return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  } catch {
    return undefined;
  }
}
