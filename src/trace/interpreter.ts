/** The state of one trace: store, path condition, clock, call stack, budget; and the joining of paths. */
import type { TSESTree } from '@typescript-eslint/utils';
import type { Driver } from './calls/driven.js';
import type { Generator } from './calls/generators.js';
import type { Look } from './calls/waiting.js';
import type { CallStep, Entry, Iteration, OptionDefault, TraceEvent } from './events.js';
import { ALWAYS, both, either, isAllThatIsLeft, isImpossible, type PathCondition } from './guards/condition.js';
import type { Host } from './host.js';
import type { ModuleContext } from './programs/module-context.js';
import { siteOf, type Site } from './site.js';
import { OUTERMOST, type Frame, type Target } from './state/frames.js';
import { newHeap } from './state/heap.js';
import { addEnd, passHeld, toldApart, type PathEnd } from './state/path-ends.js';
import type { Scope } from './state/scope.js';
import { newestCell, onPath, passedBy, Cell, Store } from './state/store.js';
import { after, eitherTime, START, type Operation, type Time } from './time/clock.js';
import { join, NOTHING, type Atom, type ClassAtom, type ClassInfo, type FunctionAtom, type FunctionNode, type Heap, type Value } from './values/values.js';

export class BudgetExhausted extends Error {}

/** A step takes 3 to 10 µs: this bounds the worst file to about a second. */
const MAX_STEPS = 200_000;
export const MAX_DEPTH = 40;
/** Nodes nested deeper than this are unknown: the JavaScript stack is finite. */
export const MAX_NESTING = 900;

export class Interpreter {
  /** Functions that were registered for the events of emitters. */
  readonly listeners = new Map<string, readonly Atom[]>();
  /** When the work began that runs beside what comes next in the program, if some does now. */
  concurrentSince: Time | undefined;
  readonly store = new Store();
  readonly events: TraceEvent[] = [];
  readonly elsewhere = new Set<string>();
  readonly called = new Set<FunctionNode>();
  readonly made: FunctionAtom[] = [];
  readonly classes: ClassAtom[] = [];
  readonly instances = new Map<ClassInfo, Value>();
  /** What holds where HTTP servers are started, once one was seen to be. */
  served: PathCondition | undefined = undefined;
  /** Callbacks that run after the call that registers them is over. */
  readonly deferred: (() => void)[] = [];
  /** Defaults of the options that the program is started with. */
  readonly defaults: OptionDefault[] = [];
  /** What was assigned to members of globals (`process.env.X = …`, `globalThis.x = …`). */
  readonly globals = new Map<string, Heap>();
  readonly modules = new Map<string, ModuleContext>();
  readonly files = new Map<string, Value>();
  /** Files of data that the program imports. */
  readonly read = new Set<string>();
  /** Files run because they import one whose callers matter. */
  readonly calling = new Set<string>();
  /** What components keep from one rendering to the next, by the calls that ask for it. */
  readonly states = new Map<object, Cell>();
  /** Generators that were made in this entry. */
  readonly generators = new Map<Heap, Generator>();
  /** Who drives a generator by hand, while he does. */
  readonly drivers = new Map<Heap, Driver>();
  /** Lists that were looked into where nothing may have been in them yet. */
  looks: Look[] = [];
  /** What runs, while it is in a loop that goes on by a test. */
  looping: Frame | undefined = undefined;
  readonly active = new Map<object, number>();
  /** How often each function has run, if it has done nothing each time. */
  readonly inert = new Map<FunctionNode, { readonly runs: number; readonly value: Value }>();
  readonly targets: Target[] = [];
  condition: PathCondition = ALWAYS;
  time: Time = START;
  /** What has passed on any path: what has not need not be looked for behind a time. */
  readonly elapsed = new Set<Operation>();
  live = true;
  scope: Scope;
  frame: Frame;
  entry: Entry;
  iteration: Iteration | undefined = undefined;
  handler = false;
  /** Executors of promises that run: what they register for later is what the promise waits for. */
  executors = 0;
  /** Files whose sizes were compared with a limit on the path so far (C9). */
  readonly compared = new Cell();
  /** The folder that the program has changed to on the path so far, as one that lies in the first; nothing: it is still there (C5). */
  readonly workingFolder = new Cell();
  nesting = 0;
  /** Arguments of how many calls are being evaluated: members of object literals in them remember where they stand. */
  argumentDepth = 0;
  #steps = 0;

  constructor(
    readonly host: Host,
    readonly root: ModuleContext,
    private readonly limit = MAX_STEPS,
  ) {
    this.scope = root.scope;
    this.entry = { kind: 'module', site: siteOf(root.file, root.program), parent: undefined };
    this.frame = this.moduleFrame(root);
  }

  moduleFrame(module: ModuleContext): Frame {
    return { ...OUTERMOST, node: module.program, closure: module.program, module };
  }

  get module(): ModuleContext {
    return this.frame.module;
  }

