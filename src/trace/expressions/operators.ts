/** Operators on values. */
import type { TSESTree } from '@typescript-eslint/utils';
import { instanceTest } from '../classes/inherited.js';
import { eitherTest, negation, UNDECIDED, type Test } from '../guards/condition.js';
import { equalityOf, equalityOfPresent, membershipOf, truthOf, truthOfPresent, uploadsTest, withAbsence } from '../guards/truth.js';
import { ageTest } from '../guards/young.js';
import type { Interpreter } from '../interpreter.js';
import type { Site } from '../site.js';
import { keyText } from '../state/heap.js';
import { guardedBy } from '../state/store.js';
import { counting } from '../values/counters.js';
import { computedSize, measureOf, noteComparison, noteEquality } from '../values/sizes.js';
import { concatenate, type Piece } from '../values/text.js';
import {
  constant, constantText, flatMap, isVarying, primitive, UNDEFINED, UNKNOWN, UNKNOWN_ATOM, type Atom, type MethodAtom, type PrimitiveAtom,
  type UnknownAtom, type Value,
} from '../values/values.js';
import { evaluate, memberName } from './evaluate.js';
import { deleteMember } from './member-write.js';
import { textLike } from './own-text.js';

export const testValue = (test: Test): Value => [{ kind: 'test', test }];

type Arithmetic = (a: number, b: number) => number | boolean;

const ARITHMETIC: Readonly<Record<string, Arithmetic>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '%': (a, b) => a % b,
  '**': (a, b) => a ** b,
  '<<': (a, b) => a << b,
  '>>': (a, b) => a >> b,
  '>>>': (a, b) => a >>> b,
  '&': (a, b) => a & b,
  '|': (a, b) => a | b,
  '^': (a, b) => a ^ b,
  '<': (a, b) => a < b,
  '>': (a, b) => a > b,
  '<=': (a, b) => a <= b,
  '>=': (a, b) => a >= b,
};

const numberOf = (atom: Atom): number | undefined => {
  if (atom.kind !== 'primitive') return undefined;
  return typeof atom.value === 'number' ? atom.value : typeof atom.value === 'bigint' ? Number(atom.value) : undefined;
};

const boundOf = (atom: Atom): number | undefined => (atom.kind === 'source' ? atom.below : undefined);

/** What is computed of a random number is not above the largest of these. */
function bounded(atom: Atom, ends: readonly unknown[]): Atom {
  if (atom.kind !== 'source') return atom;
  const numbers = ends.map(Number).filter((end) => Number.isFinite(end));
  return { ...atom, below: numbers.length === 0 ? undefined : Math.max(...numbers) };
}

function arithmetic(a: Atom, b: Atom, operator: string, compute: Arithmetic): Value {
  const left = numberOf(a);
  const right = numberOf(b);
  // What varies from run to run varies in what is computed from it too.
  if (left !== undefined && right !== undefined) return primitive(compute(left, right));
  if (isVarying(a)) return [bounded(a, boundOf(a) === undefined || right === undefined ? [] : [compute(0, right), compute(boundOf(a) ?? 0, right)])];
  if (isVarying(b)) return [bounded(b, boundOf(b) === undefined || left === undefined ? [] : [compute(left, 0), compute(left, boundOf(b) ?? 0)])];
  const [size, counted] = [computedSize(operator, a, b), counting(operator, a, b)];
  if (size !== undefined) return [{ kind: 'unknown', size, counted }];
  return counted === undefined ? atLeast(a, b, compute) : atLeast(a, b, compute).map((atom) => ({ ...atom, counted }));
}

/** A constant times something that counts (`1500 * attempt`, `1500 * 2 ** attempt`) is hardly below the constant. */
function atLeast(a: Atom, b: Atom, compute: Arithmetic): readonly UnknownAtom[] {
  const [left, right] = [leastOf(a), leastOf(b)];
  if ((compute !== ARITHMETIC['*'] && compute !== ARITHMETIC['**']) || left === undefined || right === undefined) return [UNKNOWN_ATOM];
  const least = compute === ARITHMETIC['**'] ? 1 : left * right;
  return [{ kind: 'unknown', atLeast: least }];
}

const leastOf = (atom: Atom): number | undefined => (atom.kind === 'unknown' ? (atom.atLeast ?? 1) : numberOf(atom));

/** A result is there where its operands are: `list.indexOf(manifest.stage) >= 0` tells of the stage. */
function onPaths(a: Atom, b: Atom, result: Value): Value {
  let value = result;
  for (const { when } of [a, b]) value = guardedBy(value, when);
  return value;
}

const texts = (atom: Atom): boolean =>
  atom.kind === 'text' ||
  atom.kind === 'endpoint' ||
  atom.kind === 'upload-url' ||
  atom.kind === 'stage' ||
  atom.kind === 'stage-key' ||
  atom.kind === 'url' ||
  atom.kind === 'source' ||
  atom.kind === 'json' ||
  atom.kind === 'bytes';

export function binary(it: Interpreter, operator: string, left: Piece, right: Piece, site: Site | undefined): Value {
  switch (operator) {
    case '+':
      if (left.value.some(texts) || right.value.some(texts)) return concatenate([asText(it, left), asText(it, right)], site);
      break;
    case '===':
    case '==':
      noteEquality(it, left.value, right.value);
      return testValue(equality(it, left.value, right.value));
    case '!==':
    case '!=':
      noteEquality(it, left.value, right.value);
      return testValue(negation(equality(it, left.value, right.value)));
    case 'in':
      return testValue(membership(it, left.value, right.value));
    case 'instanceof':
      return testValue(instanceTest(left.value, right.value));
    default:
  }
  const compute = ARITHMETIC[operator];
  if (compute === undefined) return UNKNOWN;
  const age = ageTest(operator, left.value, right.value);
  if (age !== undefined) return testValue(age);
  if (/^[<>]=?$/.test(operator)) noteComparison(it, left.value, right.value);
  return flatMap(left.value, (a) => flatMap(right.value, (b) => onPaths(a, b, arithmetic(a, b, operator, compute))));
}

