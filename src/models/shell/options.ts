/** Options of a program's arguments, as getopt reads them. */
import { slice, type Located } from './located.js';
import type { Field } from './state.js';

/**
 * Which options a program has, as far as they matter: `'o:output d:data'` names them short and long, `':json'` has no short form,
 * `'t:'` no long one. An option is known by its long name, if it has one.
 */
export interface OptionSyntax {
  /** Options that take a value. */
  readonly values?: string;
  /** Options whose value, if any, is attached: `sed -i.bak`, `--tmpdir=dir`. */
  readonly attached?: string;
  /** Other options, for their one name. */
  readonly flags?: string;
  /** One dash before whole names: `openssl -out file`. */
  readonly words?: boolean;
  /** Options end with the first operand: `sudo -u user command`. */
  readonly leading?: boolean;
}

export interface Option {
  readonly name: string;
  /** As written: `-o`, `--output`. */
  readonly spelled: Located;
  readonly value: Located | undefined;
}

/** An option as a request tells of it. */
export const flagOf = (option: Option | undefined): { readonly name: string; readonly word: Located } | undefined =>
  option === undefined ? undefined : { name: option.spelled.text, word: option.spelled };

export interface Arguments {
  readonly options: readonly Option[];
  readonly operands: readonly Field[];
}

type Takes = 'value' | 'attached' | 'nothing';

interface Known {
  readonly name: string;
  readonly takes: Takes;
}

type Names = ReadonlyMap<string, Known>;

const tables = new WeakMap<OptionSyntax, Names>();

function namesOf(syntax: OptionSyntax): Names {
  const known = tables.get(syntax);
  if (known !== undefined) return known;
  const names = new Map<string, Known>();
  const add = (entries: string | undefined, takes: Takes): void => {
    for (const entry of entries?.split(' ') ?? []) {
      const [short = '', long = ''] = entry.split(':');
      const option = { name: long === '' ? short : long, takes };
      if (short !== '') names.set(`-${short}`, option);
      if (long !== '') names.set(`--${long}`, option);
    }
  };
  add(syntax.flags, 'nothing');
  add(syntax.attached, 'attached');
  add(syntax.values, 'value');
  tables.set(syntax, names);
  return names;
}

interface Read {
  readonly options: readonly Option[];
  /** The last option takes the next word. */
  readonly open: boolean;
}

function readLong(names: Names, word: Located, dashes: number): Read {
  const equals = word.text.indexOf('=');
  const end = equals < 0 ? word.text.length : equals;
  const spelled = slice(word, 0, end);
  const known = names.get(spelled.text) ?? (dashes === 1 ? names.get(`-${spelled.text}`) : undefined);
  const name = known?.name ?? spelled.text.slice(dashes);
  if (equals >= 0) return { options: [{ name, spelled, value: slice(word, equals + 1) }], open: false };
  return { options: [{ name, spelled, value: undefined }], open: known?.takes === 'value' };
}

/** `-sSLo out`, `-oout`, `-i.bak` */
function readShort(names: Names, word: Located): Read {
  const options: Option[] = [];
  for (let index = 1; index < word.text.length; index += 1) {
    const letter = word.text.charAt(index);
    const spelled = letterAt(word, index);
    const known = names.get(`-${letter}`);
    const name = known?.name ?? letter;
    if (known === undefined || known.takes === 'nothing') {
      options.push({ name, spelled, value: undefined });
      continue;
    }
    const rest = slice(word, index + 1);
    options.push({ name, spelled, value: rest.text === '' ? undefined : rest });
    return { options, open: rest.text === '' && known.takes === 'value' };
  }
  return { options, open: false };
}

const letterAt = (word: Located, index: number): Located =>
  index === 1 ? slice(word, 0, 2) : { text: `-${word.text.charAt(index)}`, at: [-1, word.at[index] ?? -1] };

const isOption = (text: string): boolean => /^-./.test(text);

function readWord(syntax: OptionSyntax, names: Names, word: Located): Read {
  if (word.text.startsWith('--')) return readLong(names, word, 2);
  return syntax.words === true ? readLong(names, word, 1) : readShort(names, word);
}

/** Reads the words behind the program's name. */
export function readArguments(syntax: OptionSyntax, words: readonly Field[]): Arguments {
  const names = namesOf(syntax);
  const options: Option[] = [];
  const operands: Field[] = [];
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index];
    if (word === undefined) break;
    const { text } = word.value;
    if (text === '--') return { options, operands: [...operands, ...words.slice(index + 1)] };
    if (!isOption(text)) {
      if (syntax.leading === true) return { options, operands: words.slice(index) };
      operands.push(word);
      continue;
    }
    const read = readWord(syntax, names, word.value);
    const last = read.options.at(-1);
    options.push(...read.options.slice(0, -1));
    if (last === undefined) continue;
    if (read.open) index += 1;
    options.push(read.open ? { ...last, value: words[index]?.value } : last);
  }
  return { options, operands };
}

export const optionOf = (args: Arguments, ...names: readonly string[]): Option | undefined =>
  args.options.findLast((option) => names.includes(option.name));

export const optionsOf = (args: Arguments, ...names: readonly string[]): readonly Option[] =>
  args.options.filter((option) => names.includes(option.name));

export const has = (args: Arguments, ...names: readonly string[]): boolean => optionOf(args, ...names) !== undefined;
