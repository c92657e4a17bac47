/**
 * Whether a place outside of the current path may reach something that writes (C5), by names alone: which names a value passes through,
 * no matter in which order or scope. A program in which none does needs no trace for that, and most programs that use `fs` are such.
 */
import type { Models } from '../../models/index.js';
import { addTo, flow, named, reached, reversed, type Flows, type NamedCall, type NamedSource } from './name-flows.js';
import { collectFlows } from './outside-names.js';
import type { Use } from './outside-use.js';
import { PATH_ARGUMENTS, SHARED_NAMES } from './outside-words.js';

/** Longer code, or code in longer lines, was not written by hand. */
const MAX_LENGTH = 60_000;
const MAX_LINE_LENGTH = 2000;

function isGenerated(text: string): boolean {
  if (text.length > MAX_LENGTH) return true;
  for (let from = 0, to = 0; from < text.length; from = to + 1) {
    to = text.indexOf('\n', from);
    if (to < 0) to = text.length;
    if (to - from > MAX_LINE_LENGTH) return true;
  }
  return false;
}

/** Where names lead from a place outside to a writer. */
export interface WriteFlow {
  readonly flows: Flows;
  /** Calls of writers that a place outside may reach. */
  readonly calls: readonly NamedCall[];
  /** Names that it passes through on the way, and those beside it in the paths. */
  readonly names: ReadonlySet<string>;
}

/** How a place outside may come to an argument of a writer, in code that somebody wrote; undefined: it cannot. */
export function writeFlow(sources: readonly NamedSource[], models: Models): WriteFlow | undefined {
  const flows = collectFlows(sources.filter(({ text }) => !isGenerated(text)), (module) => models.writesFiles(module.replace(/^node:/u, '')));
  const writes = writesIn(flows);
  if (writes.length === 0) return undefined;
  bindParameters(flows);
  const closed = [...flows.packages].filter((name) => !flows.variables.has(name));
  for (const name of closed) for (const targets of flows.values.values()) targets.delete(name);
  const outside = reached(flows.outside, flows.values);
  const temporary = reached(flows.temporary, flows.values);
  const isOutside = (use: Use): boolean => use.outside || use.names.some((name) => outside.has(name));
  const wrong = writes.filter(({ call, paths }) => paths.some(isOutside) || call.callee.some((name) => temporary.has(name)));
  if (wrong.length === 0) return undefined;
  const before = reached(wrong.flatMap(({ paths }) => paths.flatMap(({ names }) => names)), reversed(flows.values));
  // What else stands in such a path may be right elsewhere: then it is not to be mended where it comes from.
  const beside = wrong.flatMap(({ paths }) => paths.flatMap((use) => use.names.filter((name) => !use.called.has(name) && !flows.packages.has(name))));
  return { flows, calls: wrong.map(({ call }) => call), names: new Set([...beside, ...[...before].filter((name) => outside.has(name))]) };
}

interface Write {
  readonly call: NamedCall;
  /** The arguments that may say where to write. */
  readonly paths: readonly Use[];
}

/** Calls of what writes. */
function writesIn(flows: Flows): readonly Write[] {
  const functions = reached(flows.writers, flows.aliases);
  const objects = reached(flows.writing, flows.values);
  const files = reached(flows.files, flows.aliases);
  const isWrite = ({ callee, args }: NamedCall): boolean => {
    if (callee.some((name) => functions.has(name) || objects.has(name))) return true;
    const last = callee.at(-1);
    if (last !== undefined && SHARED_NAMES.has(last) && (callee.length === 1 || callee.some((name) => files.has(name)))) return true;
    // A writer that is handed on: `retry(fs.writeFile, path)`.
    return args.some(({ names }) => names.some((name) => flows.writers.has(name) || flows.writing.has(name)));
  };
  const pathsOf = ({ callee, args, isDirect }: NamedCall): readonly Use[] => {
    const index = isDirect && !callee.some((name) => objects.has(name)) ? PATH_ARGUMENTS.get(callee.at(-1) ?? '') : undefined;
    return index === undefined ? args : args.slice(index, index + 1);
  };
  return flows.calls.filter(isWrite).map((call) => ({ call, paths: pathsOf(call) }));
}

/** The names by which each function is called: its own, and those that it is given to. */
function calledNames({ parameters, aliases }: Flows): Map<string, Set<string>> {
  const functions = new Map<string, Set<string>>();
  for (const name of parameters.keys()) for (const alias of reached([name], aliases)) addTo(functions, alias, name);
  return functions;
}

/** A callback goes by the names of the parameter that it is handed over for: what that is called with flows to it. Names of no other function are added. */
function nameCallbacks({ calls, parameters: known, aliases }: Flows, functions: Map<string, Set<string>>): void {
  const added = new Set<string>();
  for (const { callee, callbacks } of calls) {
    if (callbacks.length === 0) continue;
    const taken = [...(functions.get(callee.at(-1) ?? '') ?? [])].flatMap((name) => known.get(name) ?? []);
    for (const { index, parameters } of callbacks) {
      for (const name of taken.flatMap((each) => each[index] ?? [])) {
        if (!known.has(name)) added.add(name);
        known.set(name, [...(known.get(name) ?? []), parameters]);
      }
    }
  }
  for (const name of added) for (const alias of reached([name], aliases)) addTo(functions, alias, name);
}

/** The arguments of a call flow to the parameters of each function of its name, or of a name that is handed to it. */
function bindParameters(flows: Flows): void {
  const functions = calledNames(flows);
  nameCallbacks(flows, functions);
  for (const { callee, args } of flows.calls) {
    for (const parameters of [...(functions.get(callee.at(-1) ?? '') ?? [])].flatMap((name) => flows.parameters.get(name) ?? [])) {
      for (const [index, use] of args.entries()) flow(flows, use, parameters[Math.min(index, parameters.length - 1)] ?? []);
    }
    for (const name of args.flatMap(({ names }) => (names.length === 1 ? names : []))) {
      for (const parameters of flows.parameters.get(name) ?? []) {
        const all = parameters.flat();
        flow(flows, named(callee), all);
        for (const use of args) flow(flows, use, all);
      }
    }
  }
}
