/** Calls: the callee is a function of the project, a class, a built-in method, a library's member, or unknown. */
import type { TSESTree } from '@typescript-eslint/utils';
import { callMethod } from '../builtins/index.js';
import { callSourceMethod } from '../builtins/varying.js';
import { callSuper, instantiate, superMember } from '../classes/classes.js';
import { makeInstance } from '../classes/inherited.js';
import { forEachOf } from '../expressions/alternatives.js';
import { evaluate, memberName } from '../expressions/evaluate.js';
import { iterationOf } from '../expressions/iteration.js';
import { readMember } from '../expressions/member.js';
import { both, isImpossible, type PathCondition } from '../guards/condition.js';
import type { Interpreter } from '../interpreter.js';
import { callEntity } from '../library/index.js';
import { importDynamic, requireModule } from '../programs/linking.js';
import { siteOf, type Site } from '../site.js';
import { arrayOf, writeField } from '../state/heap.js';
import { unwrapped } from '../syntax/wrappers.js';
import { named } from '../time/durations.js';
import { constant, join, NOTHING, UNDEFINED, UNKNOWN, type Atom, type Value } from '../values/values.js';
import { enteredAt, invokeFunction, type Invocation } from './functions.js';
import { drain } from './generators.js';
import { asWritten, namedAgain } from './handing-on.js';
import { promisedBy } from './node-style.js';
import { joinedByTag, madeBy } from './returned.js';
import { callUnknown } from './unknown-calls.js';

export type CallNode = TSESTree.CallExpression | TSESTree.NewExpression | TSESTree.TaggedTemplateExpression | TSESTree.Decorator | TSESTree.VariableDeclarator;

export interface Call extends Invocation {
  readonly node: CallNode;
  readonly call: CallNode;
  /** Argument expressions, spreads left out. */
  readonly nodes: readonly (TSESTree.Node | undefined)[];
  readonly sites: readonly (Site | undefined)[];
  readonly isNew: boolean;
  /** Name that the callee is called by, `''` if it has none. */
  readonly name: string;
}

interface Arguments {
  readonly args: Value[];
  readonly sites: (Site | undefined)[];
  readonly nodes: (TSESTree.Node | undefined)[];
  rest: Value | undefined;
  /** The lists that the last argument spreads: it is one of them, each where that is there. */
  lists?: readonly SpreadList[];
}

interface SpreadList {
  readonly when: PathCondition | undefined;
  readonly items: readonly Value[];
  readonly site: Site;
}

const MAX_LISTS = 8;

/** Several lists that are each known; undefined for one, which needs no telling apart. */
function listsIn(it: Interpreter, spread: Value, site: Site): readonly SpreadList[] | undefined {
  if (spread.length < 2 || spread.length > MAX_LISTS) return undefined;
  const lists = spread.flatMap((atom): readonly SpreadList[] => {
    const items = atom.kind === 'object' ? iterationOf(it, [atom]).exact : undefined;
    return items === undefined ? [] : [{ when: atom.when, items, site }];
  });
  return lists.length === spread.length ? lists : undefined;
}

function add(given: Arguments, items: readonly Value[], site: Site): void {
  for (const item of items) {
    given.args.push(item);
    given.sites.push(site);
    given.nodes.push(undefined);
  }
}

/** Calls with each of the lists that are spread, where that one is there. */
function withEach(it: Interpreter, given: Arguments, call: (given: Arguments) => Value): Value {
  const { lists } = given;
  if (lists === undefined) return call(given);
  return it.fork(
    lists.map(({ when, items, site }) => ({
      condition: when ?? it.condition,
      run: () => {
        const each: Arguments = { args: [...given.args], sites: [...given.sites], nodes: [...given.nodes], rest: undefined };
        add(each, items, site);
        return call(each);
      },
    })),
  );
}

/** What these give is what they are given: nothing is handed on. */
const KEEPERS = /^global#Object\.(?:freeze|seal|preventExtensions)$/;
const keepsArguments = (callee: Value): boolean => callee.every((atom) => atom.kind === 'entity' && KEEPERS.test(atom.key));

