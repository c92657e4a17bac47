/** Operators of observables: they are run for what comes, one value after another or all at once. */
import { OPERATORS, type OperatorKind } from '../../models/observables.js';
import { filtered, flattened, mapped, reduced, type Callback } from '../builtins/array-callbacks.js';
import { anyOf, elementsFrom, listFrom, type Elements } from '../builtins/lists.js';
import { combinePromises } from '../builtins/promises.js';
import { callFunctionValue, type Call, type CallNode } from '../calls/calls.js';
import { callbacksIn } from '../calls/unknown-calls.js';
import { forEachOf } from '../expressions/alternatives.js';
import type { Interpreter } from '../interpreter.js';
import { arrayOf, listOf } from '../state/heap.js';
import { Cell } from '../state/store.js';
import { leastMilliseconds, millisecondsOf } from '../time/durations.js';
import { awaited, promiseOf } from '../time/promises.js';
import { constantNumber, ERROR, isCallable, join, joinAll, NOTHING, UNKNOWN, type Atom, type EntityAtom, type Value } from '../values/values.js';
import { elementsOf, endOf, inner, isSingle, joined, single, streamOf } from './streams.js';

/** One operator of a pipe. */
interface Stage {
  /** `own`: a function of the program that makes another observable of one; `other`: one that is not known. */
  readonly kind: OperatorKind | 'own' | 'other';
  readonly fn: Value;
  readonly args: readonly Value[];
  readonly node: CallNode;
  /** What was made of the values so far. */
  readonly total: Cell;
}

const operatorIn = (value: Value): EntityAtom | undefined =>
  value.find((atom): atom is EntityAtom => atom.kind === 'entity' && OPERATORS.has(atom.key));

const isFunction = ({ kind }: Atom): boolean => kind === 'function' || kind === 'native';

/** Is something in the call an operator? Beside one, functions of the program are operators, too. */
export const hasOperators = ({ args }: Pick<Call, 'args'>): boolean => args.some((arg) => operatorIn(arg) !== undefined);

/** The stages of `pipe(map(f), retry(2))`. */
export const stagesIn = (it: Interpreter, { args, nodes, node }: Pick<Call, 'args' | 'nodes' | 'node'>): readonly Stage[] =>
  args.flatMap((value, index) => {
    const written = nodes[index];
    return stagesOf(it, value, written?.type === 'CallExpression' ? written : node);
  });

function stagesOf(it: Interpreter, value: Value, node: CallNode): readonly Stage[] {
  const operator = operatorIn(value);
  if (operator === undefined) {
    const own = value.filter(isFunction);
    const fn = own.length > 0 ? own : callbacksIn([value]).flat();
    return [{ kind: own.length > 0 ? 'own' : 'other', fn, args: [], node, total: new Cell() }];
  }
  const { args = [], key } = operator;
  const kind = OPERATORS.get(key) ?? 'other';
  if (kind === 'pipe') return stagesIn(it, { args, nodes: node.type === 'CallExpression' ? node.arguments : [], node });
  return [stageOf(kind, args, node)];
}

const isOneAtATime = (args: readonly Value[]): boolean => args.some((arg) => constantNumber(arg) === 1);

function stageOf(kind: Stage['kind'], args: readonly Value[], node: CallNode): Stage {
  const [first = NOTHING, second = NOTHING] = args;
  const stage: Stage = { kind, fn: first.filter(isCallable), args, node, total: new Cell(second) };
  const given: Value = [{ kind: 'native', call: () => first }];
  switch (kind) {
    case 'merge':
      return isOneAtATime(args) ? { ...stage, kind: 'concat' } : stage;
    case 'mapTo':
      return { ...stage, kind: 'map', fn: given };
    case 'mergeTo':
      return { ...stage, kind: 'merge', fn: given };
    case 'concatTo':
      return { ...stage, kind: 'concat', fn: given };
    case 'look':
      return { ...stage, fn: observedBy(first, 'next') };
    default:
      return stage;
  }
}

/** The function of an observer that gets each value, or another one of its own: it may be the function alone. */
export function observedBy(observer: Value, name: 'next' | 'complete'): Value {
  const members = observer.flatMap((each) => (each.kind === 'object' ? (each.heap.fields.get(name)?.value ?? NOTHING) : NOTHING));
  return [...(name === 'next' ? observer.filter((atom) => atom.kind !== 'object' && isCallable(atom)) : NOTHING), ...members.filter(isCallable)];
}

const called = (it: Interpreter, { fn, node }: Stage, ...args: readonly Value[]): Value =>
  fn.length === 0 ? (args[0] ?? UNKNOWN) : awaited(it, callFunctionValue(it, fn, args, node));

const callbackOf = ({ fn, node }: Stage): Callback => ({ fn, self: NOTHING, node, sequential: false });

