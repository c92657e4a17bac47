/**
 * The parts of a large program that are worth a trace. What does not speak of storage, and calls nothing that does, can hold no fault;
 * what is left is cut into parts of a bounded size, each with the nearest files that it imports.
 */
import { usersIn } from './barrels.js';
import type { Extent, Program } from './loader.js';

/** Which files of the project import which. */
export interface ImportGraph {
  readonly importersOf: (file: string) => readonly string[];
  readonly importsOf: (file: string) => Iterable<string>;
  readonly textOf: (file: string) => string;
  /** In bytes. */
  readonly sizeOf: (file: string) => number;
}

/** Files besides its own that a part may load: constants and helpers that it imports. */
const MAX_IMPORTED = 40;

/**
 * @param interesting Files that speak of storage or write files.
 * @param limit Of one part, without what it imports.
 * @returns The part that each file belongs to that is worth a trace.
 */
export function partsOf(graph: ImportGraph, interesting: readonly string[], limit: Extent): ReadonlyMap<string, Program> {
  const callers = reachable(interesting, usersIn(graph), Infinity);
  const parts = new Map<string, Program>();
  for (const group of connectedIn(callers, graph)) {
    for (const own of cut(group, graph, limit)) {
      const part = partOf(graph, own, limit);
      for (const file of own) parts.set(file, part);
    }
  }
  return parts;
}

/** The files and those that `next` leads to from them, nearest first. */
function reachable(from: Iterable<string>, next: (file: string) => Iterable<string>, limit: number): ReadonlySet<string> {
  const found = new Set(from);
  // A set is gone through in the order in which it grows.
  for (const file of found) {
    for (const other of next(file)) {
      if (found.size >= limit) return found;
      found.add(other);
    }
  }
  return found;
}

/** The files in groups that import each other; in order of their paths, in which a project is linted too. */
function connectedIn(files: ReadonlySet<string>, { importersOf, importsOf }: ImportGraph): readonly (readonly string[])[] {
  const within = (file: string): readonly string[] => [...importersOf(file), ...importsOf(file)].filter((other) => files.has(other));
  const grouped = new Set<string>();
  const groups: (readonly string[])[] = [];
  for (const file of files) {
    if (grouped.has(file)) continue;
    const group = reachable([file], within, Infinity);
    for (const member of group) grouped.add(member);
    groups.push([...group].sort());
  }
  return groups;
}

/** In pieces of that extent, at the most. */
function cut(files: readonly string[], { sizeOf }: ImportGraph, most: Extent): readonly (readonly string[])[] {
  const pieces: string[][] = [];
  let bytes = Infinity;
  for (const file of files) {
    const last = pieces.at(-1);
    const size = sizeOf(file);
    bytes += size;
    if (last !== undefined && last.length < most.files && bytes <= most.bytes) last.push(file);
    else {
      pieces.push([file]);
      bytes = size;
    }
  }
  return pieces;
}

function partOf(graph: ImportGraph, own: readonly string[], { bytes }: Extent): Program {
  const { importersOf, importsOf } = graph;
  const near = [...reachable(own, importsOf, own.length + MAX_IMPORTED)];
  const [within = own] = cut(near, graph, { files: near.length, bytes: 2 * bytes });
  return { files: new Map(own.map((file) => [file, importersOf(file)])), within: new Set(within) };
}
