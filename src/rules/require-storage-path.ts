import type { Rule } from 'eslint';
import { joinEdits, slashEdits } from '../fix/url-join.js';
import { judged, type Finding, type LintedFile } from '../report/finding.js';
import { boundariesOf, type Boundary, type SlashFault } from '../report/joins.js';
import { perRun } from '../report/per-run.js';
import { isDeclared, pathTo } from '../report/place.js';
import { endpointRequests, placeOfUrl, sendsFile, waysTo, type EndpointRequest } from '../report/requests.js';
import { keysInWords } from '../report/words.js';
import type { JoinEvent, TraceEvent } from '../trace/events.js';
import { sameSite, siteKey, type Site } from '../trace/site.js';
import { firstHole } from '../trace/values/text.js';
import { isImpossible } from '../trace/guards/condition.js';
import type { Part } from '../trace/values/values.js';

/** C1, C4: the URL of a file is the stage's URL, one slash, and the path. */
const rule: Rule.RuleModule = {
  meta: {
    type: 'problem',
    docs: {
      description: 'require a file path, joined by one slash, behind the URLs of the manifest (C1, C4)',
      url: 'https://github.com/plugin-storage/eslint-plugin-plugin-storage/blob/main/docs/rules/require-storage-path.md',
      recommended: true,
    },
    fixable: 'code',
    schema: [],
    defaultOptions: [],
    messages: {
      missing: 'This requests the URL of a whole stage, which is no file. The URL of a file is {{map}}[stage], one slash, and the path of the file: append the path.',
      slash: 'No slash stands between the URL of the stage and the path of the file here. The URL of a file is {{map}}[stage], one slash, and the path: put a slash between them.',
      double: 'Two slashes in a row stand in the path of the file here, so that it names another file. The URL of a file is {{map}}[stage], one slash, and the path: leave one slash.',
      path: 'Path functions make https:/ of https://, so this is no URL any more. The URL of a file is {{map}}[stage], one slash, and the path: join them as text.',
      url: 'A URL resolved against a base drops the last part of its path, or all of it, so this leaves the folder of the stage. The URL of a file is {{map}}[stage], one slash, and the path: join them as text.',
      pathname: 'This replaces the whole path of the URL, the folder of the stage included. The URL of a file is {{map}}[stage], one slash, and the path: append to the pathname.',
    },
    languages: ['js/js'],
  },
  create: (context) => judged(context, findings),
};

export default rule;

interface Meeting extends Boundary {
  readonly request: EndpointRequest;
}

function* findings(file: LintedFile): Generator<Finding> {
  for (const event of file.events) {
    if (event.kind === 'join' && event.at.file === file.trace.file && !isImpossible(event.condition)) yield* wronglyJoined(file, event);
  }
  for (const meeting of meetingsIn(file.events)) {
    const finding = findingOf(file, meeting, rightJoins(file.trace.events));
    if (finding !== undefined && finding.at.file === file.trace.file) yield finding;
  }
}

const meetingsOf = perRun((events): readonly (readonly Meeting[])[] =>
  endpointRequests(events).map((request) => boundariesOf(request.rest).map((boundary) => ({ ...boundary, request }))),
);

const meetingsIn = (events: readonly TraceEvent[]): readonly Meeting[] => meetingsOf(events).flat();

/** Joins that are right for some request, and texts that are joined rightly for one. */
const rightJoins = perRun((events): ReadonlySet<string> => new Set(meetingsOf(events).flatMap(rightIn)));

/** One join may make all of a URL: it is wrong where it meets the stage's, however it goes on. */
function rightIn(meetings: readonly Meeting[]): readonly string[] {
  const wrong = new Set(meetings.flatMap(({ fault, part }) => (fault === undefined ? [] : placesOf(part))));
  return meetings.flatMap(({ fault, part }) => (fault === undefined ? placesOf(part) : [])).filter((place) => !wrong.has(place));
}

const placesOf = (part: Boundary['part']): readonly string[] => [part?.joined, part?.site].flatMap((site) => (site === undefined ? [] : [siteKey(site)]));

function* wronglyJoined(file: LintedFile, event: JoinEvent): Generator<Finding> {
  const holes = event.base.map(firstHole).filter((hole) => hole?.kind === 'endpoint');
  const [endpoint] = holes;
  if (endpoint?.kind !== 'endpoint') return;
  yield { at: event.at, messageId: event.how, data: { map: keysInWords(file)[endpoint.map] }, fix: joinEdits(file, event) };
}

function findingOf(file: LintedFile, { fault, part, request }: Meeting, right: ReadonlySet<string>): Finding | undefined {
  const data = { map: keysInWords(file)[request.endpoint.map] };
  switch (fault) {
    case undefined:
      return undefined;
    case 'missing':
      // A file sent there is another rule's: first of all a GET is missing.
      if (sendsFile(file, request)) return undefined;
      return { at: file.firstJudged(part?.joined ?? placeOfUrl(request), ...waysTo(request)), messageId: 'missing', data };
    case 'slash':
    case 'double': {
      const at = file.firstJudged(placeOf(file, fault, part, right) ?? request.event.urlAt, ...(part?.joined === undefined ? [] : [part.joined]), ...waysTo(request));
      return { at, messageId: fault, data, fix: part === undefined || servesOthers(at, part, right) ? undefined : slashEdits(file, at, fault, part) };
    }
  }
}

/** A join that is right for others stays as it is; who else reads an entry of a table is not known. */
function servesOthers(at: Site, { joined, site, via }: Part, right: ReadonlySet<string>): boolean {
  if (joined !== undefined && sameSite(at, joined)) return right.has(siteKey(joined));
  return site !== undefined && sameSite(at, site) && (via === undefined || !sameSite(at, via));
}

/** The expression that joins; where that is right for others, or the text brings a slash of its own, the table's entry or the argument. */
function placeOf(file: LintedFile, fault: SlashFault, part: Boundary['part'], right: ReadonlySet<string>): Site | undefined {
  if (part?.joined === undefined) return part?.via;
  const bringsSlash = fault === 'double' && part.via !== undefined;
  if (!bringsSlash && !right.has(siteKey(part.joined))) return part.joined;
  const { site } = part;
  const isWrong = fault === 'double' && site !== undefined && !right.has(siteKey(site));
  return isWrong && isDeclared(pathTo(file, site)) ? file.firstJudged(site, part.via ?? part.joined) : (part.via ?? part.joined);
}
