/** How interpolations stand in a command (C10). */
import type { HereDoc, SyntaxNode, WordPart } from 'unbash';
import { align, slice, type Located } from './located.js';
import { holesIn, type Symbols } from './symbols.js';
import { parseScript, syntax } from './syntax.js';
import type { Quoting } from './types.js';

type Substitution = Extract<WordPart, { readonly type: 'CommandExpansion' | 'ProcessSubstitution' }>;

interface Visit {
  readonly symbols: Symbols;
  readonly source: Located;
  readonly found: Map<number, Quoting>;
  /** How many substitutions are around: each is parsed as it is visited, on top of the parser's stack. */
  readonly depth: number;
}

const MAX_DEPTH = 24;

function mark({ symbols, source, found }: Visit, node: { readonly pos: number; readonly end: number }, quoting: Quoting): void {
  for (const [, hole] of holesIn(symbols, source.text.slice(node.pos, node.end))) found.set(hole, quoting);
}

/** Quotes around a substitution do not count for its own words. */
function visitScript(visit: Visit, part: Substitution): void {
  if (visit.depth >= MAX_DEPTH) return;
  const { script } = part;
  if (script === undefined) return;
  const inner = script.source === undefined ? visit.source : align(script.source, slice(visit.source, part.pos + 1, part.end - 1));
  visitNode({ ...visit, source: inner, depth: visit.depth + 1 }, script, 'none');
}

function visitChildren(visit: Visit, node: SyntaxNode, quoting: Quoting): void {
  syntax()?.forEachChild(node, (child) => {
    visitNode(visit, child, quoting);
  });
}

/** Marks the words of a node; what is no word (a comment) is left out. `quoting` is that of the word the node is part of. */
function visitNode(visit: Visit, node: SyntaxNode, quoting: Quoting): void {
  switch (node.type) {
    case 'Word':
      if (node.parts === undefined) mark(visit, node, quoting);
      else visitChildren(visit, node, quoting);
      return;
    case 'Assignment':
      mark(visit, { pos: node.pos, end: node.value.pos }, quoting);
      visitChildren(visit, node, quoting);
      return;
    case 'CommandExpansion':
    case 'ProcessSubstitution':
      visitScript(visit, node);
      return;
    case 'HereDoc':
      visitBody(visit, node);
      return;
    default: {
      const inner = quotingBy(node, quoting);
      if (inner !== undefined) mark(visit, node, inner);
      visitChildren(visit, node, inner ?? quoting);
    }
  }
}

/** The shell splits no body of a here-document; with a quoted delimiter it does not read it at all. */
function visitBody(visit: Visit, { body, delimiter }: HereDoc): void {
  const quoting = delimiter?.quoted === true ? 'single' : 'double';
  mark(visit, body, quoting);
  if (quoting === 'double') visitChildren(visit, body, 'double');
}

/** How the text of a part of a word is quoted; `undefined` if the node has no text of its own. */
function quotingBy(node: SyntaxNode, outer: Quoting): Quoting | undefined {
  switch (node.type) {
    case 'Literal':
    case 'Glob':
    case 'ExtendedGlob':
    case 'BraceExpansion':
    case 'SimpleExpansion':
    case 'ParameterExpansion':
      return outer;
    case 'SingleQuoted':
    case 'AnsiCQuoted':
      return 'single';
    case 'DoubleQuoted':
    case 'LocaleString':
      return 'double';
    // Arithmetic is read as if quoted.
    case 'ArithmeticExpansion':
    case 'ArithmeticCommand':
      return 'double';
    default:
      return undefined;
  }
}

/** How each interpolation stands in this script. */
export function quotingIn(symbols: Symbols, source: Located): ReadonlyMap<number, Quoting> {
  const script = parseScript(source.text);
  const found = new Map<number, Quoting>();
  if (script !== undefined) visitNode({ symbols, source, found, depth: 0 }, script, 'none');
  return found;
}
