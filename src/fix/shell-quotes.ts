/** Edits that put quotes around a word of a shell command in which a value stands (C10). */
import type { TSESTree } from '@typescript-eslint/utils';
import { quoteFor, type CommandPart } from '../models/shell/index.js';
import type { Edit, LintedFile } from '../report/finding.js';
import type { Site } from '../trace/site.js';
import { isSum } from './nodes.js';
import { chunksOf, type Chunk } from './strings.js';

/** A piece of the command as the program puts it together. */
type Piece = { readonly kind: 'text'; readonly chunk: Chunk } | { readonly kind: 'hole'; readonly node: TSESTree.Expression; readonly within: 'template' | 'sum' };

/** Undefined where the command is put together in a way that is not understood, or where no quotes would do. */
export function shellQuoteEdits(file: LintedFile, at: Site): readonly Edit[] | undefined {
  const node = file.nodeAt(at);
  if (node === undefined) return undefined;
  if (node.parent?.type === 'ArrayExpression') return elementEdits(file, node);
  const command = commandAround(node);
  const pieces = command === undefined ? [] : piecesOf(file, command);
  const index = pieces.findIndex((piece) => piece.kind === 'hole' && piece.node === node);
  if (index < 0) return undefined;
  const parts = pieces.map((piece, hole): CommandPart => (piece.kind === 'text' ? { text: piece.chunk.value } : { hole }));
  const quote = quoteFor(parts, index);
  return quote === undefined ? undefined : wordEdits(file, pieces, index, quote);
}

/** `['curl', url].join(' ')`, arguments that a shell joins: the element alone is the word. */
function elementEdits({ text }: LintedFile, node: TSESTree.Node): readonly Edit[] | undefined {
  const around = node.parent?.parent;
  const joins = around?.type === 'MemberExpression' && around.property.type === 'Identifier' && around.property.name === 'join';
  if (!joins && around?.type !== 'CallExpression') return undefined;
  const { range } = node;
  if (node.type !== 'TemplateLiteral') return [{ range, text: `\`"\${${text.slice(...range)}}"\`` }];
  return [{ range: [range[0] + 1, range[0] + 1], text: '"' }, { range: [range[1] - 1, range[1] - 1], text: '"' }];
}

/** The outermost template or sum that the expression is put into. */
function commandAround(node: TSESTree.Node): TSESTree.Expression | undefined {
  let outer: TSESTree.Expression | undefined;
  for (let { parent } = node; parent !== undefined; { parent } = parent) {
    if (parent.type === 'TemplateLiteral' || isSum(parent)) outer = parent;
    else return outer;
  }
  return outer;
}

function piecesOf(file: LintedFile, command: TSESTree.Expression): readonly Piece[] {
  const pieces: Piece[] = [];
  const left: { readonly node: TSESTree.Expression; readonly within: 'template' | 'sum' }[] = [{ node: command, within: 'sum' }];
  const chunks = chunksOf(file);
  const textAt = (node: TSESTree.Node, from: number, to: number): void => {
    for (const chunk of chunks) if (chunk.node === node && chunk.start >= from && chunk.start < to) pieces.push({ kind: 'text', chunk });
  };
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    const { node } = next;
    if (isSum(node) && node.left.type !== 'PrivateIdentifier') left.push({ node: node.right, within: 'sum' }, { node: node.left, within: 'sum' });
    else if (node.type === 'Literal' && typeof node.value === 'string') textAt(node, ...node.range);
    else if (node.type === 'TemplateLiteral') {
      let from = node.range[0];
      for (const expression of node.expressions) {
        textAt(node, from, expression.range[0]);
        pieces.push({ kind: 'hole', node: expression, within: 'template' });
        from = expression.range[1];
      }
      textAt(node, from, node.range[1]);
    } else pieces.push({ kind: 'hole', ...next });
  }
  return pieces;
}

/** Characters that mean nothing to a shell and that strings hold as they are. */
const PLAIN_BEHIND = /^[\w./%~+:@,-]*/u;
const PLAIN_BEFORE = /[\w./%~+:@,-]*$/u;

