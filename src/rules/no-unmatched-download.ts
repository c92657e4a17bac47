import type { Rule } from 'eslint';
import { judged, type Finding, type LintedFile } from '../report/finding.js';
import { isBesideInList, listedPlace } from '../report/place.js';
import { perRun } from '../report/per-run.js';
import { bodyOf } from '../report/requests.js';
import { storagePaths, type StoragePath } from '../report/storage-paths.js';
import { pathOf, stageOf, uploadsIn, type Uploads } from '../report/uploads.js';
import { listed } from '../report/words.js';
import { isText, type Provenance, type TextPart } from '../trace/values/values.js';
import { sameSite, siteKey, within, type Site } from '../trace/site.js';

/** C4: downloads give any stage's files by the path they were uploaded under. */
const rule: Rule.RuleModule = {
  meta: {
    type: 'problem',
    docs: {
      description: 'disallow downloads of files that no stage uploads (C4)',
      url: 'https://github.com/plugin-storage/eslint-plugin-plugin-storage/blob/main/docs/rules/no-unmatched-download.md',
      recommended: false,
    },
    schema: [],
    defaultOptions: [],
    messages: {
      path: "The stage '{{stage}}' never uploads '{{path}}', so that this download finds no file. A file is found under the very path that it was uploaded by: {{uploaded}}.{{elsewhere}}",
      stage: "'{{stage}}' is no stage of this plugin, so that there is nothing to download from it. The stages are {{stages}}.",
    },
    languages: ['js/js'],
  },
  create: (context) => judged(context, findings),
};

export default rule;

function* findings(file: LintedFile): Generator<Finding> {
  const { settings } = file.trace;
  const stages = Object.keys(settings.stages);
  if (stages.length === 0) return;
  let uploads: Uploads | undefined;
  const unmatched: Unmatched[] = [];
  const right = new Set<string>();
  for (const download of storagePaths(file.events)) {
    if (download.endpoint.map !== 'download' || isSent(download)) continue;
    const stage = stageOf(download.endpoint.key, download.condition, settings);
    if (stage === undefined) continue;
    if (!stages.includes(stage)) {
      if (!settings.deploymentStages.includes(stage)) yield* inFile(file, keyPlace(file, download), 'stage', { stage, stages: listed(stages, 'and') });
      continue;
    }
    const path = pathOf(download.parts);
    if (path === undefined || !settings.crossFile) continue;
    uploads ??= uploadsIn(file.trace);
    const known = uploads.get(stage);
    if (known?.has(path) === true) right.add(placeOfJoin(download));
    else if (known !== undefined) unmatched.push({ download, stage, path, known, others: stages.filter((other) => uploads?.get(other)?.has(path)) });
  }
  for (const { download, stage, path, known, others } of unmatched) {
    const shared = uploadedParts(file.trace.events);
    const asked = others.length === 0 ? undefined : stageArgument(file, download, shared);
    const at = asked ?? callOfHelper(download, right) ?? pathPlace(file, download, shared);
    yield* inFile(file, at, 'path', { stage, path, uploaded: uploadedInWords(known), elsewhere: elsewhereInWords(others) });
  }
}

/** What is sent there is no download: another rule's. A body that is `undefined` (`{ method = 'GET', body } = {}`) is none. */
const isSent = ({ event, condition }: StoragePath): boolean => event.kind === 'request' && bodyOf({ event, condition }) !== 'none';

interface Unmatched {
  readonly download: StoragePath;
  readonly stage: string;
  readonly path: string;
  readonly known: ReadonlySet<string>;
  /** The stages that upload it. */
  readonly others: readonly string[];
}

const placeOfJoin = ({ parts }: StoragePath): string => {
  const operand = nameIn(parts)?.operand;
  return operand === undefined ? '' : siteKey(operand);
};

