/** What a condition says of the variables in it: atoms that cannot be there on the path are dropped. */
import type { TSESTree } from '@typescript-eslint/utils';
import { evaluate } from '../expressions/evaluate.js';
import { typeName } from '../expressions/operators.js';
import type { Interpreter } from '../interpreter.js';
import { ownField } from '../state/heap.js';
import type { Cell } from '../state/store.js';
import { isTyped, untyped, unwrapped } from '../syntax/wrappers.js';
import { constantText, NOTHING, UNDEFINED, UNKNOWN, type Atom, type Heap, type Value } from '../values/values.js';
import { ALWAYS, both, isImpossible, stageIn, type PathCondition } from './condition.js';
import { absentIn, equalityOfPresent, isNullish, isPresent, truthOf, truthOfPresent } from './truth.js';

/** On the path where what is asked is `positive`. */
export function narrow(it: Interpreter, asked: TSESTree.Node, positive: boolean): void {
  const test = untyped(asked);
  switch (test.type) {
    case 'ChainExpression':
      narrow(it, test.expression, positive);
      if (positive) narrowChain(it, test.expression);
      return;
    case 'UnaryExpression':
      if (test.operator === '!') narrow(it, test.argument, !positive);
      return;
    case 'LogicalExpression':
      narrowLogical(it, test, positive);
      return;
    case 'BinaryExpression':
      if (test.operator === 'in') narrowPresence(it, test, positive);
      else narrowEquality(it, test, positive);
      narrowChains(it, test, positive);
      return;
    case 'CallExpression':
      narrowCall(it, test, positive);
      return;
    case 'Identifier':
    case 'MemberExpression':
      keep(it, test, (value) => (positive ? value.filter((atom) => !isImpossible(truthOfPresent(it, [atom]).yes)) : absent(value.filter((atom) => !isImpossible(truthOfPresent(it, [atom]).no)))));
      return;
    default:
  }
}

/** On the path where a variable or member is what is left of it. */
export function narrowTo(it: Interpreter, target: TSESTree.Node, left: (value: Value) => Value): void {
  const inner = untyped(target);
  if (isHolder(inner)) keep(it, inner, (value) => { const kept = left(value); return kept.length === 0 ? value : kept; });
}

/** A stage's URL that is found to be missing is none: it is not what is used there. */
const absent = (value: Value): Value =>
  value.some(isOfManifest) ? value.map((atom): Atom => (isOfManifest(atom) ? { kind: 'primitive', value: undefined, when: atom.when } : atom)) : value;

const isOfManifest = ({ kind }: Atom): boolean => kind === 'endpoint' || kind === 'stage-map';

/** Of `a && b` both hold; of `a || b` one, the second where the first does not. */
function narrowLogical(it: Interpreter, { operator, left, right }: TSESTree.LogicalExpression, positive: boolean): void {
  if (operator === '??') return;
  if ((operator === '&&') === positive) {
    narrow(it, left, positive);
    narrow(it, right, positive);
    return;
  }
  const alternative = (run: () => void): { readonly condition: PathCondition; readonly run: () => Value } => ({ condition: ALWAYS, run: () => { run(); return NOTHING; } });
  it.fork([
    alternative(() => { narrow(it, left, positive); }),
    alternative(() => { narrow(it, left, !positive); narrow(it, right, positive); }),
  ]);
}

/** What an optional chain gave something through was there: `answer?.ok` is true of no answer that is missing. */
function narrowChain(it: Interpreter, chain: TSESTree.Node): void {
  for (let at = unwrapped(chain); ; at = unwrapped(at)) {
    switch (at.type) {
      case 'CallExpression':
        at = at.callee;
        break;
      case 'MemberExpression': {
        const object = unwrapped(at.object);
        if (isHolder(object)) keep(it, object, (value) => value.filter((atom) => !isNullish(atom)));
        at = object;
        break;
      }
      default:
        return;
    }
  }
}

