/** Shells that are run as programs: `bash -c script`, `sh <<EOF`. */
import { fileAt, type Invocation } from './machine.js';
import { withArguments, type Field, type State } from './state.js';
import { addWork } from './work.js';

const SHELL = /^(ba|da|z|k|mk|a|rba)?sh$/;

export const isShell = (name: string): boolean => SHELL.test(name);

interface Started {
  /** `-c`: the first operand is the script. */
  readonly command: boolean;
  readonly operands: readonly Field[];
}

/** Options up to the first operand; `o` and `O` take a word, in bundles too (`-euo pipefail`). */
function readStart(words: readonly Field[]): Started {
  let command = false;
  for (let index = 0; index < words.length; index += 1) {
    const text = words[index]?.value.text ?? '';
    if (text === '--' || text === '-') return { command, operands: words.slice(index + 1) };
    if (!/^[-+]/.test(text)) return { command, operands: words.slice(index) };
    if (/^--(rcfile|init-file)$/.test(text) || /^[-+][a-zA-Z]*[oO]$/.test(text)) index += 1;
    if (/^-[a-zA-Z]*c/.test(text)) command = true;
  }
  return { command, operands: [] };
}

/** A script in a file, with its arguments; false if it is not known. */
export function runFile({ machine, frame }: Invocation, path: Field, args: readonly Field[]): boolean {
  const script = fileAt(machine, path.value.text);
  if (script === undefined) return false;
  machine.runner.script(machine, { ...frame, state: withArguments(frame.state, args) }, script);
  return true;
}

/** A shell of its own: what its script changes is gone afterwards. */
export function runShell(call: Invocation): State {
  const { machine, frame, words } = call;
  const { command, operands } = readStart(words);
  const [first, ...others] = operands;
  if (command && first !== undefined) {
    const state = withArguments(frame.state, others.slice(1));
    machine.runner.script(machine, { ...frame, state }, first.value);
  } else if (frame.input.kind === 'text' && (first === undefined || words.some(({ value }) => value.text === '-s'))) {
    machine.runner.script(machine, { ...frame, input: { kind: 'none' } }, frame.input.text);
  } else if (first !== undefined && fileAt(machine, first.value.text) !== undefined) {
    runFile(call, first, others);
  } else if (first !== undefined) {
    addWork(call);
  }
  return frame.state;
}
