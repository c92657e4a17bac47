/** curl (C1, C8): https://curl.se/docs/manpage.html */
import { join, slice, UNKNOWN, unlocated, type Located } from '../located.js';
import { emitRequest, print, type Invocation } from '../machine.js';
import { flagOf, has, optionOf, optionsOf, readArguments, type Arguments, type Option } from '../options.js';
import type { Field } from '../state.js';
import { hasHole } from '../symbols.js';
import { write, type Program } from './program.js';

const SYNTAX = {
  values:
    ':abstract-unix-socket :alt-svc :aws-sigv4 :cacert :capath E:cert :cert-type :ciphers K:config :connect-timeout ' +
    ':connect-to C:continue-at b:cookie c:cookie-jar :create-file-mode :crlfile :curves d:data :data-ascii :data-binary :data-raw ' +
    ':data-urlencode :delegation :dns-interface :dns-ipv4-addr :dns-ipv6-addr :dns-servers :doh-url D:dump-header :ech ' +
    ':egd-file :engine :etag-compare :etag-save :expect100-timeout F:form :form-string :ftp-account ' +
    ':ftp-alternative-to-user :ftp-method P:ftp-port :ftp-ssl-ccc-mode :happy-eyeballs-timeout-ms :haproxy-clientip ' +
    'H:header :hostpubmd5 :hostpubsha256 :hsts :interface :ip-tos :ipfs-gateway :json :keepalive-cnt :keepalive-time ' +
    ':key :key-type :krb :libcurl :limit-rate :local-port :login-options :mail-auth :mail-from :mail-rcpt ' +
    ':max-filesize :max-redirs m:max-time :netrc-file :noproxy :oauth2-bearer o:output :output-dir :parallel-max ' +
    ':parallel-max-host :pass :pinnedpubkey x:proxy :preproxy :proto :proto-default :proto-redir :proxy-cacert :proxy-capath ' +
    ':proxy-cert :proxy-cert-type :proxy-ciphers :proxy-crlfile :proxy-header :proxy-key :proxy-key-type ' +
    ':proxy-pass :proxy-pinnedpubkey :proxy-service-name :proxy-tls13-ciphers :proxy-tlsauthtype ' +
    ':proxy-tlspassword :proxy-tlsuser U:proxy-user :proxy1.0 :pubkey Q:quote :random-file r:range :rate ' +
    'e:referer X:request :request-target :resolve :retry :retry-delay :retry-max-time :sasl-authzid ' +
    ':service-name :sigalgs :socks4 :socks4a :socks5 :socks5-gssapi-service :socks5-hostname Y:speed-limit y:speed-time ' +
    ':stderr t:telnet-option :tftp-blksize z:time-cond :tls-max :tls13-ciphers :tlsauthtype :tlspassword ' +
    ':tlsuser :trace :trace-ascii :trace-config :unix-socket T:upload-file :url :url-query u:user A:user-agent :variable ' +
    ':vlan-priority w:write-out',
  flags: 'G:get I:head O:remote-name :remote-name-all',
};

const WRITTEN = ['dump-header', 'cookie-jar', 'trace', 'trace-ascii', 'stderr', 'etag-save', 'hsts', 'alt-svc', 'libcurl'];
const DATA = ['data', 'data-ascii', 'data-raw', 'data-urlencode', 'data-binary', 'json'];
/** What curl sends byte by byte. */
const RAW: ReadonlySet<string> = new Set(['data-binary', 'json']);

interface Body {
  readonly kind: 'none' | 'raw' | 'text' | 'form';
  readonly option?: Option;
  readonly file?: Located | undefined;
  readonly data?: Located | undefined;
}

/** `-` is what the program reads. */
function fileOrInput({ frame }: Invocation, path: Located): Pick<Body, 'file' | 'data'> {
  if (path.text !== '-' && path.text !== '.') return { file: path };
  if (frame.input.kind === 'file') return { file: frame.input.path };
  return frame.input.kind === 'text' ? { data: frame.input.text } : {};
}

function formBody(call: Invocation, option: Option): Body {
  const file = /=[@<]([^;]*)/.exec(option.value?.text ?? '');
  if (file === null || option.value === undefined) return { kind: 'form', option };
  const start = file.index + 2;
  return { kind: 'form', option, ...fileOrInput(call, slice(option.value, start, start + (file[1] ?? '').length)) };
}

function dataBody(call: Invocation, options: readonly Option[]): Body {
  const option = options.find(({ name }) => !RAW.has(name)) ?? options[0];
  if (option === undefined) return { kind: 'none' };
  const kind = RAW.has(option.name) ? 'raw' : 'text';
  const { name, value } = option;
  if (value === undefined) return { kind, option };
  const isFile = name !== 'data-raw' && name !== 'data-urlencode' && value.text.startsWith('@');
  return { kind, option, ...(isFile ? fileOrInput(call, slice(value, 1)) : { data: value }) };
}