const isNullish = (value: Value): boolean =>
  value.length > 0 && value.every((atom) => atom.kind === 'primitive' && (atom.value === undefined || atom.value === null));

/** Of a map of upload URLs, to be there is to be outside of the deployment stage (C6). */
function equality(it: Interpreter, left: Value, right: Value): Test {
  if (!isNullish(right)) return isNullish(left) && right.length > 0 ? equality(it, right, left) : equalityOf(left, right);
  const [first, ...others] = left.map((atom) =>
    atom.kind === 'stage-map' || atom.kind === 'endpoint' ? negation(truthOfPresent(it, [atom])) : equalityOfPresent([atom], right),
  );
  return first === undefined ? UNDECIDED : withAbsence(left, others.reduce(eitherTest, first), 'equal');
}

const asText = (it: Interpreter, piece: Piece): Piece => ({ ...piece, value: textLike(it, piece.value) });

/** `'initial' in manifest.getUploadUrls`, `'getUploadUrls' in manifest`, `stage in runners`. */
export function membership(it: Interpreter, key: Value, object: Value): Test {
  const [holder] = object;
  if (object.length !== 1 || holder === undefined) return UNDECIDED;
  const uploads = holder.kind === 'stage-map' ? holder.map === 'upload' : mayBeManifest(holder) && keyText(key) === it.host.settings.keys.getUploadUrls;
  if (uploads) return uploadsTest(it, holder.kind === 'stage-map' ? holder : undefined);
  if (holder.kind !== 'object' || holder.heap.base.value.length > 0 || holder.heap.rest.value.length > 0) {
    return UNDECIDED;
  }
  const names = [...holder.heap.fields].filter(([, cell]) => cell.value.length > 0).map(([name]) => constant(name));
  return membershipOf(key, names);
}

const mayBeManifest = ({ kind }: Atom): boolean => kind === 'unknown' || kind === 'entity';

export function evaluateBinary(it: Interpreter, node: TSESTree.BinaryExpression): Value {
  // A left spine may be thousands of terms long: it is walked with a loop, not by recursion.
  const spine: TSESTree.BinaryExpression[] = [];
  let left: TSESTree.Node = node;
  while (left.type === 'BinaryExpression') {
    spine.push(left);
    left = left.left;
  }
  let value = left.type === 'PrivateIdentifier' ? UNKNOWN : evaluate(it, left);
  let site = it.site(left);
  for (let at = spine.pop(); at !== undefined; at = spine.pop()) {
    const right = evaluate(it, at.right);
    const joined = it.site(at);
    value = binary(it, at.operator, { value, site }, { value: right, site: it.site(at.right) }, joined);
    site = joined;
  }
  return value;
}

export function evaluateUnary(it: Interpreter, node: TSESTree.UnaryExpression): Value {
  if (node.operator === 'delete' && node.argument.type === 'MemberExpression') {
    deleteMember(it, evaluate(it, node.argument.object), memberName(it, node.argument));
    return UNKNOWN;
  }
  const value = evaluate(it, node.argument);
  switch (node.operator) {
    case '!':
      return testValue(negation(truthOf(it, value)));
    case 'typeof':
      return flatMap(value, (atom) => typeName(atom));
    case 'void':
      return UNDEFINED;
    case '-':
    case '+':
    case '~':
      return flatMap(value, (atom) => onPaths(atom, atom, signed(atom, node.operator)));
    default:
      return UNKNOWN;
  }
}

function signed(atom: Atom, operator: string): Value {
  const number = numberOf(atom) ?? (constantText(atom) === undefined ? undefined : Number(constantText(atom)));
  if (number === undefined) return isVarying(atom) || (operator === '+' && measureOf(atom) !== undefined) ? [atom] : UNKNOWN;
  return primitive(operator === '-' ? -number : operator === '~' ? ~number : number);
}

/** What `typeof` gives. */
export function typeName(atom: Atom): Value {
  switch (atom.kind) {
    case 'text':
    case 'stage':
    case 'stage-key':
    case 'json':
    case 'upload-url':
      return constant('string');
    case 'function':
    case 'class':
      return constant('function');
    case 'object':
    case 'promise':
    case 'url':
      return constant('object');
    case 'primitive':
      return constant(primitiveType(atom));
    case 'method':
      return typeOfMethod(atom);
    default:
      return UNKNOWN;
  }
}

/** Who asks for these asks whether it is an iterator: nothing else that is known to have methods has them. */
const OF_ITERATORS = /^(?:next|return|throw)$/u;

function typeOfMethod({ receiver, name }: MethodAtom): Value {
  if (!OF_ITERATORS.test(name)) return UNKNOWN;
  if (receiver.kind === 'object') return receiver.heap.type === 'iterator' ? constant('function') : UNKNOWN;
  return receiver.kind === 'promise' ? constant('undefined') : UNKNOWN;
}

const primitiveType = (atom: PrimitiveAtom): string => (atom.value === null ? 'object' : typeof atom.value);
