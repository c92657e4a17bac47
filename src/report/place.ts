/** Where an author would edit: the one place of a fault. */
import type { TSESTree } from '@typescript-eslint/utils';
import type { LintedFile } from './finding.js';
import type { Site } from '../trace/site.js';
import { keyOf } from '../trace/outside-use.js';
import type { Provenance } from '../trace/values.js';

/**
 * The argument by which the wrong value came in; the default, field or entry of a table that it stands in, if it is wrong for every
 * use; else the use itself.
 * @param use Where the value is used.
 * @param uses Whether every use of the value in sight is wrong, or only some.
 */
export function placeOfFault(file: LintedFile, { via, site }: Provenance, use: Site, uses: 'all wrong' | 'some right'): Site {
  if (via !== undefined) return file.firstJudged(via, use);
  if (uses === 'some right' || site === undefined || site.file !== use.file) return use;
  return isDeclared(file, site) ? site : use;
}

/** The value that the place is part of: `join(tmpdir(), name)` for the `tmpdir()` in it. */
function wholeOf(part: TSESTree.Node | undefined): TSESTree.Node | undefined {
  let node = part;
  while (node?.parent !== undefined && isPartOf(node, node.parent)) node = node.parent;
  return node;
}

function isPartOf(node: TSESTree.Node, parent: TSESTree.Node): boolean {
  switch (parent.type) {
    case 'CallExpression':
      return parent.arguments.some((argument) => argument === node);
    case 'TemplateLiteral':
    case 'TSAsExpression':
      return true;
    case 'BinaryExpression':
      return parent.operator === '+';
    default:
      return false;
  }
}

/** A default, the initial value of a field, an entry of an object or array, also one that is assigned (`options.method = 'POST'`). */
function isDeclared(file: LintedFile, site: Site): boolean {
  const node = file.nodeAt(site);
  const whole = wholeOf(node);
  // Nobody else uses what a default is made of.
  if (whole?.parent?.type === 'AssignmentPattern') return whole.parent.right === whole;
  switch (node?.parent?.type) {
    case 'AssignmentExpression':
      return node.parent.right === node && node.parent.operator === '=' && node.parent.left.type === 'MemberExpression';
    case 'PropertyDefinition':
    case 'AccessorProperty':
      return node.parent.value === node;
    case 'Property':
      return node.parent.value === node && node.parent.parent.type === 'ObjectExpression';
    case 'ArrayExpression':
      return true;
    default:
      return false;
  }
}

/** How often the file reads the field or entry that the value is given to. */
export function readsOf(file: LintedFile, site: Site): number {
  const parent = file.nodeAt(site)?.parent;
  if (parent?.type !== 'PropertyDefinition' && parent?.type !== 'Property') return 0;
  const [name] = keyOf(parent.key, parent.computed);
  return name === undefined ? 0 : file.text.split(new RegExp(`\\.#?${name.replaceAll(/\W/gu, '\\$&')}\\b`, 'u')).length - 1;
}
