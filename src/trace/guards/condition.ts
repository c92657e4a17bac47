/**
 * Path conditions: what is known, on the path that runs now, of `manifest.stage` and of the environment.
 * The stage never changes during a run, so a condition once established holds for every value made under it.
 */

import type { EndpointAtom, StageMapAtom } from '../values/atoms.js';

/** Set of stage names, finite (`excludes: false`) or all but finitely many (`excludes: true`). */
export interface StageSet {
  readonly excludes: boolean;
  readonly names: readonly string[];
}

/** Stands for one unknown key of a stage map during one iteration over it. */
export type KeyToken = number;

export interface PathCondition {
  readonly stage: StageSet;
  /** A guard keeps this path from production (`NODE_ENV !== 'production'`). */
  readonly development: boolean;
  /** A guard on its age lets this path go on: `Date.now() - kept.at < LIMIT` (C3). */
  readonly young: boolean;
  /** What runs here was chosen by a name that is worked out at run time: for which stage, nobody sees. */
  readonly chosen: boolean;
  /** Keys of an iterated stage map that are known to be the current stage. */
  readonly current: readonly KeyToken[];
}

const ANY_STAGE: StageSet = { excludes: true, names: [] };
export const NO_STAGE: StageSet = { excludes: false, names: [] };
export const ALWAYS: PathCondition = { stage: ANY_STAGE, development: false, young: false, chosen: false, current: [] };
export const NEVER: PathCondition = { stage: NO_STAGE, development: false, young: false, chosen: false, current: [] };

/** More names than this are not kept apart: a program has a handful of stages. */
const MAX_NAMES = 64;

export const only = (names: readonly string[]): StageSet =>
  names.length <= MAX_NAMES ? { excludes: false, names } : ANY_STAGE;
export const allBut = (names: readonly string[]): StageSet => ({ excludes: true, names: names.slice(0, MAX_NAMES) });
export const stageIn = (stage: StageSet): PathCondition => ({ ...ALWAYS, stage });

const without = (names: readonly string[], taken: readonly string[]): readonly string[] =>
  names.filter((name) => !taken.includes(name));
const common = (a: readonly string[], b: readonly string[]): readonly string[] =>
  a.filter((name) => b.includes(name));
function union<T>(a: readonly T[], b: readonly T[]): readonly T[] {
  const added = b.filter((item) => !a.includes(item));
  return added.length === 0 ? a : [...a, ...added];
}

function intersectStages(a: StageSet, b: StageSet): StageSet {
  if (a.excludes && a.names.length === 0) return b;
  if (b.excludes && b.names.length === 0) return a;
  if (a.excludes && b.excludes) return allBut(union(a.names, b.names));
  if (a.excludes) return only(without(b.names, a.names));
  if (b.excludes) return only(without(a.names, b.names));
  return only(common(a.names, b.names));
}

export function uniteStages(a: StageSet, b: StageSet): StageSet {
  if (a === b) return a;
  if (a.excludes && b.excludes) return allBut(common(a.names, b.names));
  if (a.excludes) return allBut(without(a.names, b.names));
  if (b.excludes) return allBut(without(b.names, a.names));
  return only(union(a.names, b.names));
}

export const complementStages = (set: StageSet): StageSet => ({ excludes: !set.excludes, names: set.names });
export const mayBe = (set: StageSet, name: string): boolean => set.names.includes(name) !== set.excludes;
/** May a stage run that is none of these, beside them? What runs before the stage is chosen runs for all of them. */
export const isOfOthers = ({ excludes, names }: StageSet, stages: readonly string[]): boolean => !excludes && names.some((name) => !stages.includes(name));
export const isNoStage = (set: StageSet): boolean => !set.excludes && set.names.length === 0;

/** The one stage that the set leaves, or undefined; `universe`: all names that settings give, if they do. */
export function soleStage(set: StageSet, universe: readonly string[] | undefined): string | undefined {
  if (!set.excludes) return set.names.length === 1 ? set.names[0] : undefined;
  if (universe === undefined || set.names.length === 0) return undefined;
  const left = without(universe, set.names);
  return left.length === 1 ? left[0] : undefined;
}

/** Settings name all stages, and of those that are not ruled out each is one of these. */
export function isAllThatIsLeft(stages: readonly string[], ruledOut: readonly string[], all: readonly string[]): boolean {
  if (ruledOut.length === 0) return false;
  const left = all.filter((name) => !ruledOut.includes(name));
  return left.length > 0 && left.every((name) => stages.includes(name));
}

export const isImpossible = (condition: PathCondition): boolean => isNoStage(condition.stage);

export function both(a: PathCondition, b: PathCondition): PathCondition {
  if (a === ALWAYS || a === b) return b;
  if (b === ALWAYS) return a;
  return {
    stage: intersectStages(a.stage, b.stage),
    development: a.development || b.development,
    young: a.young || b.young,
    chosen: a.chosen || b.chosen,
    current: union(a.current, b.current),
  };
}

/** The path in a file that settings bind to stages. A file that a path of none of these stages leads to after all is not bound. */
export function boundTo(path: PathCondition, stages: StageSet | undefined): PathCondition {
  if (stages === undefined || isNoStage(intersectStages(path.stage, stages))) return path;
  return both(path, stageIn(stages));
}

export function either(a: PathCondition, b: PathCondition): PathCondition {
  if (a === b || isImpossible(b)) return a;
  if (isImpossible(a)) return b;
  return {
    stage: uniteStages(a.stage, b.stage),
    development: a.development && b.development,
    young: a.young && b.young,
    chosen: a.chosen && b.chosen,
    current: a.current.filter((token) => b.current.includes(token)),
  };
}

const sameNames = (a: readonly unknown[], b: readonly unknown[]): boolean =>
  a.length === b.length && a.every((name) => b.includes(name));

export function sameCondition(a: PathCondition, b: PathCondition): boolean {
  return (
    a === b ||
    (a.development === b.development &&
      a.young === b.young &&
      a.chosen === b.chosen &&
      a.stage.excludes === b.stage.excludes &&
      sameNames(a.stage.names, b.stage.names) &&
      sameNames(a.current, b.current))
  );
}

/** A condition as a value: what holds where it is true, and what where it is false. */
export interface Test {
  readonly yes: PathCondition;
  readonly no: PathCondition;
  /** Asked is whether this is there: the map of upload URLs, or an entry of it. */
  readonly asks?: EndpointAtom | StageMapAtom | undefined;
}

export const UNDECIDED: Test = { yes: ALWAYS, no: ALWAYS };
export const CERTAIN: Test = { yes: ALWAYS, no: NEVER };
export const REFUTED: Test = { yes: NEVER, no: ALWAYS };

const asked = (a: Test, b: Test): Test['asks'] => a.asks ?? b.asks;

export const negation = ({ yes, no, asks }: Test): Test => ({ yes: no, no: yes, asks });
export const conjunction = (a: Test, b: Test): Test => ({ yes: both(a.yes, b.yes), no: either(a.no, both(a.yes, b.no)), asks: asked(a, b) });
export const disjunction = (a: Test, b: Test): Test => ({ yes: either(a.yes, both(a.no, b.yes)), no: both(a.no, b.no), asks: asked(a, b) });
export const eitherTest = (a: Test, b: Test): Test => ({ yes: either(a.yes, b.yes), no: either(a.no, b.no), asks: asked(a, b) });

/** The stage is one of `set`. */
export const stageTest = (set: StageSet): Test => ({ yes: stageIn(set), no: stageIn(complementStages(set)) });
