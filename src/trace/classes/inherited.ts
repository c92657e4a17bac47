/** Members that an object has by its class, by the prototype of its constructor function, or by a getter. */
import { invokeFunction, type Invocation } from '../calls/functions.js';
import { askedFor } from '../calls/parameters.js';
import { CERTAIN, eitherTest, REFUTED, UNDECIDED, type Test } from '../guards/condition.js';
import type { Interpreter } from '../interpreter.js';
import { fieldCell, newHeap, objectOf, ownField } from '../state/heap.js';
import { Cell } from '../state/store.js';
import {
  flatMap, join, NOTHING, UNDEFINED, UNKNOWN, UNKNOWN_ATOM, type Accessor, type Atom, type ClassAtom, type ClassInfo, type FunctionAtom,
  type Heap, type ObjectAtom, type Value,
} from '../values/values.js';
import { MAX_CHAIN } from './ancestors.js';
import { constructed, findMethod, methodValue, type FoundMethod } from './classes.js';

/** What a getter gives for `self`. */
export function runGetter(it: Interpreter, getter: Value, self: Value): Value {
  if (getter.length === 0) return UNDEFINED;
  return flatMap(getter, (fn) => {
    if (fn.kind === 'native') return fn.call([]);
    return fn.kind === 'function' ? invokeFunction(it, fn, { self, args: [] }) : UNKNOWN;
  });
}

