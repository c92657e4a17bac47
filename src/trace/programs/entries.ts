/** Entry points: a module's top level, functions that nobody seen calls, callbacks that run later. */
import { callFunctionValue, type CallNode } from '../calls/calls.js';
import { invokeFunction } from '../calls/functions.js';
import { drainForgotten, drainUnseen, takeUnsubscribed } from '../calls/generators.js';
import { parametersOf } from '../calls/parameters.js';
import { ancestorsOf } from '../classes/ancestors.js';
import { instanceOf, madeOf, methodOfClass } from '../classes/classes.js';
import { commonOf } from '../classes/common.js';
import { instancesOf, makeInstance, prototypeFunctions } from '../classes/inherited.js';
import { emitEscape, storageIn } from '../emit.js';
import type { Entry, TraceEvent } from '../events.js';
import { ALWAYS, allBut, both, isOfOthers, stageIn, type PathCondition } from '../guards/condition.js';
import type { Interpreter } from '../interpreter.js';
import { siteOf } from '../site.js';
import { newestCell } from '../state/store.js';
import { firstHole } from '../values/text.js';
import { NOTHING, UNKNOWN, type ClassAtom, type ClassInfo, type FunctionAtom, type FunctionNode, type Value } from '../values/values.js';
import { keepingCalls } from './caches.js';
import { callersBefore, callsAny } from './called-names.js';
import { runModule } from './linking.js';
import type { ModuleContext } from './module-context.js';

interface Deferred {
  readonly kind: 'later' | 'handler';
  readonly node: CallNode;
  readonly args?: readonly Value[] | undefined;
  /** What holds where it runs, known when its turn comes: a handler before it goes on only there. */
  readonly where?: () => PathCondition | undefined;
  /** It may run more than once. */
  readonly again: boolean;
  /** It runs where the program emits an event. */
  readonly emitted?: boolean;
}

/** Remembers a callback that runs after the call that hands it over. */
export function deferCallback(it: Interpreter, callback: Value, deferred: Deferred): void {
  const { condition, frame, entry, handler } = it;
  const site = it.site(deferred.node);
  if (it.deferred.length > 500) return;
  const run = (): void => {
    it.handler = handler || deferred.kind === 'handler';
    // A handler runs only where a server does; a listener that all stages register, perhaps only where one of the others emits the event.
    const wheres = [deferred.where?.(), deferred.kind === 'handler' ? it.served : undefined, deferred.emitted === true ? inOthers(it, condition) : undefined];
    const holds = wheres.reduce<PathCondition>((all, where) => (where === undefined ? all : both(all, where)), condition);
    runEntry(it, { kind: deferred.kind, site, parent: entry }, holds, () => {
      it.frame = frame;
      for (const atom of callback) {
        const args = deferred.args ?? (atom.kind === 'function' ? parametersOf(atom.node).map(() => UNKNOWN) : undefined);
        if (args === undefined || (atom.kind !== 'function' && atom.kind !== 'native')) continue;
        callFunctionValue(it, [atom], args, deferred.node);
      }
    });
    it.handler = handler;
  };
  it.deferred.push(() => {
    // What it leaves behind matters only to a run that comes after it.
    if (!deferred.again) run();
    else if (leavesStorage(it, run)) run();
  });
}

/** Where one of the other stages runs, if one may. */
function inOthers({ host: { settings } }: Interpreter, { stage }: PathCondition): PathCondition | undefined {
  return isOfOthers(stage, settings.deploymentStages) ? stageIn(allBut(settings.deploymentStages)) : undefined;
}

/** Whether what runs leaves storage behind for whoever comes next. */
function leavesStorage(it: Interpreter, run: () => void): boolean {
  const before = { mark: it.store.mark(), newest: newestCell() };
  run();
  return [...it.store.writesSince(before.mark, before.newest).values()].some((value) => storageIn(value).length > 0);
}

function drainDeferred(it: Interpreter): void {
  for (let next = it.deferred.shift(); next !== undefined; next = it.deferred.shift()) next();
}

/** A request that sends something to an upload URL. */
const isUpload = (event: TraceEvent): boolean => event.kind === 'request' && event.url.some((atom) => firstHole(atom)?.kind === 'upload-url');