function evaluateArguments(it: Interpreter, nodes: readonly TSESTree.CallExpressionArgument[], handsOn = true): Arguments {
  const given: Arguments = { args: [], sites: [], nodes: [], rest: undefined };
  for (const node of nodes) {
    if (node.type === 'SpreadElement') {
      const spread = evaluate(it, node.argument);
      const site = it.site(node.argument);
      given.lists = given.rest === undefined && node === nodes.at(-1) ? listsIn(it, spread, site) : undefined;
      if (given.lists !== undefined) continue;
      const { exact, any } = iterationOf(it, spread);
      if (exact === undefined || given.rest !== undefined) given.rest = join(given.rest ?? NOTHING, any.length === 0 ? UNKNOWN : any);
      else add(given, exact, site);
      continue;
    }
    if (handsOn) it.argumentDepth++;
    given.args.push(namedAgain(it, evaluate(it, node), node));
    if (handsOn) it.argumentDepth--;
    given.sites.push(it.site(node));
    given.nodes.push(node);
  }
  return given;
}

/** The last name in a callee: `trainer.fit` is `fit`. */
function calleeName(callee: TSESTree.Node): string {
  const node = unwrapped(callee);
  switch (node.type) {
    case 'Identifier':
      return node.name;
    case 'MemberExpression':
      if (node.property.type === 'Identifier' || node.property.type === 'PrivateIdentifier') return node.property.name;
      return node.property.type === 'Literal' ? String(node.property.value) : '';
    case 'CallExpression':
      return calleeName(node.callee);
    default:
      return '';
  }
}

interface Callee {
  readonly self: Value;
  readonly value: Value;
}

/** The receivers of a call with the function that each has under the name. */
function calleesOf(it: Interpreter, called: TSESTree.Node): readonly Callee[] {
  const callee = unwrapped(called);
  switch (callee.type) {
    case 'MemberExpression': {
      if (callee.object.type === 'Super') return [{ self: it.frame.self, value: superMember(it, memberName(it, callee)) }];
      const object = evaluate(it, callee.object);
      if (!it.live) return [];
      const name = memberName(it, callee);
      return object.map((atom) => ({ self: [atom], value: readMember(it, [atom], name, callee, callee.property) }));
    }
    default:
      return [{ self: NOTHING, value: evaluate(it, callee) }];
  }
}

export function evaluateCall(it: Interpreter, node: TSESTree.CallExpression): Value {
  if (node.callee.type === 'Super') {
    const given = evaluateArguments(it, node.arguments);
    return withEach(it, given, (each) => callSuper(it, { self: NOTHING, ...each, call: node }));
  }
  const callees = calleesOf(it, node.callee);
  if (!it.live) return NOTHING;
  const given = evaluateArguments(it, node.arguments, !callees.every(({ value }) => keepsArguments(value)));
  if (!it.live) return NOTHING;
  return withEach(it, given, (each) => callEach(it, callees, ({ self, value }) => callValue(it, value, callOf(node, each, self, calleeName(node.callee)))));
}

/** Written out: a call is made for each one in the program, and to copy objects member by member is slow. */
function callOf(node: CallNode, given: Arguments, self: Value, name: string): Call {
  const { args, sites, nodes, rest } = given;
  return { args, sites, nodes, rest, self, node, call: node, isNew: node.type === 'NewExpression', name };
}

/** Of several receivers the call has one: each is called from the same state, where it is the one. */
function callEach(it: Interpreter, callees: readonly Callee[], call: (callee: Callee) => Value): Value {
  const [only] = callees;
  if (only === undefined) return NOTHING;
  if (callees.length === 1) return call(only);
  return it.fork(callees.map((callee) => ({ condition: callee.self[0]?.when ?? it.condition, run: () => call(callee) })));
}

export function evaluateNew(it: Interpreter, node: TSESTree.NewExpression): Value {
  const callee = evaluate(it, node.callee);
  const given = evaluateArguments(it, node.arguments);
  if (!it.live) return NOTHING;
  return withEach(it, given, (each) => callValue(it, callee, callOf(node, each, NOTHING, calleeName(node.callee))));
}

