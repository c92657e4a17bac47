import type { Rule } from 'eslint';
import { methodEdits, rawBodyEdits } from '../fix/request-method.js';
import { judged, type Finding, type LintedFile } from '../report/finding.js';
import { perRun } from '../report/per-run.js';
import { pathTo, placeOfFault } from '../report/place.js';
import { bodyOf, endpointRequests, isRead, methodsOf, possible, uploadRequests, type EndpointRequest, type Method, type UploadRequest } from '../report/requests.js';
import { callsBehind, callsTo, requestsIn } from '../report/uses.js';
import { keysInWords, originInWords } from '../report/words.js';
import type { RequestEvent } from '../trace/events.js';
import { sameSite, siteKey, within, type Site } from '../trace/site.js';
import { holesOf } from '../trace/values/text.js';
import type { Atom } from '../trace/values/values.js';

/** C8: the upload is a PUT of the raw bytes. C1: the upload URL is the answer to a GET. */
const rule: Rule.RuleModule = {
  meta: {
    type: 'problem',
    docs: {
      description: 'require PUT of the raw bytes for uploads, and GET for their URLs (C8, C1)',
      url: 'https://github.com/plugin-storage/eslint-plugin-plugin-storage/blob/main/docs/rules/require-put-upload.md',
      recommended: true,
    },
    fixable: 'code',
    schema: [],
    defaultOptions: [],
    messages: {
      upload: 'This sends a {{method}} to an upload URL, which accepts a PUT only: its signature covers the method. Use PUT.{{from}}',
      absent: 'This names no method, so that {{client}} sends a {{method}} to an upload URL, which accepts a PUT only. Say that it is a PUT.{{from}}',
      form: 'This sends a form to an upload URL. The store keeps the body as it is, so the stored file would begin with the envelope of the form: PUT the raw bytes.',
      text: 'This sends a file as form data ({{flag}}), without its line ends. The store keeps the body as it is: PUT the raw bytes, with -T or --data-binary.',
      request: 'This asks for an upload URL by {{method}}. The upload URL is the answer to a GET of {{upload}}[manifest.{{stage}}] with the path: use GET.{{from}}',
    },
    languages: ['js/js'],
  },
  create: (context) => judged(context, findings),
};

export default rule;

function* findings(file: LintedFile): Generator<Finding> {
  for (const fault of faultsIn(file.events)) {
    const finding = findingOf(file, fault, rightMethods(file.trace.events));
    if (finding.at.file === file.trace.file) yield finding;
  }
}

const faultsIn = perRun((events): readonly Fault[] => [
  ...uploadRequests(events).flatMap(uploadFaults),
  ...endpointRequests(events).flatMap(requestFaults),
]);

/** Where methods stand that are right for some request. */
const rightMethods = perRun((events): readonly (Site | undefined)[] => rightRequests(events).flatMap((event) => event.method.map(({ site }) => site)));

const rightRequests = perRun((events): readonly RequestEvent[] => {
  const wrong = new Set(faultsIn(events).map(({ event }) => event));
  return requestsIn(events).filter((event) => !wrong.has(event));
});

/** Calls by which right requests are made, and the requests themselves. One to nobody knows where may be the wrong one, seen once more. */
const rightCalls = perRun((events): ReadonlySet<string> =>
  new Set(rightRequests(events).filter(({ url }) => !url.every(({ kind }) => kind === 'unknown')).flatMap((event) => [event.call, ...callsBehind(event).map(({ call }) => call)]).map(siteKey)),
);

interface Fault {
  readonly event: RequestEvent;
  readonly messageId: 'upload' | 'absent' | 'request' | 'form' | 'text';
  readonly method?: Method;
}

function uploadFaults(request: UploadRequest): readonly Fault[] {
  const { event, uploadUrl } = request;
  const form = formFault(request);
  if (form !== undefined) return [form];
  const method = methodsSending(request).find(({ name }) => name !== undefined && name !== 'PUT');
  if (method?.name === undefined) return [];
  // A look at an altered URL is none at the upload URL.
  if (uploadUrl.altered !== undefined && ['GET', 'HEAD', 'OPTIONS'].includes(method.name)) return [];
  return [{ event, messageId: event.methodDefault ? 'absent' : 'upload', method }];
}

/** Where a helper takes its method from whether there is a body (`body ? 'PUT' : 'GET'`), a request with one is none that reads. */
function methodsSending(request: UploadRequest): readonly Method[] {
  const all = methodsOf(request);
  const sending = all.filter(({ name }) => name === undefined || !isRead(name));
  return sending.length === 0 || bodyOf(request) === 'none' ? all : sending;
}

function formFault(request: UploadRequest): Fault | undefined {
  const { event, condition } = request;
  if (event.command?.body === 'text') return { event, messageId: 'text' };
  const isForm = event.form !== undefined || possible(event.body ?? [], condition).some((atom) => atom.kind === 'bytes' && atom.of === 'form');
  return isForm ? { event, messageId: 'form' } : undefined;
}

