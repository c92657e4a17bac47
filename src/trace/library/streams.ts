/** Observables as values: nothing of one happens before somebody subscribes, and then it does for each who does. */
import { EMPTY, STREAM } from '../../models/observables.js';
import { anyOf, elementsFrom, listFrom, type Elements } from '../builtins/lists.js';
import { anew, unsubscribed } from '../calls/generators.js';
import { forEachOf } from '../expressions/alternatives.js';
import { iterationOf } from '../expressions/iteration.js';
import type { Interpreter } from '../interpreter.js';
import { pushAll } from '../state/heap.js';
import { NOTHING, primitive, UNKNOWN, type Atom, type EntityAtom, type Value } from '../values/values.js';

export const isList = (atom: Atom): boolean => atom.kind === 'object' && (atom.heap.type === 'array' || atom.heap.type === 'iterator');
export const isStream = (atom: Atom): atom is EntityAtom => atom.kind === 'entity' && (atom.key === STREAM || atom.key === EMPTY);

/** An observable of what is there. */
export const streamOf = (elements: Elements): Value => [{ kind: 'entity', key: STREAM, args: [listFrom(elements, undefined)] }];

export const single = (value: Value): Elements => elementsFrom([value]);
export const isSingle = ({ exact }: Elements): boolean => exact?.length === 1;

/** The elements of a list that may be one of several. */
export const elementsOf = (it: Interpreter, list: Value): Elements => {
  const { exact, any } = iterationOf(it, list);
  return { exact, any };
};

/** Each subscriber has what it gives anew, or all `share` what the first one had. */
export function observableOf(it: Interpreter, run: () => Elements, sharing: 'anew' | 'shared' = 'anew'): Value {
  const list = unsubscribed(it, (yields) => {
    const { exact, any } = run();
    if (exact !== undefined || any.length > 0) pushAll(it, yields, exact, any);
    return NOTHING;
  });
  return [{ kind: 'entity', key: STREAM, args: sharing === 'shared' ? [[list], primitive(true)] : [[list]] }];
}

/** Somebody subscribes. */
export function subscription(it: Interpreter, { key, args = [] }: EntityAtom): Elements {
  if (key === EMPTY) return elementsFrom([]);
  const [list = UNKNOWN, shared] = args;
  const [only] = list;
  if (only?.kind !== 'object' || list.length !== 1 || shared !== undefined) return elementsOf(it, list);
  return elementsOf(it, [anew(it, only)]);
}

const elementsOfOne = (it: Interpreter, atom: Atom): Elements => {
  if (isStream(atom)) return subscription(it, atom);
  return isList(atom) ? elementsOf(it, [atom]) : single([atom]);
};

/** What comes out of an inner observable, or out of a list that stands for one. */
export function inner(it: Interpreter, value: Value): Elements {
  const [only] = value;
  if (!value.some((atom) => isStream(atom) || isList(atom))) return single(value);
  if (value.length === 1 && only !== undefined && only.when === undefined) return elementsOfOne(it, only);
  return elementsOf(it, forEachOf(it, value, (atom) => listFrom(elementsOfOne(it, atom), undefined)));
}

/** The last of the elements, or the first. */
export const endOf = ({ exact, any }: Elements, index: 0 | -1): Value => exact?.at(index) ?? any;

/** Any of them, one by one or together. */
export const joined = (parts: readonly Elements[]): Elements => {
  const exact = parts.every((part) => part.exact !== undefined) ? parts.flatMap((part) => part.exact ?? []) : undefined;
  return exact === undefined ? anyOf(parts.flatMap(({ any }) => any)) : elementsFrom(exact);
};
