/** Observables: the operators of a pipe are run for what comes, one value after another or all at once. */
import { OPERATORS, STREAM, type OperatorKind } from '../../models/observables.js';
import type { Returns } from '../../models/form/schema.js';
import { flattened, mapped, reduced } from '../builtins/array-callbacks.js';
import { anyOf, elementsFrom, listFrom, type Elements } from '../builtins/lists.js';
import { combinePromises } from '../builtins/promises.js';
import { callFunctionValue, type Call, type CallNode } from '../calls/calls.js';
import { callbacksIn } from '../calls/unknown-calls.js';
import { iterationOf } from '../expressions/iteration.js';
import type { Interpreter } from '../interpreter.js';
import { awaited, promiseOf } from '../time/promises.js';
import { constantNumber, flatMap, isCallable, joinAll, NOTHING, UNDEFINED, UNKNOWN, type Atom, type EntityAtom, type Value } from '../values/values.js';

/** One operator of a pipe. */
interface Stage {
  /** `other`: one that is not known. */
  readonly kind: OperatorKind | 'other';
  readonly fn: Value;
  readonly args: readonly Value[];
  readonly node: CallNode;
}

const operatorIn = (value: Value): EntityAtom | undefined =>
  value.find((atom): atom is EntityAtom => atom.kind === 'entity' && OPERATORS.has(atom.key));

function stageOf(value: Value, index: number, call: Call): Stage {
  const operator = operatorIn(value);
  const written = call.nodes[index];
  const node = written?.type === 'CallExpression' ? written : call.node;
  if (operator === undefined) return { kind: 'other', fn: callbacksIn([value]).flat(), args: [], node };
  const { args = [], key } = operator;
  const kind = OPERATORS.get(key) ?? 'other';
  // One at a time.
  const isSingle = kind === 'merge' && args.some((arg) => constantNumber(arg) === 1);
  return { kind: isSingle ? 'concat' : kind, fn: args[0]?.filter(isCallable) ?? NOTHING, args, node };
}

const isList = (atom: Atom): boolean => atom.kind === 'object' && (atom.heap.type === 'array' || atom.heap.type === 'iterator');
const isStream = (atom: Atom): boolean => atom.kind === 'entity' && atom.key === STREAM;

const streamOf = (elements: Elements): Value => [{ kind: 'entity', key: STREAM, args: [listFrom(elements, undefined)] }];
const single = (value: Value): Elements => elementsFrom([value]);
const isSingle = ({ exact }: Elements): boolean => exact?.length === 1;

/** What the stream is a stream of, as a list. */
const listIn = (atom: Atom): Value => (atom.kind === 'entity' && isStream(atom) ? (atom.args?.[0] ?? UNKNOWN) : [atom]);

/** What comes out of an inner observable, or out of a list that stands for one. */
function inner(it: Interpreter, value: Value): Elements {
  const lists = flatMap(value, listIn);
  return lists.length > 0 && lists.every(isList) ? iterationOf(it, lists) : single(value);
}

const called = (it: Interpreter, { fn, node }: Stage, value: Value): Value => (fn.length === 0 ? value : awaited(it, callFunctionValue(it, fn, [value], node)));

/** One value through the operators up to one that takes all of them together. */
function chained(it: Interpreter, value: Value, [stage, ...others]: readonly Stage[]): Elements {
  if (stage === undefined) return single(value);
  switch (stage.kind) {
    case 'map':
      return chained(it, called(it, stage, value), others);
    case 'merge':
    case 'concat': {
      const given = inner(it, called(it, stage, value));
      const [only] = given.exact ?? [];
      return isSingle(given) && only !== undefined ? chained(it, only, others) : through(it, given, others);
    }
    case 'look':
      it.maybe(() => called(it, stage, value));
      return chained(it, value, others);
    case 'other':
      if (stage.fn.length > 0) it.maybe(() => called(it, stage, UNKNOWN));
      return chained(it, UNKNOWN, others);
    case 'same':
    case 'collect':
    case 'reduce':
      return chained(it, value, others);
  }
}

/** Each value's turn comes when that of the one before is over. */
function inTurn(it: Interpreter, elements: Elements, stages: readonly Stage[], node: CallNode): Elements {
  const turn: Value = [{ kind: 'native', call: ([value = UNKNOWN]) => listFrom(chained(it, awaited(it, value), stages), undefined) }];
  const sequential = stages.some(({ kind }) => kind === 'concat');
  const results = mapped(it, elements, { fn: turn, self: NOTHING, node, sequential }, UNKNOWN);
  return iterationOf(it, flattened(it, results, it.site(node)));
}

