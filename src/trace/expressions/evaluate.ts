/** Expressions: what each may be. One function a construct; the larger ones stand in files of their own. */
import type { TSESTree } from '@typescript-eslint/utils';
import { regExpValue } from '../builtins/patterns.js';
import { evaluateCall, evaluateImport, evaluateNew, evaluateTagged } from '../calls/calls.js';
import { enteredAt, functionValue, passedOn } from '../calls/functions.js';
import { forwardSent, sentTo } from '../calls/driven.js';
import { draw, giveElement, resultOf, suspendedIn } from '../calls/generators.js';
import { classValue, superMember } from '../classes/classes.js';
import { narrowBranch } from '../guards/presence.js';
import { truthOf } from '../guards/truth.js';
import { MAX_NESTING, type Interpreter } from '../interpreter.js';
import { globalValue } from '../library/entities.js';
import { addUnder, defineAccessor, newHeap, objectOf, keyText, pushAll, writeField } from '../state/heap.js';
import { awaited } from '../time/promises.js';
import { underPicked } from '../values/keys.js';
import { concatenate, type Piece } from '../values/text.js';
import { constant, flatMap, NOTHING, NULL, UNDEFINED, UNKNOWN, type FunctionAtom, type Heap, type ObjectAtom, type Value } from '../values/values.js';
import { evaluateAssignment, evaluateUpdate } from './assignment.js';
import { evaluateArray } from './array-literal.js';
import { iterable } from './iterables.js';
import { iterationOf } from './iteration.js';
import { evaluateLogical } from './logical.js';
import { readMember } from './member.js';
import { evaluateBinary, evaluateUnary } from './operators.js';
import { textLike } from './own-text.js';
import { noteSpread, spreadInto } from './spreading.js';

export function evaluate(it: Interpreter, node: TSESTree.Node): Value {
  if (!it.live) return NOTHING;
  it.step();
  if (it.nesting > MAX_NESTING) return UNKNOWN;
  it.nesting++;
  const value = evaluateCommon(it, node);
  it.nesting--;
  return value;
}

function evaluateCommon(it: Interpreter, node: TSESTree.Node): Value {
  switch (node.type) {
    case 'Identifier':
      return evaluateIdentifier(it, node);
    case 'MemberExpression':
      return evaluateMember(it, node);
    case 'CallExpression':
      return evaluateCall(it, node);
    case 'Literal':
      return evaluateLiteral(it, node);
    case 'TemplateLiteral':
      return evaluateTemplate(it, node);
    case 'ObjectExpression':
      return evaluateObject(it, node);
    case 'ArrayExpression':
      return evaluateArray(it, node);
    case 'ArrowFunctionExpression':
    case 'FunctionExpression':
    case 'FunctionDeclaration':
      return [functionValue(it, node, it.scope)];
    case 'AwaitExpression':
      return awaited(it, evaluate(it, node.argument));
    case 'BinaryExpression':
      return evaluateBinary(it, node);
    case 'LogicalExpression':
      return evaluateLogical(it, node);
    case 'ConditionalExpression':
      return evaluateConditional(it, node);
    default:
      return evaluateOther(it, node);
  }
}

function evaluateOther(it: Interpreter, node: TSESTree.Node): Value {
  switch (node.type) {
    case 'ChainExpression':
    case 'TSAsExpression':
    case 'TSInstantiationExpression':
    case 'TSNonNullExpression':
    case 'TSSatisfiesExpression':
    case 'TSTypeAssertion':
      return evaluate(it, node.expression);
    case 'AssignmentExpression':
      return evaluateAssignment(it, node);
    case 'NewExpression':
      return evaluateNew(it, node);
    case 'ThisExpression':
      return it.frame.self.length === 0 ? UNKNOWN : it.frame.self;
    case 'UnaryExpression':
      return evaluateUnary(it, node);
    case 'UpdateExpression':
      return evaluateUpdate(it, node);
    case 'TaggedTemplateExpression':
      return evaluateTagged(it, node);
    case 'SequenceExpression':
      return node.expressions.reduce<Value>((_, each) => evaluate(it, each), NOTHING);
    default:
      return evaluateRare(it, node);
  }
}

