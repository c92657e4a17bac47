/** What runs when a command line is parsed: one of the functions that were registered for its commands. */
import { moduleOf } from '../../models/entity-names.js';
import type { CommandEffect, CommandResult, DefinitionEffect, ParseEffect } from '../../models/form/schema.js';
import { callFunctionValue, type Call } from '../calls/calls.js';
import { readMember } from '../expressions/member.js';
import { ALWAYS } from '../guards/condition.js';
import type { Interpreter } from '../interpreter.js';
import { exactItems, newHeap, objectOf, objectWith } from '../state/heap.js';
import { guarded } from '../state/store.js';
import { awaited, promiseOf } from '../time/promises.js';
import { constant, isCallable, joinAll, NOTHING, UNKNOWN, type Atom, type EntityAtom, type Value } from '../values/values.js';
import { commandOf, newCommand } from './command-states.js';
import { addOperands, declareTable, optionsOf } from './options.js';
import { firstGiven, given, isException } from './refs.js';

/** So many commands of one program are followed. */
const MAX_COMMANDS = 40;

/** A command with options and operands of its own. */
export function commandResult(it: Interpreter, atom: EntityAtom, call: Call, { subcommand, operands, beside }: CommandResult): Value {
  const made = newCommand(it, subcommand, beside === true ? undefined : atom);
  const names = firstGiven(it, atom, call, operands)?.value;
  // `name <a> [b]`: what stands in brackets are its operands.
  if (names !== undefined && !names.every((each) => each.kind === 'text' && !hasOperands(each))) addOperands(it, commandOf(it, made), names);
  return [made];
}

