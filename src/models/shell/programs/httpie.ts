/** HTTPie and xh (C1, C8): `http [METHOD] URL [ITEM …]`, https://httpie.io/docs/cli */
import { slice, unlocated, type Located } from '../located.js';
import { emitRequest, type Invocation } from '../machine.js';
import { flagOf, has, optionOf, readArguments, type Arguments, type Option } from '../options.js';
import type { Field } from '../state.js';
import { hasHole } from '../symbols.js';
import { write, type Program } from './program.js';

const SYNTAX = {
  values:
    'o:output p:print s:style a:auth A:auth-type P:history-print :session :session-read-only :proxy :verify :cert :cert-key ' +
    ':cert-key-pass :ssl :ciphers :timeout :max-redirects :format-options :raw :boundary :response-charset :response-mime ' +
    ':pretty :default-scheme :chunked-size :bearer :http-version :resolve :interface',
  flags: 'f:form d:download I:ignore-stdin',
};

type Item = 'data' | 'query' | 'field-file' | 'body-file' | 'header';

/** What an item is: the first separator decides, a longer one before a shorter one. */
function itemOf(text: string): Item | undefined {
  if (text.startsWith('@')) return 'body-file';
  const separator = /^[^=:@]*(:=@|:=|==|=@|=|@|:)/.exec(text)?.[1];
  if (separator === undefined || /^[^=:@]*:\/\//.test(text)) return undefined;
  if (separator === '==') return 'query';
  if (separator === '@') return 'field-file';
  return separator === ':' ? 'header' : 'data';
}

interface Operands {
  readonly method: Field | undefined;
  readonly url: Field;
  readonly items: readonly Field[];
}

function operandsOf({ operands }: Arguments): Operands | undefined {
  const [first, second, ...others] = operands;
  if (first === undefined) return undefined;
  const hasMethod = second !== undefined && (/^[a-z]+$/i.test(first.value.text) || first.loose) && itemOf(second.value.text) === undefined;
  if (!hasMethod) return { method: undefined, url: first, items: operands.slice(1) };
  return { method: first, url: second, items: others };
}

interface Body {
  readonly kind: 'none' | 'raw' | 'form';
  readonly option?: Option | undefined;
  readonly file?: Located | undefined;
  readonly data?: Located | undefined;
}

function bodyOf({ frame }: Invocation, args: Arguments, items: readonly Field[]): Body {
  const raw = optionOf(args, 'raw');
  if (raw !== undefined) return { kind: 'raw', option: raw, data: raw.value };
  const file = items.find(({ value }) => itemOf(value.text) === 'body-file');
  if (file !== undefined) return { kind: 'raw', file: slice(file.value, 1) };
  const fields = items.filter(({ value }) => ['data', 'field-file'].includes(itemOf(value.text) ?? ''));
  if (fields.length > 0) {
    const form = optionOf(args, 'form', 'multipart');
    return form === undefined ? { kind: 'raw' } : { kind: 'form', option: form };
  }
  if (has(args, 'ignore-stdin') || frame.input.kind === 'none') return { kind: 'none' };
  return frame.input.kind === 'file' ? { kind: 'raw', file: frame.input.path } : { kind: 'raw', data: frame.input.text };
}

export const httpie: Program = (call) => {
  const args = readArguments(SYNTAX, call.words);
  const operands = operandsOf(args);
  const output = optionOf(args, 'output')?.value;
  const saved = output !== undefined || has(args, 'download');
  if (saved) write(call, output ?? unlocated('.'));
  if (operands === undefined || has(args, 'offline')) return;
  const { method, url, items } = operands;
  const body = bodyOf(call, args, items);
  const query = items.find(({ value }) => itemOf(value.text) === 'query');
  const unknown = method === undefined ? items.some((item) => item.loose) : hasHole(call.machine.symbols, method.value.text);
  emitRequest(call.machine, call.frame, call.name, {
    program: call.program,
    url: url.value,
    method: unknown ? undefined : (method?.value.text.toUpperCase() ?? (body.kind === 'none' ? 'GET' : 'POST')),
    methodWord: method?.value,
    body: body.kind,
    bodyFlag: flagOf(body.option),
    file: body.file,
    data: body.data,
    query: query === undefined ? undefined : { name: query.value.text, word: query.value },
    saved,
  });
};
