/** Programs that write what their options or operands name, one row a program (C5). */
import { UNKNOWN, unlocated } from '../located.js';
import { print, type Invocation } from '../machine.js';
import { has, optionsOf, readArguments, type Arguments, type OptionSyntax } from '../options.js';
import { addWork } from '../work.js';
import { write, type Program } from './program.js';

interface Writer extends OptionSyntax {
  /** Options whose value is written. */
  readonly to?: readonly string[];
  /** Options whose value is written in the place of the operands. */
  readonly into?: readonly string[];
  /** Which operands are written: all, the last of several, or the one at this index. */
  readonly operands?: 'all' | 'last' | number;
  /** With one of these, all operands are. */
  readonly allWith?: readonly string[];
  /** Written where no operand is. */
  readonly otherwise?: string;
  /** Nothing is written with one of these. */
  readonly unless?: readonly string[];
  /** It takes long: models are trained and films made with it. */
  readonly long?: boolean;
  /** It prints something. */
  readonly prints?: boolean;
}

const COPY: Writer = { values: 't:target-directory S:suffix', into: ['target-directory'], operands: 'last' };
const OUTPUT: Writer = { values: 'o:output', to: ['output'], prints: true };
/** Compilers have options of several letters behind one dash. */
const COMPILER: Writer = { values: 'o', to: ['o'], words: true, long: true };

const WRITERS: Readonly<Record<string, Writer>> = {
  cp: COPY,
  mv: COPY,
  ditto: { operands: 'last' },
  ln: { ...COPY, otherwise: '.' },
  install: {
    values: 't:target-directory S:suffix m:mode o:owner g:group :strip-program',
    flags: 'd:directory',
    into: ['target-directory'],
    operands: 'last',
    allWith: ['directory'],
  },
  mkdir: { values: 'm:mode Z:context', operands: 'all' },
  mkfifo: { values: 'm:mode', operands: 'all' },
  mknod: { values: 'm:mode', operands: 0 },
  touch: { values: 'd:date r:reference t:', operands: 'all', unless: ['c', 'no-create'] },
  truncate: { values: 's:size r:reference', operands: 'all' },
  fallocate: { values: 'l:length o:offset', operands: 0 },
  split: {
    values: 'a:suffix-length b:bytes C:line-bytes l:lines n:number t:separator :additional-suffix :filter',
    operands: 1,
    otherwise: '.',
    unless: ['filter'],
  },
  csplit: { values: 'f:prefix b:suffix-format n:digits', to: ['prefix'] },
  sort: { values: 'o:output k:key t:field-separator S:buffer-size T:temporary-directory :parallel', to: ['output'], prints: true },
  shuf: { values: 'o:output n:head-count i:input-range', to: ['output'], prints: true },
  uniq: { values: 'f:skip-fields s:skip-chars w:check-chars', operands: 1, prints: true },
  zstd: { values: 'o: D: T: M:', to: ['o'] },
  gpg: { values: 'o:output r:recipient u:local-user :passphrase :passphrase-file :homedir', to: ['output'], prints: true },
  age: { ...OUTPUT, values: 'o:output r:recipient R:recipients-file i:identity' },
  openssl: { values: 'out keyout writerand in key inkey passin passout pass subj days', to: ['out', 'keyout', 'writerand'], words: true, prints: true },
  patch: { values: 'o:output d:directory i:input p:strip r:reject-file', to: ['output', 'directory', 'reject-file'] },
  pandoc: { ...OUTPUT, values: 'o:output f:from t:to' },
  dot: { values: 'o', to: ['o'], words: true, prints: true },
  iconv: { values: 'o:output f:from-code t:to-code', to: ['output'], prints: true },
  gcc: COMPILER,
  'g++': COMPILER,
  cc: COMPILER,
  'c++': COMPILER,
  clang: COMPILER,
  'clang++': COMPILER,
  rustc: COMPILER,
  nvcc: COMPILER,
  virtualenv: { values: 'p:python', operands: 0, long: true },
  'yt-dlp': { values: 'o:output P:paths f:format', to: ['output', 'paths'], long: true },
  'youtube-dl': { values: 'o:output f:format', to: ['output'], long: true },
};

function writeRow(call: Invocation, row: Writer, args: Arguments): void {
  for (const option of optionsOf(args, ...(row.to ?? []))) write(call, option.value);
  const into = optionsOf(args, ...(row.into ?? []));
  for (const option of into) write(call, option.value);
  if (into.length > 0) return;
  const all = row.operands === 'all' || has(args, ...(row.allWith ?? []));
  const index = row.operands === 'last' ? Math.max(args.operands.length - 1, 1) : row.operands;
  const written = all ? args.operands : typeof index === 'number' ? args.operands.slice(index, index + 1) : [];
  for (const { value } of written) write(call, value);
  if (written.length === 0 && row.otherwise !== undefined && args.operands.length > 0) write(call, unlocated(row.otherwise));
}

const program = (row: Writer): Program => (call) => {
  const args = readArguments(row, call.words);
  if (row.long === true) addWork(call);
  if (row.prints === true) print(call.frame, UNKNOWN);
  if (!has(args, ...(row.unless ?? []))) writeRow(call, row, args);
};

export const writers: readonly (readonly [string, Program])[] = Object.entries(WRITERS).map(([name, row]) => [name, program(row)]);
