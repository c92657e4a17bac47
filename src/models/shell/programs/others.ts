/** Programs whose writes no row can describe (C5). */
import { join, slice, UNKNOWN, unlocated, type Located } from '../located.js';
import { forward, print, type Invocation } from '../machine.js';
import { has, optionOf, optionsOf, readArguments } from '../options.js';
import { addWork } from '../work.js';
import { write, type Program } from './program.js';

export const tee: Program = (call) => {
  const { machine, frame } = call;
  for (const { value } of readArguments({}, call.words).operands) write(call, value);
  if (frame.input.kind === 'text') forward(machine, frame, frame.input.text);
  else print(frame, UNKNOWN);
};

export const dd: Program = (call) => {
  for (const { value } of call.words) if (value.text.startsWith('of=')) write(call, slice(value, 3));
};

const SED = { values: 'e:expression f:file l:line-length', attached: 'i:in-place', flags: 'n:quiet E:regexp-extended s:separate z:null-data' };

/** `sed -i` changes its operands; the first one is the script, unless that is given by option. */
export const sed: Program = (call) => {
  const args = readArguments(SED, call.words);
  if (!has(args, 'in-place')) {
    print(call.frame, UNKNOWN);
    return;
  }
  // `sed -i '' …` of BSD gives an empty suffix.
  const operands = args.operands.filter(({ value }, index) => index > 0 || value.text !== '');
  for (const { value } of operands.slice(has(args, 'expression', 'file') ? 0 : 1)) write(call, value);
};

const PERL = { values: 'e: E: I: M: m:', attached: 'i: 0: l: C: F: x: D:' };

export const perl: Program = (call) => {
  const args = readArguments(PERL, call.words);
  if (!has(args, 'i')) {
    addWork(call);
    print(call.frame, UNKNOWN);
    return;
  }
  for (const { value } of args.operands.slice(has(args, 'e', 'E') ? 0 : 1)) write(call, value);
};

const MKTEMP = { values: 'p: :suffix', attached: ':tmpdir', flags: 'd:directory u:dry-run t:' };

/** Without a template, and with `-t`, in the temporary folder. */
export const mktemp: Program = (call) => {
  const args = readArguments(MKTEMP, call.words);
  print(call.frame, UNKNOWN);
  if (has(args, 'dry-run')) return;
  const template = args.operands[0]?.value;
  const folder = optionOf(args, 'p', 'tmpdir')?.value;
  const inTemp = template === undefined || has(args, 't', 'tmpdir', 'p');
  const parts: readonly (Located | undefined)[] = inTemp ? [folder ?? unlocated('/tmp'), template] : [template];
  const known = parts.filter((part) => part !== undefined);
  write(call, join(known.flatMap((part, index) => (index === 0 ? [part] : [unlocated('/'), part]))));
};

/** The last word is the output, unless it belongs to `-i`, or there is none. */
export const ffmpeg: Program = (call) => {
  const [before, last] = call.words.slice(-2);
  addWork(call);
  if (last === undefined || before === undefined || last.value.text.startsWith('-') || before.value.text === '-i') return;
  if (call.words.some(({ value }) => value.text === '-i')) write(call, last.value);
};

/** ImageMagick writes the last word; some of its commands only look. */
export const magick: Program = (call) => {
  const { operands } = readArguments({ words: true }, call.words);
  print(call.frame, UNKNOWN);
  if (operands.length > 1 && !/^(identify|compare|display|import|stream|mogrify)$/.test(operands[0]?.value.text ?? '')) {
    write(call, operands.at(-1)?.value);
  }
};

const PACKAGES = {
  values: 't:target d:dest w:wheel-dir r:requirement c:constraint i:index-url f:find-links e:editable :extra-index-url :prefix :root :log :python',
};

/** `pip install -t folder`, `pip download -d folder`, `pip wheel -w folder` */
export const pip: Program = (call) => {
  const args = readArguments(PACKAGES, call.words);
  addWork(call);
  if (!/^(install|download|wheel|sync)$/.test(args.operands[0]?.value.text ?? '')) return;
  for (const option of optionsOf(args, 'target', 'dest', 'wheel-dir', 'prefix', 'root', 'log')) write(call, option.value);
};

/** `npm install --prefix folder` */
export const npm: Program = (call) => {
  const args = readArguments({ values: ':prefix C:prefix :cwd :dir' }, call.words);
  addWork(call);
  if (/^(i|in|install|ci|add|init|clean-install)$/.test(args.operands[0]?.value.text ?? '')) write(call, optionOf(args, 'prefix')?.value);
};

/** `python -m venv folder`: the module is a program; a script is not looked into. */
export const python: Program = (call) => {
  const at = call.words.findIndex(({ value }) => !value.text.startsWith('-') || value.text === '-m' || value.text === '-c');
  const module = call.words[at]?.value.text === '-m' ? call.words[at + 1]?.value.text : undefined;
  const words = call.words.slice(at + 2);
  addWork(call);
  print(call.frame, UNKNOWN);
  if (module === 'pip') pip({ ...call, name: 'pip', words });
  else if (module === 'venv' || module === 'virtualenv') {
    for (const { value } of readArguments({ values: ':prompt p:python' }, words).operands) write(call, value);
  } else if (module === 'zipfile' || module === 'tarfile') unpackByModule(call, words);
};

/** `python -m zipfile -c archive files`, `-e archive folder` */
function unpackByModule(call: Invocation, words: Invocation['words']): void {
  const [option, archive, folder] = words.map(({ value }) => value);
  if (option?.text === '-c' || option?.text === '--create') write(call, archive);
  if (option?.text === '-e' || option?.text === '--extract') write(call, folder ?? unlocated('.'));
}
