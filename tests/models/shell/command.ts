/** Commands for the tests: interpolated numbers are holes; results are written as short texts. */
import {
  commandActions,
  holeQuoting,
  programActions,
  type CommandPart,
  type Environment,
  type ShellAction,
  type ShellRequest,
  type ShellWord,
  type ShellWrite,
} from '../../../src/models/shell/index.js';

/** `` sh`curl ${0}` ``: the text as written (backslashes stay), and hole 0. */
export function sh(strings: TemplateStringsArray, ...holes: readonly number[]): readonly CommandPart[] {
  return strings.raw.flatMap((text, index) => {
    const hole = holes[index];
    return [...(text === '' ? [] : [{ text }]), ...(hole === undefined ? [] : [{ hole }])];
  });
}

export type Argument = string | number | readonly CommandPart[];

/** `'-o'`, hole 0, or a word of several parts. */
export const argv = (...words: readonly Argument[]): readonly (readonly CommandPart[])[] =>
  words.map((word) => (typeof word === 'string' ? [{ text: word }] : typeof word === 'number' ? [{ hole: word }] : word));

/** A word as text: `<0>` for hole 0, `?` for what only the shell knows, `answer(url)` for what a request gave. */
export const shown = (word: ShellWord | undefined): string =>
  (word?.parts ?? [])
    .map((part) => {
      if ('text' in part) return part.text;
      if (part.answerOf !== undefined) return `answer(${shown(part.answerOf.url)})`;
      return part.hole < 0 ? '?' : `<${part.hole}>`;
    })
    .join('');

const isWrite = (action: ShellAction): action is ShellWrite => action.kind === 'write';
const isRequest = (action: ShellAction): action is ShellRequest => action.kind === 'request';

const showWrite = ({ path, cwd }: ShellWrite): string => (cwd === undefined ? shown(path) : `${shown(path)} in ${shown(cwd)}`);

export const writesOf = (actions: readonly ShellAction[]): readonly string[] => actions.filter(isWrite).map(showWrite);

export const writes = (parts: readonly CommandPart[], environment?: Environment): readonly string[] =>
  writesOf(commandActions(parts, environment));

export const requests = (parts: readonly CommandPart[], environment?: Environment): readonly ShellRequest[] =>
  commandActions(parts, environment).filter(isRequest);

export const programRequests = (words: readonly (readonly CommandPart[])[]): readonly ShellRequest[] =>
  programActions(words).filter(isRequest);

/** `PUT <0> raw(f) → stdout` */
export function showRequest(request: ShellRequest): string {
  const from = request.bodyWord === undefined ? '' : `(${shown(request.bodyWord)})`;
  const inline = request.data === undefined ? '' : `[${shown(request.data)}]`;
  return `${request.method ?? '?'} ${shown(request.url)} ${request.body}${from}${inline} → ${request.output}`;
}

export const sent = (parts: readonly CommandPart[], environment?: Environment): readonly string[] =>
  requests(parts, environment).map(showRequest);

export const quoting = (parts: readonly CommandPart[]): Readonly<Record<number, string>> => Object.fromEntries(holeQuoting(parts));

/** The text that a span of a command stands for. */
export function textAt(words: readonly (readonly CommandPart[])[], span: ShellRequest['methodAt']): string | undefined {
  const part = span === undefined ? undefined : words[span.word]?.[span.part];
  return part !== undefined && 'text' in part ? part.text.slice(span?.start, span?.end) : undefined;
}