/** The texts between the expressions, as a tag gets them. */
function stringsOf(it: Interpreter, { quasis }: TSESTree.TemplateLiteral): Value {
  const texts = quasis.map((quasi) => (quasi.value.cooked === null ? UNDEFINED : enteredAt(constant(quasi.value.cooked, it.site(quasi)), it.site(quasi))));
  const strings = arrayOf(texts);
  writeField(it, strings.heap, 'raw', [arrayOf(quasis.map((quasi) => constant(quasi.value.raw, it.site(quasi))))]);
  return [strings];
}

export function evaluateTagged(it: Interpreter, node: TSESTree.TaggedTemplateExpression): Value {
  const callees = calleesOf(it, node.tag);
  const given: Arguments = { args: [stringsOf(it, node.quasi)], sites: [it.site(node.quasi)], nodes: [node.quasi], rest: undefined };
  for (const expression of node.quasi.expressions) {
    given.args.push(evaluate(it, expression));
    given.sites.push(it.site(expression));
    given.nodes.push(expression);
  }
  if (!it.live) return NOTHING;
  const made = callEach(it, callees, ({ self, value }) => callValue(it, value, callOf(node, given, self, calleeName(node.tag))));
  return joinedByTag(made, { template: it.site(node.quasi), tags: callees.flatMap(({ value }) => value.flatMap((atom) => (atom.kind === 'function' ? [siteOf(atom.module.file, atom.node)] : []))) });
}

export function evaluateImport(it: Interpreter, node: TSESTree.ImportExpression): Value {
  return importDynamic(it, evaluate(it, node.source));
}

/** Calls whatever the callee may be, each under what holds where it is that. */
export function callValue(it: Interpreter, callee: Value, call: Call): Value {
  const possible = callee.filter((atom) => atom.when === undefined || !isImpossible(both(it.condition, atom.when)));
  const [only] = possible;
  if (only === undefined) {
    // `undefined(…)` throws, but an absent value is more often one that is not understood.
    if (callee.length > 0) it.live = false;
    return callee.length > 0 ? NOTHING : callUnknown(it, call);
  }
  return forEachOf(it, possible, (atom) => callAtom(it, atom, call));
}

export function callAtom(it: Interpreter, atom: Atom, call: Call): Value {
  switch (atom.kind) {
    case 'function': {
      if (call.isNew) return makeInstance(it, atom, call);
      const result = named(it, call, () => (atom.promisified === true ? promisedBy(it, atom, call) : invokeFunction(it, atom, asWritten(it, call))));
      return atom.via === undefined ? result : madeBy(atom, atom.via, { call: it.site(call.node), result });
    }
    case 'class':
      return call.isNew ? instantiate(it, atom, call) : UNKNOWN;
    case 'entity':
      drainArguments(it, call);
      if (atom.key === 'global#require') return requireModule(it, call);
      return callEntity(it, atom, call);
    case 'method':
      return callMethod(it, atom, call);
    case 'native':
      return atom.call(call.args, call.sites, call.self, call.nodes);
    case 'primitive':
      return NOTHING;
    case 'test':
      // A flag out of sight may as well be a function: `isProduction()`.
      return [atom];
    case 'source':
      // `stamp.year()`, `inputParams.layers.join('-')`: a member of what varies varies too; called, it is a method of that.
      return callSourceMethod(it, atom, call.name, call);
    case 'upload-url':
      // `response.text()`: reading the body gives what the body is.
      return [atom];
    default:
      drainArguments(it, call);
      return callUnknown(it, call);
  }
}

/** Who is no function of the program goes through the generators that it is given. */
function drainArguments(it: Interpreter, { args }: Call): void {
  for (const value of args) drain(it, value);
}

/** Calls a function value that the program hands over (a callback) with these arguments. */
export function callFunctionValue(it: Interpreter, callee: Value, args: readonly Value[], node: CallNode, sites: Call['sites'] = [], self: Value = NOTHING): Value {
  return callValue(it, callee, { args, sites, nodes: [], self, node, call: node, isNew: false, name: '' });
}

