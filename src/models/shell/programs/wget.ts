/** wget and other programs that download (C1, C8). */
import { join, unlocated, type Located } from '../located.js';
import { emitRequest, type Invocation } from '../machine.js';
import { flagOf, has, optionOf, optionsOf, readArguments, type Arguments, type Option } from '../options.js';
import { hasHole } from '../symbols.js';
import { write, type Program } from './program.js';

const SYNTAX = {
  values:
    'o:output-file a:append-output i:input-file B:base :config :rejected-log t:tries :retry-on-http-error O:output-document ' +
    ':start-pos :progress T:timeout :dns-timeout :connect-timeout :read-timeout w:wait :waitretry Q:quota :bind-address ' +
    ':limit-rate :restrict-file-names :prefer-family :user :password :use-askpass :local-encoding :remote-encoding ' +
    'P:directory-prefix :cut-dirs :http-user :http-password :default-page :header :compression :proxy-user :proxy-password ' +
    ':referer U:user-agent :load-cookies :save-cookies :post-data :post-file :method :body-data :body-file :secure-protocol ' +
    ':certificate :certificate-type :private-key :private-key-type :ca-certificate :ca-directory :crl-file :pinnedpubkey ' +
    ':ciphers :ftp-user :ftp-password :warc-file :warc-header :warc-max-size :warc-dedup :warc-tempdir e:execute l:level ' +
    'A:accept R:reject :accept-regex :reject-regex :regex-type D:domains :exclude-domains :follow-tags :ignore-tags ' +
    'I:include-directories X:exclude-directories',
};

const LOGS = ['output-file', 'append-output', 'save-cookies', 'warc-file', 'rejected-log'];

function writeFiles(call: Invocation, args: Arguments): boolean {
  for (const option of optionsOf(args, ...LOGS)) write(call, option.value);
  const document = optionOf(args, 'output-document')?.value;
  if (document !== undefined) {
    write(call, document);
    return document.text !== '-';
  }
  if (has(args, 'spider')) return false;
  write(call, optionOf(args, 'directory-prefix')?.value ?? unlocated('.'));
  return true;
}

function methodOf(call: Invocation, args: Arguments, body: Option | undefined): string | undefined {
  const given = optionOf(args, 'method');
  if (given !== undefined) {
    const known = given.value !== undefined && !hasHole(call.machine.symbols, given.value.text);
    return known ? given.value.text.toUpperCase() : undefined;
  }
  if (has(args, 'execute', 'config')) return undefined;
  if (body !== undefined) return 'POST';
  return has(args, 'spider') ? 'HEAD' : 'GET';
}

const fileOf = ({ frame }: Invocation, path: Located | undefined): Located | undefined =>
  path?.text === '-' || path?.text === '/dev/stdin' ? (frame.input.kind === 'file' ? frame.input.path : undefined) : path;

export const wget: Program = (call) => {
  const args = readArguments(SYNTAX, call.words);
  if (has(args, 'help', 'version', 'V')) return;
  const saved = writeFiles(call, args);
  const body = optionOf(args, 'body-file', 'body-data', 'post-file', 'post-data');
  const isFile = body?.name.endsWith('-file') === true;
  const given = optionOf(args, 'method') ?? body;
  for (const url of args.operands) {
    const guessed = !has(args, 'method') && args.operands.some((other) => other !== url && other.loose);
    emitRequest(call.machine, call.frame, call.name, {
      program: call.program,
      url: url.value,
      method: guessed ? undefined : methodOf(call, args, body),
      methodWord: optionOf(args, 'method')?.value,
      methodFlag: flagOf(given),
      body: body === undefined ? 'none' : 'raw',
      bodyFlag: flagOf(body),
      file: isFile ? fileOf(call, body.value) : undefined,
      data: isFile ? undefined : body?.value,
      saved,
    });
  }
};

const ARIA = {
  values:
    'd:dir o:out l:log i:input-file x:max-connection-per-server s:split j:max-concurrent-downloads k:min-split-size ' +
    'c: m:max-tries t:timeout :header U:user-agent :checksum :load-cookies :save-cookies :http-user :http-passwd',
};

/** aria2c and axel save what they get. */
export const aria: Program = (call) => {
  const args = readArguments(ARIA, call.words);
  const directory = optionOf(args, 'dir')?.value;
  const name = optionOf(args, 'out')?.value;
  write(call, optionOf(args, 'log', 'save-cookies')?.value);
  write(call, directory !== undefined && name !== undefined ? join([directory, unlocated('/'), name]) : (directory ?? name ?? unlocated('.')));
  for (const url of args.operands) {
    emitRequest(call.machine, call.frame, call.name, { program: call.program, url: url.value, method: 'GET', body: 'none', saved: true });
  }
};

const AXEL = { values: 'o:output n:num-connections s:max-speed U:user-agent H:header T:timeout' };

export const axel: Program = (call) => {
  const args = readArguments(AXEL, call.words);
  write(call, optionOf(args, 'output')?.value ?? unlocated('.'));
  for (const url of args.operands) {
    emitRequest(call.machine, call.frame, call.name, { program: call.program, url: url.value, method: 'GET', body: 'none', saved: true });
  }
};