  step(): void {
    if (++this.#steps > this.limit) throw new BudgetExhausted();
  }

  /** Share of the budget that is used up, from 0 to 1. */
  get spent(): number {
    return this.#steps / this.limit;
  }

  globalHeap(key: string): Heap {
    const known = this.globals.get(key);
    if (known !== undefined) return known;
    const heap = newHeap('object');
    this.globals.set(key, heap);
    return heap;
  }

  site(node: TSESTree.Node): Site {
    return siteOf(this.frame.module.file, node);
  }

  elapse(operation: Operation): void {
    this.time = this.after(operation);
  }

  /** The time when the operation is over, if it begins now. */
  after(operation: Operation): Time {
    this.elapsed.add(operation);
    return after(this.time, operation);
  }

  /** The path goes on only where `condition` holds. */
  assume(condition: PathCondition): void {
    this.condition = both(this.condition, condition);
    if (isImpossible(this.condition)) this.live = false;
  }

  openTarget(kind: Target['kind'], labels: readonly string[] = []): Target {
    const target: Target = {
      kind,
      labels,
      mark: this.store.mark(),
      newest: newestCell(),
      condition: this.condition,
      ends: [],
    };
    this.targets.push(target);
    return target;
  }

  closeTarget(target: Target): void {
    const at = this.targets.lastIndexOf(target);
    if (at >= 0) this.targets.length = at;
  }

  /** The present path ends here and goes on where the target is. */
  leave(target: Target | undefined, value: Value = NOTHING): void {
    if (target !== undefined && this.live) addEnd(target.ends, this.pathEnd(target, value));
    this.live = false;
  }

  /** The innermost target of the kind that is open. */
  nearest(kind: Target['kind']): Target | undefined {
    return this.targets.findLast((target) => target.kind === kind);
  }

  /** The present path may also end here, by what is thrown. */
  mayThrow(): void {
    const target = this.nearest('throw');
    if (target !== undefined && this.live) addEnd(target.ends, this.pathEnd(target, NOTHING));
  }

  pathEnd(from: { readonly mark: number; readonly newest: number }, value: Value): PathEnd {
    return { writes: this.store.writesSince(from.mark, from.newest), condition: this.condition, time: this.time, value };
  }

  /** Goes on from where any of the paths ended; the value that they ended with. */
  resume(from: { readonly mark: number; readonly newest: number }, ends: readonly PathEnd[]): Value {
    this.store.rollback(from.mark, from.newest);
    const possible = toldApart(ends.filter((end) => !isImpossible(end.condition)));
    const [first] = possible;
    if (first === undefined) {
      this.live = false;
      return NOTHING;
    }
    let condition = first.condition;
    let time = first.time;
    for (const end of possible.slice(1)) {
      condition = either(condition, end.condition);
      time = eitherTime(time, end.time);
    }
    this.store.merge(possible, condition);
    this.live = true;
    this.condition = condition;
    this.time = time;
    let value = NOTHING;
    passHeld(possible, from.newest);
    for (const end of possible) value = join(value, passedBy(onPath(end.value, end.condition, condition), end.time));
    return value;
  }

  /** Paths that reached the target, and the present one, meet here. */
  land(target: Target, value: Value = NOTHING): Value {
    this.closeTarget(target);
    if (target.ends.length === 0) return this.live ? value : NOTHING;
    const ends = this.live ? [...target.ends, this.pathEnd(target, value)] : target.ends;
    return this.resume(target, ends);
  }

  /** Runs alternatives from the present state, each where its condition holds, and joins them. */
  fork(alternatives: readonly { readonly condition: PathCondition; readonly run: () => Value }[]): Value {
    if (!this.live) return NOTHING;
    const base = { mark: this.store.mark(), newest: newestCell() };
    const { condition, time } = this;
    const ends: PathEnd[] = [];
    for (const alternative of alternatives) {
      this.store.rollback(base.mark, base.newest);
      this.condition = both(condition, alternative.condition);
      this.time = time;
      this.live = !isImpossible(this.condition);
      if (!this.live) continue;
      const value = alternative.run();
      if (this.live) ends.push(this.pathEnd(base, value));
    }
    const value = this.resume(base, ends);
    if (!this.live) this.condition = condition;
    return value;
  }

  /** Runs something that may or may not happen. */
  maybe(run: () => Value): Value {
    return this.fork([{ condition: ALWAYS, run }, { condition: ALWAYS, run: () => NOTHING }]);
  }

  get deployment(): boolean {
    const { names, excludes } = this.condition.stage;
    const deployments = this.host.settings.deploymentStages;
    if (!excludes) return names.some((name) => deployments.includes(name));
    if (names.some((name) => deployments.includes(name))) return false;
    return this.handler || isAllThatIsLeft(deployments, names, Object.keys(this.host.settings.stages));
  }

  /** The calls that led here, outermost first. */
  steps(): readonly CallStep[] {
    const steps: CallStep[] = [];
    for (let frame: Frame | undefined = this.frame; frame !== undefined; frame = frame.caller) {
      if (frame.step !== undefined) steps.push(frame.step);
    }
    return steps.reverse();
  }

  context(): { condition: PathCondition; steps: readonly CallStep[]; deployment: boolean; entry: Entry } {
    return { condition: this.condition, steps: this.steps(), deployment: this.deployment, entry: this.entry };
  }
}
