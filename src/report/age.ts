/** How old an upload URL is where it is put to (C3): what lies between the request for it and the upload. */
import { operationsBetween, type Operation, type Time } from '../trace/time/clock.js';
import { isQuickName, words } from '../trace/time/durations.js';
import type { CallStep, Entry, Iteration, RequestEvent } from '../trace/events.js';
import { goesRound, isLoop, isOverElements, leastRounds, takesElements } from './rounds.js';
import { sameSite, siteKey, within } from '../trace/site.js';
import type { UploadUrlAtom } from '../trace/values/values.js';
import { uploadUrlIn } from './uses.js';

export interface Limits {
  /** Milliseconds from which on a wait is long. */
  readonly delay: number;
  /** Words in the names of long work. */
  readonly names: ReadonlySet<string>;
}

export type Staleness =
  | { readonly kind: 'kept' }
  | { readonly kind: 'later' }
  | { readonly kind: 'many' }
  | { readonly kind: 'work'; readonly long: readonly [Operation, ...Operation[]] };

/** Undefined where the URL is as fresh as it has to be. */
export function stalenessOf(upload: RequestEvent, { request, passed, when }: UploadUrlAtom, limits: Limits): Staleness | undefined {
  if (when?.young === true) return undefined;
  if (upload.entry !== request.entry) return acrossEntries(upload.entry, request.entry);
  const same = requestsOf(upload);
  const between = operationsOn([request.answered, ...(passed ?? []), upload.time]);
  const [first, ...others] = longOf(between, same, { upload, request, limits });
  if (first !== undefined) return { kind: 'work', long: [first, ...others] };
  const running = runningSince(upload, request, between, limits);
  if (running !== undefined) return { kind: 'work', long: [running] };
  if (isOfEarlierRound(upload, request)) return { kind: 'kept' };
  if (isOneOfMany(upload, request)) return { kind: 'many' };
  return between.some((operation) => operation.kind === 'upload' && (!same.has(wayTo(operation.of)) || isOfAnother(operation.of, request, upload))) ? { kind: 'many' } : undefined;
}

/** What lies on a way that leads through these times. */
const operationsOn = (times: readonly Time[]): readonly Operation[] =>
  times.slice(1).flatMap((to, index) => operationsBetween(times[index] ?? to, to) ?? turnAt(to));

/** What waits for its turn does so whether its request was awaited before or not. */
const turnAt = (time: Time): readonly Operation[] => (time.kind === 'after' && time.operation.kind === 'turn' ? [time.operation] : []);

function acrossEntries(upload: Entry, request: Entry): Staleness | undefined {
  if (upload.kind === 'later' || upload.kind === 'handler') return { kind: isBelow(upload, request) ? 'later' : 'kept' };
  // A closure that goes to a caller who is not seen may be called at once.
  if (upload.kind === 'function' && request.kind !== 'module' && within(upload.site, request.site) && !sameSite(upload.site, request.site)) return undefined;
  return { kind: 'kept' };
}

function isBelow(entry: Entry, ancestor: Entry): boolean {
  for (let at = entry.parent; at !== undefined; at = at.parent) if (at === ancestor) return true;
  return false;
}

/** The requests that may have answered the URL, by the calls that led to them: a request that is tried again is several. */
const requestsOf = (upload: RequestEvent): ReadonlySet<string> =>
  new Set(upload.url.flatMap((atom) => { const request = uploadUrlIn(atom)?.request; return request === undefined ? [] : [wayTo(request)]; }));

/** The calls that led to a request, and its own. */
export const wayTo = ({ call, steps }: RequestEvent): string => [...steps.map((step) => step.call), call].map(siteKey).join(' ');

interface Aged {
  readonly upload: RequestEvent;
  readonly request: RequestEvent;
  readonly limits: Limits;
}

/** What does not count where it lies before the upload, short of what certainly takes long. */
interface Excused {
  readonly waits: boolean;
  readonly isLoop: (loop: object) => boolean;
  /** How often all of it happens until the last upload. */
  readonly rounds: number;
}

