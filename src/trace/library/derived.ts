/** Values that vary from run to run, and those made of them: a hash, a format, a name (C7). */
import type { FillEffect, KeepEffect, Refs, Returns } from '../../models/form/schema.js';
import type { Call } from '../calls/calls.js';
import type { Interpreter } from '../interpreter.js';
import type { Site } from '../site.js';
import { Cell } from '../state/store.js';
import { constantNumber, isText, isVarying, join, UNKNOWN, type Atom, type EntityAtom, type Value } from '../values/values.js';
import { firstGiven } from './refs.js';

/** How deep in objects a varying value is looked for. */
const MAX_DEPTH = 3;

/** What of the value varies from run to run, if anything does: of a text that came by an argument it came by that, too. */
export function varyingIn(value: Value, depth = MAX_DEPTH): Atom | undefined {
  for (const atom of value) {
    for (const part of atom.kind === 'text' ? atom.parts : [{ atom }]) {
      const found = isText(part) ? undefined : varyingAtom(part.atom, depth);
      if (found !== undefined) return cameBy(found, ...(isText(part) ? [] : [part.via, wayOf(part.atom)]), wayOf(atom));
    }
  }
  return undefined;
}

/** To hand over an object is right, whatever is picked out of it. */
const wayOf = ({ kind, via }: Atom): Site | undefined => (kind === 'text' || kind === 'json' ? via : undefined);

const cameBy = (varying: Atom, ...ways: readonly (Site | undefined)[]): Atom => {
  const via = varying.via ?? ways.find((way) => way !== undefined);
  return via === varying.via ? varying : { ...varying, via };
};

function varyingAtom(atom: Atom, depth: number): Atom | undefined {
  switch (atom.kind) {
    case 'source':
      return isVarying(atom) ? atom : undefined;
    case 'bytes':
      return atom.content === undefined || depth === 0 ? undefined : varyingIn(atom.content, depth - 1);
    case 'json':
      return depth === 0 ? undefined : inText(varyingIn(atom.value, depth - 1));
    case 'object':
      if (depth === 0) return undefined;
      return varyingIn([...atom.heap.fields.values(), atom.heap.rest].slice(0, 40).flatMap((cell) => cell.value), depth - 1);
    default:
      return undefined;
  }
}

/** The text of all hyper-parameters is none of them any more: nothing is picked out of it. */
const inText = (varying: Atom | undefined): Atom | undefined =>
  varying?.kind === 'source' && varying.via === undefined ? { ...varying, name: 'JSON' } : varying;

function valuesAt(it: Interpreter, atom: EntityAtom, call: Call, refs: Refs): readonly Value[] {
  if (refs === '*') return call.args;
  const list = typeof refs === 'string' ? [refs] : refs;
  return list.flatMap((ref) => { const found = firstGiven(it, atom, call, ref); return found === undefined ? [] : [found.value]; });
}

/** A new value that varies from run to run if what it is made of does. */
export function derived(it: Interpreter, atom: EntityAtom, call: Call, refs: Refs): Value {
  const varying = varyingIn(valuesAt(it, atom, call, refs).flat());
  if (varying !== undefined) return [varying];
  return call.isNew ? [{ kind: 'unknown', made: true }] : UNKNOWN;
}

/** What a random number is not above. */
function boundOf(key: string, { args }: Call): number | undefined {
  if (key === 'global#Math.random') return 1;
  if (key !== 'crypto#randomInt') return undefined;
  const bounds = args.map(constantNumber).filter((bound) => bound !== undefined);
  return bounds.length === 0 ? undefined : Math.max(...bounds);
}

/** What these give is read from a file that is there. */
const READERS = /^(?:fs|fs-extra|readline|global)#/u;

/** A value from outside; made of an argument instead, where the call gives that (`dayjs(x)`). */
export function sourceResult(it: Interpreter, atom: EntityAtom, call: Call, returns: Extract<Returns, { source: unknown }>): Value {
  const { source, without } = returns;
  if (source === 'unknown') return READERS.test(atom.key) ? [{ kind: 'unknown', read: true }] : UNKNOWN;
  if (without !== undefined && firstGiven(it, atom, call, without) !== undefined) {
    // Of a given day a library makes a date, and never nothing.
    return source === 'time' ? derived(it, atom, { ...call, isNew: true }, without) : derived(it, atom, call, without);
  }
  return [{ kind: 'source', source, name: call.name, site: it.site(call.node), below: boundOf(atom.key, call) }];
}

/** What a new instance keeps to begin with, if it is one that keeps values. */
export function keptBy(it: Interpreter, atom: EntityAtom, call: Call, keeps: Refs | undefined): Cell | undefined {
  return keeps === undefined ? undefined : new Cell(valuesAt(it, atom, call, keeps).flat());
}

/** Only what varies is worth keeping, and functions that are called later; unless it is the value as a whole that is kept. */
export function applyKeep(it: Interpreter, atom: EntityAtom, call: Call, effect: KeepEffect): void {
  if (atom.kept === undefined) return;
  const values = valuesAt(it, atom, call, effect.value).flat();
  if (effect.whole === true) {
    it.store.write(atom.kept, values);
    return;
  }
  const varying = varyingIn(values);
  const kept = varying === undefined ? values.filter(({ kind }) => kind === 'function') : [varying];
  it.store.write(atom.kept, join(atom.kept.value, kept));
}

/** A variable that is given by its name holds other bytes from now on. */
export function applyFill(it: Interpreter, atom: EntityAtom, call: Call, effect: FillEffect): void {
  const node = call.nodes[Number(effect.value)];
  const cell = node?.type === 'Identifier' ? it.scope.lookup(node.name) : undefined;
  if (cell === undefined) return;
  const content = sourceResult(it, atom, call, { source: 'random' });
  it.store.write(cell, cell.value.map((each) => (each.kind === 'bytes' ? { ...each, content } : each)));
}
