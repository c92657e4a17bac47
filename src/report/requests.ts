/** Requests to storage: to the URL of a stage, or to a presigned upload URL (C1). */
import { isArgumentOn } from '../trace/calls/call-steps.js';
import type { RequestEvent, TraceEvent } from '../trace/events.js';
import { isImpossible, type PathCondition } from '../trace/guards/condition.js';
import { within, type Site } from '../trace/site.js';
import { constantText, isText, type Atom, type EndpointAtom, type Part, type TextAtom, type UploadUrlAtom, type Value } from '../trace/values/values.js';
import type { LintedFile } from './finding.js';
import { perRun } from './per-run.js';
import { isReadFrom } from './presence.js';
import { callsBefore, callsTo, holding, requestsIn } from './uses.js';

interface ToStorage {
  readonly event: RequestEvent;
  /** The whole URL. */
  readonly url: Atom;
  /** What stands behind the URL that storage gave, if it was joined with more. */
  readonly rest: readonly Part[];
  /** What holds where the request is sent to this URL. */
  readonly condition: PathCondition;
}
export interface EndpointRequest extends ToStorage {
  readonly endpoint: EndpointAtom;
}
export interface UploadRequest extends ToStorage {
  readonly uploadUrl: UploadUrlAtom;
}

export const endpointRequests = perRun((events): readonly EndpointRequest[] =>
  toStorage(events).flatMap(({ start, ...request }) => (start.kind === 'endpoint' ? [{ ...request, endpoint: start }] : [])),
);

export const uploadRequests = perRun((events): readonly UploadRequest[] =>
  toStorage(events).flatMap(({ start, ...request }) => (start.kind === 'upload-url' ? [{ ...request, uploadUrl: start }] : [])),
);

const toStorage = (events: readonly TraceEvent[]): readonly (ToStorage & { readonly start: Atom })[] =>
  requestsIn(events).flatMap((event) =>
    event.url.flatMap((url) => {
      const [first, ...rest] = url.kind === 'text' ? url.parts : [{ atom: url }];
      if (first === undefined || isText(first)) return [];
      const condition = holding(holding(event.condition, url), first.atom);
      return isImpossible(condition) ? [] : [{ event, url, rest, condition, start: first.atom }];
    }),
  );

/** The atoms that are there when the condition holds. */
export const possible = (value: Value, condition: PathCondition): Value => value.filter((atom) => !isImpossible(holding(condition, atom)));

export interface Method {
  /** In capitals; undefined if it is not known. */
  readonly name: string | undefined;
  readonly atom: Atom;
}

export const methodsOf = ({ event, condition }: ToStorage): readonly Method[] =>
  possible(event.method, condition).map((atom) => ({ name: atom.kind === 'text' ? constantText(atom)?.toUpperCase() : undefined, atom }));

/** Methods that send nothing to the server. */
const READS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);
export const isRead = (name: string): boolean => READS.has(name);

/** Whether the request carries a body; a value that is not known may be none. */
export function bodyOf({ event, condition }: Pick<ToStorage, 'event' | 'condition'>): 'sent' | 'unknown' | 'none' {
  // What is written to a request stream is its body.
  if (event.form !== undefined || event.client.includes('#stream.')) return 'sent';
  const atoms = possible(event.body ?? [], condition).filter((atom) => atom.kind !== 'primitive' || (atom.value !== undefined && atom.value !== null));
  if (atoms.length === 0) return 'none';
  return atoms.every((atom) => atom.kind === 'unknown') ? 'unknown' : 'sent';
}

/** Place of the URL: the argument by which it came whole, else where the request names it. */
export function placeOfUrl({ event, url }: ToStorage): Site {
  const via = url.kind === 'text' ? cameWhole(url) : url.via;
  // An argument of some call before, by which it came into a file or an object, is no argument of this upload.
  const isHere = via !== undefined && (within(via, event.call) || isArgumentOn([...event.steps, ...callsBefore(event)], via));
  return via !== undefined && isHere ? via : event.urlAt;
}

/** A URL that was joined here has the argument that its first part came by: that argument is not the URL. */
function cameWhole({ parts, via }: TextAtom): Site | undefined {
  const [first, ...others] = parts.map((part) => part.via ?? (isText(part) ? undefined : part.atom.via));
  return first === undefined || others.every((other) => other === first) ? via : undefined;
}

/** Where the request names its URL, and the calls that lead to it, the last first. */
export const waysTo = ({ event }: ToStorage): readonly Site[] => [event.urlAt, ...callsTo(event)];

/** A file is sent to a URL of a stage map itself (C1); where the answer is put to, the body belongs to a request for an upload URL. */
export function sendsFile(file: LintedFile, request: EndpointRequest): boolean {
  const { event, endpoint } = request;
  const given = bodyOf(request);
  const body = given === 'unknown' && event.bodyAt !== undefined && isReadFrom(file, event.bodyAt) ? 'sent' : given;
  if (body === 'none' || (endpoint.map === 'upload' && event.answerUsed)) return false;
  return methodsOf(request).some(({ name }) => {
    if (name === undefined) return body === 'sent' && endpoint.map === 'upload';
    return !isRead(name) || (body === 'sent' && event.methodDefault && endpoint.map === 'upload');
  });
}
