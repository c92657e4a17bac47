/** What differs from run to run in a shell: programs that print it, variables and files that hold it (C7). */
import { UNKNOWN, unlocated, type Located } from './located.js';
import { print, type Invocation } from './machine.js';
import { has, optionOf, readArguments, type Arguments, type OptionSyntax } from './options.js';
import { symbolFor, type Symbols } from './symbols.js';
import type { Variation } from './types.js';

/** A value that is not known, but that it varies. */
const varying = (symbols: Symbols, varies: Variation): Located => unlocated(symbolFor(symbols, { hole: -1, varies }));

/** Variables of the shell itself. */
const VARIABLES: Readonly<Record<string, Variation['source']>> = {
  HOSTNAME: 'process',
  $: 'process',
  BASHPID: 'process',
  PPID: 'process',
  RANDOM: 'random',
  SRANDOM: 'random',
  SECONDS: 'time',
  EPOCHSECONDS: 'time',
  EPOCHREALTIME: 'time',
};

export const varyingVariables = (symbols: Symbols): readonly (readonly [string, Located])[] =>
  Object.entries(VARIABLES).map(([name, source]) => [name, varying(symbols, { source, name: `$${name}` })]);

const FILES: readonly (readonly [RegExp, Variation['source']])[] = [
  [/^\/dev\/u?random$|^\/proc\/sys\/kernel\/random\/uuid$/, 'random'],
  [/^\/etc\/(?:hostname|machine-id)$|^\/proc\/sys\/kernel\/(?:hostname|random\/boot_id)$/, 'process'],
  [/^\/proc\/uptime$/, 'time'],
];

/** What is read from a file of the system. */
export function varyingFile(symbols: Symbols, path: string): Located | undefined {
  const source = FILES.find(([pattern]) => pattern.test(path))?.[1];
  return source === undefined ? undefined : varying(symbols, { source, name: path });
}

interface Teller extends OptionSyntax {
  readonly source: Variation['source'];
  /** Does it tell this with these arguments? */
  readonly tells?: (args: Arguments) => boolean;
}

/** Words of dates that are counted from now. */
const RELATIVE = /now|today|tomorrow|yesterday|ago|next|last|day|week|month|year|hour|min/i;

function tellsNow(args: Arguments): boolean {
  const date = optionOf(args, 'date');
  return !has(args, 'reference', 'set', 'f', 'j') && (date?.value === undefined || RELATIVE.test(date.value.text));
}

const TELLERS: Readonly<Record<string, Teller>> = {
  date: { source: 'time', values: 'd:date r:reference s:set f: v:', tells: tellsNow },
  hostname: { source: 'process', values: 'F:file', tells: ({ operands }) => operands.length === 0 },
  hostnamectl: { source: 'process', tells: ({ operands }) => /^(hostname)?$/.test(operands[0]?.value.text ?? '') },
  uname: { source: 'process', tells: (args) => has(args, 'n', 'nodename', 'a', 'all') },
  uuidgen: { source: 'random', values: 'n:namespace N:name', tells: (args) => !has(args, 'namespace', 'name') },
  uuid: { source: 'random' },
  pwgen: { source: 'random' },
  uptime: { source: 'time' },
};

const tell = ({ source, tells, ...syntax }: Teller) => (call: Invocation): void => {
  const isTold = tells === undefined || tells(readArguments(syntax, call.words));
  print(call.frame, isTold ? varying(call.machine.symbols, { source, name: call.name }) : UNKNOWN);
};

export const tellers: readonly (readonly [string, (call: Invocation) => void])[] = Object.entries(TELLERS).map(([name, row]) => [name, tell(row)]);
