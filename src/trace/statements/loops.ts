/** Loops over lists: a known short one is gone through element by element, everything else to a small fixpoint. */
import type { TSESTree } from '@typescript-eslint/utils';
import { draw, suspendedIn } from '../calls/generators.js';
import { isQuiet, stretchFrom } from '../calls/inert.js';
import { evaluate } from '../expressions/evaluate.js';
import { forEachTold } from '../expressions/alternatives.js';
import { iterable } from '../expressions/iterables.js';
import { elementOf, iterationOf } from '../expressions/iteration.js';
import { bindPattern } from '../expressions/patterns.js';
import { asksForUploadUrl } from '../expressions/response.js';
import { ALWAYS } from '../guards/condition.js';
import type { Interpreter } from '../interpreter.js';
import { Scope } from '../state/scope.js';
import { newestCell } from '../state/store.js';
import { timePassed, type Operation } from '../time/clock.js';
import { awaited } from '../time/promises.js';
import { constant, flatMap, NOTHING, UNKNOWN, type Atom, type Value } from '../values/values.js';
import { execute } from './execute.js';

export interface Loop {
  readonly node: TSESTree.Node;
  readonly labels: readonly string[];
  readonly body: TSESTree.Statement;
}

let tokens = 0;
export const freshToken = (): number => ++tokens;

/** Runs the body once, `continue` landing at its end. */
export function iterate(it: Interpreter, loop: Loop): void {
  const outer = it.iteration;
  it.iteration = { loop: loop.node, sequential: true, outer };
  const target = it.openTarget('continue', loop.labels);
  execute(it, loop.body);
  it.land(target);
  it.iteration = outer;
}

/** Runs what may run any number of times. */
export function repeating(it: Interpreter, run: () => void): void {
  const { repeats } = it.store;
  it.store.repeats = newestCell();
  run();
  it.store.repeats = repeats;
}

/** Time that a loop takes beyond one run: it is known only that it takes some, if anything in it does. */
export function repeated(it: Interpreter, loop: Loop, from: Interpreter['time']): void {
  if (timePassed(from, it.time)) it.elapse({ kind: 'loop', loop: loop.node, site: it.site(loop.node) });
}

export function inLoop(it: Interpreter, loop: Loop, run: () => void): void {
  const outer = it.scope;
  const target = it.openTarget('break', loop.labels);
  run();
  it.land(target);
  it.scope = outer;
}

export function executeForOf(it: Interpreter, node: TSESTree.ForOfStatement, labels: readonly string[]): void {
  const value = iterable(it, evaluate(it, node.right));
  if (!it.live) return;
  const lists = listsIn(it, value);
  if (lists === undefined) {
    goThroughAny(it, node, labels, value);
    return;
  }
  it.fork(lists.map((list) => ({
    condition: list[0]?.when ?? ALWAYS,
    run: () => {
      goThroughAny(it, node, labels, list);
      return NOTHING;
    },
  })));
}

/** So many lists, and elements of them, are gone through one after another. */
const MAX_LISTS = 6;
const MAX_ELEMENTS = 24;

/** One of several lists, each of them known (the steps of each stage): undefined where they are not told apart. */
function listsIn(it: Interpreter, value: Value): readonly Value[] | undefined {
  if (value.length < 2 || value.length > MAX_LISTS) return undefined;
  const lists = value.map((atom): Value => [atom]);
  let elements = 0;
  for (const list of lists) {
    if (suspendedIn(list) !== undefined) continue;
    const { exact } = iterationOf(it, list);
    if (exact === undefined) return undefined;
    elements += exact.length;
  }
  return elements > MAX_ELEMENTS ? undefined : lists;
}

function goThroughAny(it: Interpreter, node: TSESTree.ForOfStatement, labels: readonly string[], value: Value): void {
  const [list] = value;
  const generator = suspendedIn(value);
  if (generator !== undefined && list !== undefined) {
    const loop: Loop = { node, labels, body: node.body };
    inLoop(it, loop, () => { draw(it, generator, roundsOf(it, node, loop, (element) => elementOf(list, element))); });
    return;
  }
  const { exact, any } = iterationOf(it, value, it.site(node.right));
  const element = any.length === 0 && exact === undefined ? UNKNOWN : any;
  const pending = node.await ? waitsFor(it, node, value) : [];
  goThrough(it, node, labels, { exact, any: element, pending });
}

/** One time round for each element that is drawn. */
function roundsOf(it: Interpreter, node: TSESTree.ForOfStatement, loop: Loop, given: (element: Value) => Value): (element: Value) => void {
  const { scope, time } = it;
  return (element) => {
    it.scope = new Scope(scope);
    bindLoopVariable(it, node.left, given(element));
    if (it.live) iterate(it, loop);
    if (it.live) repeated(it, loop, time);
    it.scope = scope;
  };
}

