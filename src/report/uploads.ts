/** What each stage uploads, as far as the plugin's files say (C4). */
import { readFileSync } from 'node:fs';
import { isTest, loaderFor, type ProjectLoader } from '../modules/index.js';
import type { Settings } from '../settings.js';
import { isImpossible, mayBe, soleStage, type PathCondition } from '../trace/guards/condition.js';
import { firstHole } from '../trace/values/text.js';
import type { RequestEvent, Trace, TraceEvent } from '../trace/events.js';
import { eventsOf } from '../trace/index.js';
import { storageWords } from '../trace/relevance/relevance.js';
import { constantText, type Atom, type Part } from '../trace/values/values.js';
import { storagePaths } from './storage-paths.js';
import { mapsIn, usedValue } from './uses.js';

/** Paths that a stage uploads; undefined where they are not all known. */
export type Uploads = ReadonlyMap<string, ReadonlySet<string> | undefined>;

/** A larger project is read as far as the settings name files. */
const MAX_FILES = 400;
const MAX_KEPT = 8;

interface Kept {
  readonly settings: Settings;
  readonly cwd: string;
  readonly stamps: string;
  readonly uploads: Uploads;
}

const kept: Kept[] = [];

/** The path as the storage has it; undefined if it is not one string, or not joined as a path. */
export function pathOf(parts: readonly Part[]): string | undefined {
  const text = constantText({ kind: 'text', parts });
  // Two slashes are a wrong join (require-storage-path), whatever the file. Clients drop `./` from the path of a URL.
  return text !== undefined && /^\/(?!\/)./u.test(text) ? text.replace(/\/(?:\.\/)+/gu, '/').slice(1) : undefined;
}

/** The stage that a key names, where it is the current stage and that is known. */
export function stageOf(key: Atom, condition: PathCondition, settings: Settings): string | undefined {
  if (key.kind === 'stage') return soleStage(condition.stage, Object.keys(settings.stages));
  // What a list may lack (`keys.pop()`) is `undefined`, which names no stage.
  return key.kind === 'text' ? constantText(key) : undefined;
}

export function uploadsIn({ settings, cwd, events }: Trace): Uploads {
  const known = uploadsOnDisk(settings, cwd);
  return new Map(Object.keys(settings.stages).map((stage) => [stage, united(known.get(stage), pathsOf(stage, events))]));
}

const united = <T>(a: ReadonlySet<T> | undefined, b: ReadonlySet<T> | undefined): ReadonlySet<T> | undefined =>
  a === undefined || b === undefined ? undefined : new Set([...a, ...b]);

function uploadsOnDisk(settings: Settings, cwd: string): Uploads {
  const loader = loaderFor(cwd);
  const files = candidates(loader, settings, cwd);
  const stamps = files.map((file) => `${file}\0${loader.stamp(file)}`).join('\n');
  const known = kept.find((each) => each.settings === settings && each.cwd === cwd && each.stamps === stamps);
  if (known !== undefined) return known.uploads;
  const uploads = traced(files, loader, settings, cwd);
  kept.unshift({ settings, cwd, stamps, uploads });
  kept.length = Math.min(kept.length, MAX_KEPT);
  return uploads;
}

/** The files of the stages, and the others of the project, tests left out. */
function candidates(loader: ProjectLoader, settings: Settings, cwd: string): readonly string[] {
  const ofStages = loader.filesMatching(Object.values(settings.stages).flat());
  const all = loader.filesMatching(['**/*']);
  return all.length > MAX_FILES ? ofStages : all.filter((file) => ofStages.includes(file) || !isTest(file, cwd));
}

function traced(files: readonly string[], loader: ProjectLoader, settings: Settings, cwd: string): Uploads {
  const runs = new Set<readonly TraceEvent[]>();
  const unread = new Set<string>();
  for (const file of files) {
    if (!mentions(file, [...storageWords(settings), ...settings.manifestNames])) continue;
    const events = eventsOf(file, { settings, cwd });
    if (events === undefined) unread.add(file);
    else runs.add(events);
  }
  const all = [...runs];
  const entries = Object.entries(settings.stages).map(([stage, globs]) => {
    const own = loader.filesMatching(globs);
    const complete = own.length > 0 && unread.size === 0;
    return [stage, complete ? all.reduce<ReadonlySet<string> | undefined>((paths, events) => united(paths, pathsOf(stage, events)), new Set()) : undefined] as const;
  });
  return new Map(entries);
}

function mentions(file: string, words: readonly string[]): boolean {
  try {
    const text = readFileSync(file, 'utf8');
    return words.some((word) => text.includes(word));
  } catch {
    return true;
  }
}

/** Paths that the events upload in the stage; undefined if one of them is not known. */
function pathsOf(stage: string, events: readonly TraceEvent[]): ReadonlySet<string> | undefined {
  const paths = new Set<string>();
  for (const event of events) if (hidesUploads(event, stage)) return undefined;
  for (const { endpoint, parts, event, condition } of storagePaths(events)) {
    // How a URL stands in a command says nothing of what it is used for.
    if (endpoint.map !== 'upload' || event.kind === 'shell' || isExport(event) || !uploadsInto(stage, endpoint.key, condition)) continue;
    const name = pathOf(parts);
    if (name === undefined) return undefined;
    paths.add(name);
  }
  return paths;
}

/** What is exported is used by files that are traced themselves. */
const isExport = (event: TraceEvent): boolean => event.kind === 'escape' && event.how === 'export';

/** The key of another stage is a fault of its own: what is uploaded by it is meant for the stage that runs. */
function uploadsInto(stage: string, key: Atom, condition: PathCondition): boolean {
  return constantText(key) === stage || mayBe(condition.stage, stage);
}

/** A PUT of something to nobody knows where, or of a file to where files are downloaded from. */
function isUnknownUpload({ method, url, body, condition }: RequestEvent): boolean {
  if (isImpossible(condition) || body === undefined || !method.some((atom) => constantText(atom)?.toUpperCase() === 'PUT')) return false;
  return url.some((atom) => {
    const hole = firstHole(atom);
    return hole?.kind === 'unknown' || (hole?.kind === 'endpoint' && hole.map === 'download');
  });
}

/** The map is given to something that may upload anything with it, or a URL is joined in a way that is none. */
function hidesUploads(event: TraceEvent, stage: string): boolean {
  if (event.kind === 'request' && isUnknownUpload(event) && mayBe(event.condition.stage, stage)) return true;
  if (isImpossible(event.condition) || !mayBe(event.condition.stage, stage) || isExport(event)) return false;
  if (event.kind === 'join' || (event.kind === 'escape' && event.how === 'manifest')) return true;
  return mapsIn(usedValue(event)).some(({ map }) => map === 'upload');
}
