/** Reading what a model's reference names in a call: `'1.method'`, `'last'`, `'defaults.baseURL'`. */
import type { TSESTree } from '@typescript-eslint/utils';
import type { Ref, Refs } from '../../models/schema.js';
import type { Call } from '../calls.js';
import type { Interpreter } from '../interpreter.js';
import { readMember } from '../member.js';
import type { Site } from '../site.js';
import { constant, type EntityAtom, type Value } from '../values.js';

export interface Given {
  readonly value: Value;
  readonly site: Site;
}

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
    case 'defaults':
      return atom.defaults === undefined ? undefined : { value: atom.defaults, site: it.site(call.node) };
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

/** The property's value in an object literal. */
function propertyNode(node: TSESTree.Node | undefined, name: string): TSESTree.Node | undefined {
  if (node?.type === 'TSAsExpression' || node?.type === 'TSSatisfiesExpression') return propertyNode(node.expression, name);
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

/** What the reference names, if the call gives it. */
export function given(it: Interpreter, atom: EntityAtom, call: Call, ref: Ref): Given | undefined {
  const [start, ...names] = ref.split('.');
  if (start === undefined) return undefined;
  let found = startOf(it, atom, call, start);
  let node = startNode(call, start);
  for (const name of names) {
    if (found === undefined) return undefined;
    // A primitive or a string in place of the options has no such members.
    const objects = found.value.filter((each) => each.kind === 'object' || each.kind === 'unknown' || each.kind === 'entity');
    if (objects.length === 0) return undefined;
    const value = readMember(it, objects, constant(name), call.node);
    node = propertyNode(node, name);
    found = { value, site: node === undefined ? found.site : it.site(node) };
  }
  return found === undefined || absent(found.value) ? undefined : found;
}

export function firstGiven(it: Interpreter, atom: EntityAtom, call: Call, refs: Refs | undefined): Given | undefined {
  if (refs === undefined) return undefined;
  if (typeof refs === 'string') return refs === '*' ? undefined : given(it, atom, call, refs);
  for (const ref of refs) {
    const found = given(it, atom, call, ref);
    if (found !== undefined) return found;
  }
  return undefined;
}

export function allGiven(it: Interpreter, atom: EntityAtom, call: Call, refs: Refs): readonly Given[] {
  if (refs === '*') return call.args.flatMap((_, index) => argumentAt(it, call, index) ?? []);
  const first = firstGiven(it, atom, call, refs);
  return first === undefined ? [] : [first];
}
