/** Edits that join a file's path to the URL of a stage with exactly one slash (C1, C4). */
import type { TSESTree } from '@typescript-eslint/utils';
import type { Edit, LintedFile } from '../report/finding.js';
import type { SlashFault } from '../report/joins.js';
import type { JoinEvent } from '../trace/events.js';
import type { Site } from '../trace/site.js';
import { headOf, tailOf } from '../trace/values/text.js';
import { isText, type Part } from '../trace/values/values.js';
import { calledName } from './nodes.js';
import { contentOf, contentOfText, template } from './template.js';

/** In place of `path.join(url, …)`, `new URL(path, url)` and an assigned `pathname`. */
export function joinEdits(file: LintedFile, event: JoinEvent): readonly Edit[] | undefined {
  const node = file.nodeAt(event.at);
  if (node === undefined) return undefined;
  switch (event.how) {
    case 'path':
      return node.type === 'CallExpression' ? pathJoinEdits(file, node, event) : undefined;
    case 'url':
      return node.type === 'NewExpression' ? newUrlEdits(file, node, event) : undefined;
    case 'pathname':
      return pathnameEdits(file, node);
  }
}

/** `u.pathname = '/model.bin'` → `u.pathname += '/model.bin'`. */
function pathnameEdits({ text }: LintedFile, node: TSESTree.Node): readonly Edit[] | undefined {
  const { parent } = node;
  if (parent?.type !== 'AssignmentExpression' || parent.operator !== '=' || parent.right !== node) return undefined;
  if (node.type !== 'Literal' || typeof node.value !== 'string' || !/^\/?[^/]/u.test(node.value)) return undefined;
  const at = text.indexOf('=', parent.left.range[1]);
  const sign: Edit = { range: [at, at + 1], text: '+=' };
  return node.value.startsWith('/') ? [sign] : [sign, { range: [node.range[0] + 1, node.range[0] + 1], text: '/' }];
}

/** Without the slashes and dots that a path may begin with; undefined where what it begins with is not seen to be none. */
function pathContent({ text }: LintedFile, node: TSESTree.Node, head: string): string | undefined {
  if (node.type === 'Literal' && typeof node.value === 'string') return contentOfText(node.value.replace(/^(?:\.?\/)+/u, ''));
  if (node.type === 'TemplateLiteral') return contentOf(text, node).replace(/^(?:\.?\/)+/u, '');
  return /^[./]/u.test(head) ? undefined : contentOf(text, node);
}

function newUrlEdits(file: LintedFile, node: TSESTree.NewExpression, { base, path }: JoinEvent): readonly Edit[] | undefined {
  const [pathNode, baseNode] = node.arguments;
  if (pathNode === undefined || baseNode === undefined || node.arguments.length !== 2) return undefined;
  if (path.some((atom) => /^(?:\.?\/)*\.\./u.test(headOf(atom)))) return undefined;
  const content = pathContent(file, pathNode, path.map(headOf).join(''));
  if (content === undefined) return undefined;
  const slash = base.every((atom) => tailOf(atom).endsWith('/')) ? '' : '/';
  const address = template(contentOf(file.text, baseNode), slash, content);
  // A URL object may be asked for its parts; a request takes a text as well.
  const { parent } = node;
  const requested = parent.type === 'CallExpression' && parent.callee.type === 'Identifier' && parent.callee.name === 'fetch';
  return [{ range: node.range, text: requested ? address : `new URL(${address})` }];
}

function pathJoinEdits(file: LintedFile, call: TSESTree.CallExpression, { path }: JoinEvent): readonly Edit[] | undefined {
  const { arguments: args, range } = call;
  if (calledName(call) !== 'join' || args.some(({ type }) => type === 'SpreadElement')) return undefined;
  const [base, ...segments] = args;
  if (base === undefined || segments.length === 0 || path.some((atom) => /^(?:\.?\/)*\.\./u.test(headOf(atom)))) return undefined;
  const head = path.map(headOf).join('');
  const contents = segments.map((segment, index) => pathContent(file, segment, index === 0 ? head : '')?.replace(/\/+$/u, ''));
  if (contents.some((content) => content === undefined || content === '')) return undefined;
  return [{ range, text: template(contentOf(file.text, base), ...contents.map((content) => `/${content ?? ''}`)) }];
}

