/** Responses of HTTP requests: what their members give. */
import type { RequestEvent } from '../events.js';
import { firstHole } from '../values/text.js';
import { UNKNOWN, type Atom, type ResponseAtom, type Value } from '../values/values.js';

const CONTENT = new Set([
  'text', 'json', 'body', 'data', 'rawBody', 'buffer', 'arrayBuffer', 'blob', 'content', 'toString', 'bytes', 'raw', 'responseText', 'response', 'string', 'textContent', '_data', 'stdout', 'stdall', 'readBody',
]);
/** Methods of a request that give the answer's content. */
export const READS: ReadonlySet<string> = new Set(['text', 'json', 'arrayBuffer', 'blob', 'buffer', 'bytes']);
const ADDRESS = new Set(['url', 'requestUrl', 'responseURL']);
const METHODS = new Set([
  'then', 'catch', 'finally', 'on', 'once', 'addListener', 'setEncoding', 'pipe', 'resume', 'clone', 'send', 'write', 'end', 'attach',
  'field', 'query', 'set', 'type', 'accept', 'retry', 'timeout', 'responseType', 'parse', 'ok', 'redirects', 'buffer', 'auth', 'use',
  'setHeader', 'flushHeaders', 'setTimeout', 'destroy', 'dump', 'header', 'headers', 'setNoDelay', 'abort', 'sortQuery', 'read', 'json', 'body', 'searchParams', 'pipeThrough', 'pipeTo', 'toPromise', 'subscribe',
  'toArray', 'quiet', 'nothrow', 'verbose', 'lines', 'signal', 'noThrow', 'throws',
]);

/** What wretch has on an answer to come: who is called for which status, and the answer itself. */
const CATCHERS = new Set(['res', 'error', 'badRequest', 'unauthorized', 'forbidden', 'notFound', 'internalError', 'fetchError', 'onAbort', 'controller']);

/** Methods of a text: the client, or an interceptor, has taken the body out of the answer. */
const OF_TEXT = new Set(['split', 'trim', 'trimEnd', 'trimStart', 'slice', 'substring', 'substr', 'replace', 'replaceAll', 'concat', 'startsWith', 'endsWith', 'includes', 'indexOf']);

/** Requests of an upload URL: those that go to an endpoint of `getUploadUrls`. */
export const asksForUploadUrl = (request: RequestEvent): boolean =>
  request.url.some((atom) => {
    const hole = firstHole(atom);
    return hole?.kind === 'endpoint' && hole.map === 'upload';
  });

export function contentOf(atom: ResponseAtom, name: string): Value {
  if (atom.kind === 'builder' && (CATCHERS.has(name) || METHODS.has(name)) && !['body', 'buffer'].includes(name)) return [{ kind: 'method', receiver: atom, name }];
  // A request that is not awaited yet is awaited by reading its answer.
  if ((atom.kind === 'builder' || atom.pending !== undefined) && READS.has(name)) return [{ kind: 'method', receiver: atom, name }];
  if (CONTENT.has(name)) return bodyIn(atom);
  // The address that was asked is none that it answered.
  if (atom.kind === 'response' && ADDRESS.has(name) && atom.request.url.length > 0) return atom.request.url;
  // `ok` is a method of a request that is being built only.
  if (METHODS.has(name) && name !== 'ok') return [{ kind: 'method', receiver: atom, name }];
  return OF_TEXT.has(name) && asksForUploadUrl(atom.request) ? [{ kind: 'method', receiver: answerOf(atom), name }] : UNKNOWN;
}

/** An answer in the place of a text is its body. */
export const bodyAsText = (atom: Atom): Atom =>
  atom.kind === 'response' && asksForUploadUrl(atom.request) ? { ...answerOf(atom), when: atom.when, via: atom.via } : atom;

/** The upload URL that a response holds: it has come the way of the response. */
const answerOf = ({ request, passed }: ResponseAtom): Atom => (passed === undefined ? uploadUrlOf(request) : { kind: 'upload-url', request, passed });

/** The body of a response, as far as the rules judge it: an upload URL. */
export const bodyIn = (atom: ResponseAtom): Value => (asksForUploadUrl(atom.request) ? [answerOf(atom)] : UNKNOWN);

export const uploadUrlOf = (request: RequestEvent): Value[number] => ({ kind: 'upload-url', request });
