/** Changes of a program's tokens: most of what comes out parses no more, and what does is what nobody would write. */
import ts from 'typescript';

export const MUTATIONS = ['delete', 'double', 'swap', 'cut', 'replace'] as const;

export interface Mutation {
  readonly kind: (typeof MUTATIONS)[number];
  readonly at: number;
  readonly other: number;
}

function tokensOf(text: string): readonly string[] {
  const scanner = ts.createScanner(ts.ScriptTarget.Latest, false, ts.LanguageVariant.Standard, text);
  const tokens: string[] = [];
  while (scanner.scan() !== ts.SyntaxKind.EndOfFileToken) tokens.push(scanner.getTokenText());
  return tokens;
}

/** White space and comments are tokens, too, so that the text comes out as it went in. */
export function mutated(text: string, { kind, at, other }: Mutation): string {
  const tokens = [...tokensOf(text)];
  if (tokens.length === 0) return text;
  const [one, two] = [at % tokens.length, other % tokens.length];
  const [first = '', second = ''] = [tokens[one], tokens[two]];
  switch (kind) {
    case 'delete':
      tokens.splice(one, 1);
      break;
    case 'double':
      tokens.splice(one, 0, first, ' ');
      break;
    case 'swap':
      tokens[one] = second;
      tokens[two] = first;
      break;
    case 'replace':
      tokens[one] = second;
      break;
    case 'cut':
      tokens.splice(Math.min(one, two), (Math.abs(one - two) % 40) + 1);
      break;
  }
  return tokens.join('');
}
