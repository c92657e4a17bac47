/**
 * The files that an event may be reported in: those of all places that it names. All files of a program are judged by the same run, and
 * each looks at its own share of the events.
 */
import type { RequestEvent, TraceEvent } from '../trace/events.js';
import type { Site } from '../trace/site.js';
import { isText, type Atom, type Part, type Value } from '../trace/values/values.js';
import { callsBehind } from './uses.js';
import { perRun } from './per-run.js';

type Sites = Iterable<Site | undefined>;

function* sitesIn(event: TraceEvent): Sites {
  for (const { call, listed, heirs } of callsBehind(event)) {
    yield* [call, listed];
    for (const { parent } of heirs) yield parent;
  }
  switch (event.kind) {
    case 'write':
      yield event.at;
      yield* sitesOf(event.path);
      return;
    case 'request':
      yield* sitesInRequest(event);
      return;
    case 'map':
      yield event.read;
      return;
    case 'escape':
    case 'refusal':
      yield event.at;
      yield* sitesOf(event.value);
      return;
    case 'join':
      yield* [event.at, event.baseAt, event.pathAt];
      yield* sitesOf([...event.base, ...event.path]);
      return;
    case 'shell':
      yield event.at;
      yield* sitesOf(event.url);
  }
}

function* sitesInRequest(event: RequestEvent): Sites {
  yield* [event.call, event.urlAt, event.methodAt, event.optionsAt, event.bodyAt, event.form, event.params];
  yield* sitesOf([...event.url, ...event.method, ...(event.body ?? []), ...(event.length ?? [])]);
}

function* sitesOf(value: Value): Sites {
  for (const atom of value) yield* sitesOfAtom(atom);
}

function* sitesOfAtom(atom: Atom): Sites {
  yield atom.via;
  yield atom.again;
  yield atom.site;
  switch (atom.kind) {
    case 'text':
      for (const part of atom.parts) yield* sitesOfPart(part);
      return;
    case 'stage-map':
      yield atom.read;
      return;
    case 'endpoint':
      yield atom.read;
      yield atom.keySite;
      yield* sitesOfAtom(atom.key);
      return;
    case 'upload-url':
      yield atom.altered;
      yield* sitesOf(atom.request.url);
      return;
    default:
      // No other atom is looked into for a place.
      return;
  }
}

function* sitesOfPart(part: Part): Sites {
  yield* [part.via, part.site, part.joined, part.operand];
  if (!isText(part)) yield* sitesOfAtom(part.atom);
}

const byFile = perRun((events): ReadonlyMap<string, readonly TraceEvent[]> => {
  const shares = new Map<string, TraceEvent[]>();
  for (const event of events) {
    const files = new Set<string>();
    for (const site of sitesIn(event)) if (site !== undefined) files.add(site.file);
    for (const file of files) {
      const share = shares.get(file);
      if (share === undefined) shares.set(file, [event]);
      else share.push(event);
    }
  }
  return shares;
});

const NONE: readonly TraceEvent[] = [];

/** The events that may be reported in the file. */
export const concerning = (file: string, events: readonly TraceEvent[]): readonly TraceEvent[] => byFile(events).get(file) ?? NONE;
