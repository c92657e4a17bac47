/**
 * Which functions of a program that nobody calls are to be entered where only a write outside of the current path is looked for (C5): those
 * that lead to a call at fault, and those that may put a place outside where such a call finds it.
 */
import type { TSESTree } from '@typescript-eslint/utils';
import type { Models } from '../../models/index.js';
import { childrenOf } from '../syntax/children.js';
import { reached, startsOf, type NamedSource } from './name-flows.js';
import { writeFlow, type WriteFlow } from './outside-flow.js';
import { mayBeOutside, OUTSIDE_NAMES } from './outside-words.js';

interface Mentions {
  /** Offsets at which a name stands. */
  readonly of: ReadonlyMap<string, readonly number[]>;
  /** Offsets of what stands for a place outside. */
  readonly outside: readonly number[];
}

function mentionsIn(sources: readonly NamedSource[], starts: ReadonlyMap<string, number>): Mentions {
  const of = new Map<string, number[]>();
  const outside: number[] = [];
  for (const { file, program } of sources) {
    const start = starts.get(file) ?? 0;
    const pending: TSESTree.Node[] = [program];
    for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
      const at = start + node.range[0];
      if (isOutside(node)) outside.push(at);
      if (node.type === 'Identifier' || node.type === 'PrivateIdentifier') {
        const known = of.get(node.name);
        if (known === undefined) of.set(node.name, [at]);
        else known.push(at);
      } else pending.push(...childrenOf(node));
    }
  }
  return { of, outside };
}

function isOutside(node: TSESTree.Node): boolean {
  switch (node.type) {
    case 'Identifier':
      return OUTSIDE_NAMES.has(node.name);
    case 'Literal':
      return typeof node.value === 'string' && (mayBeOutside(node.value, true) || OUTSIDE_NAMES.has(node.value));
    case 'TemplateElement':
      return mayBeOutside(node.value.raw, true);
    default:
      return node.type === 'MetaProperty';
  }
}

const ascending = (offsets: Iterable<number>): readonly number[] => [...offsets].sort((a, b) => a - b);

/** Is one of the offsets, in ascending order, in the range? */
function isIn([from, to]: readonly [number, number], offsets: readonly number[]): boolean {
  let low = 0;
  let high = offsets.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((offsets[middle] ?? Infinity) < from) low = middle + 1;
    else high = middle;
  }
  return (offsets[low] ?? Infinity) < to;
}

/** Says of a function or class of a file whether it is worth entering; undefined: nothing in the program can write outside (C5). */
export function writingEntries(sources: readonly NamedSource[], models: Models): ((node: TSESTree.Node, file: string) => boolean) | undefined {
  const flow = writeFlow(sources, models);
  if (flow === undefined) return undefined;
  const starts = startsOf(sources);
  const { of, outside } = mentionsIn(sources, starts);
  const passed = [...flow.names].flatMap((name) => of.get(name) ?? []);
  const offsets = ascending(new Set([...outside, ...passed, ...leadingOffsets(flow, of)]));
  return ({ range }, file) => {
    const start = starts.get(file) ?? 0;
    return isIn([start + range[0], start + range[1]], offsets);
  };
}

/** Offsets of the calls at fault, and of the names of functions that lead to one. */
function leadingOffsets({ flows, calls }: WriteFlow, of: Mentions['of']): ReadonlySet<number> {
  const found = new Set(calls.map(({ at }) => at));
  let added = ascending(found);
  for (let others = flows.functions; added.length > 0; ) {
    const leads = others.filter(({ range }) => isIn(range, added));
    others = others.filter((each) => !leads.includes(each));
    const names = reached(leads.flatMap((each) => each.names), flows.values);
    added = ascending([...names].flatMap((name) => of.get(name) ?? []).filter((offset) => !found.has(offset)));
    for (const offset of added) found.add(offset);
  }
  return found;
}
