/** Paths in the storage: what stands behind an endpoint in a URL that is used. */
import type { TraceEvent } from '../trace/events.js';
import { isImpossible, type PathCondition } from '../trace/guards/condition.js';
import type { Site } from '../trace/site.js';
import { isText, type Atom, type EndpointAtom, type Part } from '../trace/values/values.js';
import { perRun } from './per-run.js';
import { conditionOf, usedValue } from './uses.js';

export interface StoragePath {
  readonly endpoint: EndpointAtom;
  /** The path behind the endpoint, its slash included, without query and fragment. */
  readonly parts: readonly Part[];
  readonly event: TraceEvent;
  readonly condition: PathCondition;
  /** Argument that the whole URL came by. */
  readonly via: Site | undefined;
}

export const storagePaths = perRun((events): readonly StoragePath[] =>
  events.flatMap((event) =>
    event.kind === 'join' ? [] : usedValue(event).flatMap((atom) => pathIn(event, atom) ?? []).filter(({ condition }) => !isImpossible(condition)),
  ),
);

function pathIn(event: TraceEvent, atom: Atom): StoragePath | undefined {
  const [first, ...parts] = atom.kind === 'text' ? atom.parts : [{ atom }];
  if (first === undefined || isText(first) || first.atom.kind !== 'endpoint') return undefined;
  return { endpoint: first.atom, parts: withoutQuery(parts), event, condition: conditionOf(event, atom, first.atom), via: atom.via };
}

function withoutQuery(parts: readonly Part[]): readonly Part[] {
  const path: Part[] = [];
  for (const part of parts) {
    const end = isText(part) ? part.text.search(/[?#]/u) : -1;
    if (end < 0 || !isText(part)) path.push(part);
    else return [...path, { ...part, text: part.text.slice(0, end) }];
  }
  return path;
}
