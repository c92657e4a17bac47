/** `Object.groupBy`, `Map.groupBy`. */
import type { Call } from '../calls/calls.js';
import type { PathCondition } from '../guards/condition.js';
import type { Interpreter } from '../interpreter.js';
import { addUnder, arrayOf, listOf, newHeap, objectOf, writeField } from '../state/heap.js';
import { guardedBy } from '../state/store.js';
import { constantText, joinAll, NOTHING, UNKNOWN, type Heap, type Value } from '../values/values.js';
import { mapped } from './array-callbacks.js';
import { anyOf, listFor, type Elements } from './lists.js';

/** Each element stands in the group that it certainly belongs to; those of a yes-or-no question under what makes it yes or no. */
function groupedExactly(it: Interpreter, heap: Heap, elements: Elements, keys: Elements): boolean {
  const items = elements.exact ?? [elements.any];
  const under = (elements.exact === undefined ? [keys.any] : keys.exact)?.map(groupsOf);
  if (under === undefined || under.includes(undefined) || (elements.exact === undefined && under[0]?.some(({ when }) => when === undefined) === true)) return false;
  const groups = new Map<string, Value[]>();
  items.forEach((item, index) => {
    for (const { name, when } of under[index] ?? []) {
      const key = heap.type === 'map' ? `k:${name}` : name;
      groups.set(key, [...(groups.get(key) ?? []), guardedBy(item, when)]);
    }
  });
  for (const [name, members] of groups) writeField(it, heap, name, [elements.exact === undefined ? listOf(joinAll(members)) : arrayOf(members)]);
  return true;
}

interface Group {
  readonly name: string;
  readonly when: PathCondition | undefined;
}

function groupsOf(key: Value): readonly Group[] | undefined {
  const [only] = key;
  if (key.length !== 1 || only === undefined) return undefined;
  if (only.kind === 'test') return [{ name: 'true', when: only.test.yes }, { name: 'false', when: only.test.no }];
  const text = constantText(only);
  return text === undefined ? undefined : [{ name: text, when: undefined }];
}

/** Elements by what the callback says of each. */
export const groupBy = (type: 'object' | 'map') => (it: Interpreter, call: Call): Value => {
  const [items, fn] = call.args;
  const [list] = items ?? [];
  const heap = newHeap(type, it.site(call.node));
  const elements = list?.kind === 'object' ? listFor(list) : anyOf(UNKNOWN);
  const keys = mapped(it, elements, { fn, self: NOTHING, node: call.node, sequential: false }, items ?? UNKNOWN);
  if (!groupedExactly(it, heap, elements, keys)) addUnder(it, heap, keys.any, [listOf(elements.any)]);
  if (type === 'map') heap.length.value = UNKNOWN;
  return [objectOf(heap)];
};
