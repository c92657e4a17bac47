/** Classes: their definition, making instances, and finding methods through inheritance. */
import type { TSESTree } from '@typescript-eslint/utils';
import { functionValue, invokeFunction, type Invocation } from '../calls/functions.js';
import { evaluate, propertyName } from '../expressions/evaluate.js';
import { readMember } from '../expressions/member.js';
import type { Interpreter } from '../interpreter.js';
import { callEntity } from '../library/index.js';
import { addRest, defineAccessor, keyText, mayOverride, newHeap, writeField } from '../state/heap.js';
import { Scope } from '../state/scope.js';
import { executeBlock } from '../statements/execute.js';
import { typedValue } from '../syntax/types-of.js';
import {
  constant, flatMap, join, UNDEFINED, UNKNOWN, UNKNOWN_ATOM, type ClassAtom, type ClassInfo, type ClassNode, type EntityAtom,
  type FunctionNode, type MethodMember, type ObjectAtom, type Value,
} from '../values/values.js';
import { MAX_CHAIN } from './ancestors.js';
import { commonOf } from './common.js';
import { decorated } from './decorators.js';
import { methodOf, prototypeOf } from './inherited.js';

export interface FoundMethod {
  readonly member: MethodMember;
  readonly owner: ClassInfo;
}

export function findMethod(info: ClassInfo, name: string, depth = 0): FoundMethod | undefined {
  const member = info.methods.get(name);
  if (member !== undefined) return { member, owner: info };
  if (depth > MAX_CHAIN) return undefined;
  for (const parent of info.parent) {
    const found = parent.kind === 'class' ? findMethod(parent.info, name, depth + 1) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

const methodAtoms = new WeakMap<ClassInfo, Map<FunctionNode, Value>>();

export function methodValue(found: FoundMethod, which: 'method' | 'setter' = 'method'): Value {
  const { owner } = found;
  return methodOfClass(owner, which === 'setter' ? (found.member.setter ?? found.member.node) : found.member.node);
}

function methodsKnown(info: ClassInfo): Map<FunctionNode, Value> {
  let atoms = methodAtoms.get(info);
  if (atoms === undefined) methodAtoms.set(info, (atoms = new Map<FunctionNode, Value>()));
  return atoms;
}

/** The function that is called by the method's name: its own, or what a decorator gave for it. */
export function methodOfClass(info: ClassInfo, node: FunctionNode): Value {
  const atoms = methodsKnown(info);
  let value = atoms.get(node);
  if (value === undefined) atoms.set(node, (value = [functionOf(node, info)]));
  return value;
}

function replaceMethod(info: ClassInfo, node: FunctionNode, value: Value): void {
  methodsKnown(info).set(node, value);
}

type Member = TSESTree.ClassElement;

const isMethod = (member: Member): member is TSESTree.MethodDefinition => member.type === 'MethodDefinition';
const isField = (member: Member): member is TSESTree.PropertyDefinition | TSESTree.AccessorProperty =>
  member.type === 'PropertyDefinition' || member.type === 'AccessorProperty';

function bodyOf(node: TSESTree.MethodDefinition): FunctionNode | undefined {
  return node.value.type === 'FunctionExpression' ? node.value : undefined;
}

function methodsOf(it: Interpreter, node: ClassNode, statics: boolean): Map<string, MethodMember> {
  const methods = new Map<string, MethodMember>();
  for (const member of node.body.body) {
    if (!isMethod(member) || member.static !== statics || member.kind === 'constructor') continue;
    const fn = bodyOf(member);
    const name = keyText(propertyName(it, member));
    if (fn === undefined || name === undefined) continue;
    const before = methods.get(name);
    if (member.kind === 'set' && before !== undefined) methods.set(name, { ...before, setter: fn });
    else if (member.kind === 'set') methods.set(name, { kind: 'set', node: fn, setter: fn });
    else methods.set(name, { kind: member.kind === 'get' ? 'get' : 'method', node: fn, setter: before?.setter });
  }
  return methods;
}

export function classValue(it: Interpreter, node: ClassNode): Value {
  const parent = node.superClass === null ? [] : evaluate(it, node.superClass);
  const scope = new Scope(it.scope);
  const statics = newHeap('object', it.site(node));
  const outer = it.scope;
  it.scope = scope;
  const info: ClassInfo = { node, scope, module: it.module, parent, methods: methodsOf(it, node, false), statics };
  const atom: ClassAtom = { kind: 'class', info, heap: statics };
  if (node.id !== null) scope.declare(node.id.name, [atom]);
  it.classes.push(atom);
  decorateMembers(it, info, atom);
  defineStatics(it, info, atom);
  const value = decorated(it, node.decorators, [atom], { kind: 'class', name: constant(node.id?.name ?? ''), owner: [atom] });
  it.scope = outer;
  return value;
}

/** Decorators of methods give what is called in their place; those of fields may do something at once. */
function decorateMembers(it: Interpreter, info: ClassInfo, atom: ClassAtom): void {
  for (const member of info.node.body.body) {
    if (!('decorators' in member) || member.decorators.length === 0) continue;
    const name = member.type === 'MethodDefinition' || isField(member) ? propertyName(it, member) : UNKNOWN;
    const method = isMethod(member) && !member.static && member.kind === 'method' ? info.methods.get(keyText(name) ?? '') : undefined;
    if (method === undefined) decorated(it, member.decorators, UNKNOWN, { kind: 'field', name, owner: [atom] });
    else replaceMethod(info, method.node, decorated(it, member.decorators, [functionOf(method.node, info)], { kind: 'method', name, owner: [atom] }));
  }
}

function defineStatics(it: Interpreter, info: ClassInfo, atom: ClassAtom): void {
  const fn = (node: FunctionNode): Value => [functionValue(it, node, info.scope, { home: info, owner: [atom] })];
  for (const [name, { kind, node, setter }] of methodsOf(it, info.node, true)) {
    if (kind === 'method') writeField(it, info.statics, name, fn(node));
    else defineAccessor(info.statics, name, { get: kind === 'get' ? fn(node) : [], set: setter === undefined ? [] : fn(setter) });
  }
  withSelf(it, info, [atom], () => {
    for (const member of info.node.body.body) {
      if (member.type === 'StaticBlock') executeBlock(it, member.body);
      else if (isField(member) && member.static) initializeField(it, info.statics, member);
    }
  });
}

function withSelf(it: Interpreter, info: ClassInfo, self: Value, run: () => void): void {
  const { frame, scope } = it;
  it.frame = { ...frame, self, home: info, module: info.module };
  it.scope = new Scope(info.scope, 'function');
  run();
  it.frame = frame;
  it.scope = scope;
}

function initializeField(it: Interpreter, heap: ObjectAtom['heap'], member: TSESTree.PropertyDefinition | TSESTree.AccessorProperty): void {
  const name = keyText(propertyName(it, member));
  if (name === undefined) {
    if (member.value !== null) addRest(it, heap, evaluate(it, member.value));
    return;
  }
  if (member.value === null) {
    if (heap.fields.get(name)?.value.length) return;
    writeField(it, heap, name, typedValue(it, member) ?? (member.declare ? UNKNOWN : UNDEFINED));
    return;
  }
  writeField(it, heap, name, evaluate(it, member.value));
}

/** Makes an instance: fields and constructors from the base class down. */
export function instantiate(it: Interpreter, atom: ClassAtom, invocation: Invocation): Value {
  const heap = newHeap('object', invocation.call === undefined ? undefined : it.site(invocation.call), atom.info);
  const self: ObjectAtom = { kind: 'object', heap };
  const depth = it.active.get(atom.info) ?? 0;
  if (depth >= 2) return UNKNOWN;
  it.active.set(atom.info, depth + 1);
  const returned = construct(it, atom.info, self, invocation);
  it.active.set(atom.info, depth);
  if (invocation.unknownCaller !== true) it.instances.set(atom.info, join(it.instances.get(atom.info) ?? [], [self]));
  const made: Value = [atom.when === undefined ? self : { ...self, when: atom.when }];
  return constructed(made, returned);
}

/** The instance of each class that nobody is seen to make one of. */
const unseen = new WeakMap<ClassInfo, Value>();

/** What was seen to be made of the class, else what somebody made of it with nobody knows what. */
export function madeOf(it: Interpreter, info: ClassInfo): Value | undefined {
  const made = it.instances.get(info);
  return made === undefined ? unseen.get(info) : commonOf(made);
}

/** An instance that was seen to be made, else one that somebody makes with nobody knows what. */
export function instanceOf(it: Interpreter, atom: ClassAtom): Value {
  const known = madeOf(it, atom.info);
  if (known !== undefined) return known;
  const self = instantiate(it, atom, { self: [], args: [], unknownCaller: true });
  unseen.set(atom.info, self);
  return self;
}

/** A constructor may return another object than the one that it was given: the only instance, one without `new`. */
export function constructed(self: Value, returned: Value): Value {
  const others = returned.filter((atom) => atom.kind === 'object');
  return others.length > 0 && others.length === returned.length ? others : join(others, self);
}

const constructorOf = (info: ClassInfo): FunctionNode | undefined => {
  const member = info.node.body.body.find((each) => isMethod(each) && each.kind === 'constructor');
  return member !== undefined && isMethod(member) ? bodyOf(member) : undefined;
};

function construct(it: Interpreter, info: ClassInfo, self: ObjectAtom, invocation: Invocation): Value {
  const own = constructorOf(info);
  if (own === undefined) {
    constructParent(it, info, self, invocation);
    initializeFields(it, info, self);
    return UNDEFINED;
  }
  if (info.parent.length === 0) initializeFields(it, info, self);
  const fn = functionOf(own, info);
  return invokeFunction(it, fn, { ...invocation, self: [self], newTarget: true });
}

const functionOf = (node: FunctionNode, info: ClassInfo) =>
  ({ kind: 'function', node, scope: info.scope, module: info.module, home: info, heap: newHeap('object') }) as const;

function initializeFields(it: Interpreter, info: ClassInfo, self: ObjectAtom): void {
  withSelf(it, info, [self], () => {
    for (const member of info.node.body.body) {
      if (isAbstract(member)) leaveOpen(it, self.heap, member);
      else if (isField(member) && !member.static) initializeField(it, self.heap, member);
    }
  });
}

type AbstractMember = TSESTree.TSAbstractPropertyDefinition | TSESTree.TSAbstractMethodDefinition | TSESTree.TSAbstractAccessorProperty;

const isAbstract = (member: Member): member is AbstractMember => member.type.startsWith('TSAbstract');

/** What a class in sight does not give, one out of sight may. */
function leaveOpen(it: Interpreter, heap: ObjectAtom['heap'], member: AbstractMember): void {
  const name = keyText(propertyName(it, member));
  if (name === undefined || heap.proto === undefined || findMethod(heap.proto, name) !== undefined) return;
  writeField(it, heap, name, UNKNOWN);
}

function constructParent(it: Interpreter, info: ClassInfo, self: ObjectAtom, invocation: Invocation): void {
  for (const parent of info.parent) {
    if (parent.kind === 'class') construct(it, parent.info, self, invocation);
    else if (parent.kind === 'function') {
      it.store.write(self.heap.base, prototypeOf(parent));
      invokeFunction(it, parent, { ...invocation, self: [self], newTarget: true });
    } else mayOverride(it, self.heap, parent.kind === 'entity' ? madeBy(it, parent, invocation) : [UNKNOWN_ATOM]);
  }
}

/** What a class of a library makes: its members are those of the instance, too. */
function madeBy(it: Interpreter, parent: EntityAtom, invocation: Invocation): Value {
  const { call } = invocation;
  const returns = it.host.models.callsOf(parent.key).flatMap((row) => row.returns ?? []);
  const [only] = returns;
  if (only === undefined) return [UNKNOWN_ATOM];
  if (call?.type !== 'CallExpression' && call?.type !== 'NewExpression') return 'entity' in only ? [{ kind: 'entity', key: only.entity }] : [UNKNOWN_ATOM];
  const made = callEntity(it, parent, { ...invocation, sites: invocation.sites ?? [], nodes: [], node: call, call, isNew: true, name: '' });
  return made.filter(({ kind }) => kind === 'entity' || kind === 'object');
}

/** `super(…)`. */
export function callSuper(it: Interpreter, invocation: Invocation): Value {
  const { home, self } = it.frame;
  const [instance] = self;
  if (home === undefined || instance?.kind !== 'object') return UNKNOWN;
  constructParent(it, home, instance, invocation);
  initializeFields(it, home, instance);
  return self;
}

/** `super.name`. */
export function superMember(it: Interpreter, name: Value): Value {
  const { home } = it.frame;
  const text = keyText(name);
  if (home === undefined || text === undefined) return UNKNOWN;
  const { self } = it.frame;
  const isStatic = self.some(({ kind }) => kind === 'class');
  return flatMap(home.parent, (parent) => {
    if (parent.kind === 'function') return readMember(it, isStatic ? [parent] : prototypeOf(parent), name, it.root.program);
    if (parent.kind !== 'class') return UNKNOWN;
    const found = isStatic ? undefined : findMethod(parent.info, text);
    if (found !== undefined) return methodOf(it, found, self);
    return readMember(it, [parent], name, it.root.program);
  });
}

