/** Writing expressions as one template literal. */
import type { TSESTree } from '@typescript-eslint/utils';

const escaped = (text: string): string => text.replace(/[\\`]|\$\{/gu, String.raw`\$&`);

/** The source between the backticks. */
export type Content = string;

export const contentOfText = (text: string): Content => escaped(text);

/** An expression as it stands in a template literal; sums of strings and templates are taken apart. */
export function contentOf(source: string, node: TSESTree.Node): Content {
  if (node.type === 'Literal' && typeof node.value === 'string') return escaped(node.value);
  if (node.type === 'TemplateLiteral') return source.slice(node.range[0] + 1, node.range[1] - 1);
  if (isTextSum(node)) return contentOf(source, node.left) + contentOf(source, node.right);
  return `\${${source.slice(...node.range)}}`;
}

/** A sum that begins with a text is one of texts. */
function isTextSum(node: TSESTree.Node): node is TSESTree.BinaryExpression {
  if (node.type !== 'BinaryExpression' || node.operator !== '+') return false;
  return [node.left, node.right].some((side) => (side.type === 'Literal' && typeof side.value === 'string') || side.type === 'TemplateLiteral' || isTextSum(side));
}

export const template = (...contents: readonly Content[]): string => `\`${contents.join('')}\``;
