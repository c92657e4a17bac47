/** Where an author would edit: the one place of a fault. */
import type { TSESTree } from '@typescript-eslint/utils';
import type { LintedFile } from './finding.js';
import { sameSite, siteOf, within, type Site } from '../trace/site.js';
import { keyOf } from '../trace/relevance/outside-use.js';
import { isFunctionNode } from '../trace/syntax/children.js';
import { isTyped } from '../trace/syntax/wrappers.js';
import type { Provenance } from '../trace/values/values.js';

/**
 * The argument by which the wrong value came in (where others rightly use what that was given to, the one that names it again); the
 * default, field or entry of a table that it stands in, if it is wrong for every use; else the use itself.
 * @param use Where the value is used.
 * @param uses Whether every use of the value in sight is wrong, or only some.
 */
export function placeOfFault(file: LintedFile, { via, again, site }: Provenance, use: Site, uses: 'all wrong' | 'some right'): Site {
  const path = uses === 'some right' || site === undefined ? [] : pathTo(file, site);
  // A field is its class's own, whoever gets it from there; what stands in a list, or is named there, whoever goes through it.
  if (site !== undefined && isField(path)) return file.firstJudged(site, via ?? use, use);
  const named = listedPlace(file, again);
  if (named !== undefined) return named;
  if (site !== undefined && isListed(path)) return file.firstJudged(site, via ?? use, use);
  if (uses === 'some right' && again !== undefined) return file.firstJudged(again, use);
  // Nobody else uses what a default is made of, however far it is passed on.
  const declared = site === undefined || uses === 'some right' ? undefined : declarationOf(file, site);
  if (declared !== undefined) return file.firstJudged(declared, via ?? use, use);
  if (site !== undefined && via !== undefined && isDefault(path)) return file.firstJudged(site, via, use);
  if (via !== undefined) return file.firstJudged(via, use);
  // What another module has in a table serves others too; what a function of it makes, only who it is made for.
  if (site === undefined || !isDeclared(path)) return use;
  return site.file === use.file ? site : path.some(isFunctionNode) ? file.firstJudged(site, use) : use;
}

/** Where an option of the command line is declared, if this is what it is by default. */
const declarationOf = ({ trace: { defaults } }: LintedFile, origin: Site): Site | undefined =>
  defaults.find(({ site }) => sameSite(site, origin))?.at;

const isField = ([node, parent]: readonly TSESTree.Node[]): boolean => parent?.type === 'PropertyDefinition' && parent.value === node;

/** The node at the place and those around it, innermost first. */
export function pathTo(file: LintedFile, site: Site): readonly TSESTree.Node[] {
  if (site.file !== file.trace.file) return file.trace.pathTo(site);
  const path: TSESTree.Node[] = [];
  for (let at = file.nodeAt(site); at !== undefined && at.type !== 'Program'; at = at.parent) path.push(at);
  return path;
}

/** The value that the innermost node is part of: `join(tmpdir(), name)` for the `tmpdir()` in it. */
function wholeOf(path: readonly TSESTree.Node[]): readonly TSESTree.Node[] {
  const at = path.findIndex((node, index) => !isPartOf(node, path[index + 1]));
  return path.slice(at);
}

function isPartOf(node: TSESTree.Node, parent: TSESTree.Node | undefined): boolean {
  switch (parent?.type) {
    case 'CallExpression':
      return parent.arguments.some((argument) => argument === node);
    case 'TemplateLiteral':
      return true;
    case 'BinaryExpression':
      return parent.operator === '+';
    default:
      return parent !== undefined && isTyped(parent);
  }
}

function isDefault(path: readonly TSESTree.Node[]): boolean {
  const [whole, around] = wholeOf(path);
  return around?.type === 'AssignmentPattern' && around.right === whole;
}

/** A member of what stands in a list (`[{ do: 'fetch', from: 'first' }, …]`): who goes through the list names none of it. */
function isListed(path: readonly TSESTree.Node[]): boolean {
  const [, ...around] = wholeOf(path);
  const outside = around.findIndex((node) => node.type !== 'Property' && node.type !== 'ObjectExpression');
  return outside > 1 && around[outside]?.type === 'ArrayExpression';
}

/** The member of a list's element that the value is written as, in a file that the rules judge. */
export function listedPlace(file: LintedFile, site: Site | undefined): Site | undefined {
  const isIn = site !== undefined && isListed(pathTo(file, site));
  return isIn && file.isJudged(site) ? site : undefined;
}

/** Does the other place lie in the same element of the list? */
export function isBesideInList(file: LintedFile, site: Site, other: Site): boolean {
  const path = pathTo(file, site);
  const element = path[path.findIndex(({ type }) => type === 'ArrayExpression') - 1];
  return element !== undefined && within(other, siteOf(site.file, element));
}

/** A default, the initial value of a field, an entry of an object or array, also one that is assigned (`options.method = 'POST'`). */
export function isDeclared(path: readonly TSESTree.Node[]): boolean {
  if (isDefault(path)) return true;
  const [node, parent, outer] = path;
  switch (parent?.type) {
    case 'AssignmentExpression':
      return parent.right === node && parent.operator === '=' && parent.left.type === 'MemberExpression';
    case 'PropertyDefinition':
    case 'AccessorProperty':
      return parent.value === node;
    case 'Property':
      return parent.value === node && outer?.type === 'ObjectExpression';
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
