/** Programs that take time, and those that do not (C3). */
import type { Invocation } from './machine.js';

/** Programs that look at files, or do short work on the way to an upload. */
const QUICK: ReadonlySet<string> = new Set(
  (
    'rm rmdir unlink chmod chown chgrp ls stat file du df wc cut paste comm join nl rev fold column grep egrep fgrep rg ag awk gawk ' +
    'mawk jq yq xmllint diff cmp md5sum sha1sum sha256sum sha512sum shasum b2sum cksum base64 xxd od hexdump strings ' +
    'basename dirname realpath readlink which whereis type date id whoami hostname uname nproc free ps kill seq expr ' +
    'gzip gunzip zcat bzip2 bunzip2 xz unxz lzma zstd lz4 pigz compress sync tac shuf bc tty locale getconf envsubst less more'
  ).split(' '),
);

const ASKS = /^(-[vVh]|--version|--help|version|help)$/;

/** Says that the program may take long, unless it only tells its version. */
export function addWork(call: Invocation): void {
  const { machine, name, words } = call;
  const [first, ...others] = words;
  if (QUICK.has(name) || (first !== undefined && others.length === 0 && ASKS.test(first.value.text))) return;
  machine.work.push({ program: name, seconds: secondsOf(call) });
}

const UNITS: Readonly<Record<string, number>> = { '': 1, s: 1, m: 60, h: 3_600, d: 86_400 };

/** Programs that do nothing but wait: how long may not be known. */
export const isWait = (program: string): boolean => program === 'sleep' || program === 'usleep';

/** How long `sleep` sleeps. */
function secondsOf({ name, words }: Invocation): number | undefined {
  if (!isWait(name)) return undefined;
  const each = words.map(({ value }) => /^(\d*\.?\d+)([smhd]?)$/.exec(value.text));
  const seconds = each.map((match) => (match === null ? Number.NaN : Number(match[1]) * (UNITS[match[2] ?? ''] ?? 1)));
  const sum = seconds.reduce((total, one) => total + one, 0);
  if (seconds.length === 0 || Number.isNaN(sum)) return undefined;
  return name === 'sleep' ? sum : sum / 1_000_000;
}
