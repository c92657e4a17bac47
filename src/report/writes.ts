/** Writes that land outside the current path (C5). */
import type { TraceEvent, WriteEvent } from '../trace/events.js';
import { isImpossible } from '../trace/guards/condition.js';
import { outsidePart, placeOf } from '../trace/values/places.js';
import { siteKey, within, type Site } from '../trace/site.js';
import { partsOf, type Atom, type Part, type Provenance } from '../trace/values/values.js';
import { perRun } from './per-run.js';
import { holding } from './uses.js';

export interface OutsideWrite {
  readonly event: WriteEvent;
  readonly path: Atom;
  /** The part of the path that leads outside. */
  readonly part: Part;
  /** How that part came here. */
  readonly origin: Provenance;
}

/** Writes that run in production, to a path that is certainly outside on some way that the program can take. */
export const outsideWrites = perRun((events): readonly OutsideWrite[] => {
  const writes = events.flatMap((event) => (event.kind === 'write' ? event.path.flatMap((path) => outside(event, path)) : []));
  return writes.filter((write) => !writes.some((other) => makes(other, write.origin.site)));
});

function outside(event: WriteEvent, path: Atom): readonly OutsideWrite[] {
  if (placeOf(path) !== 'outside') return [];
  const condition = holding(event.condition, path);
  if (isImpossible(condition) || condition.development) return [];
  const part = outsidePart(path);
  return part === undefined ? [] : [{ event, path, part, origin: originOf(part, path) }];
}

function originOf(part: Part, path: Atom): Provenance {
  const inner: Provenance = 'atom' in part ? part.atom : part;
  return { site: inner.site ?? part.site, again: part.again ?? inner.again, via: part.via ?? inner.via ?? (isFirstOnly(path, part) ? undefined : path.via) };
}

/** A path that was joined here has the argument that its first part came by, and nothing else of it: a folder that a helper is given. */
const isFirstOnly = (path: Atom, part: Part): boolean => {
  const [first] = partsOf({ ...path, via: undefined });
  return first !== undefined && first !== part && first.via !== undefined && first.via === path.via;
};

/** Is the place a folder that this write makes (`mkdtemp(join(tmpdir(), 'x-'))`)? It is reported there, not for what goes into it. */
const makes = ({ event }: OutsideWrite, site: Site | undefined): boolean =>
  site?.type === 'CallExpression' && within(event.at, site) && event.at.range[1] < site.range[1];

/** Where what right paths are made of stands. */
const rightSites = perRun((events): ReadonlySet<string> => {
  const wrong = new Set(outsideWrites(events).map(({ path }) => path));
  const right = events.flatMap((event) => (event.kind === 'write' ? event.path.filter((path) => !wrong.has(path)) : []));
  const sites = right.flatMap((path) => [path.site, ...partsOf(path).map((part) => part.site)]);
  return new Set(sites.filter((site) => site !== undefined).map(siteKey));
});

/** Is what leads the write outside right for others (`join(this.dir, '..')`, and `mkdir(this.dir)`)? */
export const usesOf = (events: readonly TraceEvent[], { origin: { site } }: OutsideWrite): 'all wrong' | 'some right' =>
  site !== undefined && rightSites(events).has(siteKey(site)) ? 'some right' : 'all wrong';