/** All are begun at once, and what they give goes on. */
function atOnce(it: Interpreter, elements: Elements, { fn, node }: Stage): Elements {
  const begun = mapped(it, elements, { fn, self: NOTHING, node, sequential: false }, UNKNOWN);
  const all = combinePromises(it, 'all', { args: [listFrom(begun, undefined)], sites: [], nodes: [], self: NOTHING, node, call: node, isNew: false, name: 'all' });
  const { exact, any } = iterationOf(it, awaited(it, all));
  const unwrapped = exact === undefined ? anyOf(flatMap(any, listIn)) : elementsFrom(exact.map((value) => flatMap(value, listIn)));
  return iterationOf(it, flattened(it, unwrapped, it.site(node)));
}

const isTogether = ({ kind }: Stage): boolean => kind === 'merge' || kind === 'collect' || kind === 'reduce';

function together(it: Interpreter, elements: Elements, stage: Stage): Elements {
  const { node, fn } = stage;
  if (stage.kind === 'collect') return single(listFrom(elements, it.site(node)));
  if (stage.kind === 'reduce') return single(reduced(it, elements, { fn, self: NOTHING, node, sequential: true }, stage.args[1]));
  return atOnce(it, elements, stage);
}

/** All values through all operators. */
function through(it: Interpreter, elements: Elements, stages: readonly Stage[]): Elements {
  const [first] = stages;
  if (first === undefined || !it.live) return elements;
  const [only] = elements.exact ?? [];
  if (isTogether(first) && !(first.kind === 'merge' && isSingle(elements))) return through(it, together(it, elements, first), stages.slice(1));
  const end = stages.findIndex((stage, index) => index > 0 && isTogether(stage));
  const turn = end < 0 ? stages : stages.slice(0, end);
  const given = isSingle(elements) && only !== undefined ? chained(it, awaited(it, only), turn) : inTurn(it, elements, turn, first.node);
  return through(it, given, stages.slice(turn.length));
}

/** What comes out of `observable.pipe(map(f), retry(2))`; undefined where nothing of the pipe is an operator. */
export function throughOperators(it: Interpreter, source: Value, call: Call): Value | undefined {
  if (call.args.every((arg) => operatorIn(arg) === undefined)) return undefined;
  const given = through(it, single(source), stagesIn(call).filter(({ kind }) => kind !== 'other'));
  const [only] = given.exact ?? [];
  return isSingle(given) && only !== undefined ? only : streamOf(given);
}

const stagesIn = (call: Call): readonly Stage[] => call.args.map((arg, index) => stageOf(arg, index, call));

/** What a function of observables gives, or a method of one. */
export function observableResult(it: Interpreter, atom: EntityAtom, call: Call, { observable }: Extract<Returns, { observable: unknown }>): Value {
  const [first = UNDEFINED] = call.args;
  switch (observable) {
    case 'from':
      return flatMap(first, (each) => fromEach(it, each));
    case 'of':
      return call.args.length === 1 && !first.some(isList) ? first : streamOf(call.rest === undefined ? elementsFrom(call.args) : anyOf(joinAll([...call.args, call.rest])));
    case 'pipe':
      return streamOf(through(it, elementsIn(it, atom), stagesIn(call)));
    case 'subscribe':
      return subscribed(it, elementsIn(it, atom), call);
    case 'last':
      return flatMap(call.name === 'toPromise' ? call.self : first, (each) => endOf(it, each, call.name === 'firstValueFrom' ? 0 : -1));
  }
}

/** A list is a stream of its elements; what is waited for is one value. */
function fromEach(it: Interpreter, atom: Atom): Value {
  if (atom.kind === 'object' && (isList(atom) || atom.heap.type === 'set' || atom.heap.type === 'map')) return streamOf(iterationOf(it, [atom]));
  return atom.kind === 'unknown' && atom.pending === undefined && atom.made !== true ? streamOf(anyOf(UNKNOWN)) : [atom];
}

const elementsIn = (it: Interpreter, { args }: EntityAtom): Elements => iterationOf(it, args?.[0] ?? UNKNOWN);

function endOf(it: Interpreter, atom: Atom, index: 0 | -1): Value {
  if (!isStream(atom)) return [atom];
  const { exact, any } = iterationOf(it, listIn(atom));
  return promiseOf(exact?.at(index) ?? any, it.time, it.time);
}

/** Nobody waits for what the observer does with each value. */
function subscribed(it: Interpreter, elements: Elements, call: Call): Value {
  const begun = it.time;
  const [observer = NOTHING] = call.args;
  const member = (name: string): Value =>
    observer.flatMap((each) => (each.kind === 'object' ? (each.heap.fields.get(name)?.value ?? NOTHING) : NOTHING)).filter(isCallable);
  const next = [...observer.filter(isCallable), ...member('next')];
  if (next.length > 0) mapped(it, elements, { fn: next, self: NOTHING, node: call.node, sequential: false }, UNKNOWN);
  const complete = [...member('complete'), ...(call.args[2] ?? NOTHING).filter(isCallable)];
  if (complete.length > 0) it.maybe(() => callFunctionValue(it, complete, [], call.node));
  const done = it.time;
  it.time = begun;
  return call.name === 'forEach' ? promiseOf(UNDEFINED, begun, done) : UNKNOWN;
}
