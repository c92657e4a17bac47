/** Functions that remember what they gave (C3): which calls are given the same again is said by the arguments, or by a function of them. */
import type { TSESTree } from '@typescript-eslint/utils';
import type { MemoizedResult } from '../../models/form/results.js';
import { callFunctionValue, type Call } from '../calls/calls.js';
import type { Entry } from '../events.js';
import { isShortAge, YOUNG_ENOUGH } from '../guards/young.js';
import type { Interpreter } from '../interpreter.js';
import { noteKept } from '../programs/caches.js';
import type { Site } from '../site.js';
import { arrayOf, fieldCell, newHeap } from '../state/heap.js';
import { guardedBy } from '../state/store.js';
import { heapOf } from '../values/identity.js';
import { constantText, isText, join, NOTHING, UNDEFINED, UNKNOWN, type Atom, type EntityAtom, type Heap, type Value } from '../values/values.js';
import { firstGiven } from './refs.js';

/** One call of the function that remembers. */
interface Asked {
  readonly args: readonly Value[];
  readonly sites: readonly (Site | undefined)[];
  readonly nodes: readonly (TSESTree.Node | undefined)[];
}

/**
 * A function that remembers what it gave. Arguments that are not known are new ones in each call of one run; another run of an entry point may be
 * given the same ones again.
 */
export function memoized(it: Interpreter, atom: EntityAtom, call: Call, returns: MemoizedResult): Value {
  const original = firstGiven(it, atom, call, returns.memoized)?.value ?? UNKNOWN;
  const key = firstGiven(it, atom, call, returns.key)?.value;
  const age = firstGiven(it, atom, call, returns.age)?.value;
  const young = age !== undefined && isShortAge(age) ? YOUNG_ENOUGH : undefined;
  const cache = newHeap('map');
  let last: Entry | undefined;
  const run = (args: readonly Value[], sites: Asked['sites'] = [], self?: Value, nodes: Asked['nodes'] = []): Value => {
    const name = nameOf(it, call, returns, key, { args, sites, nodes }, cache);
    if (!it.live) return NOTHING;
    const made = (): Value => callFunctionValue(it, original, args, call.node, sites, self);
    if (name === undefined) {
      const kept = last === undefined || last === it.entry ? NOTHING : cache.rest.value;
      last = it.entry;
      const value = join(made(), guardedBy(kept, young));
      it.store.write(cache.rest, value);
      return value;
    }
    const cell = fieldCell(cache, name);
    if (cell.value.length > 0) return guardedBy(cell.value, young);
    const value = made();
    it.store.write(cell, value);
    noteKept(it, cache, name, value);
    return value;
  };
  return [{ kind: 'native', call: run }];
}

/** What two calls have in common that are one to it; undefined where that is not known. */
function nameOf(it: Interpreter, call: Call, { once, by, keyOf }: MemoizedResult, key: Value | undefined, { args, sites, nodes }: Asked, cache: Heap): string | undefined {
  if (once === true) return '';
  if (key !== undefined) {
    const given = keyOf === 'list' ? [[arrayOf(args)]] : args;
    return nameOfValue(it, callFunctionValue(it, key, given, call.node, keyOf === 'list' ? [] : sites), cache);
  }
  const names = (by === 'all' ? args : [args[0] ?? UNDEFINED]).map((value, index) => (isManifest(it, nodes[index]) ? 'manifest' : nameOfValue(it, value, cache)));
  return names.includes(undefined) ? undefined : names.join('\0');
}

/** There is one manifest in a run. */
const isManifest = (it: Interpreter, node: TSESTree.Node | undefined): boolean =>
  node?.type === 'Identifier' && it.host.settings.manifestNames.includes(node.name);

function nameOfValue(it: Interpreter, value: Value, cache: Heap): string | undefined {
  const [only] = value;
  return only === undefined || value.length > 1 ? undefined : nameOfAtom(it, only, cache);
}

function nameOfAtom(it: Interpreter, atom: Atom, cache: Heap): string | undefined {
  switch (atom.kind) {
    case 'text': {
      const names = atom.parts.map((part) => (isText(part) ? part.text : nameOfAtom(it, part.atom, cache)));
      return names.includes(undefined) ? undefined : names.join('');
    }
    case 'primitive':
      return constantText(atom);
    case 'stage':
    case 'stage-map':
      return `<${atom.kind === 'stage' ? 'stage' : atom.map}>`;
    case 'endpoint': {
      const key = nameOfAtom(it, atom.key, cache);
      return key === undefined ? undefined : `<${atom.map}[${key}]>`;
    }
    default:
      return nameOfThing(it, heapOf(atom), cache);
  }
}

/** What is made in each round of a loop is many things. */
const nameOfThing = (it: Interpreter, thing: Heap | undefined, cache: Heap): string | undefined =>
  thing === undefined || (it.iteration !== undefined && thing.id > cache.id) ? undefined : `<${String(thing.id)}>`;
