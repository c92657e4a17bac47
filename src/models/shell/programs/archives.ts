/** Programs that pack and unpack (C5). */
import { slice, unlocated, type Located } from '../located.js';
import type { Invocation } from '../machine.js';
import { has, optionOf, optionsOf, readArguments, type Arguments } from '../options.js';
import { field, type Field } from '../state.js';
import { isRemote, write, writeLocal, type Program } from './program.js';

const TAR = {
  values:
    'f:file C:directory b:blocking-factor T:files-from X:exclude-from I:use-compress-program L:tape-length N:newer ' +
    'g:listed-incremental F:info-script V:label K:starting-file H:format s: ' +
    ':exclude :transform :xform :strip-components :owner :group :mode :mtime :one-top-level :record-size :index-file :to-command :checkpoint-action',
  flags: 'c:create r:append u:update x:extract A:concatenate t:list O:to-stdout z:gzip j:bzip2 J:xz k:keep-old-files',
};

/** `tar xzf a.tgz`: letters without a dash, whose values follow in order. */
function withDashes(words: readonly Field[]): readonly Field[] {
  const [first, ...others] = words;
  if (first === undefined || !/^[a-zA-Z]+$/.test(first.value.text)) return words;
  let next = 0;
  const spread = first.value.text.split('').flatMap((letter, index): readonly Field[] => {
    const option = field({ text: `-${letter}`, at: [-1, first.value.at[index] ?? -1] });
    const value = 'fCbTXILNgFVKHs'.includes(letter) ? others[next] : undefined;
    if (value === undefined) return [option];
    next += 1;
    return [option, value];
  });
  return [...spread, ...others.slice(next)];
}

const UNPACKS = ['extract', 'get'];
const PACKS = ['create', 'append', 'update', 'concatenate', 'catenate', 'delete'];

export const tar: Program = (call) => {
  const args = readArguments(TAR, withDashes(call.words));
  write(call, optionOf(args, 'listed-incremental', 'index-file')?.value);
  if (has(args, ...PACKS)) writeLocal(call, optionOf(args, 'file')?.value);
  else if (has(args, ...UNPACKS) && !has(args, 'to-stdout', 'to-command')) {
    write(call, optionOf(args, 'one-top-level')?.value ?? folderOf(args) ?? unlocated('.'));
  }
};

/** Each `-C` is relative to the one before. */
function folderOf(args: Arguments): Located | undefined {
  return optionsOf(args, 'directory').reduce<Located | undefined>((folder, { value }) => {
    if (folder === undefined || value === undefined || /^[/~]/.test(value.text)) return value;
    return { text: `${folder.text}/${value.text}`, at: [...folder.at, -1, ...value.at] };
  }, undefined);
}

const ZIP = { values: 'b:temp-path O:output-file n:suffixes t: tt:from-date x:exclude i:include P:password s:split-size' };

export const zip: Program = (call) => {
  const args = readArguments(ZIP, call.words);
  if (has(args, 'T') && args.operands.length === 1) return;
  write(call, optionOf(args, 'temp-path')?.value);
  write(call, optionOf(args, 'output-file', 'out')?.value ?? args.operands[0]?.value);
};

const UNZIP = { values: 'd: x: P:' };

export const unzip: Program = (call) => {
  const args = readArguments(UNZIP, call.words);
  if (has(args, 'l', 't', 'p', 'v', 'z', 'Z', 'c') || args.operands.length === 0) return;
  write(call, optionOf(args, 'd')?.value ?? unlocated('.'));
};

/** `7z x archive -ofolder`, `7z a archive files` */
export const sevenZip: Program = (call) => {
  const [command, ...rest] = call.words;
  const operands = rest.filter(({ value }) => !value.text.startsWith('-'));
  const output = rest.find(({ value }) => /^-o./.test(value.text))?.value;
  switch (command?.value.text) {
    case 'a':
    case 'u':
    case 'd':
    case 'rn':
      write(call, operands[0]?.value);
      return;
    case 'x':
    case 'e':
      if (!rest.some(({ value }) => value.text === '-so')) write(call, output === undefined ? unlocated('.') : slice(output, 2));
      return;
    default:
  }
};

const SYNC = {
  values:
    'e:rsh f:filter B:block-size T:temp-dir M:remote-option :exclude :include :exclude-from :include-from :files-from :rsync-path ' +
    ':bwlimit :timeout :contimeout :port :password-file :chmod :chown :usermap :groupmap :max-size :min-size :max-delete ' +
    ':partial-dir :backup-dir :suffix :out-format :log-file :log-file-format :link-dest :compare-dest :copy-dest :info :debug ' +
    ':compress-level :skip-compress :modify-window :address :sockopts :iconv :checksum-seed :stop-after :stop-at',
  flags: 'n:dry-run',
};

export const rsync: Program = (call) => {
  const args = readArguments(SYNC, call.words);
  if (has(args, 'dry-run', 'list-only')) return;
  write(call, optionOf(args, 'log-file')?.value);
  if (args.operands.length > 1) writeLocal(call, args.operands.at(-1)?.value);
};

const SCP = { values: 'P: i: o: F: c: J: l: S: X: D:' };

export const scp: Program = (call: Invocation) => {
  const { operands } = readArguments(SCP, call.words);
  const last = operands.at(-1)?.value;
  if (operands.length > 1 && last !== undefined && !isRemote(last.text)) write(call, last);
};