/** Requests for an upload URL; with a body whose answer is put nowhere it is an upload without the GET, another rule's. */
function requestFaults(request: EndpointRequest): readonly Fault[] {
  const { event, endpoint } = request;
  if (endpoint.map !== 'upload') return [];
  const body = bodyOf(request);
  if (body !== 'none' && !event.answerUsed) return [];
  const method = methodsOf(request).find(({ name }) => name !== undefined && name !== 'GET');
  return method === undefined ? [] : [{ event, messageId: 'request', method }];
}

function findingOf(file: LintedFile, { event, messageId, method }: Fault, right: readonly (Site | undefined)[]): Finding {
  const calls = callsTo(event);
  if (method?.name === undefined) {
    const [form] = event.body ?? [];
    const use = placeOfForm(file, event);
    const at = file.firstJudged(form?.via ?? use, use, ...calls);
    return { at, messageId, data: { flag: event.command?.bodyFlag?.name ?? '-d' }, fix: messageId === 'text' ? rawBodyEdits(file, event.bodyFlagAt ?? at, event) : undefined };
  }
  const { atom, name } = method;
  const at = file.firstJudged(callNamedAs(event, name, atom) ?? placeOfMethod(file, event, atom, right), ...calls);
  const from = originInWords(file, atom, at, 'The method');
  const wanted = messageId === 'request' ? 'GET' : 'PUT';
  return { at, messageId, data: { ...keysInWords(file), method: name, client: clientName(event), from }, fix: methodEdits(file, at, event, wanted) };
}

/** A function of the program that says by its name what it sends where it is told (`post`) is right: the call of it is wrong, as one of a client's is. */
function callNamedAs(event: RequestEvent, method: string, { site }: Atom): Site | undefined {
  if (site === undefined) return undefined;
  const made = event.url.flatMap(holesOf).flatMap(placeOfMaking);
  const isClient = (callee: Site): boolean => within(site, callee) && !made.some((place) => within(place, callee));
  return callsBehind(event).find(({ name, callee, given }) => !given && name.toUpperCase() === method && isClient(callee))?.call;
}

/** Where the URL was asked for, or taken out of the manifest. */
function placeOfMaking(atom: Atom): readonly Site[] {
  if (atom.kind === 'upload-url') return [atom.request.call];
  return atom.kind === 'endpoint' ? [atom.keySite] : [];
}

/** Options that others send rightly are wrong here only. */
function placeOfForm(file: LintedFile, event: RequestEvent): Site {
  const use = event.form ?? event.bodyAt ?? event.call;
  const isShared = rightRequests(file.trace.events).some(({ form, bodyAt }) => [form, bodyAt].some((other) => other !== undefined && sameSite(other, use)));
  return isShared ? caller(file, event) : use;
}

function placeOfMethod(file: LintedFile, event: RequestEvent, { site, via }: Atom, right: readonly (Site | undefined)[]): Site {
  // The call itself is right for others: it is the one that leads to it that names no method.
  if (event.methodAt === undefined) return caller(file, event);
  const isShared = right.some((other) => other !== undefined && site !== undefined && sameSite(other, site));
  // A default that serves others rightly: what is wrong is to use it here.
  if (isShared && via !== undefined && !event.steps.some(({ call }) => within(via, call)) && !within(via, event.call)) return caller(file, event);
  // An option's value stands in the request itself.
  if ((via !== undefined && !sameSite(via, event.methodAt)) || site === undefined) return placeOfFault(file, { via, site }, event.methodAt, 'all wrong');
  if (!isShared) return placeOfFault(file, { site }, event.methodAt, 'all wrong');
  // A default that is right for others: the call that leaves it out is wrong.
  const left = callsBehind(event).find(({ callee }) => within(site, callee));
  if (left !== undefined && !within(event.methodAt, site) && isDefault(file, site)) return left.call;
  return rightCalls(file.trace.events).has(siteKey(event.call)) && !within(site, event.call) ? caller(file, event) : event.methodAt;
}

/** The call that only this request is made by. */
function caller(file: LintedFile, event: RequestEvent): Site {
  const right = rightCalls(file.trace.events);
  const calls = callsBehind(event).filter(({ given }) => !given);
  return [event.call, ...calls.map(({ call }) => call)].find((call) => !right.has(siteKey(call))) ?? event.call;
}

const isDefault = (file: LintedFile, site: Site): boolean => pathTo(file, site)[1]?.type === 'AssignmentPattern';

/** `axios` of `axios#put`, `curl` of a shell's request. */
const clientName = ({ client }: RequestEvent): string => {
  const [module = '', member = ''] = client.split('#');
  return module === 'global' || module === 'shell' ? member.replace(/\(\)$/u, '') : module;
};