function evaluateRare(it: Interpreter, node: TSESTree.Node): Value {
  switch (node.type) {
    case 'ClassExpression':
    case 'ClassDeclaration':
      return classValue(it, node);
    case 'ImportExpression':
      return evaluateImport(it, node);
    case 'MetaProperty':
      if (node.meta.name === 'import') return globalValue(it, 'import.meta');
      return it.frame.newTarget ? [{ kind: 'unknown', made: true }] : UNDEFINED;
    case 'YieldExpression':
      return evaluateYield(it, node);
    case 'JSXElement':
    case 'JSXFragment':
      return evaluateMarkup(it, node);
    default:
      return UNKNOWN;
  }
}

function evaluateIdentifier(it: Interpreter, node: TSESTree.Identifier): Value {
  const cell = it.scope.lookup(node.name);
  if (cell === undefined) return globalValue(it, node.name);
  return cell.value.length === 0 ? UNKNOWN : underPicked(cell.value, it.frame.picked);
}

function evaluateLiteral(it: Interpreter, node: TSESTree.Literal): Value {
  const { value } = node;
  if (typeof value === 'string') return constant(value, it.site(node));
  if ('regex' in node) return regExpValue(node.regex.pattern, node.regex.flags);
  if (value === null) return 'bigint' in node ? UNKNOWN : NULL;
  if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint') {
    return [{ kind: 'primitive', value, site: it.site(node) }];
  }
  return UNKNOWN;
}

function evaluateTemplate(it: Interpreter, node: TSESTree.TemplateLiteral): Value {
  const site = it.site(node);
  const pieces: Piece[] = [];
  node.quasis.forEach((quasi, index) => {
    const text = quasi.value.cooked;
    if (text === null) pieces.push({ value: UNKNOWN, site });
    else if (text !== '') pieces.push({ value: constant(text, site), site });
    const expression = node.expressions[index];
    if (expression !== undefined) pieces.push({ value: textLike(it, evaluate(it, expression)), site: it.site(expression) });
  });
  return it.live ? concatenate(pieces, site) : NOTHING;
}

/** `[Symbol.iterator]` is a name like any other. */
function memberKey(key: Value): Value {
  const [only] = key;
  const wellKnown = key.length === 1 && only?.kind === 'entity' && only.key.startsWith('global#Symbol.');
  return wellKnown ? constant(only.key.slice('global#'.length)) : key;
}

/** Name of a member in an object, class or pattern: constant, or what the computed key evaluates to. */
export function propertyName(
  it: Interpreter,
  property: { readonly key: TSESTree.Node; readonly computed: boolean },
): Value {
  const { key } = property;
  if (property.computed) return memberKey(evaluate(it, key));
  if (key.type === 'Identifier') return constant(key.name, it.site(key));
  if (key.type === 'PrivateIdentifier') return constant(`#${key.name}`);
  return key.type === 'Literal' ? constant(String(key.value), it.site(key)) : UNKNOWN;
}

export function memberName(it: Interpreter, node: TSESTree.MemberExpression): Value {
  if (node.computed) return memberKey(evaluate(it, node.property));
  const { property } = node;
  return constant(property.type === 'PrivateIdentifier' ? `#${property.name}` : property.name, it.site(property));
}

function evaluateObject(it: Interpreter, node: TSESTree.ObjectExpression): Value {
  const heap = newHeap('object', it.site(node));
  const atom = objectOf(heap);
  for (const property of node.properties) {
    if (property.type === 'SpreadElement') {
      spreadInto(it, heap, evaluate(it, property.argument));
      if (it.argumentDepth > 0) noteSpread(it, heap, it.site(property.argument));
      continue;
    }
    const name = propertyName(it, property);
    if (property.value.type !== 'FunctionExpression') {
      writeNamed(it, heap, name, propertyValue(it, property.value));
      heap.fields.get(keyText(name) ?? '')?.note(it.site(property.value));
    } else defineMember(it, atom, name, { kind: property.kind, fn: functionValue(it, property.value, it.scope, { owner: [atom] }) });
  }
  return [atom];
}

