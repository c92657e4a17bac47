/** Reading what a model's reference names in a call: `'1.method'`, `'last'`, `'defaults.baseURL'`. */
import type { TSESTree } from '@typescript-eslint/utils';
import type { Exception, Ref, Refs } from '../../models/form/schema.js';
import type { Call } from '../calls/calls.js';
import { readMember } from '../expressions/member.js';
import type { Interpreter } from '../interpreter.js';
import { within, type Site } from '../site.js';
import { isTyped } from '../syntax/wrappers.js';
import { constant, constantText, type Atom, type EntityAtom, type Value } from '../values/values.js';

export interface Given {
  readonly value: Value;
  readonly site: Site;
  /** Where the member was written, if its object does not stand in the call itself. */
  readonly written?: Site | undefined;
  /** Read off something that is not known, so that it may not be there at all. */
  readonly doubtful?: boolean;
  /** The member that a `*` in the reference stands for. */
  readonly member?: string | undefined;
}

/** What stands in an argument stands in this call: where it came from before is what counts. */
export const fromOutside = (value: Value, { sites }: Pick<Call, 'sites'>): Value =>
  value.map((atom) => { const { via } = atom; return via !== undefined && sites.some((site) => site !== undefined && within(via, site)) ? { ...atom, via: undefined } : atom; });

const absent = (value: Value): boolean =>
  value.every((atom) => atom.kind === 'primitive' && (atom.value === undefined || atom.value === null));

function argumentAt(it: Interpreter, call: Call, index: number): Given | undefined {
  const value = call.args[index] ?? (index >= call.args.length ? call.rest : undefined);
  return value === undefined ? undefined : { value, site: call.sites[index] ?? it.site(call.node) };
}

function startOf(it: Interpreter, atom: EntityAtom, call: Call, start: string): Given | undefined {
  switch (start) {
    case 'this':
      return { value: call.self, site: it.site(call.node) };
    case 'kept':
      return atom.kept === undefined ? undefined : { value: atom.kept.value, site: it.site(call.node) };
    case 'last':
      return argumentAt(it, call, call.args.length - 1);
    default:
      return argumentAt(it, call, Number(start));
  }
}

function startNode(call: Call, start: string): TSESTree.Node | undefined {
  if (start === 'last') return call.nodes[call.nodes.length - 1];
  return call.nodes[Number(start)];
}

/** The property's value in an object literal, the element in a list. */
function propertyNode(node: TSESTree.Node | undefined, name: string): TSESTree.Node | undefined {
  if (node !== undefined && isTyped(node)) return propertyNode(node.expression, name);
  if (node?.type === 'ArrayExpression') {
    const index = node.elements.some((element) => element?.type === 'SpreadElement') ? Number.NaN : Number(name);
    return node.elements[index] ?? undefined;
  }
  if (node?.type !== 'ObjectExpression') return undefined;
  for (const property of node.properties) {
    if (property.type !== 'Property') continue;
    const { key } = property;
    if (!property.computed && ((key.type === 'Identifier' && key.name === name) || (key.type === 'Literal' && key.value === name))) {
      return property.value;
    }
  }
  return undefined;
}

/** A value found on the way along a reference, with its expression where it stands in the call. */
interface Found extends Given {
  readonly node: TSESTree.Node | undefined;
}

// A primitive or a string in place of the options has no such members.
const hasMembers = (each: Atom): boolean => each.kind === 'object' || each.kind === 'class' || each.kind === 'unknown' || each.kind === 'entity';

// A list in the place of the options is none, either.
const isList = (each: Atom): boolean => each.kind === 'object' && each.heap.type !== 'object';

function memberFound(it: Interpreter, call: Call, found: Found, name: string): readonly Found[] {
  const objects = found.value.filter((each) => hasMembers(each) && (!isList(each) || /^(?:\d+|\*)$/.test(name)));
  if (objects.length === 0) return [];
  if (name === '*') return membersFound(it, found, objects);
  const value = readMember(it, objects, constant(name), call.node);
  const node = propertyNode(found.node, name);
  const doubtful = objects.every((each) => each.kind === 'unknown') && value.every((each) => each.kind === 'unknown');
  return [{ value, node, site: node === undefined ? found.site : it.site(node), written: node === undefined ? writtenAt(objects, name) : undefined, doubtful, member: found.member }];
}

/** The one expression that the objects have under the name. */
function writtenAt(objects: Value, name: string): Site | undefined {
  const [first, ...others] = objects.map((each) => (each.kind === 'object' ? each.heap.fields.get(name)?.written : undefined));
  return first === undefined || first === 'several' || others.some((other) => other !== first) ? undefined : first;
}

