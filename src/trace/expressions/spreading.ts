/** What is spread into an object: `{ ...defaults, ...options }`. */
import { passedOn } from '../calls/functions.js';
import { ALWAYS, both, sameCondition } from '../guards/condition.js';
import type { Interpreter } from '../interpreter.js';
import type { Site } from '../site.js';
import { copyMembers, mayOverride } from '../state/heap.js';
import { firstHole } from '../values/text.js';
import { join, NOTHING, type Atom, type Heap, type ObjectAtom, type Value } from '../values/values.js';

export function spreadInto(it: Interpreter, heap: Heap, value: Value): void {
  for (const atom of value) {
    if (atom.kind === 'object') spreadObject(it, heap, atom, value.length === 1);
    else if (atom.kind === 'stage-map') it.store.write(heap.base, join(heap.base.value, [atom]));
    else if (atom.kind === 'source' && atom.source === 'inputParam') overrideDefaults(it, heap, atom);
    else if (atom.kind === 'unknown' || atom.kind === 'entity' || atom.kind === 'source') mayOverride(it, heap, [atom]);
  }
}

/** A storage URL among what is spread into an argument came by that. */
export function noteSpread(it: Interpreter, heap: Heap, at: Site): void {
  for (const cell of heap.fields.values()) {
    const value = passedOn(it, cell.value, it.frame);
    if (value.some(isUnplacedUrl)) it.store.write(cell, value.map((atom) => (isUnplacedUrl(atom) ? { ...atom, via: at } : atom)));
  }
}

function isUnplacedUrl(atom: Atom): boolean {
  const kind = firstHole(atom)?.kind;
  return atom.via === undefined && (kind === 'upload-url' || kind === 'endpoint');
}

/** What one of several objects brings, or one that is not always there, is there where that object is. */
function spreadObject(it: Interpreter, heap: Heap, { heap: from, when = ALWAYS }: ObjectAtom, isOnly: boolean): void {
  if (isOnly && sameCondition(both(it.condition, when), it.condition)) {
    copyMembers(it, from, heap);
    return;
  }
  const copy = (): Value => {
    copyMembers(it, from, heap);
    return NOTHING;
  };
  it.fork([
    { condition: when, run: copy },
    { condition: ALWAYS, run: () => NOTHING },
  ]);
}

/** Hyper-parameters that are spread over what is there take its place: those are their defaults. */
function overrideDefaults(it: Interpreter, heap: Heap, parameters: Atom): void {
  const defaults = [...heap.fields].filter(([, { value }]) => value.length > 0);
  mayOverride(it, heap, [parameters]);
  for (const [, cell] of defaults) it.store.write(cell, join(cell.value.filter((each) => each.kind !== 'unknown'), [parameters]));
}