/** A slash put in where none stands, or taken out where two do. */
export function slashEdits(file: LintedFile, at: Site, fault: SlashFault, part: Part): readonly Edit[] | undefined {
  const node = file.nodeAt(at);
  switch (node?.type) {
    case 'Literal':
      return literalEdits(node, fault);
    case 'TemplateLiteral':
      return templateEdits(file, node, fault, part);
    case 'BinaryExpression':
      return fault === 'slash' ? sumEdits(file, node, part) : undefined;
    case 'CallExpression':
      return fault === 'slash' ? concatEdits(file, node, part) : undefined;
    default:
      return undefined;
  }
}

/** An argument: `'model.bin'` ↔ `'/model.bin'`. */
function literalEdits(node: TSESTree.Literal, fault: SlashFault): readonly Edit[] | undefined {
  if (typeof node.value !== 'string') return undefined;
  const start = node.range[0] + 1;
  if (fault === 'slash') return [{ range: [start, start], text: '/' }];
  const slashes = /^\/+/u.exec(node.value)?.[0].length ?? 0;
  return slashes === 0 || node.value.slice(slashes).includes('//') ? undefined : [{ range: [start, start + slashes], text: '' }];
}

function templateEdits({ text }: LintedFile, node: TSESTree.TemplateLiteral, fault: SlashFault, part: Part): readonly Edit[] | undefined {
  const index = node.expressions.findIndex(({ range }) => part.operand?.range[0] === range[0] && part.operand.range[1] === range[1]);
  if (index >= 0) {
    const start = text.lastIndexOf('${', node.expressions[index]?.range[0]);
    if (start < node.range[0]) return undefined;
    if (fault === 'slash') return [{ range: [start, start], text: '/' }];
    return text[start - 1] === '/' ? [{ range: [start - 1, start], text: '' }] : undefined;
  }
  const behind = node.expressions.flatMap((expression, at) => {
    const quasi = node.quasis[at + 1];
    return quasi !== undefined && isText(part) && quasi.value.cooked?.startsWith(part.text) === true ? [text.indexOf('}', expression.range[1]) + 1] : [];
  });
  const [start] = behind;
  if (start === undefined || start === 0 || behind.length > 1) return undefined;
  if (fault === 'slash') return [{ range: [start, start], text: '/' }];
  const slashes = /^\/+/u.exec(text.slice(start))?.[0].length ?? 0;
  return slashes === 0 || !isText(part) || part.text.slice(slashes).includes('//') ? undefined : [{ range: [start, start + slashes], text: '' }];
}

/** `base + name` → `` `${base}/${name}` ``. */
function sumEdits({ text }: LintedFile, node: TSESTree.BinaryExpression, part: Part): readonly Edit[] | undefined {
  if (node.operator !== '+' || part.operand?.range[0] !== node.right.range[0]) return undefined;
  return [{ range: node.range, text: template(contentOf(text, node.left), '/', contentOf(text, node.right)) }];
}

/** `base.concat(name)` → `` `${base}/${name}` ``. */
function concatEdits({ text }: LintedFile, { callee, arguments: args, range }: TSESTree.CallExpression, part: Part): readonly Edit[] | undefined {
  if (callee.type !== 'MemberExpression' || callee.property.type !== 'Identifier' || callee.property.name !== 'concat') return undefined;
  if (args.some(({ type }) => type === 'SpreadElement') || part.operand?.range[0] !== args[0]?.range[0]) return undefined;
  return [{ range, text: template(contentOf(text, callee.object), '/', ...args.map((arg) => contentOf(text, arg))) }];
}
