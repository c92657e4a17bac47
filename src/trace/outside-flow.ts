/**
 * Whether a place outside of the current path may reach something that writes (C5), by names alone: which names a value passes through,
 * no matter in which order or scope. A program in which none does needs no trace for that, and most programs that use `fs` are such.
 */
import type { TSESTree } from '@typescript-eslint/utils';
import type { Models } from '../models/index.js';
import { collectFlows, flow, type Flows, type NamedCall } from './outside-names.js';
import { SHARED_NAMES } from './outside-words.js';

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

/** Are there names that lead from a place outside to an argument of a writer, in code that somebody wrote? */
export function mayWriteOutside(program: TSESTree.Program, text: string, models: Models): boolean {
  if (isGenerated(text)) return false;
  const flows = collectFlows(program, (module) => models.knowsModule(module.replace(/^node:/u, '')));
  const calls = writersIn(flows);
  if (calls.length === 0) return false;
  if (flows.temporary) return true;
  bindParameters(flows);
  for (const name of flows.packages) for (const targets of flows.values.values()) targets.delete(name);
  const outside = reached(flows.outside, flows.values);
  return calls.some(({ args }) => args.some((use) => use.outside || use.names.some((name) => outside.has(name))));
}

/** Calls of what writes. */
function writersIn(flows: Flows): readonly NamedCall[] {
  const writers = reached(flows.writers, flows.values);
  const files = reached(flows.files, flows.values);
  return flows.calls.filter(({ callee, args }) => {
    if (callee.some((name) => writers.has(name))) return true;
    const last = callee.at(-1);
    if (last !== undefined && SHARED_NAMES.has(last) && (callee.length === 1 || callee.some((name) => files.has(name)))) return true;
    // A writer that is handed on: `retry(fs.writeFile, path)`.
    return args.some(({ names }) => names.some((name) => flows.writers.has(name)));
  });
}

/** The arguments of a call flow to the parameters of each function of its name, or of a name that is handed to it. */
function bindParameters(flows: Flows): void {
  for (const { callee, args } of flows.calls) {
    for (const parameters of flows.parameters.get(callee.at(-1) ?? '') ?? []) {
      for (const [index, use] of args.entries()) flow(flows, use, parameters[Math.min(index, parameters.length - 1)] ?? []);
    }
    for (const name of args.flatMap(({ names }) => (names.length === 1 ? names : []))) {
      for (const parameters of flows.parameters.get(name) ?? []) {
        const all = parameters.flat();
        flow(flows, { names: [...callee], outside: false }, all);
        for (const use of args) flow(flows, use, all);
      }
    }
  }
}

function reached(from: ReadonlySet<string>, edges: ReadonlyMap<string, Iterable<string>>): Set<string> {
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