const hasOperands = (atom: Extract<Atom, { kind: 'text' }>): boolean => atom.parts.some((part) => !('text' in part) || /[<[]/u.test(part.text));

/** The command that the function is of: one of its own where the call names one. */
function commandFor(it: Interpreter, atom: EntityAtom, call: Call, effect: CommandEffect): EntityAtom {
  if (effect.name === undefined) return atom;
  const made = newCommand(it, `${moduleOf(atom.key)}#()`, atom);
  const builder = firstGiven(it, atom, call, effect.builder)?.value ?? NOTHING;
  const functions = builder.filter(isCallable);
  if (functions.length > 0) callFunctionValue(it, functions, [[made], UNKNOWN], call.node);
  else declareTable(it, commandOf(it, made).options, builder, {}, call);
  return made;
}

/** Registers a function for when the line is parsed; if nobody is seen to parse it, it runs when the program is there. */
function applyCommand(it: Interpreter, atom: EntityAtom, call: Call, effect: CommandEffect): void {
  if (effect.onlyIs !== undefined && !isException(it, atom, call, effect.onlyIs)) return;
  const command = commandFor(it, atom, call, effect);
  const functions = (firstGiven(it, atom, call, effect.run)?.value ?? NOTHING).filter(isCallable);
  if (functions.length === 0) return;
  const { frame } = it;
  // It is called from where it was registered: that is where the call stands.
  const run = (): Value => within(it, { frame }, () => callFunctionValue(it, functions, argumentsOf(it, command, effect), call.node, [], selfOf(command)));
  const name = `${moduleOf(atom.key)} ${effect.first === true ? FIRST : COMMANDS}`;
  const known = it.listeners.get(name) ?? [];
  if (known.length === 0) runIfNobodyParses(it, moduleOf(atom.key));
  if (known.length < MAX_COMMANDS) it.listeners.set(name, [...known, guarded({ kind: 'native', call: run }, it.condition)]);
}

export function applyCommandLine(it: Interpreter, atom: EntityAtom, call: Call, effect: CommandEffect | ParseEffect | DefinitionEffect): Value | undefined {
  switch (effect.kind) {
    case 'command':
      applyCommand(it, atom, call, effect);
      return undefined;
    case 'parse':
      return applyParse(it, atom, call, effect);
    case 'definition':
      return applyDefinition(it, atom, call, effect);
  }
}

const FIRST = '[[first]]';
const COMMANDS = '[[commands]]';

/** The command itself, by a method of it. */
function selfOf(command: EntityAtom): Value {
  const { key } = command;
  return [{ ...command, key: /#.*\./u.test(key) ? key.slice(0, key.lastIndexOf('.')) : key }];
}

type State = Partial<Pick<Interpreter, 'entry' | 'frame' | 'scope' | 'condition' | 'time'>>;

/** Runs it as if the program was there. */
function within(it: Interpreter, there: State, run: () => Value): Value {
  const { entry, frame, scope } = it;
  Object.assign(it, there);
  const value = run();
  Object.assign(it, { entry, frame, scope });
  return value;
}

function argumentsOf(it: Interpreter, command: EntityAtom, { passes, under, inherits = false }: CommandEffect): readonly Value[] {
  const own = commandOf(it, command);
  const operands = exactItems(own.operands);
  // What comes behind operands that nobody has counted may be any of them.
  if (operands === undefined && passes[0] === 'operands') return [UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN];
  return passes.flatMap((each): readonly Value[] => {
    if (each === 'operands') return operands ?? [];
    if (each === 'command') return [selfOf(command)];
    const options = optionsOf(it, own, inherits);
    return [under === undefined ? options : [withUnknown({ [under]: options })]];
  });
}

function withUnknown(members: Readonly<Record<string, Value>>): Atom {
  const result = objectWith(members);
  result.heap.rest.value = UNKNOWN;
  return result;
}

/** Runs one of the commands of the package, from the state that is now; what it gives. */
export function runCommands(it: Interpreter, name: string): Value {
  const take = (kind: string): readonly Atom[] => {
    const found = it.listeners.get(`${name} ${kind}`) ?? [];
    it.listeners.delete(`${name} ${kind}`);
    return found;
  };
  const firsts = take(FIRST);
  const commands = take(COMMANDS);
  for (const first of firsts) awaited(it, runOne(it, first));
  if (commands.length === 0) return NOTHING;
  // With several of them there may be none in the line.
  const none = commands.length === 1 ? [] : [{ condition: ALWAYS, run: () => NOTHING }];
  return it.fork([...commands.map((command) => ({ condition: command.when ?? it.condition, run: () => runOne(it, command) })), ...none]);
}

const runOne = (it: Interpreter, command: Atom): Value => (command.kind === 'native' ? command.call([]) : NOTHING);

function applyParse(it: Interpreter, atom: EntityAtom, call: Call, effect: ParseEffect): Value | undefined {
  const not = effect.unless === undefined ? undefined : given(it, atom, call, effect.unless);
  if (not?.value.some((each) => each.kind === 'primitive' && each.value === false) === true) return undefined;
  const begun = it.time;
  const done = awaited(it, runCommands(it, moduleOf(atom.key)));
  const end = it.time;
  it.time = begun;
  return promiseOf(done, begun, end);
}

/** A program that gives its commands to others: they run when all of it is there. */
function runIfNobodyParses(it: Interpreter, name: string): void {
  const { entry, frame, scope, condition } = it;
  it.deferred.push(() => {
    const { condition: before, time } = it;
    it.live = true;
    within(it, { entry, frame, scope, condition }, () => it.maybe(() => runCommands(it, name)));
    Object.assign(it, { condition: before, time, live: true });
  });
}

const MAX_DEPTH = 4;

/** Runs a command that is one object, or one of those below it. */
function applyDefinition(it: Interpreter, atom: EntityAtom, call: Call, effect: DefinitionEffect): Value {
  const begun = it.time;
  const given = firstGiven(it, atom, call, effect.of)?.value ?? NOTHING;
  const result = runDefinition(it, call, given, effect, 0);
  const end = it.time;
  it.time = begun;
  return promiseOf(result, begun, end);
}

function runDefinition(it: Interpreter, call: Call, definition: Value, effect: DefinitionEffect, depth: number): Value {
  // What is loaded when it is needed is given by a function.
  const functions = definition.filter(isCallable);
  const loaded = functions.length === 0 ? definition : awaited(it, callFunctionValue(it, functions, [], call.node));
  const objects = awaited(it, loaded).flatMap((each) => (each.kind === 'object' ? (each.heap.fields.get('default')?.value ?? [each]) : []));
  if (objects.length === 0 || depth > MAX_DEPTH) return NOTHING;
  const read = (name: string): Value => readMember(it, objects, constant(name), call.node);
  const options = newHeap('object');
  declareTable(it, options, read(effect.options), {}, call);
  options.rest.value = UNKNOWN;
  const context = withUnknown({ [effect.under]: [objectOf(options)] });
  const own = (): Value => joinAll(effect.run.map((name) => awaited(it, callFunctionValue(it, read(name).filter(isCallable), [[context]], call.node, [], objects))));
  const below = effect.below === undefined ? [] : read(effect.below).flatMap((each) => (each.kind === 'object' ? [...each.heap.fields.values()] : []));
  return it.fork([own, ...below.slice(0, MAX_COMMANDS).map(({ value }) => () => runDefinition(it, call, value, effect, depth + 1))].map((run) => ({ condition: ALWAYS, run })));
}
