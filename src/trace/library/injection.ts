/** Containers of services: what a token stands for is made when it is first asked for, of what it needs in its turn. */
import type { TSESTree } from '@typescript-eslint/utils';
import { moduleOf } from '../../models/entity-names.js';
import type { ProvideEffect, Returns } from '../../models/form/schema.js';
import { callMapMethod } from '../builtins/maps.js';
import { callFunctionValue, type Call } from '../calls/calls.js';
import { parametersOf } from '../calls/parameters.js';
import { instantiate } from '../classes/classes.js';
import { evaluate } from '../expressions/evaluate.js';
import type { Interpreter } from '../interpreter.js';
import type { ModuleContext } from '../programs/module-context.js';
import { defineAccessor, keyText, newHeap, objectOf, writeField } from '../state/heap.js';
import type { Scope } from '../state/scope.js';
import { typedValue } from '../syntax/types-of.js';
import {
  constant, flatMap, join, NOTHING, UNKNOWN, type Atom, type ClassAtom, type EntityAtom, type FunctionNode, type ObjectAtom, type Value,
} from '../values/values.js';
import { firstGiven } from './refs.js';

/** Those of one package are not told apart. */
interface Container {
  /** Functions that make what stands for a token. */
  readonly makers: ObjectAtom;
  readonly made: ObjectAtom;
  /** What stands for each name, as a member. */
  readonly cradle: ObjectAtom;
}

const known = new WeakMap<Interpreter, Map<string, Container>>();

function containerOf(it: Interpreter, { key }: EntityAtom): Container {
  const all = known.get(it) ?? new Map<string, Container>();
  known.set(it, all);
  const name = moduleOf(key);
  let container = all.get(name);
  if (container === undefined) {
    container = { makers: objectOf(newHeap('map')), made: objectOf(newHeap('map')), cradle: objectOf(newHeap('object')) };
    container.cradle.heap.base.value = UNKNOWN;
    all.set(name, container);
  }
  return container;
}

/** A call in which a container is asked for something, or told. */
interface Asked {
  readonly container: Container;
  readonly call: Call;
}

function inMap(it: Interpreter, map: ObjectAtom, name: 'get' | 'set', args: readonly Value[], { call }: Asked): Value {
  return callMapMethod(it, map, name, { ...call, args, sites: [], nodes: [], rest: undefined, name });
}

/** How something is made, in the words of who provides it. */
interface Maker {
  readonly class?: Value | undefined;
  readonly factory?: Value | undefined;
  readonly value?: Value | undefined;
  readonly args?: readonly Value[];
}

export function applyProvide(it: Interpreter, atom: EntityAtom, call: Call, effect: ProvideEffect): void {
  const asked: Asked = { container: containerOf(it, atom), call };
  // What stands for each name is read as a member: `container.cradle.store`.
  writeField(it, it.globalHeap(atom.key.slice(0, atom.key.lastIndexOf('.'))), 'cradle', [asked.container.cradle]);
  const at = (refs: ProvideEffect['class']): Value | undefined => firstGiven(it, atom, call, refs)?.value;
  for (const table of at(effect.table) ?? []) {
    if (table.kind !== 'object') continue;
    for (const [name, { value }] of table.heap.fields) provide(it, asked, constant(name), makerIn(value));
  }
  const token = at(effect.token);
  if (token === undefined || token.some((each) => each.kind === 'object' && effect.table !== undefined)) return;
  const resolver = at(effect.resolver);
  const passed: Value = effect.passes === undefined ? UNKNOWN : [{ kind: 'entity', key: effect.passes }];
  provide(it, asked, token, resolver === undefined ? { class: at(effect.class), factory: at(effect.factory), value: at(effect.value), args: [passed] } : makerIn(resolver));
}

const RESOLVERS = { 'awilix#asClass()': 'class', 'awilix#asFunction()': 'factory', 'awilix#asValue()': 'value' } as const;
const isResolver = (key: string): key is keyof typeof RESOLVERS => key in RESOLVERS;

/** `asClass(Store)` */
function makerIn([resolver]: Value): Maker {
  if (resolver?.kind !== 'entity' || !isResolver(resolver.key)) return {};
  return { [RESOLVERS[resolver.key]]: resolver.args?.[0] };
}

const TOKENS = new Set<Atom['kind']>(['text', 'primitive', 'class', 'function', 'object']);

