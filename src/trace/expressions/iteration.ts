/** What iterating a value yields. */
import { enteredAt } from '../calls/functions.js';
import { drain } from '../calls/generators.js';
import type { Interpreter } from '../interpreter.js';
import type { Site } from '../site.js';
import { exactItems, anyItem, arrayOf } from '../state/heap.js';
import { guardedBy } from '../state/store.js';
import { takenAt } from '../values/keys.js';
import { constant, flatMap, joinAll, NOTHING, UNKNOWN, type Atom, type Heap, type Value } from '../values/values.js';
import { iterable } from './iterables.js';
import { contentOf } from './response.js';

export interface Iterated {
  /** Elements in order, if each is known. */
  readonly exact: readonly Value[] | undefined;
  /** Any of the elements. */
  readonly any: Value;
}

const MAX_EXACT = 16;

function keyNamed({ things }: Heap, name: string): Value {
  const thing = things?.get(name);
  return thing === undefined ? constant(name.slice(2)) : [thing];
}

/**
 * Entries of a Map or Set by name, then those under unknown names.
 * @param at - where it is gone through, if that stands in code
 */
export function entriesOf(heap: Heap, at?: Site): readonly { readonly key: Value; readonly value: Value }[] {
  const entries = [...heap.fields]
    .filter(([name, cell]) => name.startsWith('k:') && cell.value.length > 0)
    .map(([name, cell]) => ({ key: keyNamed(heap, name), value: cell.value }));
  if (heap.rest.value.length === 0) return entries;
  const known = joinAll([heap.restKeys.value, heap.keys?.value ?? NOTHING]);
  const key = known.length === 0 ? UNKNOWN : known;
  return [...entries, { key, value: takenAt(heap.rest.value, heap.restKeys.value.length > 0 ? at : undefined) }];
}

function itemsOf(atom: Atom, at: Site | undefined): Iterated {
  switch (atom.kind) {
    case 'object':
      return objectItems(atom.heap, at);
    case 'response':
    case 'builder':
      return { exact: undefined, any: contentOf(atom, 'body') };
    case 'upload-url':
    case 'bytes':
      return { exact: undefined, any: [atom] };
    case 'source':
      return { exact: undefined, any: atom.source === 'inputParam' || atom.source === 'random' ? [atom] : UNKNOWN };
    default:
      return { exact: undefined, any: UNKNOWN };
  }
}

function objectItems(heap: Heap, at: Site | undefined): Iterated {
  switch (heap.type) {
    case 'array':
    case 'iterator': {
      const exact = exactItems(heap);
      const any = anyItem(heap);
      return { exact: exact !== undefined && exact.length <= MAX_EXACT ? exact : undefined, any };
    }
    case 'set':
    case 'map': {
      const entries = entriesOf(heap, at).map(({ key, value }) => (heap.type === 'set' ? value : [arrayOf([key, value])]));
      const exact = heap.rest.value.length === 0 && entries.length <= MAX_EXACT ? entries : undefined;
      return { exact, any: joinAll(entries) };
    }
    case 'object':
      return { exact: undefined, any: UNKNOWN };
  }
}

/** Elements of a list that is only there under a condition, or came by an argument, are so too. */
export const elementOf = ({ when, via, kind }: Atom, value: Value): Value => enteredAt(guardedBy(value, when), kind === 'object' ? via : undefined);

function carried(list: Atom, { exact, any }: Iterated): Iterated {
  return { exact: exact?.map((value) => elementOf(list, value)), any: elementOf(list, any) };
}

export function iterationOf(it: Interpreter, iterated: Value, at?: Site): Iterated {
  const value = iterable(it, iterated);
  drain(it, value);
  const [atom] = value;
  if (atom === undefined) return { exact: [], any: NOTHING };
  if (value.length === 1) return carried(atom, itemsOf(atom, at));
  return { exact: undefined, any: flatMap(value, (each) => carried(each, itemsOf(each, at)).any) };
}
