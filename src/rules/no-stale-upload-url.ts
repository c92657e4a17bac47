import type { Rule } from 'eslint';
import { moveRequest } from '../fix/move-request.js';
import { stalenessOf, wayTo, type Limits, type Staleness } from '../report/age.js';
import { judged, type Finding, type LintedFile } from '../report/finding.js';
import { isRead, methodsOf, placeOfUrl, uploadRequests, waysTo, type UploadRequest } from '../report/requests.js';
import { callsBefore } from '../report/uses.js';
import { operationInWords } from '../report/words.js';
import { isArgumentOf } from '../trace/calls/call-steps.js';
import type { CallStep, RequestEvent } from '../trace/events.js';
import { sameSite, within, type Site } from '../trace/site.js';

const SECOND = 1000;
const MAX_DELAY = 300;
const NAMES = [
  'train', 'retrain', 'pretrain', 'fit', 'refit', 'tune', 'finetune', 'optimize', 'optimise', 'evolve', 'simulate', 'backtest',
  'sleep', 'wait', 'pause', 'delay', 'snooze', 'poll',
];

/** C3: upload URLs expire, so that each is requested right before the upload. */
const rule: Rule.RuleModule = {
  meta: {
    type: 'problem',
    docs: {
      description: 'disallow uploads by a URL that was requested long before (C3)',
      url: 'https://github.com/plugin-storage/eslint-plugin-plugin-storage/blob/main/docs/rules/no-stale-upload-url.md',
      recommended: true,
    },
    fixable: 'code',
    hasSuggestions: true,
    schema: [
      {
        type: 'object',
        properties: {
          maxDelay: { type: 'number', minimum: 1, description: 'Seconds from which on a wait between request and upload is long.' },
          longRunningNames: { type: 'array', items: { type: 'string', minLength: 1 }, uniqueItems: true, description: 'Words in the names of long work, in place of the default list.' },
        },
        additionalProperties: false,
      },
    ],
    defaultOptions: [{ maxDelay: MAX_DELAY, longRunningNames: NAMES }],
    messages: {
      work: 'Between the request for this upload URL ({{where}}) and the upload lies {{work}}. Upload URLs expire: request it right before the upload.',
      kept: 'This upload URL is kept from another call, which requested it ({{where}}), and nobody knows how long ago. Upload URLs expire: request it right before the upload.',
      later: 'This runs later than the code around it, which requested the upload URL ({{where}}). Upload URLs expire: request it here, right before the upload.',
      many: 'This upload URL is one of several that are requested first ({{where}}) and then uploaded to one after another. Upload URLs expire: request each right before its upload.',
      move: 'Move the request for the upload URL down to right before the upload.',
    },
    languages: ['js/js'],
  },
  create: (context) => judged(context, findings),
};

export default rule;

function* findings(file: LintedFile): Generator<Finding> {
  const limits = limitsOf(file);
  const tried = new Set<string>();
  for (const upload of uploadRequests(file.events)) {
    const { event, uploadUrl } = upload;
    // In the deployment stage there is no upload at all: that is another rule's.
    if (event.deployment || !isUpload(upload)) continue;
    const staleness = stalenessOf(event, uploadUrl, limits);
    if (staleness === undefined) continue;
    // A URL that was too old at the first attempt is so at each that follows.
    const way = `${wayTo(event)} ${wayTo(uploadUrl.request)}`;
    if (tried.has(way)) continue;
    tried.add(way);
    const at = file.firstJudged(placeOfStale(upload, limits), ...waysTo(upload));
    if (at.file !== file.trace.file) continue;
    yield { at, ...wordsFor(file, upload, staleness), ...proposed(file, upload, staleness) };
  }
}

/** The argument that the URL came by, if it was too old there already; else where it is put to. */
function placeOfStale(upload: UploadRequest, limits: Limits): Site {
  const { event, uploadUrl } = upload;
  const at = placeOfUrl(upload);
  const step = callGiven(event, at);
  if (step === undefined || within(at, event.call)) return at;
  const wasStale = step.entry === event.entry && stalenessOf({ ...event, time: step.time }, uploadUrl, limits) !== undefined;
  return wasStale ? at : event.urlAt;
}

/** The call that the argument is one of, none around it; of several in one place the last. */
const callGiven = (event: RequestEvent, at: Site): CallStep | undefined =>
  [...callsBefore(event), ...event.steps]
    .filter((step) => isArgumentOf(step, at))
    .reduce<CallStep | undefined>((inner, step) => (inner !== undefined && !sameSite(inner.call, step.call) && within(inner.call, step.call) ? inner : step), undefined);

function limitsOf({ options: { maxDelay, longRunningNames } }: LintedFile): Limits {
  const names = Array.isArray(longRunningNames) ? longRunningNames.filter((name) => typeof name === 'string') : NAMES;
  return {
    delay: (typeof maxDelay === 'number' ? maxDelay : MAX_DELAY) * SECOND,
    names: new Set(names.map((name) => name.toLowerCase())),
  };
}

const isUpload = (upload: UploadRequest): boolean => methodsOf(upload).some(({ name }) => name === undefined || !isRead(name));

function wordsFor(file: LintedFile, { uploadUrl }: UploadRequest, staleness: Staleness): Pick<Finding, 'messageId' | 'data'> {
  const where = file.where(uploadUrl.request.call);
  if (staleness.kind !== 'work') return { messageId: staleness.kind, data: { where } };
  return { messageId: 'work', data: { where, work: operationInWords(file, staleness.long[0]) } };
}

/** Only where the work lies between is there a place to move the request to. */
function proposed(file: LintedFile, upload: UploadRequest, staleness: Staleness): Pick<Finding, 'fix' | 'suggest'> {
  if (staleness.kind !== 'work') return {};
  const move = moveRequest(file, { request: upload.uploadUrl.request.call, upload: upload.event.call, long: staleness.long.map(({ site }) => site) });
  if (move === undefined) return {};
  return move.certain ? { fix: move.edits } : { suggest: [{ messageId: 'move', edits: move.edits }] };
}
