/** The strings of a file as they are written: whole literals, and the constant pieces of template literals. */
import type { TSESTree } from '@typescript-eslint/utils';
import type { LintedFile } from '../report/finding.js';
import { isNode } from '../trace/syntax/children.js';
import { isSum } from './nodes.js';

export interface Chunk {
  readonly value: string;
  /** As written between the delimiters, and where that starts. */
  readonly raw: string;
  readonly start: number;
  /** The string literal, or the template literal that it is a piece of. */
  readonly node: TSESTree.StringLiteral | TSESTree.TemplateLiteral;
  /** It is all of its literal, or the first piece of it, or a later one. */
  readonly position: 'whole' | 'first' | 'later';
  /** Nothing is put before it, or behind it, by a template or a `+`. */
  readonly begins: boolean;
  readonly ends: boolean;
  /** The literal is no value that can be changed on its own: a property's name, an import, a type. */
  readonly named: boolean;
}

const known = new WeakMap<TSESTree.Program, readonly Chunk[]>();

export function chunksOf({ source, text }: LintedFile): readonly Chunk[] {
  const { ast, visitorKeys } = source;
  const found = known.get(ast);
  if (found !== undefined) return found;
  const chunks: Chunk[] = [];
  const left: TSESTree.Node[] = [ast];
  for (let node = left.pop(); node !== undefined; node = left.pop()) {
    if (node.type === 'Literal' && typeof node.value === 'string') chunks.push(...ofLiteral(node, text));
    else if (node.type === 'TemplateLiteral') chunks.push(...ofTemplate(node, text));
    left.push(...childrenOf(node, visitorKeys[node.type] ?? []));
  }
  chunks.sort((a, b) => a.start - b.start);
  known.set(ast, chunks);
  return chunks;
}

function childrenOf(node: TSESTree.Node, keys: readonly string[]): readonly TSESTree.Node[] {
  const members = new Map<string, unknown>(Object.entries(node));
  return keys.flatMap((key) => {
    const child = members.get(key);
    return Array.isArray(child) ? child.filter(isNode) : isNode(child) ? [child] : [];
  });
}

function ofLiteral(node: TSESTree.StringLiteral, text: string): readonly Chunk[] {
  const start = node.range[0] + 1;
  return [{ value: node.value, raw: text.slice(start, node.range[1] - 1), start, node, position: 'whole', begins: begins(node), ends: ends(node), named: isNamed(node) }];
}

function ofTemplate(node: TSESTree.TemplateLiteral, text: string): readonly Chunk[] {
  const named = node.parent.type === 'TaggedTemplateExpression' ? false : isNamed(node);
  // Parsers differ in whether the delimiters belong to the piece.
  const delimiter = node.quasis[0]?.range[0] === node.range[0] ? 1 : 0;
  return node.quasis.flatMap((quasi, index): Chunk[] => {
    const { cooked, raw } = quasi.value;
    const start = quasi.range[0] + delimiter;
    // Line ends may be written otherwise than they are read.
    if (cooked === null || raw === '' || !text.startsWith(raw, start)) return [];
    const position = index > 0 ? 'later' : node.expressions.length === 0 ? 'whole' : 'first';
    const last = index === node.expressions.length;
    return [{ value: cooked, raw, start, node, position, begins: index === 0 && begins(node), ends: last && ends(node), named }];
  });
}

function begins(node: TSESTree.Node): boolean {
  let inner = node;
  for (let { parent } = inner; isSum(parent); { parent } = parent) {
    if (parent.right === inner) return false;
    inner = parent;
  }
  return true;
}

function ends(node: TSESTree.Node): boolean {
  let inner = node;
  for (let { parent } = inner; isSum(parent); { parent } = parent) {
    if (parent.left === inner) return false;
    inner = parent;
  }
  return true;
}

function isNamed(node: TSESTree.Node): boolean {
  const parent = node.parent;
  switch (parent?.type) {
    case 'Property':
    case 'PropertyDefinition':
    case 'MethodDefinition':
    case 'TSPropertySignature':
      return parent.key === node;
    case 'ImportDeclaration':
    case 'ImportExpression':
    case 'ExportNamedDeclaration':
    case 'ExportAllDeclaration':
    case 'ImportSpecifier':
    case 'ExportSpecifier':
    case 'ImportAttribute':
    case 'ExpressionStatement':
    case 'TSLiteralType':
    case 'TSExternalModuleReference':
    case 'TSEnumMember':
      return parent.type !== 'TSEnumMember' || parent.id === node;
    default:
      return false;
  }
}
