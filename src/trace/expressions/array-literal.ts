/** `[a, ...more, b]`: one list, or one of several where what is spread is. */
import type { TSESTree } from '@typescript-eslint/utils';
import { listedAt } from '../calls/call-steps.js';
import type { Interpreter } from '../interpreter.js';
import { keyOf } from '../relevance/outside-use.js';
import type { Site } from '../site.js';
import { arrayOf, newHeap, objectOf, push, pushAll } from '../state/heap.js';
import { guarded } from '../state/store.js';
import { appended, holdSequences, sequencesOf, spreadSequences, type Sequence } from '../values/sequences.js';
import { UNDEFINED, type Heap, type Value } from '../values/values.js';
import { evaluate, propertyValue } from './evaluate.js';
import { iterationOf, type Iterated } from './iteration.js';

/** One of the lists that the whole may be, each where its stage is the current one. */
interface Variant {
  readonly when: NonNullable<Value[number]['when']>;
  readonly items: readonly Value[];
}

interface Built {
  readonly heap: Heap;
  /** Followed from the first spread of unknown length on. */
  sequences: readonly Sequence[] | undefined;
  /** Known from the first spread of several lists on, up to one that is not known. */
  variants: readonly Variant[] | undefined;
}

/** Constants by the members of the element that name them: who goes through the list names none of it. */
function namedIn(it: Interpreter, value: Value, element: TSESTree.Expression): Value {
  const [atom] = value;
  if (element.type !== 'ObjectExpression' || atom?.kind !== 'object') return value;
  for (const property of element.properties) {
    if (property.type !== 'Property' || (property.value.type !== 'Identifier' && property.value.type !== 'MemberExpression')) continue;
    const [name] = keyOf(property.key, property.computed);
    const cell = name === undefined ? undefined : atom.heap.fields.get(name);
    if (cell?.value.some(({ kind }) => kind === 'text') === true) it.store.write(cell, namedAt(cell.value, it.site(property.value)));
  }
  return value;
}

const namedAt = (value: Value, again: Site): Value =>
  value.map((atom) => (atom.kind === 'text' ? { ...atom, again, parts: atom.parts.map((part) => ({ ...part, again })) } : atom));

export function evaluateArray(it: Interpreter, node: TSESTree.ArrayExpression): Value {
  const site = it.site(node);
  const built: Built = { heap: newHeap('array', site), sequences: undefined, variants: undefined };
  for (const element of node.elements) {
    if (element === null) add(it, built, UNDEFINED);
    else if (element.type === 'SpreadElement') spread(it, built, evaluate(it, element.argument), element.argument);
    else add(it, built, listedAt(namedIn(it, propertyValue(it, element), element), it.site(element)));
  }
  const { heap, sequences, variants } = built;
  if (variants !== undefined) return variants.map(({ when, items }) => guarded(arrayOf(items, site), when));
  holdSequences(it, heap, sequences);
  return [objectOf(heap)];
}

function add(it: Interpreter, built: Built, value: Value): void {
  built.sequences = built.sequences?.map((list) => [...list, value]);
  built.variants = withAll(built.variants, [value]);
  push(it, built.heap, value);
}

const withAll = (variants: readonly Variant[] | undefined, items: readonly Value[]): readonly Variant[] | undefined =>
  variants?.map(({ when, items: before }) => ({ when, items: [...before, ...items] }));

function spread(it: Interpreter, built: Built, value: Value, node: TSESTree.Node): void {
  const before = sequencesOf(built.heap);
  const isFirst = built.sequences === undefined;
  const iterated = iterationOf(it, value, it.site(node));
  const { exact, any } = iterated;
  if (exact === undefined || !isFirst) built.sequences = appended(built.sequences ?? before ?? [], exact === undefined ? spreadSequences(value, any) : [exact]);
  built.variants = exact === undefined ? variantsOf(it, value, isFirst ? before : undefined) : withAll(built.variants, exact);
  pushAll(it, built.heap, exact, any);
}

const MAX_LISTS = 8;

/** Each of several lists that are there in stages of their own, behind what stands before it. */
function variantsOf(it: Interpreter, value: Value, before: readonly Sequence[] | undefined): readonly Variant[] | undefined {
  const [first = [], ...others] = before ?? [];
  if (before === undefined || others.length > 0 || value.length < 2 || value.length > MAX_LISTS) return undefined;
  const variants = value.flatMap((atom): readonly Variant[] => {
    const { exact }: Iterated = atom.kind === 'object' ? iterationOf(it, [atom]) : { exact: undefined, any: [] };
    return atom.when === undefined || exact === undefined ? [] : [{ when: atom.when, items: [...first, ...exact] }];
  });
  return variants.length === value.length ? variants : undefined;
}
