/** Callbacks that libraries run: at once, after a delay, on events, for each request of a server. */
import type { CallbackEffect } from '../../models/schema.js';
import type { Call } from '../calls.js';
import { callFunctionValue } from '../calls.js';
import { deferCallback } from '../entries.js';
import type { Interpreter } from '../interpreter.js';
import { callbacksIn } from '../unknown-calls.js';
import { constantNumber, NOTHING, UNKNOWN, type Atom, type EntityAtom, type Value } from '../values.js';
import { allGiven, firstGiven } from './refs.js';

const callable = (atom: Atom): boolean => ['function', 'native', 'method', 'entity'].includes(atom.kind);

/** Functions in the value, also in arrays of handlers. */
function functionsIn(value: Value): readonly Atom[] {
  return value.flatMap((atom): readonly Atom[] => {
    if (callable(atom)) return [atom];
    if (atom.kind !== 'object' || atom.heap.type !== 'array') return [];
    return [...atom.heap.fields.values()].flatMap((cell) => cell.value.filter(callable));
  });
}

const unknownArguments = (atom: Atom): readonly Value[] =>
  atom.kind === 'function' ? atom.node.params.map(() => UNKNOWN) : [UNKNOWN];

export function applyCallback(it: Interpreter, atom: EntityAtom, call: Call, effect: CallbackEffect): Value | undefined {
  const delay = effect.delay === undefined ? undefined : firstGiven(it, atom, call, effect.delay);
  const number = delay === undefined ? undefined : constantNumber(delay.value);
  const milliseconds = number === undefined ? undefined : number * (effect.unit ?? 1);
  let result: Value | undefined;
  for (const { value } of allGiven(it, atom, call, effect.callback)) {
    for (const callback of functionsIn(value)) {
      const given = runCallback(it, callback, { call, effect, milliseconds });
      if (effect.when === 'now') result = given;
    }
  }
  return result;
}

interface Run {
  readonly call: Call;
  readonly effect: CallbackEffect;
  readonly milliseconds: number | undefined;
}

function runCallback(it: Interpreter, callback: Atom, { call, effect, milliseconds }: Run): Value {
  const { node } = call;
  const timed = effect.delay !== undefined && (milliseconds !== undefined || callback.kind === 'native' || callback.kind === 'method');
  if (effect.when === 'now') return it.fork([{ condition: it.condition, run: () => callFunctionValue(it, [callback], unknownArguments(callback), node) }]);
  if (effect.when === 'later' && timed) {
    // A known delay is time that passes; the callback's work belongs to what waits for it.
    it.elapse({ kind: 'delay', milliseconds, name: call.name, site: it.site(node) });
    callFunctionValue(it, [callback], unknownArguments(callback), node);
    return NOTHING;
  }
  if (callback.kind === 'native') {
    it.elapse({ kind: 'event', name: call.name, site: it.site(node) });
    callFunctionValue(it, [callback], [UNKNOWN], node);
    return NOTHING;
  }
  deferCallback(it, [callback], { kind: effect.when, node });
  return NOTHING;
}

/** Functions handed to a library call that no model speaks of: they may run during it. */
export function runOtherCallbacks(it: Interpreter, call: Call): void {
  for (const callback of callbacksIn(call.args)) {
    const [only] = callback;
    if (only === undefined) continue;
    it.maybe(() => {
      callFunctionValue(it, [only], unknownArguments(only), call.node);
      return NOTHING;
    });
  }
}
