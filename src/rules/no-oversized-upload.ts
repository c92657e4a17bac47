import type { Rule } from 'eslint';
import { judged, type Finding, type LintedFile } from '../report/finding.js';
import { possible } from '../report/requests.js';
import { requestsIn, uploadUrlIn } from '../report/uses.js';
import type { RequestEvent } from '../trace/events.js';
import { within, type Site } from '../trace/site.js';
import { mayBeCompared } from '../trace/values/sizes.js';
import { constantText, type Atom, type BytesAtom, type Value } from '../trace/values/values.js';

/** C9: 5 GB per file at most, in bytes. */
const LIMIT = 5 * 1024 ** 3;

/** ESLint's own types have no word for `strict`. */
const docs = {
  description: 'disallow uploads of more than 5 GB (C9)',
  url: 'https://github.com/plugin-storage/eslint-plugin-plugin-storage/blob/main/docs/rules/no-oversized-upload.md',
  recommended: true,
  strict: { requireSizeCheck: true },
};

const rule: Rule.RuleModule = {
  meta: {
    type: 'problem',
    docs,
    schema: [
      {
        type: 'object',
        properties: {
          requireSizeCheck: {
            description: 'Whether a file or stream must have its size compared with a limit before it is put.',
            type: 'boolean',
          },
        },
        additionalProperties: false,
      },
    ],
    defaultOptions: [{ requireSizeCheck: false }],
    messages: {
      tooLarge:
        'This uploads {{size}} GB, but the storage takes 5 GB per file at most and refuses what is larger: split or compress it.',
      unchecked:
        'The size of what is uploaded here is never compared with a limit. The storage takes 5 GB per file at most: compare the size before the upload, and split, compress or refuse what is larger.',
    },
    languages: ['js/js'],
  },
  create: (context) => judged(context, findings),
};

export default rule;

function* findings(file: LintedFile): Generator<Finding> {
  const mustCheck = file.options['requireSizeCheck'] === true;
  for (const event of requestsIn(file.events)) {
    if (!uploads(event)) continue;
    const finding = tooLarge(event) ?? (mustCheck ? unchecked(event) : undefined);
    if (finding?.at.file === file.trace.file) yield finding;
  }
}

/** The request goes to a presigned upload URL, on a way that can run. */
const uploads = (event: RequestEvent): boolean =>
  possible(event.url, event.condition).some((atom) => uploadUrlIn(atom) !== undefined);

const bodiesOf = ({ body, condition }: RequestEvent): Value => possible(body ?? [], condition);

const placeOf = (event: RequestEvent, body?: Atom): Site => body?.via ?? event.bodyAt ?? event.call;

function tooLarge(event: RequestEvent): Finding | undefined {
  for (const atom of bodiesOf(event)) {
    const size = atom.kind === 'bytes' ? (atom.size ?? atom.range?.size) : undefined;
    if (size !== undefined && size > LIMIT) return { at: placeOf(event, atom), messageId: 'tooLarge', data: { size: inGigabytes(size) } };
  }
  for (const atom of possible(event.length ?? [], event.condition)) {
    const size = Number(constantText(atom));
    if (size > LIMIT) return { at: placeOfLength(event, atom), messageId: 'tooLarge', data: { size: inGigabytes(size) } };
  }
  return undefined;
}

/** The body stands for its length, unless a caller gives that. */
function placeOfLength(event: RequestEvent, { via }: Atom): Site {
  const [body] = bodiesOf(event);
  return [body?.via, via].find((site) => site !== undefined && !within(site, event.call)) ?? placeOf(event);
}

/** Two digits, never rounded down to the limit itself. */
const inGigabytes = (bytes: number): string => String(Math.ceil((bytes / 1024 ** 3) * 100) / 100);

function unchecked(event: RequestEvent): Finding | undefined {
  if (hasKnownLength(event)) return undefined;
  const body = bodiesOf(event).find((atom) => isOpen(atom) && !mayBeCompared(event.compared, atom.path));
  return body === undefined ? undefined : { at: placeOf(event), messageId: 'unchecked' };
}

const hasKnownLength = (event: RequestEvent): boolean =>
  event.length?.every((atom) => atom.kind === 'primitive' && typeof atom.value === 'number') === true && event.length.length > 0;

/** What is read only while it is sent, so that its size is not known before; whoever sends a part has set its bounds. */
const isOpen = (atom: Atom): atom is BytesAtom =>
  atom.kind === 'bytes' && (atom.of === 'file' || atom.of === 'stream') && atom.size === undefined && atom.range === undefined;
