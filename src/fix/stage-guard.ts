/** Edits that keep statements out of a stage (C6): a guard around them, or their deletion. */
import type { TSESTree } from '@typescript-eslint/utils';
import type { Edit, LintedFile } from '../report/finding.js';
import type { Site } from '../trace/site.js';
import { enclosingFunction, statementAround } from './enclosing.js';
import { isIn } from './nodes.js';
import { declaredBy, uses } from './scopes.js';
import { stageInReach } from './stage-key.js';
import { chunksOf } from './strings.js';

/** `if (manifest.stage !== 'deployment') { … }` around the statement and those that use what it declares. */
export function guardEdits(file: LintedFile, at: Site, stage: string): readonly Edit[] | undefined {
  const run = runAt(file, at);
  if (run === undefined) return undefined;
  const [first] = run;
  const last = run.at(-1);
  if (first === undefined || last === undefined) return undefined;
  const current = ownStage(file, at) ?? stageInReach(file, first);
  if (current === undefined) return undefined;
  const test = `if (${current} !== '${stage.replace(/['\\]/gu, String.raw`\$&`)}') `;
  if (first === last && first.type === 'ExpressionStatement') return [{ range: [first.range[0], first.range[0]], text: test }];
  const indent = /[ \t]*$/u.exec(file.text.slice(0, first.range[0]))?.[0] ?? '';
  const body = file.text.slice(first.range[0], last.range[1]);
  if (holdsLines(file, [first.range[0], last.range[1]])) return undefined;
  const indented = body.replaceAll('\n', '\n  ');
  return [{ range: [first.range[0], last.range[1]], text: `${test}{\n${indent}  ${indented}\n${indent}}` }];
}

/** A template literal of several lines is not to be indented. */
const holdsLines = (file: LintedFile, [start, end]: readonly [number, number]): boolean =>
  chunksOf(file).some(({ node }) => node.range[0] >= start && node.range[1] <= end && file.text.slice(...node.range).includes('\n'));

/** `manifest.stage` of a read of `manifest.getUploadUrls`. */
function ownStage(file: LintedFile, at: Site): string | undefined {
  const node = file.nodeAt(at);
  const { keys } = file.trace.settings;
  if (node?.type !== 'MemberExpression' || node.object.type !== 'Identifier' || node.property.type !== 'Identifier') return undefined;
  return node.property.name === keys.getUploadUrls ? `${node.object.name}.${keys.stage}` : undefined;
}

/** The statement and those that use what it declares, with their lines. */
export function deletionEdits(file: LintedFile, at: Site): readonly Edit[] | undefined {
  const run = runAt(file, at);
  const [first] = run ?? [];
  const last = run?.at(-1);
  if (run === undefined || first === undefined || last === undefined) return undefined;
  const { text } = file;
  const start = /(?:^|\n)[ \t]*$/u.exec(text.slice(0, first.range[0]));
  const lineStart = start === null ? first.range[0] : start.index;
  const rest = /^[ \t]*(?:\/\/[^\n]*)?(?=\n|$)/u.exec(text.slice(last.range[1]));
  if (start === null || rest === null) return [{ range: [first.range[0], last.range[1]], text: '' }];
  return [{ range: [lineStart, last.range[1] + rest[0].length], text: '' }];
}

/** Undefined where the statement belongs to no list, or what it declares is used by statements that do other things between. */
function runAt(file: LintedFile, at: Site): readonly TSESTree.Statement[] | undefined {
  const node = file.nodeAt(at);
  const around = node === undefined ? undefined : statementAround(node);
  if (node === undefined || around === undefined) return undefined;
  const { statement, list } = around;
  // The body of an arrow function is no statement; the one around it does other things.
  if (enclosingFunction(node) !== enclosingFunction(statement)) return undefined;
  const start = list.indexOf(statement);
  const run: TSESTree.Statement[] = [];
  for (let end = start; end < list.length; end++) {
    const next = list[end];
    if (next === undefined || (next !== statement && !uses(file, run, next))) break;
    run.push(next);
  }
  if (!run.every(isMovable) || isUsedElsewhere(file, run)) return undefined;
  return run;
}

/** A jump or a declaration that others rely on changes what comes after it. */
const isMovable = (statement: TSESTree.Statement): boolean => statement.type === 'ExpressionStatement' || statement.type === 'VariableDeclaration';

const isUsedElsewhere = (file: LintedFile, run: readonly TSESTree.Statement[]): boolean =>
  declaredBy(file, run).some(({ references }) => references.some(({ identifier }) => !run.some((statement) => isIn(identifier, statement))));
