/** Edits that put the manifest's stage where a literal key stands (C2). */
import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import type { Edit, LintedFile } from '../report/finding.js';
import type { Settings } from '../settings.js';
import type { Site } from '../trace/site.js';
import { unwrapped } from '../trace/syntax/wrappers.js';
import { nameOf } from './nodes.js';
import { scopesAround, type Variable } from './scopes.js';

/**
 * Undefined where no expression for the stage is in reach, or where the key is no plain constant.
 * @param key The stage's name that stands there; undefined: it may be any.
 */
export function stageKeyEdits(file: LintedFile, at: Site, key: string | undefined): readonly Edit[] | undefined {
  const node = file.nodeAt(at);
  if (node === undefined) return undefined;
  const { parent } = node;
  if (key === undefined && isGivenEachTime(file, node)) return undefined;
  if (parent?.type === 'MemberExpression' && parent.property === node) return memberEdits(file, parent);
  if (parent?.type === 'Property' && parent.key === node && parent.parent.type === 'ObjectPattern') {
    return patternEdits(file, parent, parent.parent);
  }
  // What only holds the key, or picks it out of a table, is not the key. Of a list of stages no entry is the one to replace.
  if (!isTheKey(file, node, key) || parent?.type === 'ArrayExpression') return undefined;
  const stage = stageInReach(file, node);
  return stage === undefined ? undefined : [{ range: node.range, text: stage }];
}

/** The stage's name itself, or a constant that is nothing else. */
function isTheKey(file: LintedFile, node: TSESTree.Node, key: string | undefined): boolean {
  if (node.type === 'Literal') return node.value === key;
  if (node.type === 'TemplateLiteral') return node.quasis.length === 1 && node.quasis[0]?.value.cooked === key;
  if (node.type !== 'Identifier') return false;
  const definition = definitionOf(file, node);
  return definition?.type === 'Variable' && definition.node.init?.type === 'Literal' && definition.node.init.value === key && isFixed(definition.node);
}

/** The nearest definition of the name. */
function definitionOf(file: LintedFile, node: TSESTree.Identifier): TSESLint.Scope.Definition | undefined {
  for (const scope of scopesAround(file, node)) {
    const definition = scope.set.get(node.name)?.defs[0];
    if (definition !== undefined) return definition;
  }
  return undefined;
}

/** An expression that only names a constant: what it is computed from is not lost by replacing it. */
const isConstantLike = (node: TSESTree.Node): boolean =>
  node.type === 'Literal' ||
  node.type === 'Identifier' ||
  (node.type === 'TemplateLiteral' && node.expressions.length === 0) ||
  (node.type === 'MemberExpression' && !node.computed && isConstantLike(node.object));

/** `manifest` of `manifest.getUploadUrls`, as it is written. */
function manifestBefore(file: LintedFile, map: TSESTree.Node): string | undefined {
  const member = unwrapped(map);
  if (member.type !== 'MemberExpression' || nameOf(member.property) !== file.trace.settings.keys.getUploadUrls) return undefined;
  return file.text.slice(...member.object.range);
}

const isOfLoop = ({ type }: TSESTree.Node): boolean => type === 'ForInStatement' || type === 'ForOfStatement';

/** What a callback or a loop is given is another key each time: one that stays would be used as often. */
function isGivenEachTime(file: LintedFile, node: TSESTree.Node): boolean {
  const definition = node.type === 'Identifier' ? definitionOf(file, node) : undefined;
  return definition?.type === 'Parameter' || (definition?.type === 'Variable' && isOfLoop(definition.node.parent.parent));
}

/** `manifest.stage` beside `manifest.getUploadUrls`. */
export function stageBeside(file: LintedFile, map: TSESTree.Node): string | undefined {
  const manifest = manifestBefore(file, map);
  return manifest === undefined ? undefined : `${manifest}.${file.trace.settings.keys.stage}`;
}

/** `x.getUploadUrls.initial` → `x.getUploadUrls[x.stage]`. */
function memberEdits(file: LintedFile, member: TSESTree.MemberExpression): readonly Edit[] | undefined {
  if (member.computed && !isConstantLike(member.property)) return undefined;
  const stage = stageBeside(file, member.object) ?? stageInReach(file, member);
  if (stage === undefined) return undefined;
  // What stands there already is wrong because of where its value comes from.
  if (member.computed) return file.text.slice(...member.property.range) === stage ? undefined : [{ range: member.property.range, text: stage }];
  const opening = member.optional ? '?.[' : '[';
  // From the dot: parentheses around the object stay.
  const dot = file.source.getTokenBefore(member.property);
  return [{ range: [dot?.range[0] ?? member.object.range[1], member.range[1]], text: `${opening}${stage}]` }];
}