/** One value through the operators up to one that takes all of them together. */
function chained(it: Interpreter, value: Value, [stage, ...others]: readonly Stage[]): Elements {
  if (stage === undefined) return single(value);
  switch (stage.kind) {
    case 'map':
      return chained(it, called(it, stage, value), others);
    case 'merge':
    case 'concat':
      return onwards(it, inner(it, called(it, stage, value)), others);
    case 'expand':
      return onwards(it, joined([single(value), inner(it, called(it, stage, value))]), others);
    case 'own':
      return onwards(it, ownOperator(it, stage, single(value)), others);
    case 'filter':
    case 'first':
    case 'last':
      return stage.fn.length === 0 ? chained(it, value, others) : passing(it, value, stage, others);
    case 'none':
      return elementsFrom([]);
    default:
      return chained(it, besides(it, value, stage), others);
  }
}

function onwards(it: Interpreter, given: Elements, others: readonly Stage[]): Elements {
  const [only] = given.exact ?? [];
  return isSingle(given) && only !== undefined ? chained(it, only, others) : through(it, given, others);
}

/** Goes on where the value passes the test. */
function passing(it: Interpreter, value: Value, stage: Stage, others: readonly Stage[]): Elements {
  const { exact, any } = elementsOf(it, filtered(it, single(value), callbackOf(stage), UNKNOWN));
  if (exact?.length === 0 || any.length === 0) return elementsFrom([]);
  if (any.every(({ when }) => when === undefined)) return chained(it, any, others);
  return elementsOf(it, forEachOf(it, any, (atom) => listFrom(chained(it, [atom], others), undefined)));
}

const anyIn = (it: Interpreter, values: readonly Value[]): Value => joinAll(values.map((value) => inner(it, value).any));

/** What comes in the place of one value, whatever happens beside it. */
function besides(it: Interpreter, value: Value, stage: Stage): Value {
  const { fn, args, node, total } = stage;
  switch (stage.kind) {
    case 'look':
      if (fn.length > 0) callFunctionValue(it, fn, [value], node);
      return value;
    case 'end':
      it.maybe(() => called(it, stage));
      return value;
    case 'scan': {
      const next = called(it, stage, total.value.length === 0 ? value : total.value, value);
      it.store.write(total, next);
      return next;
    }
    case 'catch':
      return join(value, caught(it, stage));
    case 'pause':
      it.elapse({ kind: 'delay', milliseconds: millisecondsOf(args[0] ?? UNKNOWN), atLeast: leastMilliseconds(args[0] ?? UNKNOWN), name: 'delay', site: it.site(node) });
      return value;
    case 'pauseWhen':
      awaited(it, inner(it, called(it, stage, value)).any);
      return value;
    case 'beside':
      return [arrayOf([value, ...args.filter((arg) => !arg.some(isFunction)).map((arg) => inner(it, arg).any)])];
    case 'batch':
      return [listOf(value)];
    case 'group':
      return streamOf(anyOf(value));
    case 'also':
      return joinAll([value, ...args]);
    case 'alsoAll':
      return join(value, anyIn(it, args));
    case 'other':
      if (fn.length > 0) it.maybe(() => called(it, stage, UNKNOWN));
      return UNKNOWN;
    default:
      return value;
  }
}

/** What may come in the place of what has failed: it takes no time of what has not. */
function caught(it: Interpreter, stage: Stage): Value {
  const { time } = it;
  const value = it.maybe(() => inner(it, called(it, stage, ERROR)).any);
  it.time = time;
  return value;
}

/** `source.pipe(patiently)`, where `patiently` is `(source) => source.pipe(…)`. */
const ownOperator = (it: Interpreter, { fn, node }: Stage, elements: Elements): Elements => inner(it, callFunctionValue(it, fn, [streamOf(elements)], node));

/** Each value's turn comes when that of the one before is over. */
function inTurn(it: Interpreter, elements: Elements, stages: readonly Stage[], node: CallNode): Elements {
  const turn: Value = [{ kind: 'native', call: ([value = UNKNOWN]) => listFrom(chained(it, awaited(it, value), stages), undefined) }];
  const sequential = stages.some(({ kind }) => kind === 'concat');
  const results = mapped(it, elements, { fn: turn, self: NOTHING, node, sequential }, UNKNOWN);
  return elementsOf(it, flattened(it, results, it.site(node)));
}

