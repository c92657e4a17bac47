/** Uploads in code that runs in the deployment stage (C6): which they are, and where an author would take them out. */
import { isOfOthers, mayBe, type PathCondition } from '../trace/guards/condition.js';
import type { CallStep, RefusalEvent, Trace, TraceEvent } from '../trace/events.js';
import { calleeKey, siteKey, throughKey, type Site } from '../trace/site.js';
import { holesOf } from '../trace/values/text.js';
import type { Atom, EndpointAtom, StageMapAtom } from '../trace/values/values.js';
import { perRun } from './per-run.js';
import { conditionOf, placeOfEvent, usedValue } from './uses.js';

export interface DeploymentUpload {
  readonly at: Site;
  /** The map's read, or an entry's, that is used. */
  readonly read: Site;
  /** A helper that other stages use too is called at `at`, or inherited. */
  readonly how: 'read' | 'call' | 'heir' | 'use';
  readonly use: TraceEvent;
  readonly value: Atom;
}

/** @param events Those of the trace to look at. */
export function* deploymentUploads(trace: Trace, events: readonly TraceEvent[]): Generator<DeploymentUpload> {
  for (const event of events) {
    if (!event.deployment) continue;
    if (event.kind === 'refusal') {
      yield* refusedUploads(trace, event);
      continue;
    }
    for (const atom of usedValue(event)) {
      for (const hole of holesOf(atom)) {
        if (!isDeployed(trace, event, conditionOf(event, atom, hole))) continue;
        for (const source of sourcesOf(hole)) yield { ...placeOf(trace, source, event, atom), read: source.read, use: event, value: source };
      }
    }
  }
}

/** A helper of all stages throws where there are no upload URLs: what the deployment stage calls it for never happens. Code of its own may answer so. */
function* refusedUploads(trace: Trace, event: RefusalEvent): Generator<DeploymentUpload> {
  for (const value of event.value) {
    for (const source of sourcesOf(value)) {
      const placed = placeOf(trace, source, event, value);
      if (placed.how === 'call') yield { ...placed, read: source.read, use: event, value: source };
    }
  }
}

/** Upload URLs were asked for at an endpoint. */
function sourcesOf(hole: Atom): readonly (EndpointAtom | StageMapAtom)[] {
  switch (hole.kind) {
    case 'endpoint':
    case 'stage-map':
      return hole.map === 'upload' ? [hole] : [];
    case 'upload-url':
      return hole.request.url.flatMap(holesOf).flatMap((asked) => (asked.kind === 'endpoint' && asked.map === 'upload' ? [asked] : []));
    default:
      return [];
  }
}

/** Where the value only exists in some stages, those decide. */
function isDeployed({ settings }: Trace, event: TraceEvent, { stage }: PathCondition): boolean {
  if (!event.deployment) return false;
  return stage.excludes ? settings.deploymentStages.every((name) => mayBe(stage, name)) : settings.deploymentStages.some((name) => mayBe(stage, name));
}

/** Where each read and use was seen to run. */
interface Runs {
  /** What was seen there in the deployment stage. */
  readonly deployed: ReadonlyMap<string, TraceEvent>;
  readonly others: ReadonlySet<string>;
  /** Entries of lists and tables that other stages go by, too, and places that name what is called later. */
  readonly entries: ReadonlySet<string>;
}

const runsIn = perRun((events): Runs => {
  const deployed = new Map<string, TraceEvent>();
  const others = new Set<string>();
  const entries = new Set<string>();
  for (const event of events) {
    const key = siteKey(placeOfEvent(event));
    if (!event.deployment) {
      others.add(key);
      for (const { listed, named } of event.steps) for (const place of [listed, named]) if (place !== undefined) entries.add(siteKey(place));
    } else if (!deployed.has(key)) deployed.set(key, event);
  }
  return { deployed, others, entries };
});

type Placed = Pick<DeploymentUpload, 'at' | 'how'>;

function placeOf(trace: Trace, source: EndpointAtom | StageMapAtom, use: TraceEvent, used: Atom): Placed {
  const { deployed } = runsIn(trace.events);
  const { deploymentStages } = trace.settings;
  const reads = source.kind === 'endpoint' ? [source.read, source.keySite] : [source.read];
  for (const read of reads) {
    const event = deployed.get(siteKey(read));
    if (event !== undefined && (!isOfOthers(event.condition.stage, deploymentStages) || isOfOthers(use.condition.stage, deploymentStages))) return outermost(trace, event, read, 'read');
  }
  // What was read before the server began to serve is used in it.
  return used.via === undefined ? outermost(trace, use, placeOfEvent(use), 'use') : { at: used.via, how: 'use' };
}

/** The last call by which code of the deployment stage alone enters what other stages run too, if they do. */
function outermost({ events, elsewhere, settings }: Trace, { steps, condition, entry }: TraceEvent, site: Site, how: 'read' | 'use'): Placed {
  const { others, entries } = runsIn(events);
  // What handles requests is the deployment's own, whoever else starts the server.
  const isHandler = entry.kind === 'handler';
  const runsElsewhere = others.has(siteKey(site)) || (!isHandler && isOfOthers(condition.stage, settings.deploymentStages));
  const ranElsewhere = ({ callee, amongOthers }: CallStep): boolean => elsewhere.has(calleeKey(callee)) || (!amongOthers && elsewhere.has(throughKey(callee)));
  const isShared = (step: CallStep | undefined): boolean => step?.deployment === true && !(isHandler && step.entry !== entry && step.amongOthers) && ranElsewhere(step);
  // Whoever runs what was written down to be called is no more to blame than a loop is.
  const named = runsElsewhere ? steps.findLast((step) => isShared(step) && step.named !== undefined && !entries.has(siteKey(step.named)))?.named : undefined;
  if (named !== undefined) return { at: named, how: 'call' };
  const entering = runsElsewhere ? steps.filter((step, index) => isShared(step) && !isShared(steps[index - 1])) : [];
  const entered = entering.at(-1);
  if (entered === undefined) return { at: site, how };
  const { listed, call } = entered;
  // A list that the deployment stage alone goes through names what it should not.
  if (listed !== undefined && !entries.has(siteKey(listed))) return { at: listed, how: 'call' };
  const inherited = elsewhere.has(siteKey(call)) ? inheritedIn(steps, elsewhere) : undefined;
  return inherited === undefined ? { at: call, how: 'call' } : { at: inherited, how: 'heir' };
}

/** Where every call is one of other stages, too, a class of the deployment stage alone has by inheritance what is called. */
function inheritedIn(steps: readonly CallStep[], elsewhere: ReadonlySet<string>): Site | undefined {
  for (const { heirs } of steps.toReversed()) {
    const shared = heirs.findIndex((heir) => elsewhere.has(calleeKey(heir.of)));
    const own = heirs.at(shared < 0 ? -1 : shared - 1);
    if (own !== undefined && shared !== 0) return own.parent;
  }
  return undefined;
}