/** Runs an entry that may or may not run, from the state that is now. */
function runEntry(it: Interpreter, entry: Entry, condition: PathCondition, run: () => void): void {
  const saved = { entry: it.entry, frame: it.frame, scope: it.scope, iteration: it.iteration, time: it.time, condition: it.condition };
  const { repeats } = it.store;
  const compared = it.compared.value;
  const events = it.events.length;
  it.store.repeats = newestCell();
  it.entry = entry;
  it.iteration = undefined;
  it.nesting = 0;
  it.argumentDepth = 0;
  it.live = true;
  it.condition = condition;
  it.maybe(() => {
    run();
    drainForgotten(it);
    return NOTHING;
  });
  it.live = true;
  it.store.repeats = repeats;
  // What an upload was checked by is not for the uploads of others; who only checks may be called before those.
  if (it.events.slice(events).some(isUpload)) it.store.write(it.compared, compared);
  Object.assign(it, saved);
}

const startOf = (module: ModuleContext): PathCondition => (module.stages === undefined ? ALWAYS : stageIn(module.stages));

export function runTopLevel(it: Interpreter, module: ModuleContext): void {
  it.condition = startOf(module);
  runModule(it, module);
  drainForgotten(it);
  it.condition = startOf(module);
  drainDeferred(it);
}

/** What of a module was entered so far. */
interface Entered {
  readonly nodes: Set<FunctionNode>;
  /** Storage was left behind for whoever comes next. */
  left: boolean;
}

/** @returns Whether storage was left behind in what outlives the functions that were entered. */
export function enterUncalled(it: Interpreter, module: ModuleContext): boolean {
  const start = startOf(module);
  const entered: Entered = { nodes: new Set(), left: false };
  const isNext = (atom: FunctionAtom): boolean => atom.module === module && !entered.nodes.has(atom.node) && isUncalled(it, atom);
  const enter = (atom: FunctionAtom): void => {
    if (isNext(atom)) enterFunction(it, atom, atom.owner ?? NOTHING, start, entered);
  };
  const exports = exportedFunctions(module);
  // What the module gives to others calls the rest, with what it is meant to be called with.
  const given = it.made.filter((atom) => exports.has(atom.node) && isNext(atom));
  for (const atom of callersBefore(module.program, given, ({ node }) => node)) enter(atom);
  for (const atom of derivedFirst(it.classes.filter(({ info }) => info.module === module && isEntry(it, info)))) enterClass(it, atom, start, entered);
  for (const atom of it.made) if (atom.module === module) enterPrototype(it, atom, start, entered);
  // Entering one function may make others.
  for (let index = 0; index < it.made.length; index++) {
    const atom = it.made[index];
    if (atom !== undefined) enter(atom);
  }
  return entered.left;
}

const isEntry = ({ host }: Interpreter, { node, module }: Pick<FunctionAtom | ClassInfo, 'node' | 'module'>): boolean =>
  host.isEntry?.(node, module.file) !== false;

const isUncalled = (it: Interpreter, atom: Pick<FunctionAtom, 'node' | 'module'>): boolean => !it.called.has(atom.node) && isEntry(it, atom);

/** A class that extends another calls its methods. */
function derivedFirst(classes: readonly ClassAtom[]): readonly ClassAtom[] {
  const parents = new Set(classes.flatMap(({ info }) => info.parent.map((atom) => (atom.kind === 'class' ? atom.info : undefined))));
  if (parents.size === 0) return classes;
  return [...classes.filter(({ info }) => !parents.has(info)), ...classes.filter(({ info }) => parents.has(info)).reverse()];
}

/** The functions that the module exports, also as members of an object. */
function exportedFunctions(module: ModuleContext): ReadonlySet<FunctionNode> {
  const found = new Set<FunctionNode>();
  const collect = (value: Value, depth: number): void => {
    for (const atom of value) {
      if (atom.kind === 'function') found.add(atom.node);
      // A class makes its instances by static methods, too.
      else if ((atom.kind === 'object' || atom.kind === 'class') && depth > 0) for (const cell of atom.heap.fields.values()) collect(cell.value, depth - 1);
    }
  };
  for (const cell of [...module.exports.values(), module.commonjs]) collect(cell.value, 2);
  return found;
}

