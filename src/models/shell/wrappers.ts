/** Programs that run another one: `env`, `sudo`, `timeout`, `xargs`, `find -exec`. */
import { spaced } from './builtins.js';
import { join, slice, split, UNKNOWN, unlocated, type Located } from './located.js';
import { emitWrite, type Frame, type Invocation } from './machine.js';
import { optionOf, readArguments, type Arguments, type OptionSyntax } from './options.js';
import { assign, changeTo, field, type Field, type State } from './state.js';
import { bareField } from './words.js';

export interface Wrapper {
  readonly syntax?: OptionSyntax;
  /** Operands before the command: the time of `timeout`. */
  readonly skips?: number;
  /** `NAME=value` before the command. */
  readonly sets?: boolean;
  /** Option that names the folder to run in. */
  readonly folder?: string;
  /** Options whose value is written, or `operand`: the first one is (a lock). */
  readonly writes?: string;
  /** Option whose value is a script. */
  readonly script?: string;
  /** The words are put together to a script. */
  readonly shell?: boolean;
  readonly runs?: (call: Invocation) => void;
}

export const WRAPPERS: ReadonlyMap<string, Wrapper> = new Map<string, Wrapper>([
  ['env', { syntax: { values: 'u:unset C:chdir S:split-string' }, sets: true, folder: 'chdir', script: 'split-string' }],
  ['sudo', { syntax: { values: 'u:user g:group h:host p:prompt C: D:chdir R:chroot T: r: t: U:' }, sets: true, folder: 'chdir' }],
  ['doas', { syntax: { values: 'u: C:' }, sets: true }],
  ['nohup', {}],
  ['setsid', {}],
  ['time', { syntax: { values: 'o:output f:format' }, writes: 'output' }],
  ['nice', { syntax: { values: 'n:adjustment' } }],
  ['ionice', { syntax: { values: 'c:class n:classdata p:pid' } }],
  ['timeout', { syntax: { values: 'k:kill-after s:signal' }, skips: 1 }],
  ['gtimeout', { syntax: { values: 'k:kill-after s:signal' }, skips: 1 }],
  ['taskset', { skips: 1 }],
  ['stdbuf', { syntax: { values: 'i:input o:output e:error' } }],
  ['unbuffer', {}],
  ['chronic', {}],
  ['caffeinate', { syntax: { values: 't: w:' } }],
  ['busybox', {}],
  ['flock', { syntax: { values: 'w:timeout E:conflict-exit-code c:command' }, skips: 1, writes: 'operand', script: 'command' }],
  ['watch', { syntax: { values: 'n:interval' }, shell: true }],
  ['su', { syntax: { values: 'c:command s:shell' }, script: 'command', runs: () => undefined }],
  ['xargs', { runs: runFromInput }],
  ['find', { runs: runFound }],
]);

const SETTING = /^([A-Za-z_]\w*)=/;

function setVariables(state: State, words: readonly Field[]): { readonly state: State; readonly words: readonly Field[] } {
  const count = words.findIndex(({ value }) => !SETTING.test(value.text));
  const settings = count < 0 ? words : words.slice(0, count);
  const set = settings.reduce((current, { value }) => {
    const name = SETTING.exec(value.text)?.[1] ?? '';
    return assign(current, name, [field(slice(value, name.length + 1))]);
  }, state);
  return { state: set, words: words.slice(settings.length) };
}

const frameIn = (call: Invocation, wrapper: Wrapper, args: Arguments): Frame => {
  const target = wrapper.folder === undefined ? undefined : optionOf(args, wrapper.folder)?.value;
  const { frame, machine } = call;
  return target === undefined ? frame : { ...frame, state: changeTo(machine.symbols, frame.state, target) };
};

function writeFor(call: Invocation, wrapper: Wrapper, args: Arguments): void {
  if (wrapper.writes === undefined) return;
  const path = wrapper.writes === 'operand' ? args.operands[0]?.value : optionOf(args, wrapper.writes)?.value;
  if (path !== undefined && !/^\d+$/.test(path.text)) emitWrite(call.machine, call.frame, path, call.name);
}

/** The command runs in a process of its own, so that the shell's state stays. */
export function runWrapper(call: Invocation, wrapper: Wrapper): State {
  const { machine, frame } = call;
  const args = readArguments({ ...wrapper.syntax, leading: true }, call.words);
  const script = wrapper.script === undefined ? undefined : optionOf(args, wrapper.script)?.value;
  const inner = frameIn(call, wrapper, args);
  writeFor(call, wrapper, args);
  const rest = args.operands.slice(wrapper.skips ?? 0);
  const trailing = script ?? scriptBehind(wrapper, rest);
  if (trailing !== undefined) machine.runner.script(machine, inner, trailing);
  else if (wrapper.shell === true) machine.runner.script(machine, inner, spaced(rest));
  else if (wrapper.runs !== undefined) wrapper.runs(call);
  else {
    const { state, words } = wrapper.sets === true ? setVariables(inner.state, rest) : { state: inner.state, words: rest };
    machine.runner.program(machine, { ...inner, state }, words);
  }
  return frame.state;
}

/** `flock file -c script`, `su user -c script` */
function scriptBehind(wrapper: Wrapper, words: readonly Field[]): Located | undefined {
  if (wrapper.script !== 'command') return undefined;
  const at = words.findIndex(({ value }) => value.text === '-c' || value.text === '--command');
  return at < 0 ? undefined : words[at + 1]?.value;
}

const XARGS: OptionSyntax = {
  values: 'I: a:arg-file d:delimiter E: n:max-args L:max-lines P:max-procs s:max-chars J: R:',
  attached: 'i:replace l: e:',
  leading: true,
};

/** What is read is put in the place of the marker, or behind the words. */
function runFromInput(call: Invocation): void {
  const { machine, frame } = call;
  const args = readArguments(XARGS, call.words);
  const text = frame.input.kind === 'text' ? frame.input.text : UNKNOWN;
  const option = optionOf(args, 'I', 'J', 'replace');
  const marker = option === undefined ? undefined : (option.value?.text ?? '{}');
  const words = args.operands.length === 0 ? [field(unlocated('echo'))] : args.operands;
  const filled = marker === undefined ? [...words, ...split(text).map(bareField)] : words.map((word) => fill(word, marker, text));
  machine.runner.program(machine, { ...frame, input: { kind: 'none' } }, filled);
}

function fill(word: Field, marker: string, text: Located): Field {
  const pieces: Located[] = [];
  let from = 0;
  for (let at = word.value.text.indexOf(marker); at >= 0 && marker !== ''; at = word.value.text.indexOf(marker, from)) {
    pieces.push(slice(word.value, from, at), text);
    from = at + marker.length;
  }
  return from === 0 ? word : { value: join([...pieces, slice(word.value, from)]), loose: word.loose };
}

const EXECUTING: ReadonlySet<string> = new Set(['-exec', '-execdir', '-ok', '-okdir']);

function runFound(call: Invocation): void {
  const { machine, frame, words } = call;
  words.forEach(({ value }, index) => {
    const next = words[index + 1];
    if (/^-f(print|print0|ls|printf)$/.test(value.text) && next !== undefined) emitWrite(machine, frame, next.value, call.name);
    if (!EXECUTING.has(value.text)) return;
    const rest = words.slice(index + 1);
    const end = rest.findIndex((word) => word.value.text === ';' || word.value.text === '+');
    const command = end < 0 ? rest : rest.slice(0, end);
    machine.runner.program(machine, frame, command.map((word) => fill(word, '{}', UNKNOWN)));
  });
}