/** The accessor of that name, of the object itself or of what it inherits from without a class. */
export function accessorOf(heap: Heap, name: string, depth = 0): Accessor | undefined {
  const own = heap.accessors?.get(name);
  if (own !== undefined || depth > MAX_CHAIN) return own;
  for (const base of heap.base.value) {
    const found = base.kind === 'object' ? accessorOf(base.heap, name, depth + 1) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A member by a getter or by the class; undefined if there is none. `receiver` is `this` for a getter. */
export function inheritedMember(it: Interpreter, heap: Heap, name: string, receiver: ObjectAtom): Value | undefined {
  const own = heap.accessors?.get(name);
  if (own !== undefined) return runGetter(it, own.get, [receiver]);
  const { proto } = heap;
  if (proto === undefined) return undefined;
  const found = findMethod(proto, name);
  const patched = patchedMember(proto, name, found?.owner);
  if (patched.length > 0) return patched;
  if (found !== undefined) return methodOf(it, found, [receiver]);
  return name === 'constructor' ? [classOf(proto)] : undefined;
}

/** A method, or what a getter of the class gives. */
export function methodOf(it: Interpreter, found: FoundMethod, self: Value): Value {
  if (found.member.kind === 'set') return UNDEFINED;
  const value = methodValue(found);
  return found.member.kind === 'method' ? value : runGetter(it, value, self);
}

const classOf = (info: ClassInfo): ClassAtom => ({ kind: 'class', info, heap: info.statics });

/** No name that a program can write. */
const PROTOTYPE = '#[[prototype]]';

/** What was assigned to the prototype of the class, or of one below the method's owner. */
function patchedMember(info: ClassInfo, name: string, owner: ClassInfo | undefined, depth = 0): Value {
  const prototype = info.statics.fields.get(PROTOTYPE)?.value ?? NOTHING;
  const own = flatMap(prototype, (atom) => (atom.kind === 'object' ? (atom.heap.fields.get(name)?.value ?? NOTHING) : NOTHING));
  if (own.length > 0 || info === owner || depth > MAX_CHAIN) return own;
  return flatMap(info.parent, (parent) => (parent.kind === 'class' ? patchedMember(parent.info, name, owner, depth + 1) : NOTHING));
}

function prototypeOfClass({ info }: ClassAtom): Value {
  const cell = fieldCell(info.statics, PROTOTYPE);
  if (cell.value.length === 0) cell.value = [objectOf({ ...newHeap('object', undefined, info), id: info.statics.id })];
  return cell.value;
}

/** The object that instances of a constructor function inherit from. */
export function prototypeOf(atom: FunctionAtom): Value {
  const cell = fieldCell(atom.heap, 'prototype');
  if (cell.value.length === 0) {
    // As old as the function, whichever path asks for it first.
    const heap = { ...newHeap('object'), id: atom.heap.id };
    heap.fields.set('constructor', new Cell([atom], heap.id));
    heap.base.value = [UNKNOWN_ATOM];
    cell.value = [objectOf(heap)];
  }
  return cell.value;
}

const INSTANCES = '#[[instances]]';

/** What `new` makes of a constructor function. */
export function makeInstance(it: Interpreter, atom: FunctionAtom, invocation: Invocation): Value {
  // What it holds, the function has put there: it was not written where the instance is made.
  const heap = newHeap('object');
  heap.base.value = prototypeOf(atom);
  const self: Value = [objectOf(heap)];
  if (invocation.unknownCaller !== true) {
    const instances = fieldCell(atom.heap, INSTANCES);
    instances.value = join(instances.value, self);
  }
  return constructed(self, invokeFunction(it, atom, { ...invocation, self, newTarget: true }));
}

export const instancesOf = ({ heap }: FunctionAtom): Value => heap.fields.get(INSTANCES)?.value ?? NOTHING;

/** Functions that instances of a constructor function have in common. */
export function prototypeFunctions({ heap }: FunctionAtom): readonly FunctionAtom[] {
  const cells = (heap.fields.get('prototype')?.value ?? NOTHING).flatMap((atom) => (atom.kind === 'object' ? [...atom.heap.fields] : []));
  return cells.flatMap(([name, { value }]) => value.filter((atom): atom is FunctionAtom => atom.kind === 'function' && name !== 'constructor'));
}

/** `call`, `apply`, `bind` and what else each function has. */
const OF_FUNCTIONS = /^(?:call|apply|bind|toString|length)$/;

const method = (receiver: Atom, name: string): Value => [{ kind: 'method', receiver, name }];

export function functionMember(atom: FunctionAtom, name: string): Value {
  if (name === 'prototype' && atom.node.type !== 'ArrowFunctionExpression') return prototypeOf(atom);
  const own = ownField(atom.heap, name);
  if (own.length > 0) return own;
  if (name === 'length') return askedFor(atom);
  return OF_FUNCTIONS.test(name) ? method(atom, name) : UNKNOWN;
}

export function staticMember(it: Interpreter, atom: ClassAtom, name: string, receiver: ClassAtom = atom): Value {
  if (name === 'prototype') return prototypeOfClass(atom);
  const { statics, parent } = atom.info;
  const own = ownField(statics, name);
  if (own.length > 0) return own;
  const accessor = statics.accessors?.get(name);
  if (accessor !== undefined) return runGetter(it, accessor.get, [receiver]);
  if (OF_FUNCTIONS.test(name)) return method(receiver, name);
  if (parent.length === 0) return name === 'name' ? UNKNOWN : UNDEFINED;
  return flatMap(parent, (above) => {
    if (above.kind === 'class') return staticMember(it, above, name, receiver);
    return above.kind === 'function' ? functionMember(above, name) : UNKNOWN;
  });
}

export function hasUnknownParent(info: ClassInfo): boolean {
  return info.parent.some((parent) => (parent.kind === 'class' ? hasUnknownParent(parent.info) : true));
}

/** `object instanceof constructor`. */
export function instanceTest(object: Value, constructor: Value): Test {
  const tests = object.flatMap((atom) => constructor.map((maker) => isInstance(atom, maker)));
  const [first = UNDECIDED, ...others] = tests;
  const conditional = [...object, ...constructor].some(({ when }) => when !== undefined);
  return conditional ? UNDECIDED : others.reduce(eitherTest, first);
}

function isInstance(atom: Atom, maker: Atom): Test {
  if (atom.kind === 'text' || atom.kind === 'stage' || atom.kind === 'primitive') return REFUTED;
  if (atom.kind !== 'object' || atom.heap.type !== 'object') return UNDECIDED;
  if (maker.kind === 'class') return isOfClass(atom.heap.proto, maker.info);
  if (maker.kind !== 'function') return UNDECIDED;
  const prototypes = prototypeOf(maker);
  return prototypes.some((prototype) => prototype.kind === 'object' && inheritsFrom(atom.heap, prototype.heap)) ? CERTAIN : UNDECIDED;
}

function isOfClass(proto: ClassInfo | undefined, info: ClassInfo, depth = 0): Test {
  if (proto === undefined || depth > MAX_CHAIN) return UNDECIDED;
  if (proto === info) return CERTAIN;
  if (proto.parent.length === 0) return REFUTED;
  const [first = UNDECIDED, ...others] = proto.parent.map((parent) =>
    parent.kind === 'class' ? isOfClass(parent.info, info, depth + 1) : UNDECIDED,
  );
  return others.reduce(eitherTest, first);
}

const inheritsFrom = (heap: Heap, prototype: Heap, depth = 0): boolean =>
  depth <= MAX_CHAIN &&
  heap.base.value.some((base) => base.kind === 'object' && (base.heap === prototype || inheritsFrom(base.heap, prototype, depth + 1)));