/** Comparisons that `undefined` does not stand: with something that is there, and any order. */
function narrowChains(it: Interpreter, { operator, left, right }: TSESTree.BinaryExpression, positive: boolean): void {
  for (const [side, other] of [[left, right], [right, left]] as const) {
    const chain = untyped(side);
    if (chain.type !== 'ChainExpression') continue;
    const isOrder = /^[<>]=?$/u.test(operator);
    const isEqual = operator.startsWith('=') === positive;
    if (isOrder ? positive : /^[!=]==?$/u.test(operator) && simple(other) && rulesOutAbsence(evaluate(it, other), operator, isEqual)) narrowChain(it, chain);
  }
}

/** Is what equals this, or differs from it, certainly not `undefined`? */
function rulesOutAbsence(other: Value, operator: string, isEqual: boolean): boolean {
  if (isEqual) return other.length > 0 && other.every(isPresent);
  const isStrict = operator.length === 3;
  return other.length > 0 && other.every((atom) => isNullish(atom) && (!isStrict || (atom.kind === 'primitive' && atom.value === undefined)));
}

/** The case that a `switch` goes on with; its default is what no other case is. */
export function narrowCase(it: Interpreter, { discriminant, cases }: TSESTree.SwitchStatement, { test }: TSESTree.SwitchCase): void {
  if (test !== null) narrowSide(it, discriminant, test, true);
  else for (const other of cases) if (other.test !== null && it.live) narrowSide(it, discriminant, other.test, false);
}

/** Questions about a text that have no effects: each thing that it may be is asked by itself. */
const QUESTIONS = /^(?:startsWith|endsWith|includes|has|test|isAbsolute|isArray|isInteger)$/u;

function narrowCall(it: Interpreter, test: TSESTree.CallExpression, positive: boolean): void {
  const { callee, arguments: [argument] } = test;
  const name = callee.type === 'MemberExpression' && callee.property.type === 'Identifier' ? callee.property.name : callee.type === 'Identifier' ? callee.name : '';
  if (!QUESTIONS.test(name)) return;
  const asked = [callee.type === 'MemberExpression' ? callee.object : undefined, argument].find((node) => node?.type === 'Identifier' && mayBeSeveral(it, node.name));
  const cell = asked?.type === 'Identifier' ? it.scope.lookup(asked.name) : undefined;
  if (cell === undefined) return;
  const { value } = cell;
  const kept = value.filter((atom) => {
    it.store.write(cell, [atom]);
    const truth = truthOf(it, evaluate(it, test));
    return !isImpossible(positive ? truth.yes : truth.no);
  });
  it.store.write(cell, kept.length === 0 ? value : kept);
}

const mayBeSeveral = (it: Interpreter, name: string): boolean => (it.scope.lookup(name)?.value.length ?? 0) > 1;

/** `'error' in result`: the objects that have such a member, or those that have none. */
function narrowPresence(it: Interpreter, { left, right }: TSESTree.BinaryExpression, positive: boolean): void {
  if (left.type !== 'Literal' || typeof left.value !== 'string') return;
  const name = left.value;
  keepHolders(it, right, (atom) => atom.kind !== 'object' || (positive ? !lacks(atom.heap, name) : (atom.heap.fields.get(name)?.value.length ?? 0) === 0));
}

function narrowEquality(it: Interpreter, test: TSESTree.BinaryExpression, positive: boolean): void {
  if (!/^[!=]==?$/.test(test.operator) || test.left.type === 'PrivateIdentifier') return;
  const equal = (test.operator.startsWith('=')) === positive;
  narrowSide(it, test.left, test.right, equal);
  narrowSide(it, test.right, test.left, equal);
  narrowType(it, test.left, test.right, equal);
}

/** `typeof target === 'string'`: a stage's URL is a text, if it is there. */
function narrowType(it: Interpreter, asked: TSESTree.Node, type: TSESTree.Node, equal: boolean): void {
  if (asked.type !== 'UnaryExpression' || asked.operator !== 'typeof' || type.type !== 'Literal') return;
  const argument = untyped(asked.argument);
  if (!isHolder(argument)) return;
  keep(it, argument, (value) =>
    value.flatMap((atom) => {
      const name = typeIfThere(atom);
      if (name === undefined || (name === type.value) === equal) return [atom];
      return isOfManifest(atom) ? absent([atom]) : [];
    }),
  );
}