function enterFunction(it: Interpreter, atom: FunctionAtom, self: Value, start: PathCondition, entered: Entered): void {
  entered.nodes.add(atom.node);
  const site = siteOf(atom.module.file, atom.node);
  const condition = atom.when === undefined ? start : both(start, atom.when);
  const left = leavesStorage(it, () => {
    runEntry(it, { kind: 'function', site, parent: undefined }, condition, () => {
      const value = invokeFunction(it, atom, { self, args: [], unknownCaller: true });
      drainUnseen(it, value);
      emitEscape(it, value, site, 'result');
    });
    drainDeferred(it);
  });
  entered.left ||= left;
}

/** Calls once more what keeps upload URLs by what it is given. */
export function enterKeepers(it: Interpreter): void {
  for (const { atom, self, args, condition, handler } of keepingCalls(it)) {
    const outer = it.handler;
    it.handler = handler;
    runEntry(it, { kind: 'function', site: siteOf(atom.module.file, atom.node), parent: undefined }, condition, () => {
      drainUnseen(it, invokeFunction(it, atom, { self, args }));
    });
    drainDeferred(it);
    it.handler = outer;
  }
}

/** Nobody is seen to subscribe to them: somebody may. */
export function enterUnsubscribed(it: Interpreter): void {
  for (const { frame, condition, run } of takeUnsubscribed(it)) {
    runEntry(it, { kind: 'function', site: siteOf(frame.module.file, frame.node), parent: undefined }, condition, run);
    drainDeferred(it);
  }
}

/** Functions on the prototype of a constructor function are entered on what it makes. */
function enterPrototype(it: Interpreter, atom: FunctionAtom, start: PathCondition, entered: Entered): void {
  const uncalled = prototypeFunctions(atom).filter((each) => isUncalled(it, each) && !entered.nodes.has(each.node));
  if (uncalled.length === 0) return;
  let self = commonOf(instancesOf(atom));
  if (self.length === 0) {
    runEntry(it, { kind: 'function', site: siteOf(atom.module.file, atom.node), parent: undefined }, start, () => {
      self = makeInstance(it, atom, { self: NOTHING, args: [], unknownCaller: true });
    });
  }
  for (const fn of callersBefore(atom.module.program, uncalled, ({ node }) => node)) {
    if (!it.called.has(fn.node)) enterFunction(it, fn, self, start, entered);
  }
}

/** What a class has from its parents calls the methods that it has in place of theirs. */
function enterInherited(it: Interpreter, { info }: ClassAtom, self: Value, start: PathCondition, entered: Entered): void {
  const own = new Set(info.methods.keys());
  if (own.size === 0) return;
  for (const parent of ancestorsOf(info)) {
    for (const [name, { kind, node }] of parent.methods) {
      if (own.has(name) || kind !== 'method' || name.startsWith('#') || it.called.has(node) || !callsAny(node, own)) continue;
      own.add(name);
      for (const method of methodOfClass(parent, node)) if (method.kind === 'function') enterFunction(it, method, self, start, entered);
      // On an instance of its own it may do something else.
      if (!isAbstractClass(parent)) entered.nodes.delete(node);
    }
  }
}

const isAbstractClass = ({ node }: ClassInfo): boolean => node.abstract;

/** Methods that nobody calls are entered on an instance that somebody made with nobody knows what. */
function enterClass(it: Interpreter, atom: ClassAtom, start: PathCondition, entered: Entered): void {
  const isPrivate = ([name]: readonly [string, unknown]): number => (name.startsWith('#') ? 1 : 0);
  // Private methods are called by the others, or not at all.
  const methods = [...atom.info.methods].sort((a, b) => isPrivate(a) - isPrivate(b)).map(([, member]) => member.node);
  const uncalled = callersBefore(atom.info.node, methods.filter((node) => isUncalled(it, { node, module: atom.info.module }) && !entered.nodes.has(node)), (node) => node);
  const made = madeOf(it, atom.info);
  if (uncalled.length === 0 && made !== undefined) return;
  const site = siteOf(atom.info.module.file, atom.info.node);
  let self: Value = made ?? NOTHING;
  if (made === undefined) {
    runEntry(it, { kind: 'function', site, parent: undefined }, start, () => {
      self = instanceOf(it, atom);
    });
  }
  if (made === undefined) enterInherited(it, atom, self, start, entered);
  for (const node of uncalled) {
    if (it.called.has(node)) continue;
    entered.nodes.add(node);
    for (const method of methodOfClass(atom.info, node)) if (method.kind === 'function') enterFunction(it, method, self, start, entered);
  }
}
