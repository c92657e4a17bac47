/** Libraries that make functions out of functions: `pipe`, `compose`, `flow`, and curried ones. */
import type { Composed, Returns } from '../../models/form/schema.js';
import { callFunctionValue, type Call } from '../calls/calls.js';
import { invokeFunction } from '../calls/functions.js';
import { parametersOf } from '../calls/parameters.js';
import type { Interpreter } from '../interpreter.js';
import { elementsOf } from '../state/heap.js';
import { awaited } from '../time/promises.js';
import { flatMap, NOTHING, UNKNOWN, type Atom, type EntityAtom, type Value } from '../values/values.js';
import { firstGiven } from './refs.js';

type Sites = Call['sites'];

/** `flow(f, g)` and `flow([f, g])` are the same. */
const functionsOf = (args: readonly Value[]): readonly Value[] => args.flatMap((value) => elementsOf(value) ?? [value]);

/** Calls each function with what the one before it gave. */
function through(it: Interpreter, call: Call, functions: readonly Value[], first: readonly Value[], awaits: boolean, sites: Sites = []): Value {
  const [start, ...others] = functions;
  if (start === undefined) return first[0] ?? NOTHING;
  let value = callFunctionValue(it, start, first, call.node, sites);
  for (const each of others) {
    if (!it.live) return NOTHING;
    value = callFunctionValue(it, each, [awaits ? awaited(it, value) : value], call.node);
  }
  return value;
}

/** `flow(f, g)` gives a function that calls `g(f(…))`; `pipe(x, f, g)`, with `starts`, calls them at once. */
export function composed(it: Interpreter, call: Call, { composed: order, starts = false, awaits = false }: Composed): Value {
  if (starts) return through(it, call, call.args.slice(1), call.args.slice(0, 1), awaits, call.sites);
  const given = functionsOf(call.args);
  const functions = order === 'forwards' ? given : [...given].reverse();
  return [{ kind: 'native', call: (args, sites) => through(it, call, functions, args, awaits, sites) }];
}

/** `co(function* () { … })`: the generator runs to its end. */
export function coroutine(it: Interpreter, atom: EntityAtom, call: Call, returns: Extract<Returns, { coroutine: unknown }>): Value {
  const functions = firstGiven(it, atom, call, returns.coroutine)?.value ?? UNKNOWN;
  const run = (args: readonly Value[]): Value =>
    flatMap(functions, (each) => (each.kind === 'function' ? invokeFunction(it, each, { self: call.self, args, call: call.node, coroutine: true }) : UNKNOWN));
  return returns.wraps === true ? [{ kind: 'native', call: run }] : run(call.args.slice(1));
}

/** A function that waits until it has been given so many arguments, in however many calls, and then runs. */
export function collecting(arity: number, run: (args: readonly Value[], sites: Sites) => Value, before: readonly Value[] = [], beforeSites: Sites = []): Atom {
  return {
    kind: 'native',
    call: (args, sites = []) => {
      const all = [...before, ...args];
      const allSites = [...beforeSites, ...args.map((_, index) => sites[index])];
      // A call without arguments gives nothing more to wait for.
      return all.length >= arity || args.length === 0 ? run(all, allSites) : [collecting(arity, run, all, allSites)];
    },
  };
}

/** `curry(f)`: `f` runs when it has been given as many arguments as it has parameters. */
export function curried(it: Interpreter, call: Call, original: Value): Value {
  return original.map((atom) => {
    if (atom.kind !== 'function') return atom;
    return collecting(parametersOf(atom.node).length, (args, sites) => callFunctionValue(it, [atom], args, call.node, sites));
  });
}
