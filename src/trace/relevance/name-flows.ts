/** A graph of the names in a program: an edge leads from a name to those that its value may be given to. */
import type { TSESTree } from '@typescript-eslint/utils';
import type { Use } from './outside-use.js';
import { WRITER_NAMES } from './outside-words.js';

/** A module of the program whose names are collected. */
export interface NamedSource {
  readonly file: string;
  readonly program: TSESTree.Program;
  readonly text: string;
  /** Is a specifier in it one of another module of the program? What that gives goes by the same names, or by `default` and `exports`. */
  readonly isOwn: (specifier: string) => boolean;
}

/** Offsets count through all sources, one after another: where each of them begins. */
export function startsOf(sources: readonly NamedSource[]): ReadonlyMap<string, number> {
  const starts = new Map<string, number>();
  let at = 0;
  for (const { file, text } of sources) {
    starts.set(file, at);
    at += text.length + 1;
  }
  return starts;
}

/** The module that a name stands in. */
export interface Place {
  readonly isOwn: NamedSource['isOwn'];
  readonly start: number;
}

export interface NamedCall {
  /** Names in the callee, the one that is called last. */
  readonly callee: readonly string[];
  readonly args: readonly Use[];
  /** Functions that stand among the arguments. */
  readonly callbacks: readonly Callback[];
  /** Each argument stands where the callee takes it: none is spread, nor is the callee bound or applied. */
  readonly isDirect: boolean;
  /** Offset of the call. */
  readonly at: number;
}

export interface Callback {
  readonly index: number;
  /** Names that each parameter binds. */
  readonly parameters: readonly (readonly string[])[];
}

export interface NamedFunction {
  readonly names: readonly string[];
  /** Offsets of its begin and end. */
  readonly range: readonly [number, number];
}

export interface Flows {
  /** Does a package write files, or run programs? */
  readonly isWriter: (module: string) => boolean;
  /** From a name to those that its value, or what comes of a call of it, may be given to. */
  readonly values: Map<string, Set<string>>;
  /** From a name to those that its value may be given to as it is. */
  readonly aliases: Map<string, Set<string>>;
  readonly outside: Set<string>;
  /** Names of functions that write. */
  readonly writers: Set<string>;
  /** Names of packages whose objects write, too. */
  readonly writing: Set<string>;
  /** Names of packages that write outside by themselves. */
  readonly temporary: Set<string>;
  /** Names of what is `fs`, or like it. */
  readonly files: Set<string>;
  readonly calls: NamedCall[];
  readonly functions: NamedFunction[];
  /** Names that each parameter binds, of every function of a name. */
  readonly parameters: Map<string, (readonly (readonly string[])[])[]>;
  /** Names of what packages give: no value of the program's own flows there, unless they are names of variables, too. */
  readonly packages: Set<string>;
  readonly variables: Set<string>;
}

export const emptyFlows = (isWriter: Flows['isWriter']): Flows => ({
  isWriter,
  values: new Map(),
  aliases: new Map(),
  outside: new Set(),
  writers: new Set(WRITER_NAMES),
  writing: new Set(),
  temporary: new Set(),
  files: new Set(['promises', 'Deno']),
  calls: [],
  functions: [],
  parameters: new Map(),
  packages: new Set(),
  variables: new Set(),
});

/** Remembers that what the use gives flows into the names. */
export function flow({ values, aliases, outside }: Pick<Flows, 'values' | 'aliases' | 'outside'>, use: Use, targets: readonly string[]): void {
  for (const target of targets) {
    if (use.outside) outside.add(target);
    for (const name of use.names) {
      addTo(values, name, target);
      if (!use.called.has(name)) addTo(aliases, name, target);
    }
  }
}

export function addTo(edges: Map<string, Set<string>>, from: string, to: string): void {
  const known = edges.get(from);
  if (known === undefined) edges.set(from, new Set([to]));
  else known.add(to);
}

const NONE: ReadonlySet<string> = new Set();
/** What goes by the names, and is nothing but that. */
export const named = (names: readonly string[], isOutside = false): Use => ({ names, called: NONE, outside: isOutside });

/** All names that values of the given ones may come to. */
export function reached(from: Iterable<string>, edges: ReadonlyMap<string, Iterable<string>>): Set<string> {
  const found = new Set(from);
  const pending = [...from];
  for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
    for (const target of edges.get(name) ?? []) {
      if (found.has(target)) continue;
      found.add(target);
      pending.push(target);
    }
  }
  return found;
}

export function reversed(edges: ReadonlyMap<string, Iterable<string>>): ReadonlyMap<string, Iterable<string>> {
  const back = new Map<string, Set<string>>();
  for (const [from, targets] of edges) for (const target of targets) addTo(back, target, from);
  return back;
}
