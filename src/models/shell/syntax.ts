/** The Bash parser. It takes about 12 ms to load, so it is loaded with the first command that is looked at. */
import { createRequire } from 'node:module';
import type { ParsedScript, SyntaxNode } from 'unbash';

export interface Syntax {
  readonly parse: (source: string) => ParsedScript;
  readonly forEachChild: (node: SyntaxNode, callback: (child: SyntaxNode) => void) => void;
}

/** Longest script that is parsed, in characters. */
export const MAX_SCRIPT = 20_000;

function isSyntax(module: unknown): module is Syntax {
  return (
    typeof module === 'object' &&
    module !== null &&
    'parse' in module &&
    typeof module.parse === 'function' &&
    'forEachChild' in module &&
    typeof module.forEachChild === 'function'
  );
}

let loaded: { readonly syntax: Syntax | undefined } | undefined;

function load(): Syntax | undefined {
  try {
    const module: unknown = createRequire(import.meta.url)('unbash');
    return isSyntax(module) ? module : undefined;
  } catch {
    return undefined;
  }
}

/** The parser; `undefined` where this Node.js cannot load it, and no command is known then. */
export const syntax = (): Syntax | undefined => (loaded ??= { syntax: load() }).syntax;

export function parseScript(source: string): ParsedScript | undefined {
  return source.length > MAX_SCRIPT ? undefined : syntax()?.parse(source);
}