function wordEdits(file: LintedFile, pieces: readonly Piece[], hole: number, quote: string): readonly Edit[] | undefined {
  const opening = openingEdit(file, pieces, hole, quote);
  const closing = closingEdit(file, pieces, hole, quote);
  return opening === undefined || closing === undefined ? undefined : [opening, closing];
}

function openingEdit(file: LintedFile, pieces: readonly Piece[], hole: number, quote: string): Edit | undefined {
  let index = hole;
  for (let before = pieces[index - 1]; before !== undefined; before = pieces[--index - 1]) {
    if (before.kind === 'hole') continue;
    const { chunk } = before;
    const plain = PLAIN_BEFORE.exec(chunk.raw)?.[0].length ?? 0;
    // An escape's letter is no character of its own.
    const at = chunk.raw.length - plain + (chunk.raw[chunk.raw.length - plain - 1] === '\\' ? 1 : 0);
    if (at > 0) return { range: [chunk.start + at, chunk.start + at], text: escaped(quote, chunk) };
  }
  return atHole(file, pieces[index], quote, 'before');
}

function closingEdit(file: LintedFile, pieces: readonly Piece[], hole: number, quote: string): Edit | undefined {
  let index = hole;
  for (let behind = pieces[index + 1]; behind !== undefined; behind = pieces[++index + 1]) {
    if (behind.kind === 'hole') continue;
    const { chunk } = behind;
    const at = PLAIN_BEHIND.exec(chunk.raw)?.[0].length ?? 0;
    const text = escaped(quote, chunk);
    if (at === chunk.raw.length) continue;
    // What is quoted already behind it goes on in the same quotes.
    const opened = chunk.raw.startsWith(text, at);
    return opened ? { range: [chunk.start + at, chunk.start + at + text.length], text: '' } : { range: [chunk.start + at, chunk.start + at], text };
  }
  return atHole(file, pieces[index], quote, 'behind');
}

/** The quote where the command begins or ends. */
function atHole(file: LintedFile, piece: Piece | undefined, quote: string, where: 'before' | 'behind'): Edit | undefined {
  if (piece === undefined) return undefined;
  if (piece.kind === 'text') {
    const { chunk } = piece;
    const at = where === 'before' ? chunk.start : chunk.start + chunk.raw.length;
    return { range: [at, at], text: escaped(quote, chunk) };
  }
  const { node, within } = piece;
  if (within === 'template') return atInterpolation(file, node, quote, where);
  const literal = `'${quote.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
  const at = outside(file, node, where);
  return where === 'before' ? { range: [at, at], text: `${literal} + ` } : { range: [at, at], text: ` + ${literal}` };
}

function atInterpolation({ text }: LintedFile, node: TSESTree.Node, quote: string, where: 'before' | 'behind'): Edit | undefined {
  const at = where === 'before' ? text.lastIndexOf('${', node.range[0]) : text.indexOf('}', node.range[1]) + 1;
  return at <= 0 ? undefined : { range: [at, at], text: quote.replaceAll('\\', '\\\\') };
}

/** Beyond the parentheses around an operand. */
function outside({ source }: LintedFile, node: TSESTree.Node, where: 'before' | 'behind'): number {
  let at = where === 'before' ? node.range[0] : node.range[1];
  for (let before = source.getTokenBefore(node), behind = source.getTokenAfter(node); before?.value === '(' && behind?.value === ')' && node.parent?.type === 'BinaryExpression'; ) {
    at = where === 'before' ? before.range[0] : behind.range[1];
    before = source.getTokenBefore(before);
    behind = source.getTokenAfter(behind);
  }
  return at;
}

function escaped(quote: string, { node }: Chunk): string {
  const text = quote.replaceAll('\\', '\\\\');
  if (node.type === 'TemplateLiteral') return text;
  const delimiter = node.raw.slice(0, 1);
  return text.replaceAll(delimiter, `\\${delimiter}`);
}
