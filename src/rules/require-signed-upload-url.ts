import type { Rule } from 'eslint';
import { signedUrlEdits, type Signing } from '../fix/signed-url.js';
import { judged, type Finding, type LintedFile } from '../report/finding.js';
import { bodyOf, endpointRequests, isRead, methodsOf, placeOfUrl, sendsFile, uploadRequests, waysTo, type EndpointRequest, type UploadRequest } from '../report/requests.js';
import { requestsIn } from '../report/uses.js';
import { keysInWords, whereInWords } from '../report/words.js';
import type { RequestEvent } from '../trace/events.js';
import { sameSite, siteKey, within, type Site } from '../trace/site.js';
import { firstHole } from '../trace/values/text.js';
import { isText } from '../trace/values/values.js';

/** C1: the file goes to the upload URL that the GET of `getUploadUrls[stage]/path` answered, as it was signed. */
const rule: Rule.RuleModule = {
  meta: {
    type: 'problem',
    docs: {
      description: 'require the upload URL, as it was signed, for sending a file (C1)',
      url: 'https://github.com/plugin-storage/eslint-plugin-plugin-storage/blob/main/docs/rules/require-signed-upload-url.md',
      recommended: true,
    },
    fixable: 'code',
    hasSuggestions: true,
    schema: [],
    defaultOptions: [],
    messages: {
      endpoint:
        'This sends a file to a URL of {{upload}} itself, which accepts none. Uploading takes two steps: GET this URL, then send the file to the upload URL that is its answer.',
      download:
        'This sends a file to a URL of {{download}}, which only gives files. To upload, GET {{upload}}[manifest.{{stage}}] with the path of the file, then send the file to the upload URL that is the answer.',
      altered:
        'This upload URL was altered {{where}} after it was signed. The signature holds for the URL as the GET answered it: send the file to exactly that URL.',
      sign: 'GET the upload URL first, and send the file there.',
    },
    languages: ['js/js'],
  },
  create: (context) => judged(context, findings),
};

export default rule;

function* findings(file: LintedFile): Generator<Finding> {
  const { events } = file;
  const data = keysInWords(file);
  // What is signed in other runs must not be asked for once more.
  const signed = new Set(uploadRequests(events).map((request) => siteKey(placeOfUrl(request))));
  for (const request of endpointRequests(events)) {
    if (!sendsFile(file, request)) continue;
    const at = file.firstJudged(placeOfUrl(request), ...waysTo(request));
    if (at.file !== file.trace.file) continue;
    if (request.endpoint.map === 'download') yield { at, messageId: 'download', data };
    else yield { at, messageId: 'endpoint', data, ...(isEndpointOnly(request) && !signed.has(siteKey(at)) ? proposed(signedUrlEdits(file, at, request.event)) : {}) };
  }
  for (const request of uploadRequests(events)) {
    const altered = alteration(request);
    if (altered === undefined || !mayWrite(request)) continue;
    const at = file.firstJudged(placeOfAltered(file, request, altered), ...waysTo(request));
    if (at.file !== file.trace.file) continue;
    yield { at, messageId: 'altered', data: { where: whereInWords(file, altered, at) } };
  }
}

const mayWrite = (request: UploadRequest): boolean =>
  methodsOf(request).some(({ name }) => name === undefined || !isRead(name)) || bodyOf(request) === 'sent';

/** Where the URL was changed; a fragment is not sent, and white space is cut off by every client. */
function alteration({ event, uploadUrl, rest }: UploadRequest): Site | undefined {
  if (uploadUrl.altered !== undefined) return uploadUrl.altered;
  const [first] = rest;
  if (first !== undefined && !(isText(first) && first.text.startsWith('#'))) {
    const added = rest.find((part) => isText(part) && part.text.trim() !== '');
    if (added !== undefined) return added.joined ?? event.urlAt;
  }
  return event.params;
}

/** What a function does to a URL is not the fault of who passes it; a query that its caller gives in the options is. */
function placeOfAltered(file: LintedFile, request: UploadRequest, altered: Site): Site {
  const { event } = request;
  if (altered === event.params && isGivenQuery(file, event, altered)) return altered;
  const changing = event.steps.findLastIndex(({ callee }) => within(altered, callee));
  if (changing < 0) return placeOfUrl(request);
  const handedOn = event.steps[changing + 1]?.call;
  if (handedOn === undefined) return event.urlAt;
  // One that hands it on to who sends it is mended where it does that, or else where it changes the URL.
  const given = placeOfUrl(request);
  return within(given, handedOn) ? given : altered;
}

/** Does the query come from outside of the function that sends it, and is it wrong wherever it is sent? */
function isGivenQuery(file: LintedFile, { steps, entry, call }: RequestEvent, query: Site): boolean {
  const own = steps.at(-1)?.callee ?? entry.site;
  if (within(query, call) || within(query, own)) return false;
  const wrong = new Set(uploadRequests(file.trace.events).map(({ event }) => event));
  return !requestsIn(file.trace.events).some((other) => other.params !== undefined && sameSite(other.params, query) && !wrong.has(other));
}

/** Of a URL that may be signed already a GET would not ask. */
const isEndpointOnly = ({ event }: EndpointRequest): boolean => event.url.every((atom) => firstHole(atom)?.kind === 'endpoint');

function proposed(signing: Signing | undefined): Pick<Finding, 'fix' | 'suggest'> {
  if (signing === undefined) return {};
  return signing.certain ? { fix: signing.edits } : { suggest: [{ messageId: 'sign', edits: signing.edits }] };
}
