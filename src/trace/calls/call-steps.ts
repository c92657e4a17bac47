/** Calls on the way to an event: what is called, who made it, and who has it by inheritance. */
import { MAX_CHAIN } from '../classes/ancestors.js';
import type { CallStep, Heir } from '../events.js';
import { isOfOthers } from '../guards/condition.js';
import type { Interpreter } from '../interpreter.js';
import { calleeKey, sameSite, siteKey, siteOf, throughKey, within, type Site } from '../site.js';
import type { Frame } from '../state/frames.js';
import type { ClassInfo, FunctionAtom, Value } from '../values/values.js';
import type { Invocation } from './functions.js';

/** Undefined where no call is seen. */
export function stepOf(it: Interpreter, { module, node, maker, home, listed, via }: FunctionAtom, invocation: Invocation): CallStep | undefined {
  const { call, name = '', given = false, self } = invocation;
  if (call === undefined) return undefined;
  const callee = siteOf(module.file, node);
  const { deployment } = it;
  const amongOthers = deployment && isOfOthers(it.condition.stage, it.host.settings.deploymentStages);
  return { call: it.site(call), callee, listed, named: invocation.writtenBefore === true ? via : undefined, beside: besideOf(invocation), name, given, deployment, amongOthers, time: it.time, entry: it.entry, maker, inside: it.frame.step, heirs: heirsOf(self, home) };
}

const NOWHERE: readonly Site[] = [];

const besideOf = ({ writtenBefore, args }: Invocation): readonly Site[] =>
  writtenBefore === true ? args.flatMap((arg) => arg.flatMap(({ via }) => (via === undefined ? [] : [via]))) : NOWHERE;

/** Is the place an argument of the call, or in one? */
export const isArgumentOf = ({ call, beside }: CallStep, site: Site): boolean => within(site, call) || beside.some((place) => sameSite(place, site));

/** Is the place an argument of one of the calls? What stands in a function that is given to a call, or called where it is written, is no argument of that call. */
export const isArgumentOn = (steps: readonly CallStep[], site: Site): boolean =>
  steps.some((step) => isArgumentOf(step, site) && !steps.some(({ callee }) => within(site, callee) && within(callee, step.call)));

/** Functions by the entry of a list or a table that names them; what is written there itself is its own place. */
export const listedAt = (value: Value, site: Site | undefined): Value =>
  site === undefined ? value : value.map((atom) => (atom.kind === 'function' && !sameSite(siteOf(atom.module.file, atom.node), site) ? { ...atom, listed: site } : atom));

const placeOfClass = ({ module, node }: ClassInfo): Site => siteOf(module.file, node);

const parentOf = ({ parent }: ClassInfo): ClassInfo | undefined => parent.find((atom) => atom.kind === 'class')?.info;

/** The classes of the one object that it is, and what they inherit from, its own first. */
function* classesOf(self: Value): Generator<ClassInfo> {
  const [only] = self;
  let info = self.length === 1 && only?.kind === 'object' ? only.heap.proto : undefined;
  for (let depth = 0; info !== undefined && depth < MAX_CHAIN; depth++) {
    yield info;
    info = parentOf(info);
  }
}

const NONE: readonly Heir[] = [];

/** Those that have the method by inheritance. */
function heirsOf(self: Value, home: ClassInfo | undefined): readonly Heir[] {
  const [only] = self;
  if (home === undefined || (only?.kind === 'object' && only.heap.proto === home)) return NONE;
  const heirs: Heir[] = [];
  for (const info of classesOf(self)) {
    if (info === home) return heirs;
    if (info.node.superClass !== null) heirs.push({ of: placeOfClass(info), parent: siteOf(info.module.file, info.node.superClass) });
  }
  return NONE;
}

/** The function runs in another stage than deployment, and so do the call of it and the classes whose method it is; a constructor says nothing of them. */
export function ranElsewhere({ elsewhere }: Interpreter, { step, self, newTarget, caller }: Frame): void {
  if (step !== undefined) elsewhere.add(siteKey(step.call));
  for (let outer = caller; outer !== undefined; outer = outer.caller) if (outer.step?.amongOthers === true) elsewhere.add(throughKey(outer.step.callee));
  if (newTarget) return;
  for (const info of classesOf(self)) {
    const key = calleeKey(placeOfClass(info));
    if (elsewhere.has(key)) return;
    elsewhere.add(key);
  }
}