interface WrittenFunction {
  readonly kind: 'init' | 'get' | 'set';
  readonly fn: FunctionAtom;
}

function defineMember(it: Interpreter, { heap }: ObjectAtom, name: Value, { kind, fn }: WrittenFunction): void {
  const text = keyText(name);
  if (kind === 'init') writeNamed(it, heap, name, [fn]);
  else if (text !== undefined) defineAccessor(heap, text, { [kind]: [fn] });
}

function writeNamed(it: Interpreter, heap: Heap, name: Value, value: Value): void {
  const text = keyText(name);
  if (text === '__proto__') it.store.write(heap.base, value);
  else if (text !== undefined) {
    writeField(it, heap, text, value);
    return;
  }
  addUnder(it, heap, name, value);
}

export function propertyValue(it: Interpreter, node: TSESTree.Node): Value {
  const value = evaluate(it, node);
  return it.argumentDepth > 0 ? enteredAt(passedOn(it, value, it.frame), it.site(node)) : value;
}

function evaluateMember(it: Interpreter, node: TSESTree.MemberExpression): Value {
  if (node.object.type === 'Super') return superMember(it, memberName(it, node));
  const object = evaluate(it, node.object);
  if (!it.live) return NOTHING;
  return readMember(it, object, memberName(it, node), node, node.property);
}

function evaluateConditional(it: Interpreter, node: TSESTree.ConditionalExpression): Value {
  const truth = truthOf(it, evaluate(it, node.test));
  const branch = (condition: typeof truth.yes, taken: TSESTree.Expression, positive: boolean) => ({
    condition,
    run: () => {
      narrowBranch(it, node.test, positive);
      return it.live ? evaluate(it, taken) : NOTHING;
    },
  });
  return it.fork([branch(truth.yes, node.consequent, true), branch(truth.no, node.alternate, false)]);
}

function evaluateYield(it: Interpreter, node: TSESTree.YieldExpression): Value {
  const value = node.argument === null || node.argument === undefined ? UNDEFINED : evaluate(it, node.argument);
  const { yields } = it.frame;
  if (yields === undefined) return it.frame.coroutine ? awaited(it, value) : UNKNOWN;
  if (!node.delegate) {
    giveElement(it, yields, awaited(it, value));
    return it.live ? sentTo(it, yields) : NOTHING;
  }
  giveEach(it, yields, iterable(it, value));
  return flatMap(value, (atom) => (atom.kind === 'object' ? resultOf(atom.heap) : UNKNOWN));
}

/** `yield*`: each element is given on as it comes. */
function giveEach(it: Interpreter, yields: Heap, value: Value): void {
  const generator = suspendedIn(value);
  if (generator !== undefined) {
    draw(it, generator, (element) => {
      giveElement(it, yields, element);
      forwardSent(it, yields, generator);
    });
    return;
  }
  const { exact, any } = iterationOf(it, value);
  if (exact !== undefined) for (const element of exact) giveElement(it, yields, element);
  else {
    giveElement(it, yields, any);
    pushAll(it, yields, undefined, any);
  }
}

/** Markup is not followed, but the expressions in it run. */
function evaluateMarkup(it: Interpreter, node: TSESTree.JSXElement | TSESTree.JSXFragment): Value {
  for (const child of node.children) {
    if (child.type === 'JSXExpressionContainer' && child.expression.type !== 'JSXEmptyExpression') evaluate(it, child.expression);
    else if (child.type === 'JSXElement' || child.type === 'JSXFragment') evaluate(it, child);
  }
  return UNKNOWN;
}