function typeIfThere(atom: Atom): string | undefined {
  if (atom.kind === 'endpoint') return 'string';
  if (atom.kind === 'stage-map') return 'object';
  const [name] = typeName(atom);
  return name === undefined ? undefined : constantText(name);
}

const simple = (node: TSESTree.Node): boolean => {
  switch (node.type) {
    case 'Identifier':
    case 'Literal':
    case 'ThisExpression':
      return true;
    case 'MemberExpression':
      return !node.computed && simple(node.object);
    case 'ChainExpression':
      return simple(node.expression);
    default:
      return isTyped(node) && simple(node.expression);
  }
};

const isHolder = (node: TSESTree.Node): node is TSESTree.Identifier | TSESTree.MemberExpression => node.type === 'Identifier' || node.type === 'MemberExpression';

/** A variable that equals the stage is the stage; one that equals a constant is not another. */
function narrowSide(it: Interpreter, side: TSESTree.Node, other: TSESTree.Node, equal: boolean): void {
  const target = untyped(side);
  if (!isHolder(target) || !simple(other)) return;
  const against = evaluate(it, other);
  const [only] = against;
  if (only === undefined || against.length !== 1) return;
  keep(it, target, (value) => {
    if (equal && only.kind === 'stage' && value.some((atom) => atom.kind === 'text' || atom.kind === 'stage-key')) return against;
    const kept = value.filter((atom) => {
      const test = equalityOfPresent([atom], against);
      return !isImpossible(equal ? test.yes : test.no);
    });
    return equal && isNullish(only) ? absent(kept) : kept;
  });
}

function keep(it: Interpreter, target: TSESTree.Identifier | TSESTree.MemberExpression, filter: (value: Value) => Value): void {
  const cell = target.type === 'Identifier' ? it.scope.lookup(target.name) : memberCell(it, target, filter);
  if (cell === undefined || cell.value.length === 0) return;
  const kept = filter(cell.value);
  if (kept.length === cell.value.length && kept.every((atom, index) => atom === cell.value[index])) return;
  if (kept.length > 0) it.store.write(cell, kept);
  else if (isImpossible(both(it.condition, stageIn(absentIn(cell.value))))) it.live = false;
  else it.store.write(cell, UNDEFINED);
}

/** The member's cell, where one object has it; of several it is one of those whose member may be so (`result.ok`). */
function memberCell(it: Interpreter, node: TSESTree.MemberExpression, filter: (value: Value) => Value): Cell | undefined {
  if (!simple(node) || node.computed) return undefined;
  const objects = evaluate(it, node.object);
  const name = node.property.type === 'PrivateIdentifier' ? `#${node.property.name}` : node.property.name;
  if (objects.length > 1) {
    keepHolders(it, node.object, (atom) => filter(memberAtom(atom, name)).length > 0);
    return undefined;
  }
  const [object] = objects;
  if (object?.kind !== 'object') return undefined;
  return ownField(object.heap, name).length > 0 ? object.heap.fields.get(name) : undefined;
}

function keepHolders(it: Interpreter, node: TSESTree.Expression, holds: (atom: Atom) => boolean): void {
  const holder = unwrapped(node);
  if (isHolder(holder)) keep(it, holder, (value) => value.filter(holds));
}

/** What the member is for sure; otherwise anything. */
function memberAtom(atom: Atom, name: string): Value {
  if (atom.kind === 'primitive') return atom.value === undefined || atom.value === null ? UNDEFINED : UNKNOWN;
  if (atom.kind !== 'object') return UNKNOWN;
  if (lacks(atom.heap, name)) return UNDEFINED;
  const own = atom.heap.fields.get(name)?.value ?? NOTHING;
  return own.length === 0 ? UNKNOWN : own;
}

const lacks = ({ type, proto, accessors, fields, rest, base }: Heap, name: string): boolean =>
  type === 'object' && proto === undefined && accessors === undefined && !fields.has(name) && rest.value.length === 0 && base.value.length === 0;
