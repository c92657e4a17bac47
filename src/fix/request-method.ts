/** Edits that give a request the method that it should have (C8, C1). */
import type { TSESTree } from '@typescript-eslint/utils';
import type { Edit, LintedFile } from '../report/finding.js';
import type { RequestEvent } from '../trace/events.js';
import { sameSite, type Site } from '../trace/site.js';
import { isFunctionNode } from '../trace/syntax/children.js';
import { untyped } from '../trace/syntax/wrappers.js';

type Method = 'GET' | 'PUT';

/** Undefined where the method is not written at `at`, or cannot be changed without changing what else is sent. */
export function methodEdits(file: LintedFile, at: Site, event: RequestEvent, method: Method): readonly Edit[] | undefined {
  const node = file.nodeAt(at);
  if (node === undefined) return undefined;
  if (event.command !== undefined) return commandEdits(file, node, method);
  if (event.methodAt !== undefined) return literalEdits(file, node, method);
  if (node.type !== 'CallExpression' || !sameSite(at, event.call)) return undefined;
  return event.methodDefault ? optionEdits(file, node, event, method) : nameEdits(node, event, method);
}

const METHOD_NAME = /^(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)$/iu;

/** `'POST'` → `'PUT'`, in the case that it is written in. */
function literalEdits({ text }: LintedFile, node: TSESTree.Node, method: Method): readonly Edit[] | undefined {
  const literal = untyped(node);
  // What picks the method out of a table is no method.
  if (literal.type !== 'Literal' || typeof literal.value !== 'string' || !METHOD_NAME.test(literal.value)) return undefined;
  // What is spread behind it takes its place.
  if (literal.value.toUpperCase() === method) return undefined;
  const lower = literal.value === literal.value.toLowerCase();
  const quote = text.charAt(literal.range[0]);
  return [{ range: literal.range, text: `${quote}${lower ? method.toLowerCase() : method}${quote}` }];
}

/** Methods that take a body, so that one stands where the other does. */
const WITH_BODY = new Set(['post', 'put', 'patch']);

/** `.post(` → `.put(`; to `.get(` only where no body stands. */
function nameEdits({ callee, arguments: args }: TSESTree.CallExpression, event: RequestEvent, method: Method): readonly Edit[] | undefined {
  if (callee.type !== 'MemberExpression' || callee.property.type !== 'Identifier' || callee.computed) return undefined;
  const { name, range } = callee.property;
  if (!WITH_BODY.has(name)) return undefined;
  const [module = ''] = event.client.split('#');
  if (method === 'GET' && (event.body !== undefined || (args.length > 1 && !OPTIONS_SECOND.has(module)))) return undefined;
  return [{ range, text: method.toLowerCase() }];
}

/** Clients whose methods all take the URL and then the options. */
const OPTIONS_SECOND: ReadonlySet<string> = new Set(['got', 'ky', 'ofetch', 'wretch']);

/** Clients whose options stand between the URL and a function that gets the answer, or are left out. */
const OPTIONS_BEFORE_CALLBACK: ReadonlySet<string> = new Set(['https#request', 'http#request']);

/** `{ body }` → `{ method: 'PUT', body }`: where a body is sent, the file is there already. */
function optionEdits(file: LintedFile, { arguments: args }: TSESTree.CallExpression, event: RequestEvent, method: Method): readonly Edit[] | undefined {
  if (event.body === undefined || method === 'GET') return undefined;
  const [url, next] = args;
  if (url !== undefined && OPTIONS_BEFORE_CALLBACK.has(event.client) && (next === undefined || isFunctionNode(next))) {
    return [{ range: [url.range[1], url.range[1]], text: `, { method: '${method}' }` }];
  }
  if (event.optionsAt === undefined) return undefined;
  const options = file.nodeAt(event.optionsAt);
  if (options?.type !== 'ObjectExpression' || options !== args[1]) return undefined;
  const [first] = options.properties;
  if (first === undefined || options.properties.some(({ type }) => type === 'SpreadElement')) return undefined;
  const lines = file.text.slice(options.range[0] + 1, first.range[0]);
  return [{ range: [first.range[0], first.range[0]], text: `method: '${method}',${lines.includes('\n') ? lines.slice(lines.lastIndexOf('\n')) : ' '}` }];
}

const METHOD = /(?<=(?:-X\s*|--request[=\s]\s*|--method[=\s]\s*)["']?)(?:POST|PATCH|GET|DELETE|HEAD|OPTIONS|post|patch|PUT|put)\b/gu;
const DATA = /(?<=(?:^|[\s`'"]))(?:-d|--data|--data-ascii)(?=[\s`'"])/gu;

/** `-X POST` → `-X PUT`, `-d` → `--data-binary`, where each stands once in the text of the command. */
function commandEdits({ text }: LintedFile, node: TSESTree.Node, method: Method): readonly Edit[] | undefined {
  const [start, end] = node.range;
  const command = text.slice(start, end);
  const methods = [...command.matchAll(METHOD)];
  const data = [...command.matchAll(DATA)];
  const [named] = methods;
  if (named === undefined || methods.length > 1 || data.length > 1) return undefined;
  const [flag] = data;
  const edits: Edit[] = [];
  if (named[0].toUpperCase() !== method) edits.push(replacement(start, named, method));
  if (flag !== undefined && method === 'PUT') edits.push(replacement(start, flag, RAW));
  return edits.length === 0 ? undefined : edits;
}

const RAW = '--data-binary';

/**
 * `-d` → `--data-binary`, and the method with it where the command names none or another.
 * @param at Where the option stands: the command, a piece of it, or an argument of its own.
 */
export function rawBodyEdits(file: LintedFile, at: Site, event: RequestEvent): readonly Edit[] | undefined {
  const node = file.nodeAt(at);
  if (node === undefined) return undefined;
  const [start, end] = node.range;
  const command = file.text.slice(start, end);
  const [flag, ...others] = command.matchAll(DATA);
  if (command.search(METHOD) >= 0 || flag === undefined || others.length > 0) return commandEdits(file, node, 'PUT');
  const isAlone = node.type === 'Literal' && node.value === flag[0];
  const { method, methodWord, methodFlag, bodyFlag } = event.command ?? {};
  if (methodWord !== undefined) return method === 'PUT' ? [replacement(start, flag, RAW)] : undefined;
  // An argument of its own has no room for another one.
  return isAlone || methodFlag?.name !== bodyFlag?.name ? undefined : [replacement(start, flag, `-X PUT ${RAW}`)];
}

const replacement = (start: number, { index, 0: { length } }: RegExpExecArray, text: string): Edit => ({
  range: [start + index, start + index + length],
  text,
});