/** `{ initial: base } = x.getUploadUrls` → `{ [x.stage]: base } = …`. */
function patternEdits(
  file: LintedFile,
  property: TSESTree.Property,
  pattern: TSESTree.ObjectPattern,
): readonly Edit[] | undefined {
  const source = sourceOf(pattern);
  const stage = (source === undefined ? undefined : stageBeside(file, source)) ?? stageInReach(file, pattern);
  if (stage === undefined) return undefined;
  const name = file.text.slice(...property.key.range);
  if (property.shorthand) return [{ range: property.key.range, text: `[${stage}]: ${name}` }];
  return property.computed
    ? [{ range: property.key.range, text: stage }]
    : [{ range: property.key.range, text: `[${stage}]` }];
}

/** What a pattern takes apart, if it stands on its own. */
function sourceOf(pattern: TSESTree.ObjectPattern): TSESTree.Node | undefined {
  const { parent } = pattern;
  if (parent.type === 'VariableDeclarator') return parent.init ?? undefined;
  if (parent.type === 'AssignmentExpression') return parent.right;
  return undefined;
}

/** An expression for the manifest's stage that can be used at the node. */
export function stageInReach(file: LintedFile, node: TSESTree.Node): string | undefined {
  const { keys } = file.trace.settings;
  const shadowed = new Set<string>();
  for (const scope of scopesAround(file, node)) {
    const near = scope.variables.filter((variable) => isReadableAt(variable, node) && !shadowed.has(variable.name));
    for (const { name } of scope.variables) shadowed.add(name);
    const stage = near.find((variable) => isStage(variable, near, file.trace.settings));
    if (stage !== undefined) return stage.name;
    const manifest = near.find((variable) => isManifest(variable, file.trace.settings));
    if (manifest !== undefined) return `${manifest.name}.${keys.stage}`;
  }
  return undefined;
}

/** Declared before the node, and not by the very statement that the node is in. */
function isReadableAt({ defs: [definition], identifiers: [name] }: Variable, node: TSESTree.Node): boolean {
  if (definition === undefined || name === undefined) return false;
  if (definition.type !== 'Variable') return name.range[1] <= node.range[0];
  return definition.node.range[1] <= node.range[0];
}

/** Some use of it shows that it is a manifest, or its name says so. */
function isManifest({ name, references }: Variable, { keys, manifestNames }: Settings): boolean {
  const maps = [keys.getUploadUrls, keys.downloadUrls];
  if (manifestNames.includes(name)) return true;
  return references.some(({ identifier: { parent } }) => {
    if (parent.type === 'MemberExpression') return maps.includes(nameOf(parent.property) ?? '');
    return (
      parent.type === 'VariableDeclarator' &&
      parent.id.type === 'ObjectPattern' &&
      parent.id.properties.some((property) => property.type === 'Property' && maps.includes(nameOf(property.key) ?? ''))
    );
  });
}

/** `const { stage } = manifest`, `const stage = manifest.stage`. */
function isStage({ defs: [definition] }: Variable, near: readonly Variable[], settings: Settings): boolean {
  if (definition === undefined) return false;
  const { keys } = settings;
  const property = definition.name.parent;
  if (property.type === 'VariableDeclarator') {
    const { init } = property;
    if (init?.type !== 'MemberExpression' || nameOf(init.property) !== keys.stage || !isFixed(property)) return false;
    const holder = nameOf(init.object);
    return near.some((variable) => variable.name === holder && isManifest(variable, settings));
  }
  if (property.type !== 'Property' || nameOf(property.key) !== keys.stage || property.computed) return false;
  const siblings = property.parent.type === 'ObjectPattern' ? property.parent.properties : [];
  return siblings.some((each) => each.type === 'Property' && nameOf(each.key) === keys.getUploadUrls);
}

const isFixed = (declarator: TSESTree.VariableDeclarator): boolean =>
  declarator.parent.kind === 'const';
