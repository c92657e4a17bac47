/** Decorators: functions of the program that are called with a class or a method where that is defined, and may give another one. */
import type { TSESTree } from '@typescript-eslint/utils';
import { callFunctionValue } from '../calls/calls.js';
import { parametersOf } from '../calls/parameters.js';
import { evaluate } from '../expressions/evaluate.js';
import { readMember } from '../expressions/member.js';
import type { Interpreter } from '../interpreter.js';
import { objectWith } from '../state/heap.js';
import { constant, isCallable, UNKNOWN, type Atom, type Value } from '../values/values.js';

interface Decorated {
  readonly kind: 'class' | 'method' | 'field';
  readonly name: Value;
  /** The class, for a legacy decorator of one of its members. */
  readonly owner: Value;
}

/** Of a library's decorators those are called that a model speaks of. */
const isCalled = (it: Interpreter, atom: Atom): boolean => isCallable(atom) && (atom.kind !== 'entity' || it.host.models.callsOf(atom.key).length > 0);

/** `(target, name, descriptor)`, as TypeScript had them before the language did. */
const isLegacy = (atom: Atom): boolean => atom.kind === 'function' && parametersOf(atom.node).length >= 3;

/** What stands there after all decorators, the innermost first. */
export function decorated(it: Interpreter, decorators: readonly TSESTree.Decorator[] | undefined, value: Value, what: Decorated): Value {
  if (decorators === undefined || decorators.length === 0) return value;
  const functions = decorators.map(({ expression }) => evaluate(it, expression));
  return decorators.reduceRight((current, node, index) => {
    const decorator = (functions[index] ?? []).filter((atom) => isCalled(it, atom));
    return decorator.length === 0 || !it.live ? current : apply(it, decorator, current, what, node);
  }, value);
}

function apply(it: Interpreter, decorator: Value, value: Value, what: Decorated, call: TSESTree.Decorator): Value {
  if (what.kind === 'method' && decorator.some(isLegacy)) return applyLegacy(it, decorator, value, what, call);
  const context = objectWith({ kind: constant(what.kind), name: what.name, addInitializer: UNKNOWN, metadata: UNKNOWN });
  const given = callFunctionValue(it, decorator, [what.kind === 'field' ? UNKNOWN : value, [context]], call);
  const replaced = given.filter((atom) => (what.kind === 'class' ? atom.kind === 'class' : isCallable(atom)));
  return what.kind === 'field' || replaced.length === 0 ? value : replaced;
}

/** It changes the descriptor, or gives another one. */
function applyLegacy(it: Interpreter, decorator: Value, value: Value, what: Decorated, call: TSESTree.Decorator): Value {
  const descriptor: Value = [objectWith({ value })];
  const given = callFunctionValue(it, decorator, [what.owner, what.name, descriptor], call);
  const described = given.some(({ kind }) => kind === 'object') ? given.filter(({ kind }) => kind === 'object') : descriptor;
  const replaced = readMember(it, described, constant('value'), call).filter(isCallable);
  return replaced.length === 0 ? value : replaced;
}
