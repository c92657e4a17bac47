/**
 * Keys that are not known, but have a name: what `map.set(file, url)` has put there is what `map.get(file)` gives right after, as long as
 * `file` is the same variable of the same run.
 */
import type { TSESTree } from '@typescript-eslint/utils';
import type { Interpreter } from '../interpreter.js';
import { Cell } from '../state/store.js';
import { UNDEFINED, type Heap, type Value } from './values.js';

interface Remembered {
  /** The key's value as it was. */
  readonly key: Value;
  /** What was put there; undefined among it: on some path nothing was. */
  readonly cell: Cell;
}

/** By the variable that the key stands in. */
const remembered = new WeakMap<Heap, WeakMap<Cell, Remembered>>();

const variableOf = (it: Interpreter, key: TSESTree.Node | undefined): Cell | undefined =>
  key?.type === 'Identifier' ? it.scope.lookup(key.name) : undefined;

export function rememberUnder(it: Interpreter, heap: Heap, key: TSESTree.Node | undefined, value: Value): void {
  const variable = variableOf(it, key);
  if (variable === undefined) return;
  let keys = remembered.get(heap);
  if (keys === undefined) remembered.set(heap, (keys = new WeakMap()));
  let known = keys.get(variable);
  // As old as the object: on a path that does not come here nothing is remembered.
  if (known?.key !== variable.value) keys.set(variable, (known = { key: variable.value, cell: new Cell(UNDEFINED, heap.id) }));
  it.store.write(known.cell, value);
}

/** What was put there on every path to here; undefined if that is not certain. */
export function rememberedUnder(it: Interpreter, heap: Heap, key: TSESTree.Node | undefined): Value | undefined {
  const variable = variableOf(it, key);
  const known = variable === undefined ? undefined : remembered.get(heap)?.get(variable);
  if (known === undefined || known.key !== variable?.value) return undefined;
  const { value } = known.cell;
  return value.some((atom) => atom.kind === 'primitive' && atom.value === undefined) ? undefined : value;
}
