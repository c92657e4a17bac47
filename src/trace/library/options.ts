/** Options that a program is started with: each is what the program says that it is by default, or something unknown. */
import type { OptionEffect, OptionsResult } from '../../models/form/schema.js';
import type { Call } from '../calls/calls.js';
import { readMember } from '../expressions/member.js';
import type { Interpreter } from '../interpreter.js';
import type { Site } from '../site.js';
import { addRest, copyMembers, newHeap, objectOf, objectWith, push, writeField } from '../state/heap.js';
import { constant, constantText, isText, join, NOTHING, UNKNOWN, type Atom, type EntityAtom, type Heap, type Value } from '../values/values.js';
import { above, commandOf, type Command } from './command-states.js';
import { namesOfOption } from './option-names.js';
import { firstGiven, fromOutside, type Given } from './refs.js';

const MAX_DEFAULTS = 400;

/** A default, and where it stands in the declaration, if that is told. */
type Default = Pick<Given, 'value'> & Partial<Pick<Given, 'site'>>;

const NONE: Default = { value: NOTHING };

/** Where the value was made, and each part of it. */
function sitesOf(atom: Atom): readonly Site[] {
  const parts = atom.kind === 'text' ? atom.parts.flatMap((part) => [part.site, isText(part) ? undefined : part.atom.site]) : [];
  return [atom.site, ...parts].filter((site) => site !== undefined);
}

/** What is given takes the place of the default, and nobody knows it. */
function orGiven(it: Interpreter, { value, site: at }: Default): Value {
  for (const site of value.flatMap(sitesOf)) if (it.defaults.length < MAX_DEFAULTS) it.defaults.push({ site, at: at ?? site });
  return join(value, UNKNOWN);
}

function declare(it: Interpreter, heap: Heap, flags: string, given: Default): void {
  for (const name of namesOfOption(flags)) writeField(it, heap, name, orGiven(it, given));
}

export function applyOption(it: Interpreter, atom: EntityAtom, call: Call, effect: OptionEffect): void {
  const command = commandOf(it, atom);
  if (effect.table !== undefined) declareTable(it, command.options, firstGiven(it, atom, call, effect.table)?.value ?? [], { plain: false }, call);
  const flags = firstGiven(it, atom, call, effect.name)?.value[0];
  // Before the default there may be a function that parses what is given.
  const given = firstGiven(it, atom, call, effect.default, ({ value }) => value.every(({ kind }) => kind !== 'function' && kind !== 'entity'));
  const own = given === undefined ? undefined : { ...given, value: fromOutside(given.value, call) };
  if (effect.operand === true) addOperands(it, command, flags === undefined ? NOTHING : [flags], own);
  else if (flags?.kind === 'entity') declareMade(it, command.options, flags);
  else {
    const text = flags === undefined ? undefined : constantText(flags);
    if (text !== undefined && own !== undefined) declare(it, command.options, text, own);
  }
}

/** Each operand that the text names, in its brackets; one where there are none. */
export function addOperands(it: Interpreter, { operands }: Command, names: Value, given: Default = NONE): void {
  const [only] = names;
  if (only?.kind === 'entity' && only.kept !== undefined) {
    push(it, operands, orGiven(it, { value: only.kept.value }));
    return;
  }
  const text = only === undefined || names.length > 1 ? undefined : constantText(only);
  if (text === undefined) {
    // Nobody knows how many there are.
    addRest(it, operands, UNKNOWN);
    return;
  }
  const value = orGiven(it, given);
  const count = text.match(/[<[][^\]>]*[\]>]/gu)?.length ?? 1;
  for (let index = 0; index < count; index++) push(it, operands, value);
}

/** An option that is an instance of its own, made with its flags, which keeps its default. */
function declareMade(it: Interpreter, heap: Heap, { args, kept }: EntityAtom): void {
  const [flags] = args?.[0] ?? [];
  const text = flags === undefined ? undefined : constantText(flags);
  if (text !== undefined && kept !== undefined && kept.value.length > 0) declare(it, heap, text, kept);
}

type Table = Pick<OptionsResult, 'plain' | 'field'>;

/** Definitions by name, or in a list with their names, each with its `default`; or, `plain`, the defaults themselves. */
export function declareTable(it: Interpreter, heap: Heap, table: Value, { plain = false, field = 'default' }: Table, call: Call): void {
  const read = (value: Value, name: string): Value => fromOutside(readMember(it, value.filter(({ kind }) => kind === 'object'), constant(name), call.node), call);
  const declareOne = (name: string, value: Value): void => {
    const fallback = plain ? fromOutside(value, call) : read(value, field);
    declare(it, heap, name, { value: fallback.filter((each) => each.kind !== 'primitive' || each.value !== undefined) });
  };
  for (const atom of table) {
    if (atom.kind !== 'object') continue;
    for (const [name, { value }] of atom.heap.fields) {
      if (atom.heap.type === 'object') declareOne(name, value);
      else for (const each of read(value, 'name')) declareOne(constantText(each) ?? '', value);
    }
  }
}

/** The parsed options. */
export function optionsResult(it: Interpreter, atom: EntityAtom, call: Call, returns: OptionsResult): Value {
  const { options, under, inherits = false } = returns;
  const parsed: Value = options === 'declared' ? optionsOf(it, commandOf(it, atom), inherits) : given(it, atom, call, returns);
  if (under === undefined) return parsed;
  const result = objectWith({ [under]: parsed });
  addRest(it, result.heap, UNKNOWN);
  return [result];
}

/** All options that the command has. */
export function optionsOf(it: Interpreter, command: Command, inherits: boolean): Value {
  const commands = inherits ? above(command) : [command];
  const heap = commands.length === 1 ? command.options : newHeap('object');
  if (commands.length > 1) for (const { options } of commands) copyMembers(it, options, heap);
  // An option is no member of a manifest, whatever its name.
  if (heap.base.value.length === 0) heap.base.value = [{ kind: 'source', source: 'argv', name: '' }];
  return [objectOf(heap)];
}

function given(it: Interpreter, atom: EntityAtom, call: Call, { options, ...table }: OptionsResult): Value {
  const heap = newHeap('object', it.site(call.node));
  declareTable(it, heap, firstGiven(it, atom, call, options)?.value ?? [], table, call);
  addRest(it, heap, UNKNOWN);
  return [objectOf(heap)];
}
