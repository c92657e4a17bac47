/** Commands of command lines: what each of them has declared so far. */
import { moduleOf } from '../../models/entity-names.js';
import type { Interpreter } from '../interpreter.js';
import { newHeap } from '../state/heap.js';
import { Cell } from '../state/store.js';
import type { EntityAtom, Heap } from '../values/values.js';

export interface Command {
  readonly options: Heap;
  /** A list. */
  readonly operands: Heap;
  readonly parent: Command | undefined;
}

/** Commands by what their entities keep. */
const commands = new WeakMap<Cell, Command>();

function list(it: Interpreter, key: string): Heap {
  const known = it.globals.get(key) ?? newHeap('array');
  it.globals.set(key, known);
  return known;
}

/** That of the program itself, of which a package has one. */
const programOf = (it: Interpreter, name: string): Command => ({ options: it.globalHeap(`${name}#[[options]]`), operands: list(it, `${name}#[[operands]]`), parent: undefined });

/** The command that an entity is, or a member of it. */
export function commandOf(it: Interpreter, atom: EntityAtom): Command {
  const own = atom.kept === undefined ? undefined : commands.get(atom.kept);
  return own ?? programOf(it, moduleOf(atom.key));
}

/** A command below another one. */
export function newCommand(it: Interpreter, key: string, parent: EntityAtom | undefined): EntityAtom {
  const kept = new Cell();
  commands.set(kept, { options: newHeap('object'), operands: newHeap('array'), parent: parent === undefined ? programOf(it, moduleOf(key)) : commandOf(it, parent) });
  return { kind: 'entity', key, kept };
}

/** The command and those that it is below, outermost first. */
export const above = (command: Command): readonly Command[] => [...(command.parent === undefined ? [] : above(command.parent)), command];
