/** Edits that put the missing GET before an upload (C1): the URL is asked for the upload URL. */
import type { TSESTree } from '@typescript-eslint/utils';
import type { Edit, LintedFile } from '../report/finding.js';
import type { RequestEvent } from '../trace/events.js';
import { sameSite, type Site } from '../trace/site.js';
import { enclosingFunction } from './enclosing.js';

export interface Signing {
  readonly edits: readonly Edit[];
  /** The client is `fetch`: the edit does what is missing. Of other clients' settings some may be meant for both requests. */
  readonly certain: boolean;
}

/** Undefined where nothing can be awaited, or the client has no short form of a GET. */
export function signedUrlEdits(file: LintedFile, at: Site, event: RequestEvent): Signing | undefined {
  const node = file.nodeAt(at);
  if (node === undefined || !isExpression(node) || !mayAwait(node)) return undefined;
  if (isPrefixed(event)) return undefined;
  const asked = askedWith(event.client, clientAsWritten(file, event.call), file.text.slice(...node.range));
  if (asked === undefined) return undefined;
  return { edits: [{ range: node.range, text: asked }], certain: event.client === 'global#fetch' };
}

/** got and ky put their base before every text, a whole URL too: what the GET answers cannot go to the same client. */
const isPrefixed = ({ client, url, urlAt }: RequestEvent): boolean =>
  /^(?:got|ky)#/u.test(client) &&
  url.some((atom) => {
    const base = atom.kind === 'text' ? atom.parts[0]?.site : undefined;
    return base !== undefined && sameSite(base, urlAt);
  });

/** An argument or an option's value; not a shorthand property, not a part of a command's text. */
function isExpression(node: TSESTree.Node): boolean {
  const { parent } = node;
  if (parent?.type === 'Property') return parent.value === node && !parent.shorthand && parent.parent.type === 'ObjectExpression';
  return parent?.type === 'CallExpression' || parent?.type === 'NewExpression';
}

function mayAwait(node: TSESTree.Node): boolean {
  const around = enclosingFunction(node);
  return around === undefined || around.async;
}

/** `axios` of `axios.put(…)`, `storage` of `storage.put(…)`. */
function clientAsWritten(file: LintedFile, call: Site): string | undefined {
  const node = file.nodeAt(call);
  if (node?.type !== 'CallExpression') return undefined;
  const { callee } = node;
  if (callee.type === 'Identifier') return callee.name;
  return callee.type === 'MemberExpression' && !callee.computed && !callee.optional ? file.text.slice(...callee.object.range) : undefined;
}

function askedWith(client: string, written: string | undefined, url: string): string | undefined {
  if (client === 'global#fetch') return `await (await fetch(${url})).text()`;
  if (written === undefined) return undefined;
  switch (client.slice(0, client.indexOf('#'))) {
    case 'axios':
      return `(await ${written}.get(${url})).data`;
    case 'got':
    case 'ky':
      return `await ${written.replace(/\.stream$/u, '')}.get(${url}).text()`;
    default:
      return undefined;
  }
}