/** All are begun at once, and what they give goes on. */
function atOnce(it: Interpreter, elements: Elements, stage: Stage): Elements {
  const { node } = stage;
  const begin: Value = [{ kind: 'native', call: ([value = UNKNOWN]) => begunBy(it, () => inner(it, called(it, stage, value))) }];
  const begun = mapped(it, elements, { fn: begin, self: NOTHING, node, sequential: false }, UNKNOWN);
  const all = combinePromises(it, 'all', { args: [listFrom(begun, undefined)], sites: [], nodes: [], self: NOTHING, node, call: node, isNew: false, name: 'all' });
  return elementsOf(it, flattened(it, elementsOf(it, awaited(it, all)), it.site(node)));
}

/** The promise of a list of what comes: the program goes on meanwhile. */
export function begunBy(it: Interpreter, run: () => Elements): Value {
  const begun = it.time;
  const { exact, any } = run();
  const list = exact === undefined ? anyOf(awaited(it, any)) : elementsFrom(exact.map((value) => awaited(it, value)));
  const done = it.time;
  it.time = begun;
  return promiseOf(listFrom(list, undefined), begun, done);
}

/** Is the operator one that all values are there for? */
const isTogether = ({ kind }: Stage): boolean => kind === 'merge' || kind === 'collect' || kind === 'reduce' || kind === 'last' || kind === 'tell';

const countOf = ({ args, fn }: Stage): number | undefined => (fn.length > 0 || args.length === 0 ? 1 : constantNumber(args[0] ?? UNKNOWN));

/** One value of several. */
const theOne = (elements: Elements, index: 0 | -1): Elements => (elements.exact?.length === 0 ? elements : single(endOf(elements, index)));

/** What the operator makes of all values; undefined of one that takes them one by one. */
function wholly(it: Interpreter, elements: Elements, stage: Stage): Elements | undefined {
  const { kind, node, fn, args } = stage;
  const { exact } = elements;
  switch (kind) {
    case 'collect':
      return single(listFrom(elements, it.site(node)));
    case 'reduce':
      return single(reduced(it, elements, { fn, self: NOTHING, node, sequential: true }, args[1]));
    case 'tell':
      mapped(it, elements, callbackOf(stage), UNKNOWN);
      return single(UNKNOWN);
    case 'merge':
      return isSingle(elements) ? undefined : atOnce(it, elements, stage);
    case 'first':
    case 'last':
    case 'skip':
      return someOf(it, elements, stage);
    case 'also':
      return exact === undefined ? undefined : elementsFrom(node.type === 'CallExpression' && isNamed(node, 'endWith') ? [...exact, ...args] : [...args, ...exact]);
    case 'alsoAll':
      return joined([elements, ...args.map((arg) => inner(it, arg))]);
    case 'own':
      return ownOperator(it, stage, elements);
    default:
      return undefined;
  }
}

const isNamed = ({ callee }: Extract<CallNode, { type: 'CallExpression' }>, name: string): boolean => callee.type === 'Identifier' && callee.name === name;

/** The first or the last so many, or those behind them. */
function someOf(it: Interpreter, elements: Elements, stage: Stage): Elements | undefined {
  const count = countOf(stage);
  const of = stage.fn.length === 0 ? elements : elementsOf(it, filtered(it, elements, callbackOf(stage), UNKNOWN));
  const { exact } = of;
  if (stage.kind === 'skip') return exact === undefined || count === undefined ? undefined : elementsFrom(exact.slice(count));
  if (count === 1) return theOne(of, stage.kind === 'last' ? -1 : 0);
  if (count === undefined || exact === undefined) return stage.kind === 'last' ? of : undefined;
  return elementsFrom(stage.kind === 'last' ? exact.slice(-count) : exact.slice(0, count));
}

/** Where a turn of the operators is over: before one that takes all values, and behind one that lets a single one through. */
function endOfTurn(stages: readonly Stage[]): number {
  const end = stages.findIndex((stage, index) => index > 0 && (isTogether(stage) || (stage.kind === 'first' && countOf(stage) === 1)));
  return end < 0 ? stages.length : end;
}

/** All values through all operators. */
export function through(it: Interpreter, elements: Elements, stages: readonly Stage[]): Elements {
  const [first] = stages;
  if (first === undefined || !it.live) return elements;
  const whole = wholly(it, elements, first);
  if (whole !== undefined) return through(it, whole, stages.slice(1));
  const [only] = elements.exact ?? [];
  const turn = stages.slice(0, endOfTurn(stages));
  const given = isSingle(elements) && only !== undefined ? chained(it, awaited(it, only), turn) : inTurn(it, elements, turn, first.node);
  return through(it, given, stages.slice(turn.length));
}

/** Where the operators make what each subscriber shares, as far as the last one that does. */
export function partsOf(stages: readonly Stage[]): { readonly shared: readonly Stage[]; readonly own: readonly Stage[] } {
  const at = stages.findLastIndex(({ kind }) => kind === 'share');
  return { shared: stages.slice(0, at + 1), own: stages.slice(at + 1) };
}

