/** Options that a program is started with: each is what the program says that it is by default, or something unknown. */
import type { OptionEffect, OptionsResult } from '../../models/schema.js';
import type { Call } from '../calls.js';
import { addRest, newHeap, objectOf, objectWith, writeField } from '../heap.js';
import type { Interpreter } from '../interpreter.js';
import { readMember } from '../member.js';
import { constant, constantText, join, UNKNOWN, type EntityAtom, type Heap, type Value } from '../values.js';
import { firstGiven } from './refs.js';

/** The options that calls of the package have declared. */
const declaredIn = (it: Interpreter, key: string): Heap => it.globalHeap(`${key.slice(0, key.indexOf('#'))}#[[options]]`);

const inCamelCase = (name: string): string => name.replace(/-+(\w)/gu, (_, letter: string) => letter.toUpperCase());

/** `-o, --out-dir <dir>` is `outDir`; a plain name is itself. */
function namesOf(flags: string): readonly string[] {
  const long = /--(?:no-)?([\w-]+)/u.exec(flags)?.[1] ?? /^-?(\w[\w-]*)/u.exec(flags)?.[1];
  return long === undefined ? [] : [...new Set([long, inCamelCase(long)])];
}

function declare(it: Interpreter, heap: Heap, flags: string, value: Value): void {
  for (const name of namesOf(flags)) writeField(it, heap, name, join(value, UNKNOWN));
}

export function applyOption(it: Interpreter, atom: EntityAtom, call: Call, effect: OptionEffect): void {
  const heap = declaredIn(it, atom.key);
  if (effect.table !== undefined) declareTable(it, heap, firstGiven(it, atom, call, effect.table)?.value ?? [], false, call);
  const flags = firstGiven(it, atom, call, effect.name)?.value[0];
  if (flags?.kind === 'entity') declareMade(it, heap, flags);
  const text = flags === undefined ? undefined : constantText(flags);
  if (text === undefined) return;
  // Before the default there may be a function that parses what is given.
  const given = firstGiven(it, atom, call, effect.default, ({ value }) => value.every(({ kind }) => kind !== 'function' && kind !== 'entity'));
  if (given !== undefined) declare(it, heap, text, given.value);
}

/** An option that is an instance of its own, made with its flags, which keeps its default. */
function declareMade(it: Interpreter, heap: Heap, { args, kept }: EntityAtom): void {
  const [flags] = args?.[0] ?? [];
  const text = flags === undefined ? undefined : constantText(flags);
  if (text !== undefined && kept !== undefined && kept.value.length > 0) declare(it, heap, text, kept.value);
}

/** Definitions by name, each with its `default`; or, `plain`, the defaults themselves. */
function declareTable(it: Interpreter, heap: Heap, table: Value, plain: boolean, call: Call): void {
  for (const atom of table) {
    if (atom.kind !== 'object') continue;
    for (const [name, { value }] of atom.heap.fields) {
      const fallback = plain ? value : readMember(it, value.filter(({ kind }) => kind === 'object'), constant('default'), call.node);
      declare(it, heap, name, fallback.filter((each) => each.kind !== 'primitive' || each.value !== undefined));
    }
  }
}

/** The parsed options. */
export function optionsResult(it: Interpreter, atom: EntityAtom, call: Call, { options, plain = false, under }: OptionsResult): Value {
  const parsed: Value = options === 'declared' ? declaredOptions(it, atom.key) : given(it, atom, call, options, plain);
  return under === undefined ? parsed : [objectWith({ [under]: parsed })];
}

export function declaredOptions(it: Interpreter, key: string): Value {
  const heap = declaredIn(it, key);
  // An option is no member of a manifest, whatever its name.
  if (heap.base.value.length === 0) heap.base.value = [{ kind: 'source', source: 'argv', name: key }];
  return [objectOf(heap)];
}

function given(it: Interpreter, atom: EntityAtom, call: Call, refs: OptionsResult['options'], plain: boolean): Value {
  const heap = newHeap('object', it.site(call.node));
  declareTable(it, heap, firstGiven(it, atom, call, refs)?.value ?? [], plain, call);
  addRest(it, heap, UNKNOWN);
  return [objectOf(heap)];
}
