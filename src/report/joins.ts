/** How a file's path is joined to the URL of a stage (C1, C4): the URL, one slash, the path. */
import { isText, type Part } from '../trace/values/values.js';

/** A slash is missing, or there is one too many. */
export type SlashFault = 'slash' | 'double';
export type JoinFault = 'missing' | SlashFault;

export interface Boundary {
  /** Undefined where the two pieces meet as they should. */
  readonly fault: JoinFault | undefined;
  /** What was put there; undefined where there is nothing behind the URL. */
  readonly part: Part | undefined;
}

/** Each place where a constant piece of the path was put behind what stands before it. */
export function boundariesOf(rest: readonly Part[]): readonly Boundary[] {
  const found: Boundary[] = [];
  let path = '';
  let known = true;
  for (const [index, part] of rest.entries()) {
    if (!isText(part)) {
      path += '?';
      known = false;
      continue;
    }
    const end = part.text.search(/[?#]/u);
    const text = end < 0 ? part.text : part.text.slice(0, end);
    if (text !== '') found.push({ fault: faultAt(path, text, index === 0), part });
    path += text;
    if (end >= 0) break;
  }
  if (known && /^\/*$/u.test(path)) return [{ fault: 'missing', part: rest.at(-1) }];
  return found;
}

function faultAt(before: string, text: string, first: boolean): JoinFault | undefined {
  if (first && !text.startsWith('/')) return 'slash';
  return (before.endsWith('/') && text.startsWith('/')) || text.includes('//') ? 'double' : undefined;
}
