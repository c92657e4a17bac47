/** Runs one simple command: its assignments, redirections, words, and what the program does. */
import type { Assignment, Command, CommandArgument } from 'unbash';
import { join, slice, UNKNOWN, type Located } from './located.js';
import { mayRun, type Frame } from './machine.js';
import { redirect } from './redirect.js';
import { assign, field, variable, type Field, type State } from './state.js';
import { expandText, expandWord, type Scope } from './words.js';

const DECLARING: ReadonlySet<string> = new Set(['export', 'local', 'declare', 'typeset', 'readonly']);

export function runCommand(scope: Scope, frame: Frame, node: Command): State {
  if (!mayRun(scope.machine, frame)) return frame.state;
  const assignments = node.prefix.filter((each) => each.type === 'Assignment');
  const assigned = assignments.reduce((state, each) => assignWord(scope, { ...frame, state }, each), frame.state);
  if (node.name === undefined) {
    redirect(scope, frame, node.redirects);
    return assigned;
  }
  const words = wordsOf(scope, frame, [node.name, ...node.args]);
  const redirected = redirect(scope, frame, node.redirects);
  if (DECLARING.has(words[0]?.value.text ?? '')) return declare(scope, frame, node.args);
  const after = scope.machine.runner.program(scope.machine, { ...redirected, state: assigned }, words);
  // What stands before a program's name is set for that program alone.
  return assignments.length === 0 ? after : { ...after, variables: frame.state.variables };
}

const MAX_WORDS = 256;

function wordsOf(scope: Scope, frame: Frame, args: readonly CommandArgument[]): readonly Field[] {
  const words: Field[] = [];
  for (const arg of args) {
    if (words.length >= MAX_WORDS) break;
    words.push(...argument(scope, frame, arg));
  }
  return words;
}

function argument(scope: Scope, frame: Frame, arg: CommandArgument): readonly Field[] {
  if (arg.type === 'Word') return expandWord({ ...scope, frame }, arg);
  const { value } = arg;
  if (value.type === 'ArrayValue') return [field(UNKNOWN)];
  return [field(join([slice(scope.source, arg.pos, value.pos), expandText({ ...scope, frame }, value)]))];
}

const declare = (scope: Scope, frame: Frame, args: readonly CommandArgument[]): State =>
  args.reduce((state, arg) => (arg.type === 'Assignment' ? assignWord(scope, { ...frame, state }, arg) : state), frame.state);

function assignedFields(scope: Scope, frame: Frame, { value }: Assignment): readonly Field[] {
  const reader = { ...scope, frame };
  if (value.type === 'Word') return [field(expandText(reader, value))];
  return value.elements.flatMap((element) => expandWord(reader, element));
}

function assignWord(scope: Scope, frame: Frame, assignment: Assignment): State {
  const { name, append, index } = assignment;
  const { state } = frame;
  const value = assignedFields(scope, frame, assignment);
  if (index !== undefined) return assign(state, name, [field(UNKNOWN), field(UNKNOWN)]);
  if (append !== true) return assign(state, name, value);
  const before = variable(state, name);
  if (assignment.value.type === 'ArrayValue') return assign(state, name, [...(before ?? []), ...value]);
  return assign(state, name, [field(appended(before, value))]);
}

const appended = (before: readonly Field[] | undefined, added: readonly Field[]): Located =>
  before === undefined || before.length !== 1 ? UNKNOWN : join([...before, ...added].map((each) => each.value));
