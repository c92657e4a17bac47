/** Statements. */
import type { TSESTree } from '@typescript-eslint/utils';
import { classValue } from '../classes/classes.js';
import { emitRefusal } from '../emit.js';
import { evaluate } from '../expressions/evaluate.js';
import { bindPattern, declareName } from '../expressions/patterns.js';
import { both, either, negation, type PathCondition, type Test } from '../guards/condition.js';
import { narrowCase } from '../guards/narrow.js';
import { narrowBranch } from '../guards/presence.js';
import { equalityOf, truthOf } from '../guards/truth.js';
import type { Interpreter } from '../interpreter.js';
import { modelledGlobal } from '../library/entities.js';
import type { Target } from '../state/frames.js';
import type { PathEnd } from '../state/path-ends.js';
import { Scope } from '../state/scope.js';
import { typedValue } from '../syntax/types-of.js';
import { NOTHING, UNDEFINED, UNKNOWN, type Value } from '../values/values.js';
import { declareEnum, declareAlias, declareNamespace } from './declarations.js';
import { dispose, isUsing } from './disposal.js';
import { executeExport } from './exports.js';
import { hoistBlock, declaresLexically } from './hoisting.js';
import { executeForIn, executeForOf } from './loops.js';
import { executeFor, executeWhile } from './tested-loops.js';
import { executeFinally, executeGuarded, executeTry } from './try.js';

export function executeAll(it: Interpreter, statements: readonly TSESTree.Node[]): void {
  for (const [index, statement] of statements.entries()) {
    if (!it.live) return;
    execute(it, statement);
    if (!isUsing(statement)) continue;
    const before = { condition: it.condition };
    if (it.live) executeGuarded(it, () => { executeAll(it, statements.slice(index + 1)); });
    executeFinally(it, before, () => { dispose(it, statement); });
    return;
  }
}

/** A block with a scope of its own. */
export function executeBlock(it: Interpreter, statements: readonly TSESTree.Node[]): void {
  if (!declaresLexically(statements)) {
    executeAll(it, statements);
    return;
  }
  const outer = it.scope;
  it.scope = new Scope(outer);
  hoistBlock(it, statements, it.scope);
  executeAll(it, statements);
  it.scope = outer;
}

export function execute(it: Interpreter, node: TSESTree.Node, labels: readonly string[] = []): void {
  it.step();
  switch (node.type) {
    case 'ExpressionStatement':
      evaluate(it, node.expression);
      return;
    case 'VariableDeclaration':
      for (const declarator of node.declarations) declareVariable(it, node, declarator);
      return;
    case 'BlockStatement':
      executeLabelled(it, labels, () => { executeBlock(it, node.body); });
      return;
    case 'IfStatement':
      executeIf(it, node);
      return;
    case 'ReturnStatement':
      executeReturn(it, node);
      return;
    case 'SwitchStatement':
      executeSwitch(it, node, labels);
      return;
    case 'TryStatement':
      executeTry(it, node);
      return;
    case 'LabeledStatement':
      execute(it, node.body, [...labels, node.label.name]);
      return;
    case 'WithStatement':
      evaluate(it, node.object);
      execute(it, node.body);
      return;
    default:
      executeOther(it, node, labels);
  }
}

function executeOther(it: Interpreter, node: TSESTree.Node, labels: readonly string[]): void {
  switch (node.type) {
    case 'ForStatement':
      executeFor(it, node, labels);
      return;
    case 'ForOfStatement':
      executeForOf(it, node, labels);
      return;
    case 'ForInStatement':
      executeForIn(it, node, labels);
      return;
    case 'WhileStatement':
    case 'DoWhileStatement':
      executeWhile(it, node, labels);
      return;
    case 'BreakStatement':
    case 'ContinueStatement':
      it.leave(jumpTarget(it, node.type === 'BreakStatement' ? 'break' : 'continue', node.label?.name));
      return;
    case 'ThrowStatement':
      evaluate(it, node.argument);
      it.leave(it.nearest('throw'));
      return;
    case 'ExportNamedDeclaration':
    case 'ExportDefaultDeclaration':
    case 'TSExportAssignment':
      executeExport(it, node);
      return;
    default:
      executeDeclaration(it, node);
  }
}

function executeDeclaration(it: Interpreter, node: TSESTree.Node): void {
  switch (node.type) {
    case 'ClassDeclaration':
      if (node.id !== null) declareClass(it, node, node.id.name);
      return;
    case 'TSEnumDeclaration':
      declareEnum(it, node);
      return;
    case 'TSModuleDeclaration':
      declareNamespace(it, node);
      return;
    case 'TSImportEqualsDeclaration':
      declareAlias(it, node);
      return;
    default:
  }
}

function declareClass(it: Interpreter, node: TSESTree.ClassDeclaration, name: string): void {
  declareName(it, name, classValue(it, node));
}

function declareVariable(it: Interpreter, node: TSESTree.VariableDeclaration, declarator: TSESTree.VariableDeclarator): void {
  if (node.declare) {
    declareAmbient(it, declarator);
    return;
  }
  if (declarator.init === null) {
    if (node.kind === 'var') return;
    bindPattern(it, declarator.id, typedValue(it, declarator) ?? UNDEFINED, true);
    return;
  }
  const value = evaluate(it, declarator.init);
  if (!it.live) return;
  if (node.kind === 'var' && declarator.id.type === 'Identifier') {
    const cell = it.scope.lookup(declarator.id.name);
    if (cell !== undefined) {
      it.store.write(cell, value);
      return;
    }
  }
  bindPattern(it, declarator.id, value, node.kind !== 'var' || it.scope.kind === 'function');
}

