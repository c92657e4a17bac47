/** What events use of storage: the endpoints and upload URLs in them, with where the use stands. */
import type { CallStep, RequestEvent, TraceEvent } from '../trace/events.js';
import type { Site } from '../trace/site.js';
import { both, type PathCondition } from '../trace/guards/condition.js';
import { holesOf } from '../trace/values/text.js';
import { perRun } from './per-run.js';
import type { Atom, EndpointAtom, StageMapAtom, UploadUrlAtom, Value } from '../trace/values/values.js';

export interface EndpointUse {
  readonly endpoint: EndpointAtom;
  readonly event: TraceEvent;
  /** What holds where the URL is used, and where the value is this one. */
  readonly condition: PathCondition;
}

/** The value that an event does something with. */
export function usedValue(event: TraceEvent): Value {
  switch (event.kind) {
    case 'request':
      return event.url;
    case 'escape':
      return event.value;
    case 'join':
      return event.base;
    case 'shell':
      return event.url;
    case 'write':
    case 'map':
    case 'refusal':
      return [];
  }
}

export const endpointUses = perRun((events): readonly EndpointUse[] =>
  events.flatMap((event) =>
    usedValue(event).flatMap((atom) =>
      holesOf(atom).flatMap((hole) => (hole.kind === 'endpoint' ? [{ endpoint: hole, event, condition: conditionOf(event, atom, hole) }] : [])),
    ),
  ),
);

/** What holds where the event uses what stands in the value. */
export const conditionOf = (event: TraceEvent, atom: Atom, hole: Atom): PathCondition => holding(holding(event.condition, atom), hole);

/** What holds where the condition does and the value is this atom. */
export const holding = (condition: PathCondition, { when }: Atom): PathCondition => (when === undefined ? condition : both(condition, when));

/** Stage maps that are passed on whole. */
export const mapsIn = (value: Value): readonly StageMapAtom[] =>
  value.flatMap((atom) => (atom.kind === 'stage-map' ? [atom] : []));

/** The upload URL that a text begins with or is. */
export function uploadUrlIn(atom: Atom): UploadUrlAtom | undefined {
  return holesOf(atom).find((hole): hole is UploadUrlAtom => hole.kind === 'upload-url');
}

export const requestsIn = perRun((events): readonly RequestEvent[] => events.flatMap((event) => (event.kind === 'request' ? [event] : [])));

/** The calls that lead to the event, the last first. */
export const callsTo = ({ steps }: TraceEvent): readonly Site[] => steps.map(({ call }) => call).reverse();

/** The calls that lead to the event, and those that made the functions called, the last first. */
export const callsBehind = ({ steps }: TraceEvent): readonly CallStep[] => steps.flatMap((step) => [...makersOf(step), step]).reverse();

function makersOf({ maker }: CallStep): readonly CallStep[] {
  return maker === undefined ? [] : [...makersOf(maker), maker];
}

/** The calls, over by then, in which the functions on the way to the event were made: `send(body)(url)` for the task that it gives. */
export function callsBefore({ steps }: TraceEvent): readonly CallStep[] {
  const found = new Set(steps);
  // Those that are found are gone through, too.
  for (const { maker, inside } of found) {
    if (maker !== undefined) found.add(maker);
    if (inside !== undefined) found.add(inside);
  }
  return [...found].slice(steps.length);
}

/** The first of the places that lies in the file. */
export const placeIn = (file: string, ...sites: readonly (Site | undefined)[]): Site | undefined =>
  sites.find((site) => site?.file === file);

/** Where the event stands: the URL of a request, the read of a map. */
export function placeOfEvent(event: TraceEvent): Site {
  switch (event.kind) {
    case 'map':
      return event.read;
    case 'request':
      return event.urlAt;
    case 'write':
    case 'escape':
    case 'join':
    case 'shell':
    case 'refusal':
      return event.at;
  }
}