function bodyOf(call: Invocation, args: Arguments): Body {
  const upload = optionOf(args, 'upload-file');
  if (upload?.value !== undefined && upload.value.text !== '') {
    return { kind: 'raw', option: upload, ...fileOrInput(call, upload.value) };
  }
  const form = optionOf(args, 'form', 'form-string');
  if (form !== undefined) return formBody(call, form);
  return has(args, 'get') ? { kind: 'none' } : dataBody(call, optionsOf(args, ...DATA));
}

interface Method {
  readonly method: string | undefined;
  readonly word?: Located | undefined;
  readonly option?: Option | undefined;
}

function methodOf({ machine }: Invocation, args: Arguments, body: Body, operand: Located | undefined): Method {
  const option = optionOf(args, 'request');
  const word = option?.value ?? operand;
  if (word !== undefined) {
    return { method: hasHole(machine.symbols, word.text) ? undefined : word.text.toUpperCase(), word, option };
  }
  if (has(args, 'config')) return { method: undefined };
  const head = optionOf(args, 'head');
  if (head !== undefined) return { method: 'HEAD', option: head };
  if (body.kind === 'none') return { method: 'GET', option: optionOf(args, 'get') };
  return { method: body.option?.name === 'upload-file' ? 'PUT' : 'POST', option: body.option };
}

function writeFiles(call: Invocation, args: Arguments): void {
  const directory = optionOf(args, 'output-dir')?.value;
  for (const { name, value } of args.options) {
    if (WRITTEN.includes(name)) write(call, value);
    else if (name === 'output' && value !== undefined && value.text !== '-') {
      write(call, directory === undefined ? value : join([directory, unlocated('/'), value]));
    } else if (name === 'remote-name' || name === 'remote-name-all') write(call, directory ?? unlocated('.'));
  }
}

/** Does the answer to the URL at this index go to a file? */
function isSaved(args: Arguments, index: number): boolean {
  if (has(args, 'remote-name-all')) return true;
  const output = optionsOf(args, 'output', 'remote-name')[index];
  return output !== undefined && output.value?.text !== '-';
}

/** Option that puts a query behind the URL. */
const queryOf = (args: Arguments): Option | undefined =>
  optionOf(args, 'url-query') ?? (optionsOf(args, ...DATA).length > 0 ? optionOf(args, 'get') : undefined);

/** A variable that is not known, next to a URL, holds options rather than another one. */
const urlsOf = (words: readonly Field[]): readonly Field[] => {
  const known = words.filter(({ value }) => value.text !== UNKNOWN.text);
  return known.length === 0 ? words : known;
};

/** curlie has HTTPie's operands: a method may stand before the URL. */
const methodOperand = (call: Invocation, operands: readonly Field[]): Field | undefined =>
  call.name === 'curlie' && operands.length > 1 && /^[A-Z]+$/.test(operands[0]?.value.text ?? '') ? operands[0] : undefined;

function run(call: Invocation, words: readonly Field[]): void {
  const args = readArguments(SYNTAX, words);
  writeFiles(call, args);
  const operand = methodOperand(call, args.operands);
  const operands = args.operands.filter((each) => each !== operand);
  const body = bodyOf(call, args);
  const method = methodOf(call, args, body, operand?.value);
  const named = optionsOf(args, 'url').flatMap(({ value }): readonly Field[] => (value === undefined ? [] : [{ value, loose: false }]));
  const urls = urlsOf([...named, ...operands]);
  urls.forEach((url, index) => {
    // What stands there unquoted may as well be options that are not seen.
    const guessed = method.word === undefined && [...named, ...operands].some((other) => other !== url && other.loose);
    emitRequest(call.machine, call.frame, call.name, {
      program: call.program,
      url: url.value,
      method: guessed ? undefined : method.method,
      methodWord: method.word,
      methodFlag: flagOf(method.option),
      body: body.kind,
      bodyFlag: flagOf(body.option),
      file: body.file,
      data: body.data,
      query: flagOf(queryOf(args)),
      saved: isSaved(args, index),
    });
  });
  if (has(args, 'write-out')) print(call.frame, UNKNOWN);
}

/** `--next` starts another request with options of its own. */
export const curl: Program = (call) => {
  let from = 0;
  call.words.forEach(({ value }, index) => {
    if (value.text !== '--next' && value.text !== '-:') return;
    run(call, call.words.slice(from, index));
    from = index + 1;
  });
  run(call, call.words.slice(from));
};
