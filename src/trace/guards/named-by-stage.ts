/** Members whose names are made of the stage: `this[manifest.stage]()`, `steps['run_' + stage]`. */
import { listedAt } from '../calls/call-steps.js';
import { ancestorsOf, MAX_CHAIN } from '../classes/ancestors.js';
import { methodValue } from '../classes/classes.js';
import { guardedBy } from '../state/store.js';
import { isText, joinAll, UNKNOWN, type Atom, type ClassInfo, type Heap, type Value } from '../values/values.js';
import { only, stageIn } from './condition.js';

/** The constant texts around the stage in a name. */
interface Around {
  readonly before: string;
  readonly behind: string;
}

function aroundStage(name: Atom): Around | undefined {
  if (name.kind === 'stage') return { before: '', behind: '' };
  if (name.kind !== 'text') return undefined;
  const at = name.parts.findIndex((part) => !isText(part));
  const hole = name.parts[at];
  if (hole === undefined || isText(hole) || hole.atom.kind !== 'stage') return undefined;
  const rest = name.parts.slice(at + 1);
  if (!rest.every(isText)) return undefined;
  return { before: name.parts.slice(0, at).filter(isText).map(({ text }) => text).join(''), behind: rest.map(({ text }) => text).join('') };
}

/** The members that a name of this form may mean, each in the stage that it names; undefined for names that are not made of the stage. */
export function memberByStage(heap: Heap, name: Atom): Value | undefined {
  const around = aroundStage(name);
  if (around === undefined) return undefined;
  const values: Value[] = [];
  for (const [member, value] of membersOf(heap)) {
    const stage = stageNamed(member, around);
    if (stage !== undefined) values.push(guardedBy(value, stageIn(only([stage]))));
  }
  // What was spread in may have it too.
  if (heap.base.value.some(({ kind }) => kind !== 'stage-map' && kind !== 'object')) values.push(UNKNOWN);
  return joinAll(values);
}

function stageNamed(member: string, { before, behind }: Around): string | undefined {
  if (member.startsWith('#') || member.length <= before.length + behind.length) return undefined;
  return member.startsWith(before) && member.endsWith(behind) ? member.slice(before.length, member.length - behind.length) : undefined;
}

/** Own members, those of the class, and those of what the object inherits from without one. */
function membersOf(heap: Heap, found = new Map<string, Value>(), seen = new Set<Heap>()): ReadonlyMap<string, Value> {
  if (seen.has(heap) || seen.size > MAX_CHAIN) return found;
  seen.add(heap);
  for (const [name, { value, written }] of heap.fields) {
    if (value.length > 0 && !found.has(name)) found.set(name, written === 'several' ? value : listedAt(value, written));
  }
  if (heap.proto !== undefined) addMethods(heap.proto, found);
  for (const base of heap.base.value) if (base.kind === 'object') membersOf(base.heap, found, seen);
  return found;
}

function addMethods(info: ClassInfo, found: Map<string, Value>): void {
  for (const owner of [info, ...ancestorsOf(info)]) {
    for (const [name, member] of owner.methods) {
      if (member.kind === 'method' && !found.has(name)) found.set(name, methodValue({ member, owner }));
    }
  }
}