/** Each time round of a loop that the request stands in asks for a URL of its own. */
const atFirst = (request: RequestEvent): Excused => {
  const around = loopsOf(request.iteration);
  return { waits: false, isLoop: (loop) => around.includes(loop), rounds: 1 };
};

/** Between two attempts of the same upload lie waits; a URL that is kept for the next round of a loop is older by all that the round does. */
function sinceTried(upload: RequestEvent, request: RequestEvent, attempts: readonly object[]): Excused {
  const around = loopsOf(upload.iteration);
  // A loop that no attempt stands in is work.
  if (around.length === 0) return { waits: true, isLoop: (loop) => !isLoop(loop) || attempts.includes(loop), rounds: 1 };
  const rounds = around.filter(goesRound);
  if (rounds.length === 0) return { waits: true, isLoop: () => true, rounds: 1 };
  const isTriedAgain = rounds.length < around.length;
  const repeated = isTriedAgain ? [] : keptFrom(upload, request).filter((loop) => attempts.includes(loop)).map(leastRounds);
  return { waits: isTriedAgain, isLoop: (loop) => around.includes(loop), rounds: Math.max(1, ...repeated) };
}

/** The loops around the upload that did not ask for the URL in this round. */
function keptFrom(upload: RequestEvent, request: RequestEvent): readonly object[] {
  const asking = roundsAround(request.iteration);
  return roundsAround(upload.iteration).filter((round) => !asking.includes(round)).map(({ loop }) => loop);
}

/** A loop asked for the URL in one round, and kept it for the next one, which asks for none of its own. */
function isOfEarlierRound(upload: RequestEvent, request: RequestEvent): boolean {
  const asked = upload.url.flatMap((atom) => uploadUrlIn(atom)?.request ?? []);
  return asked.every((each) => goesRoundSince(upload, each)) && !goesOtherWay(upload, request);
}

/** Has a loop that the request stands in gone round since? */
function goesRoundSince(upload: RequestEvent, request: RequestEvent): boolean {
  const asking = loopsOf(request.iteration);
  return keptFrom(upload, request).some((loop) => asking.includes(loop) && goesRound(loop));
}

/** Does the same call, on the way to each of them, call two functions? */
function goesOtherWay(upload: RequestEvent, request: RequestEvent): boolean {
  const asking = [...request.steps, request];
  return [...upload.steps, upload].some(({ call }, index) => {
    const other = asking[index];
    return other !== undefined && sameSite(call, other.call) && !isSameCallee(upload.steps[index], request.steps[index]);
  });
}

const isSameCallee = (one: CallStep | undefined, other: CallStep | undefined): boolean =>
  one === undefined || other === undefined ? one === other : sameSite(one.callee, other.callee);

/** Long work that was begun with the URL at hand and goes round where it is put to: `fit(rows, (model) => put(url, model))`, in each epoch. */
function runningSince(upload: RequestEvent, request: RequestEvent, between: readonly Operation[], limits: Limits): Operation | undefined {
  const around = loopsOf(upload.iteration);
  const rounds = between.filter((operation) => operation.kind === 'loop' && around.includes(operation.loop) && goesRound(operation.loop));
  const begun = upload.steps.findIndex(({ name, time }) => isNamedLong(name, limits) && !isWait(name) && operationsBetween(request.answered, time) !== undefined);
  const work = upload.steps[begun];
  if (work === undefined) return undefined;
  const inside = upload.steps.slice(begun);
  const calledBack = inside.findIndex(({ callee, given }, index) => index > 0 && (given || within(callee, work.call)));
  const own = calledBack < 0 ? inside : inside.slice(0, calledBack);
  const isRound = rounds.some(({ site }) => own.some(({ callee }) => within(site, callee)));
  return isRound ? { kind: 'call', name: work.name, awaited: true, site: work.call } : undefined;
}