/** `declare const manifest: Manifest`: somebody else gives the value. */
function declareAmbient(it: Interpreter, declarator: TSESTree.VariableDeclarator): void {
  const { id } = declarator;
  const known = id.type === 'Identifier' ? modelledGlobal(it, id.name) : undefined;
  bindPattern(it, id, known ?? typedValue(it, declarator) ?? UNKNOWN, true);
}

function jumpTarget(it: Interpreter, kind: 'break' | 'continue', label: string | undefined): Target | undefined {
  return it.targets.findLast((target) => target.kind === kind && (label === undefined ? !target.labels.includes('block') : target.labels.includes(label)));
}

function executeLabelled(it: Interpreter, labels: readonly string[], run: () => void): void {
  if (labels.length === 0) {
    run();
    return;
  }
  const target = it.openTarget('break', [...labels, 'block']);
  run();
  it.land(target);
}

function executeReturn(it: Interpreter, node: TSESTree.ReturnStatement): void {
  const value = node.argument === null ? UNDEFINED : evaluate(it, node.argument);
  it.leave(it.nearest('return'), value);
}

function executeIf(it: Interpreter, node: TSESTree.IfStatement): void {
  const truth = truthOf(it, evaluate(it, node.test));
  if (!it.live) return;
  const branch = (condition: Test['yes'], taken: TSESTree.Statement | null, positive: boolean) => ({
    condition,
    run: (): Value => {
      if (taken !== null) emitRefusal(it, taken, positive ? negation(truth) : truth);
      narrowBranch(it, node.test, positive);
      if (taken !== null && it.live) execute(it, taken);
      return NOTHING;
    },
  });
  it.fork([branch(truth.yes, node.consequent, true), branch(truth.no, node.alternate, false)]);
}

/**
 * Runs a case from where it is entered and where the one before falls through.
 * @returns Where it falls through itself.
 */
function runClause(it: Interpreter, clause: TSESTree.SwitchCase, base: Parameters<Interpreter['resume']>[0], starts: readonly PathEnd[]): readonly PathEnd[] {
  return toRunApart(it, starts).flatMap((group) => {
    it.resume(base, group);
    if (it.live) executeAll(it, clause.consequent);
    return it.live ? [it.pathEnd(base, NOTHING)] : [];
  });
}

/**
 * What the deployment stage falls through with into a default would be taken for code of any stage, and runs by itself (C6). Of stages that are
 * named with it (`case 'review': case 'deployment':`) it is the same code.
 */
function toRunApart(it: Interpreter, starts: readonly PathEnd[]): readonly (readonly PathEnd[])[] {
  if (starts.length === 0) return [];
  const deployed = starts.filter(({ condition }) => runsDeployed(it, condition));
  const isSeen = deployed.length === 0 || runsDeployed(it, starts.map(({ condition }) => condition).reduce(either));
  return isSeen ? [starts] : [deployed, starts.filter((start) => !deployed.includes(start))];
}

function runsDeployed(it: Interpreter, condition: PathCondition): boolean {
  it.condition = condition;
  return it.deployment;
}

function executeSwitch(it: Interpreter, node: TSESTree.SwitchStatement, labels: readonly string[]): void {
  const subject = evaluate(it, node.discriminant);
  if (!it.live) return;
  const outer = it.scope;
  it.scope = new Scope(outer);
  hoistBlock(it, node.cases.flatMap((clause) => clause.consequent), it.scope);
  const target = it.openTarget('break', labels);
  const tests = caseTests(it, node, subject);
  // Each case is entered with its own test, or by falling through from the one before.
  const { entries, remaining } = entriesOf(it.condition, tests);
  const { time } = it;
  const base = { mark: it.store.mark(), newest: target.newest };
  let fallen: readonly PathEnd[] = [];
  for (const [index, clause] of node.cases.entries()) {
    const condition = entries[index] ?? remaining;
    it.store.rollback(base.mark, base.newest);
    it.live = true;
    it.condition = condition;
    it.time = time;
    narrowCase(it, node, clause);
    fallen = runClause(it, clause, base, it.live ? [...fallen, it.pathEnd(base, NOTHING)] : fallen);
  }
  const ends = [...fallen];
  if (tests.every((test) => test !== undefined)) ends.push({ writes: new Map(), condition: remaining, time, value: NOTHING });
  it.scope = outer;
  it.closeTarget(target);
  it.resume(base, [...target.ends, ...ends]);
}

interface CaseEntries {
  /** What holds where a case is the one that matches: its test, and none of those before it. Undefined for the default. */
  readonly entries: readonly (PathCondition | undefined)[];
  /** What holds where none matches. */
  readonly remaining: PathCondition;
}

function entriesOf(start: PathCondition, tests: readonly (Test | undefined)[]): CaseEntries {
  let remaining = start;
  const entries = tests.map((test) => {
    if (test === undefined) return undefined;
    const entry = both(remaining, test.yes);
    remaining = both(remaining, test.no);
    return entry;
  });
  return { entries, remaining };
}

function caseTests(it: Interpreter, node: TSESTree.SwitchStatement, subject: Value): readonly (Test | undefined)[] {
  return node.cases.map((clause) => {
    if (clause.test === null) return undefined;
    const label = evaluate(it, clause.test);
    // `switch (true)`: the cases are conditions.
    const [only] = subject;
    if (only?.kind === 'primitive' && only.value === true) return truthOf(it, label);
    return equalityOf(subject, label);
  });
}