/** A helper that joins other paths rightly, which are members of what it is given: it is called with the wrong one. */
function callOfHelper(download: StoragePath, right: ReadonlySet<string>): Site | undefined {
  const name = nameIn(download.parts);
  const step = download.event.steps.at(-1);
  const joins = name?.operand !== undefined && step !== undefined && within(name.operand, step.callee) && right.has(placeOfJoin(download));
  return joins && name.via === undefined && !(name.site !== undefined && within(name.site, step.callee)) ? step.call : undefined;
}

function* inFile(file: LintedFile, at: Site | undefined, messageId: string, data: Record<string, string>): Generator<Finding> {
  if (at?.file === file.trace.file) yield { at, messageId, data };
}

const keyPlace = (file: LintedFile, { endpoint: { key, keySite } }: StoragePath): Site => entryOf(file, key) ?? key.via ?? keySite;

/** Constants in the paths of uploads. */
const uploadedParts = perRun(
  (events): ReadonlySet<string> =>
    new Set(storagePaths(events).flatMap(({ endpoint, parts }) => (endpoint.map === 'upload' ? parts.flatMap((part) => (part.site === undefined ? [] : [siteKey(part.site)])) : []))),
);

/** The first part of the path that says something. */
const nameIn = (parts: StoragePath['parts']): TextPart | undefined => parts.filter(isText).find(({ text }) => text.replaceAll('/', '') !== '');

/** The list's entry that says it or names it. */
const entryOf = (file: LintedFile, { site, again }: Provenance): Site | undefined => listedPlace(file, site) ?? listedPlace(file, again);

/** The list's entry that the part stands in, or where it came in, unless others upload by what stands there or was given there: that is right. */
function wayOf(file: LintedFile, part: TextPart | undefined, right: ReadonlySet<string>): Site | undefined {
  if (part === undefined) return undefined;
  const { via, site } = part;
  if (site === undefined || !right.has(siteKey(site))) return entryOf(file, part) ?? via;
  return via !== undefined && sameSite(via, site) ? undefined : via;
}

/** What names the stage, where nothing else than that gives the path: which of the two is wrong, the uploads say. */
function stageArgument(file: LintedFile, { parts, event, endpoint: { key } }: StoragePath, right: ReadonlySet<string>): Site | undefined {
  const entry = entryOf(file, key);
  const stage = entry ?? key.via;
  const path = wayOf(file, nameIn(parts), right);
  if (stage === undefined || path === undefined) return stage;
  if (within(stage, path) || within(path, stage)) return undefined;
  const isBeside = entry !== undefined && isBesideInList(file, entry, path);
  return isBeside || event.steps.some(({ call }) => within(stage, call) && within(path, call)) ? stage : undefined;
}

/** Where the path is written: the argument that it comes by, the string, or what puts it into the URL. */
function pathPlace(file: LintedFile, { parts, event, via, endpoint }: StoragePath, right: ReadonlySet<string>): Site | undefined {
  const used = event.kind === 'request' ? event.urlAt : undefined;
  const name = nameIn(parts);
  if (name === undefined) return used;
  // Who gives a helper the whole URL has put the path into it.
  const here = (via ?? used ?? endpoint.keySite).file;
  // A constant that others upload by is right: what is wrong is to ask for it here.
  const own = name.site === undefined || right.has(siteKey(name.site)) ? undefined : name.site;
  return wayOf(file, name, right) ?? [own, name.operand, via, used].find((site) => site?.file === here) ?? name.site;
}

const MAX_NAMED = 5;

function uploadedInWords(paths: ReadonlySet<string>): string {
  if (paths.size === 0) return 'that stage uploads none';
  const named = [...paths].sort().slice(0, MAX_NAMED);
  return paths.size > MAX_NAMED ? `that stage uploads ${listed(named, 'and')} and others` : `that stage uploads ${listed(named, 'and')}`;
}

const elsewhereInWords = (stages: readonly string[]): string =>
  stages.length === 0 ? '' : ` This path is uploaded by ${listed(stages, 'and')}.`;