/** The operations that take long. */
function longOf(between: readonly Operation[], same: ReadonlySet<string>, { upload, request, limits }: Aged): readonly Operation[] {
  const isAttempt = (operation: Operation): boolean => operation.kind === 'upload' && same.has(wayTo(operation.of));
  const tried = between.findIndex(isAttempt);
  const attempts = between.flatMap((operation) => (operation.kind === 'upload' && isAttempt(operation) ? loopsOf(operation.round) : []));
  const waits = between.filter((operation) => operation.kind === 'delay' && operation.milliseconds !== undefined);
  const first = atFirst(request);
  const later = tried < 0 ? first : sinceTried(upload, request, attempts);
  return between.filter((operation, index) => {
    // A known delay decides over the name of what waits.
    if (operation.kind === 'call' && waits.some(({ site }) => sameSite(site, operation.site))) return false;
    return isLong(operation, index > tried ? later : first, limits);
  });
}

function isLong(operation: Operation, excused: Excused, limits: Limits): boolean {
  switch (operation.kind) {
    case 'process':
    case 'event':
    case 'turn':
      return true;
    case 'delay':
      if (operation.milliseconds !== undefined) return operation.milliseconds * excused.rounds >= limits.delay;
      if (operation.atLeast !== undefined && operation.atLeast >= limits.delay) return true;
      return !excused.waits && isNamedLong(operation.name, limits);
    case 'call':
      if (isNamedLong(operation.name, limits)) return !(excused.waits && isWait(operation.name));
      return operation.awaited && !isQuickName(operation.name);
    case 'loop':
      return !excused.isLoop(operation.loop);
    case 'request':
    case 'upload':
      return false;
  }
}

const WAITS = new Set(['sleep', 'wait', 'pause', 'delay', 'snooze', 'backoff']);
const isWait = (name: string): boolean => words(name).some((word) => WAITS.has(word));

/** `fitModel`, but not `saveFit`: what begins as short work is no long work. */
function isNamedLong(name: string, { names }: Limits): boolean {
  const [first, ...others] = words(name);
  if (first === undefined) return false;
  return names.has(first) || (!isQuickName(first) && others.some((word) => names.has(word)));
}

const loopsOf = (iteration: Iteration | undefined): readonly object[] => roundsAround(iteration).map(({ loop }) => loop);

function roundsAround(iteration: Iteration | undefined): readonly Iteration[] {
  const rounds: Iteration[] = [];
  for (let at = iteration; at !== undefined; at = at.outer) rounds.push(at);
  return rounds;
}

/** Asked for in a loop over many files, and put in another one that takes them one after another. */
function isOneOfMany(upload: RequestEvent, request: RequestEvent): boolean {
  if (waitsItsTurn(upload, request)) return true;
  const asking = loopsOf(request.iteration);
  const putting = loopsOf(upload.iteration);
  if (!asking.some((loop) => isOverElements(loop) && !putting.includes(loop))) return false;
  for (let at = upload.iteration; at !== undefined; at = at.outer) {
    if (at.sequential && (isOverElements(at.loop) || takesElements(at.loop)) && !asking.includes(at.loop)) return true;
  }
  return false;
}

/** Asked for in what is begun for all files at once, and put in what runs for one of them after the other: `files.map(async (file) => limit(…))`. */
function waitsItsTurn(upload: RequestEvent, request: RequestEvent): boolean {
  const together = new Set(roundsAround(request.iteration).flatMap(({ loop, sequential }) => (sequential ? [] : [loop])));
  return roundsAround(upload.iteration).some(({ loop, sequential }) => sequential && together.has(loop) && isOverElements(loop));
}

/**
 * Has the file that the other URL is for its own turn in the same round of loops: that of a list whose elements are begun at once, or one that
 * only queues what is to be done?
 */
function isOfAnother(other: RequestEvent, request: RequestEvent, upload: RequestEvent): boolean {
  if (other === request || upload.url.some((atom) => uploadUrlIn(atom)?.request === other)) return false;
  for (let at = request.iteration; at !== undefined; at = at.outer) {
    const { loop, sequential } = at;
    if (isOverElements(loop) && (upload.chained || !sequential) && loopsOf(other.iteration).includes(loop)) return true;
  }
  return false;
}
