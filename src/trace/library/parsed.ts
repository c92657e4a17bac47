/** What schemas make of what they parse: the same, with the defaults that they name for its members (`z.object({ DIR: z.string().default('/data') })`). */
import type { ParsedResult } from '../../models/form/schema.js';
import type { Call } from '../calls/calls.js';
import { readMember } from '../expressions/member.js';
import { spreadInto } from '../expressions/spreading.js';
import type { Interpreter } from '../interpreter.js';
import { newHeap, objectOf, objectWith, writeField } from '../state/heap.js';
import { noteHandedOver } from '../values/sizes.js';
import { constant, join, UNKNOWN, type EntityAtom, type Value } from '../values/values.js';
import { firstGiven } from './refs.js';

/** Members that have a default, and what it is. */
const defaultsIn = (shape: Value): readonly (readonly [string, Value])[] =>
  shape.flatMap((atom) => {
    if (atom.kind !== 'object') return [];
    return [...atom.heap.fields].flatMap(([name, { value }]) => {
      const kept = value.flatMap((member) => (member.kind === 'entity' ? (member.kept?.value ?? []) : []));
      return kept.length === 0 || kept.some(({ kind }) => kind === 'function') ? [] : [[name, kept] as const];
    });
  });

export function parsed(it: Interpreter, atom: EntityAtom, call: Call, { parsed: at, shape, under }: ParsedResult): Value {
  const value = firstGiven(it, atom, call, at)?.value ?? UNKNOWN;
  noteHandedOver(it, [value]);
  const defaults = defaultsIn(firstGiven(it, atom, call, shape)?.value ?? []);
  const result = defaults.length === 0 ? value : withDefaults(it, call, value, defaults);
  return under === undefined ? result : [objectWith({ [under]: result, success: UNKNOWN, error: UNKNOWN })];
}

function withDefaults(it: Interpreter, call: Call, value: Value, defaults: readonly (readonly [string, Value])[]): Value {
  const heap = newHeap('object', it.site(call.node));
  spreadInto(it, heap, value);
  for (const [name, fallback] of defaults) writeField(it, heap, name, join(readMember(it, value, constant(name), call.node), fallback));
  return [objectOf(heap)];
}