function provide(it: Interpreter, asked: Asked, token: Value, maker: Maker): void {
  const { container, call } = asked;
  // What stands for a token that is not known may be asked for by any other.
  if (token.length !== 1 || token.some(({ kind }) => !TOKENS.has(kind))) return;
  const make: Atom = { kind: 'native', call: () => madeBy(it, asked, maker) };
  inMap(it, container.makers, 'set', [token, [make]], asked);
  const name = keyText(token);
  if (name === undefined) return;
  defineAccessor(container.cradle.heap, name, { get: [{ kind: 'native', call: () => resolved(it, { container, call }, token) }] });
}

function madeBy(it: Interpreter, asked: Asked, { class: type, factory, value, args = [] }: Maker): Value {
  if (type !== undefined) return flatMap(type, (atom) => (atom.kind === 'class' ? instance(it, asked, atom) : UNKNOWN));
  if (value !== undefined) return value;
  if (factory === undefined) return UNKNOWN;
  return flatMap(factory, (fn) => {
    const needed = fn.kind === 'function' && args.length === 0 ? needs(it, asked, fn.node, fn) : args;
    return callFunctionValue(it, [fn], needed, asked.call.node);
  });
}

/** What the token stands for; a class of which nothing was said is made itself. */
function resolved(it: Interpreter, asked: Asked, token: Value): Value {
  const makers = inMap(it, asked.container.makers, 'get', [token], asked).filter(({ kind }) => kind === 'native');
  if (makers.length > 0) return callFunctionValue(it, makers, [], asked.call.node);
  return flatMap(token, (atom) => (atom.kind === 'class' ? instance(it, asked, atom) : UNKNOWN));
}

/** One instance of each class. */
function instance(it: Interpreter, asked: Asked, type: ClassAtom): Value {
  const before = inMap(it, asked.container.made, 'get', [[type]], asked).filter(({ kind }) => kind === 'object');
  if (before.length > 0) return before;
  const { info } = type;
  const member = info.node.body.body.find((each) => each.type === 'MethodDefinition' && each.kind === 'constructor');
  const own = member?.type === 'MethodDefinition' && member.value.type === 'FunctionExpression' ? member.value : undefined;
  const args = own === undefined ? [] : needs(it, asked, own, info);
  const made = instantiate(it, type, { self: NOTHING, args, unknownCaller: true });
  it.instances.set(info, join(it.instances.get(info) ?? NOTHING, made));
  inMap(it, asked.container.made, 'set', [[type], made], asked);
  return made;
}

interface Place {
  readonly scope: Scope;
  readonly module: ModuleContext;
}

/** What a constructor or a factory is called with. */
function needs(it: Interpreter, asked: Asked, node: FunctionNode, { scope, module }: Place): readonly Value[] {
  const saved = { scope: it.scope, frame: it.frame };
  it.scope = scope;
  it.frame = { ...it.frame, module };
  const params = parametersOf(node);
  const found = params.map((param) => need(it, asked, param, params.length === 1));
  Object.assign(it, saved);
  return found;
}

function need(it: Interpreter, asked: Asked, param: TSESTree.Parameter, isOnly: boolean): Value {
  const token = tokenOf(it, param);
  if (token !== undefined) return resolved(it, asked, token);
  const { cradle } = asked.container;
  const inner = param.type === 'TSParameterProperty' ? param.parameter : param;
  if (inner.type === 'Identifier' && cradle.heap.accessors?.has(inner.name) === true) return resolved(it, asked, constant(inner.name));
  return typedValue(it, param) ?? (isOnly ? [cradle] : UNKNOWN);
}

/** `@inject(TOKEN)`, or the class that the parameter's type is. */
function tokenOf(it: Interpreter, param: TSESTree.Parameter): Value | undefined {
  for (const { expression } of param.decorators) {
    const decorator = evaluate(it, expression).find((atom) => atom.kind === 'entity' && atom.key.endsWith('#inject()'));
    if (decorator?.kind === 'entity' && decorator.args?.[0] !== undefined) return decorator.args[0];
  }
  const inner = param.type === 'TSParameterProperty' ? param.parameter : param;
  const type = inner.type === 'Identifier' ? inner.typeAnnotation?.typeAnnotation : undefined;
  if (type?.type !== 'TSTypeReference' || type.typeName.type !== 'Identifier') return undefined;
  const named = it.scope.lookup(type.typeName.name)?.value ?? NOTHING;
  return named.length === 1 && named[0]?.kind === 'class' ? named : undefined;
}

export const provided = (it: Interpreter, atom: EntityAtom, call: Call, returns: Extract<Returns, { provided: unknown }>): Value =>
  resolved(it, { container: containerOf(it, atom), call }, firstGiven(it, atom, call, returns.provided)?.value ?? UNKNOWN);
