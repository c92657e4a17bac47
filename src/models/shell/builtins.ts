/** Commands of the shell itself, and filters that hand on what they read. */
import { join, UNKNOWN, unlocated, type Located } from './located.js';
import { forward, print, type Invocation } from './machine.js';
import { has, readArguments } from './options.js';
import { varyingFile } from './varying.js';
import { assign, changeTo, field, pop, pushTo, withArguments, type Field, type State } from './state.js';

type Builtin = (call: Invocation) => State;

const SPACE = unlocated(' ');

/** Words in a row, one space between. */
export const spaced = (words: readonly Field[]): Located =>
  join(words.flatMap(({ value }, index) => (index === 0 ? [value] : [SPACE, value])));

const operandsOf = (call: Invocation): readonly Field[] => readArguments({ leading: true }, call.words).operands;

function changeFolder({ machine, frame, words }: Invocation): State {
  const target = words.find(({ value }) => !/^-[LPe@]+$|^--$/.test(value.text));
  return changeTo(machine.symbols, frame.state, target?.value ?? unlocated('~'));
}

function pushFolder(call: Invocation): State {
  const { machine, frame } = call;
  const target = call.words.find(({ value }) => value.text !== '-n');
  // Without a folder, or with a number, the stack is turned.
  if (target === undefined || /^[+-]\d+$/.test(target.value.text)) return changeTo(machine.symbols, frame.state, UNKNOWN);
  return pushTo(machine.symbols, frame.state, target.value);
}

function evaluate(call: Invocation): State {
  const { machine, frame } = call;
  return machine.runner.script(machine, frame, spaced(operandsOf(call)));
}

/** The command of a trap runs some time, in what the script then knows. */
function trap(call: Invocation): State {
  const [command, signal] = operandsOf(call);
  if (command !== undefined && signal !== undefined) call.machine.runner.script(call.machine, call.frame, command.value);
  return call.frame.state;
}

function setOptions({ frame, words }: Invocation): State {
  const end = words.findIndex(({ value }) => value.text === '--');
  return end < 0 ? frame.state : withArguments(frame.state, words.slice(end + 1));
}

function read(call: Invocation): State {
  const { frame } = call;
  const names = readArguments({ values: 'a: d: i: n: N: p: t: u:' }, call.words).operands;
  const known = names.length === 1 && frame.input.kind === 'text' ? frame.input.text : UNKNOWN;
  return names.reduce((state, name) => assign(state, name.value.text, [field(known)]), frame.state);
}

const unset = ({ frame, words }: Invocation): State =>
  words.reduce((state, name) => assign(state, name.value.text, [field(UNKNOWN)]), frame.state);

function shift({ frame }: Invocation): State {
  const args = frame.state.variables.get('@');
  return args === undefined ? frame.state : withArguments(frame.state, args.slice(1));
}

function echo({ frame, words }: Invocation): State {
  const first = words.findIndex(({ value }) => !/^-[neE]+$/.test(value.text));
  print(frame, first < 0 ? unlocated('') : spaced(words.slice(first)));
  return frame.state;
}

/** Of formats only those that print their one argument, or themselves. */
function printFormatted({ frame, words }: Invocation): State {
  const [format, argument, ...others] = words[0]?.value.text === '--' ? words.slice(1) : words;
  const alone = format !== undefined && others.length === 0;
  if (alone && argument !== undefined && /^%s(\\n|\n)?$/.test(format.value.text)) print(frame, argument.value);
  else if (alone && argument === undefined && !/[%\\]/.test(format.value.text)) print(frame, format.value);
  else print(frame, UNKNOWN);
  return frame.state;
}

const printFolder: Builtin = ({ frame }) => {
  print(frame, frame.state.folder);
  return frame.state;
};

/** `command curl`, `builtin cd`, `exec node`; `command -v` asks only. */
function runInner(call: Invocation): State {
  const { machine, frame } = call;
  const args = readArguments({ values: call.name === 'exec' ? 'a:' : '', leading: true }, call.words);
  if (call.name === 'command' && has(args, 'v', 'V')) {
    print(frame, UNKNOWN);
    return frame.state;
  }
  return args.operands.length === 0 ? frame.state : machine.runner.program(machine, frame, args.operands);
}

const silent: Builtin = ({ frame }) => frame.state;

function systemFile({ machine: { symbols }, frame: { input }, words }: Invocation): Located | undefined {
  const path = input.kind === 'file' ? input.path.text : words.at(-1)?.value.text;
  return path === undefined ? undefined : varyingFile(symbols, path);
}

/** What a filter reads goes on as it is, as far as the rules ask: it is trimmed, or its first line is taken. */
const filter: Builtin = (call) => {
  const { machine, frame, name, words } = call;
  const files = name !== 'tr' && words.some(({ value }) => !/^-|^\+?\d+$/.test(value.text));
  if (frame.input.kind === 'text' && !files) forward(machine, frame, frame.input.text);
  else print(frame, systemFile(call) ?? UNKNOWN);
  return frame.state;
};

export const BUILTINS: ReadonlyMap<string, Builtin> = new Map<string, Builtin>([
  ['cd', changeFolder],
  ['chdir', changeFolder],
  ['pushd', pushFolder],
  ['popd', ({ frame }) => pop(frame.state)],
  ['eval', evaluate],
  ['trap', trap],
  ['set', setOptions],
  ['shift', shift],
  ['read', read],
  ['unset', unset],
  ['echo', echo],
  ['printf', printFormatted],
  ['pwd', printFolder],
  ['exec', runInner],
  ['command', runInner],
  ['builtin', runInner],
  ...['tr', 'cat', 'head', 'tail'].map((name) => [name, filter] as const),
  ...[':', 'true', 'false', 'test', '[', 'exit', 'return', 'break', 'continue', 'wait', 'umask', 'ulimit', 'shopt', 'alias', 'hash', 'local', 'let']
    .map((name) => [name, silent] as const),
]);