/** Each member of an object or list. */
function membersFound(it: Interpreter, { site, node }: Found, objects: Value): readonly Found[] {
  return objects.flatMap((each) => {
    if (each.kind !== 'object') return [];
    const named = [...each.heap.fields].map(([name, { value }]): Found => {
      const own = propertyNode(node, name);
      return { value, node: own, site: own === undefined ? site : it.site(own), member: name };
    });
    return [...named, { value: each.heap.rest.value, node: undefined, site }];
  });
}

function along(it: Interpreter, call: Call, start: Found, names: readonly string[]): readonly Given[] {
  let found: readonly Found[] = [start];
  for (const name of names) found = found.flatMap((each) => memberFound(it, call, each, name));
  return found.filter(({ value }) => !absent(value));
}

/** The defaults that a client was made with, and those assigned later: `axios.defaults.baseURL = …`. */
function defaultsOf(it: Interpreter, { key, defaults }: EntityAtom, call: Call): readonly Found[] {
  const heap = it.globals.get(`${key.slice(0, key.indexOf('#') + 1)}defaults`);
  const assigned: Value | undefined = heap === undefined ? undefined : [{ kind: 'object', heap }];
  return [defaults, assigned].flatMap((value) => (value === undefined ? [] : [{ value, site: it.site(call.node), node: undefined }]));
}

interface RefPath {
  readonly start: string;
  readonly names: readonly string[];
}

/** References taken apart: the models have a few hundred, and each call asks for several. */
const paths = new Map<Ref, RefPath>();

function pathOf(ref: Ref): RefPath {
  let path = paths.get(ref);
  if (path === undefined) {
    const [start = '', ...names] = ref.split('.');
    paths.set(ref, (path = { start, names }));
  }
  return path;
}

/** Everything that the reference names, if the call gives it. */
function everyGiven(it: Interpreter, atom: EntityAtom, call: Call, ref: Ref): readonly Given[] {
  const { start, names } = pathOf(ref);
  if (start === 'made') {
    const [index, ...others] = names;
    const value = atom.args?.[Number(index)];
    return value === undefined ? [] : along(it, call, { value, site: it.site(call.node), node: undefined }, others);
  }
  if (start === 'defaults') return defaultsOf(it, atom, call).flatMap((found) => along(it, call, found, names));
  const first = startOf(it, atom, call, start);
  return first === undefined ? [] : along(it, call, { ...first, node: startNode(call, start) }, names);
}

/** What the reference names, if the call gives it. */
export const given = (it: Interpreter, atom: EntityAtom, call: Call, ref: Ref): Given | undefined =>
  everyGiven(it, atom, call, ref)[0];

type Fits = (found: Given) => boolean;
const anything: Fits = () => true;

/** The first that the call gives, and that fits. */
export function firstGiven(it: Interpreter, atom: EntityAtom, call: Call, refs: Refs | undefined, fits = anything): Given | undefined {
  for (const ref of listed(refs)) {
    const found = given(it, atom, call, ref);
    if (found !== undefined && fits(found)) return found;
  }
  return undefined;
}

/** The same of what the call certainly gives: options that are not known need not hold it. */
export const firstCertain = (it: Interpreter, atom: EntityAtom, call: Call, refs: Refs | undefined, fits = anything): Given | undefined =>
  firstGiven(it, atom, call, refs, (found) => found.doubtful !== true && fits(found));

const listed = (refs: Refs | undefined): readonly Ref[] => {
  if (refs === undefined || refs === '*') return [];
  return typeof refs === 'string' ? [refs] : refs;
};

/** The first reference that the call gives, with all that it names if there is a `*` in it. */
export function allGiven(it: Interpreter, atom: EntityAtom, call: Call, refs: Refs): readonly Given[] {
  if (refs === '*') return call.args.flatMap((_, index) => argumentAt(it, call, index) ?? []);
  for (const ref of typeof refs === 'string' ? [refs] : refs) {
    const found = everyGiven(it, atom, call, ref);
    if (found.length > 0) return ref.includes('*') ? found : found.slice(0, 1);
  }
  return [];
}

/** Is the argument certainly one of the constants? */
export function isException(it: Interpreter, atom: EntityAtom, call: Call, exception: Exception | undefined): boolean {
  const found = exception === undefined ? undefined : given(it, atom, call, exception.at);
  if (exception === undefined || found === undefined) return false;
  return found.value.every((each) => {
    const constantValue = each.kind === 'primitive' ? each.value : constantText(each);
    return (typeof constantValue === 'string' || typeof constantValue === 'number') && exception.is.includes(constantValue);
  });
}