const COLLECTS = /^(?:push|update|write|append|add|set|concat|enqueue)$/u;

/** Does the body only put the pieces together? Reading what is uploaded is short (C3). */
function isCollecting(statement: TSESTree.Statement): boolean {
  switch (statement.type) {
    case 'BlockStatement':
      return statement.body.every(isCollecting);
    case 'IfStatement':
      return isCollecting(statement.consequent) && (statement.alternate === null || isCollecting(statement.alternate));
    case 'ThrowStatement':
    case 'BreakStatement':
    case 'ContinueStatement':
      return true;
    case 'ExpressionStatement':
      return collects(statement.expression);
    default:
      return false;
  }
}

function collects(expression: TSESTree.Expression): boolean {
  if (expression.type === 'UpdateExpression') return true;
  if (expression.type === 'AssignmentExpression') return expression.operator === '+=';
  if (expression.type !== 'CallExpression' || expression.callee.type !== 'MemberExpression') return false;
  return expression.callee.property.type === 'Identifier' && COLLECTS.test(expression.callee.property.name);
}

/** Nobody knows how long its elements are in coming: so it is of an answer that is none of the store's. */
const comesSlowly = (atom: Atom): boolean => (atom.kind === 'response' ? !asksForUploadUrl(atom.request) : atom.kind === 'unknown' && atom.read !== true);

/** What waiting for each element takes: of an iterable that is not known, some time, which is none that the loop itself takes. */
function waitsFor(it: Interpreter, node: TSESTree.ForOfStatement, value: Value): readonly Operation[] {
  const known = value.flatMap((atom) => ('pending' in atom && atom.pending !== undefined ? [atom.pending] : []));
  const isSlow = value.length > 0 && value.every(comesSlowly);
  return known.length > 0 || !isSlow || isCollecting(node.body) ? known : [{ kind: 'loop', loop: node.right, site: it.site(node.right) }];
}

export function executeForIn(it: Interpreter, node: TSESTree.ForInStatement, labels: readonly string[]): void {
  const value = evaluate(it, node.right);
  if (!it.live) return;
  const keys = flatMap(value, (atom): Value => {
    if (atom.kind === 'stage-map') return [{ kind: 'stage-key', map: atom.map, token: freshToken() }];
    if (atom.kind !== 'object' || atom.heap.type !== 'object') return UNKNOWN;
    const names = [...atom.heap.fields].filter(([name, cell]) => cell.value.length > 0 && !name.startsWith('#')).map(([name]) => constant(name));
    return atom.heap.rest.value.length > 0 ? [...names.flat(), ...(atom.heap.restKeys.value.length > 0 ? atom.heap.restKeys.value : UNKNOWN)] : names.flat();
  });
  const single = value.length === 1 && keys.every((atom) => atom.kind === 'text') && keys.length <= 12;
  goThrough(it, node, labels, { exact: single ? keys.map((key) => [key]) : undefined, any: keys });
}

interface Items {
  readonly exact: readonly Value[] | undefined;
  readonly any: Value;
  /** What waiting for each of them takes. */
  readonly pending?: readonly Operation[];
}

/** Runs the body for each element where they are known, else twice for any of them. */
function goThrough(
  it: Interpreter,
  node: TSESTree.ForOfStatement | TSESTree.ForInStatement,
  labels: readonly string[],
  items: Items,
): void {
  const loop: Loop = { node, labels, body: node.body };
  const elements = items.exact ?? [items.any, items.any];
  const waits = node.type === 'ForOfStatement' && node.await;
  inLoop(it, loop, () => {
    const begun = it.time;
    const scope = it.scope;
    for (const element of elements) {
      if (!it.live) break;
      const round = stretchFrom(it);
      const turn = (given: Value): Value => {
        it.scope = new Scope(scope);
        for (const operation of items.pending ?? []) it.elapse(operation);
        bindLoopVariable(it, node.left, waits ? awaited(it, given) : given);
        if (it.live && items.exact === undefined) repeating(it, () => { iterate(it, loop); });
        else if (it.live) iterate(it, loop);
        if (it.live) repeated(it, loop, begun);
        it.scope = scope;
        return NOTHING;
      };
      const once = (): Value => (items.exact === undefined ? forEachTold(it, element, turn) : turn(element));
      if (items.exact !== undefined) once();
      else {
        it.maybe(once);
        if (isQuiet(it, round)) break;
      }
    }
  });
}

function bindLoopVariable(it: Interpreter, left: TSESTree.ForOfStatement['left'] | TSESTree.ForInStatement['left'], value: Value): void {
  if (left.type === 'VariableDeclaration') {
    const [declarator] = left.declarations;
    if (declarator !== undefined) bindPattern(it, declarator.id, value, left.kind !== 'var');
  } else bindPattern(it, left, value, false);
}
