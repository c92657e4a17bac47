/** Finds out what a program is, and lets it run. */
import { UNKNOWN } from './located.js';
import { BUILTINS } from './builtins.js';
import { mayRun, print, type Frame, type Invocation, type Machine } from './machine.js';
import { PROGRAMS } from './programs/index.js';
import { isShell, runFile, runShell } from './shells.js';
import { variable, withArguments, type Definition, type Field, type State } from './state.js';
import { hasHole } from './symbols.js';
import { addWork } from './work.js';
import { runWrapper, WRAPPERS } from './wrappers.js';

const baseName = (text: string): string => (/[^/\\]*$/.exec(text)?.[0] ?? '').replace(/\.exe$/i, '');

/** Runs a program with its arguments, as a shell or an operating system starts it. */
export function runProgram(machine: Machine, frame: Frame, argv: readonly Field[]): State {
  const [first, ...words] = argv;
  if (first === undefined || !mayRun(machine, frame)) return frame.state;
  const { text } = first.value;
  const defined = frame.state.functions.get(text);
  if (defined !== undefined) return runFunction(machine, frame, defined, words);
  const name = hasHole(machine.symbols, text) ? '' : baseName(text);
  const call = { machine, frame, name, program: first.value, words };
  const builtin = BUILTINS.get(name);
  if (builtin !== undefined) return builtin(call);
  const wrapper = WRAPPERS.get(name);
  if (wrapper !== undefined) return runWrapper(call, wrapper);
  if (isShell(name)) return runShell(call);
  if (!/^[./]/.test(text) || !runFile(call, first, words)) runOther(call);
  return frame.state;
}

function runFunction(machine: Machine, frame: Frame, definition: Definition, words: readonly Field[]): State {
  const outer = variable(frame.state, '@') ?? [];
  const state = machine.runner.call(machine, { ...frame, state: withArguments(frame.state, words) }, definition);
  return withArguments(state, outer);
}

function runOther(call: Invocation): void {
  const program = PROGRAMS.get(call.name);
  if (program !== undefined) {
    program(call);
    return;
  }
  addWork(call);
  print(call.frame, UNKNOWN);
}
