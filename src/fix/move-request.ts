/** The request for an upload URL, moved down to right before the upload (C3). */
import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import type { Edit, LintedFile } from '../report/finding.js';
import type { Site } from '../trace/site.js';
import { enclosingFunction, statementAround } from './enclosing.js';
import { isIn } from './nodes.js';
import { declaredBy, uses, type Variable } from './scopes.js';

type Statement = TSESTree.Statement;

export interface Move {
  readonly edits: readonly Edit[];
  /** What the request depends on is the same below. */
  readonly certain: boolean;
}

/** What is moved, over what, to before what. */
interface Plan {
  readonly moved: readonly Statement[];
  readonly passed: readonly Statement[];
  readonly target: Statement;
}

interface Calls {
  readonly request: Site;
  readonly upload: Site;
  /** What takes long between them. */
  readonly long: readonly Site[];
}

/** Undefined where the request cannot be moved without changing what else the program does. */
export function moveRequest(file: LintedFile, calls: Calls): Move | undefined {
  const plan = planOf(file, calls);
  if (plan === undefined) return undefined;
  const dependencies = dependenciesOf(file, plan);
  if (dependencies.some((variable) => isWritten(variable, plan.passed))) return undefined;
  return { edits: editsOf(file, plan), certain: dependencies.every((variable) => isSteady(file, variable, plan)) };
}

function planOf(file: LintedFile, { request, upload, long }: Calls): Plan | undefined {
  const asking = file.nodeAt(request);
  const putting = file.nodeAt(upload);
  if (asking === undefined || putting === undefined || enclosingFunction(asking) !== enclosingFunction(putting)) return undefined;
  const around = statementAround(asking);
  const target = around?.list.find((statement) => isIn(putting, statement));
  if (around === undefined || target === undefined || target === around.statement) return undefined;
  const { list, statement } = around;
  // Work that goes on within the upload's own statement, or the request's, lies between them wherever the request stands.
  const isBetween = (site: Site): boolean => {
    const node = file.nodeAt(site);
    return node === undefined || (!isIn(node, target) && !isIn(node, statement));
  };
  if (!long.every(isBetween)) return undefined;
  return chosen(file, list.slice(list.indexOf(statement), list.indexOf(target)), target);
}

/** The request's statement with those that only prepare the URL; all others are passed. */
function chosen(file: LintedFile, between: readonly Statement[], target: Statement): Plan | undefined {
  const moved: Statement[] = [];
  const passed: Statement[] = [];
  for (const [index, statement] of between.entries()) {
    if (index === 0 || uses(file, moved, statement)) moved.push(statement);
    else passed.push(statement);
  }
  if (passed.length === 0 || !moved.every(isPreparation) || moved.some((statement) => uses(file, passed, statement))) return undefined;
  return { moved, passed, target };
}

/** Declares constants, or checks the answer. */
function isPreparation(statement: Statement): boolean {
  if (statement.type === 'VariableDeclaration') return statement.kind === 'const';
  return statement.type === 'IfStatement' && statement.alternate === null && isThrow(statement.consequent);
}

const isThrow = (statement: Statement): boolean =>
  statement.type === 'ThrowStatement' || (statement.type === 'BlockStatement' && statement.body.length === 1 && statement.body.every(isThrow));

/** Variables of elsewhere that the moved statements use. */
function dependenciesOf(file: LintedFile, { moved }: Plan): readonly Variable[] {
  const own = new Set(declaredBy(file, moved));
  const found = new Set<Variable>();
  const { scopeManager } = file.source;
  for (const scope of scopeManager?.scopes ?? []) {
    for (const { identifier, resolved } of scope.references) {
      if (resolved !== null && !own.has(resolved) && moved.some((statement) => isIn(identifier, statement))) found.add(resolved);
    }
  }
  return [...found];
}

const isWritten = ({ references, defs }: Variable, passed: readonly Statement[]): boolean =>
  references.some((reference) => reference.isWrite() && passed.some((statement) => isIn(reference.identifier, statement))) ||
  defs.some(({ name }) => passed.some((statement) => isIn(name, statement)));

/** Nothing that is passed can change it: it is no object, or it is only read there, or it is the manifest. */
function isSteady(file: LintedFile, variable: Variable, { moved, passed }: Plan): boolean {
  const [definition] = variable.defs;
  const rewritten = variable.references.filter((reference) => reference.isWrite()).length > (definition?.type === 'Variable' ? 1 : 0);
  if (rewritten) return false;
  if (definition === undefined || definition.type === 'ImportBinding' || definition.type === 'FunctionName') return true;
  if (isText(definition) || isAskedAsManifest(file, variable, moved)) return true;
  return variable.references.every(({ identifier }) => !passed.some((statement) => isIn(identifier, statement)));
}

const isText = ({ node }: TSESLint.Scope.Definition): boolean =>
  node.type === 'VariableDeclarator' && (node.init?.type === 'TemplateLiteral' || node.init?.type === 'Literal');

function isAskedAsManifest({ trace: { settings } }: LintedFile, { references }: Variable, moved: readonly Statement[]): boolean {
  const inMoved = references.filter(({ identifier }) => moved.some((statement) => isIn(identifier, statement)));
  const { keys } = settings;
  return inMoved.every(({ identifier: { parent } }) => {
    if (parent.type !== 'MemberExpression' || parent.property.type !== 'Identifier') return false;
    return [keys.getUploadUrls, keys.stage].includes(parent.property.name);
  });
}

/** With its line, where it has one of its own. */
function removal({ text }: LintedFile, { range: [start, end] }: Statement): Edit {
  const line = text.lastIndexOf('\n', start - 1) + 1;
  const behind = /^[ \t]*\n/u.exec(text.slice(end));
  const isAlone = behind !== null && text.slice(line, start).trim() === '';
  return isAlone ? { range: [line, end + behind[0].length], text: '' } : { range: [start, end], text: '' };
}

function editsOf(file: LintedFile, { moved, target }: Plan): readonly Edit[] {
  const { text } = file;
  const indent = /[ \t]*$/u.exec(text.slice(0, target.range[0]))?.[0] ?? '';
  const lines = moved.map(({ range: [start, end] }) => `${text.slice(start, end)}\n${indent}`).join('');
  return [...moved.map((statement) => removal(file, statement)), { range: [target.range[0], target.range[0]], text: lines }];
}
