/** Writing down what leaves the trace. */
import type { TSESTree } from '@typescript-eslint/utils';
import { STREAM } from '../models/observables.js';
import type { Call } from './calls/calls.js';
import { both, mayBe, type Test } from './guards/condition.js';
import type { Interpreter } from './interpreter.js';
import type { Site } from './site.js';
import { guardedBy } from './state/store.js';
import { noteHandedOver } from './values/sizes.js';
import { holesOf } from './values/text.js';
import type { Atom, StageMapName, Value } from './values/values.js';

const isStorage = (atom: Atom): boolean =>
  holesOf(atom).some((hole) => hole.kind === 'endpoint' || hole.kind === 'upload-url' || hole.kind === 'stage-map');

/** The storage values in a value, also one or two levels inside objects. */
export function storageIn(value: Value, depth = 2): Value {
  return value.flatMap((atom): Value => {
    if (isStorage(atom)) return [atom];
    if (atom.kind === 'url') return guardedBy(storageIn(atom.text.value, depth), atom.when);
    if (atom.kind === 'entity') return atom.key === STREAM ? guardedBy((atom.args ?? []).flatMap((list) => storageIn(list, depth)), atom.when) : [];
    if (atom.kind === 'promise' || atom.kind === 'json') return guardedBy(storageIn(atom.value, depth), atom.when);
    if (atom.kind !== 'object' || depth === 0) return [];
    const members = [...atom.heap.fields.values(), atom.heap.rest].slice(0, 60);
    return guardedBy(members.flatMap((cell) => storageIn(cell.value, depth - 1)), atom.when);
  });
}

export function emitEscape(it: Interpreter, value: Value, at: Site, how: 'argument' | 'result' | 'export'): void {
  if (it.host.writesOnly === true) return;
  const storage = storageIn(value);
  if (storage.length > 0) it.events.push({ kind: 'escape', value: storage, at, how, ...it.context() });
}

/** What is not seen there, with the manifest or for the depth of a call, may upload (C4). */
export function emitUnseen(it: Interpreter, at: Site): void {
  it.events.push({ kind: 'escape', value: [], at, how: 'manifest', ...it.context() });
}

/** What only looks at a manifest, by its name. */
const LOOKS = /^(?:parse|validate|check|assert|verify|is|log|print|stringify|format|inspect|clone|freeze|cast|decode)(?![a-z])/u;

/** A package that gets the manifest may upload with it. */
export function emitManifest(it: Interpreter, args: readonly Value[], call: Call): void {
  if (LOOKS.test(call.name)) return;
  for (const [index, node] of call.nodes.entries()) {
    const isManifest = node?.type === 'Identifier' && it.host.settings.manifestNames.includes(node.name);
    if (isManifest && args[index]?.every(({ kind }) => kind === 'unknown') === true) emitUnseen(it, it.site(node));
  }
}

/** Arguments of a call of something unknown. */
export function emitEscapes(it: Interpreter, args: readonly Value[], call: Call): void {
  if (it.host.writesOnly === true) return;
  noteHandedOver(it, args);
  args.forEach((value, index) => { emitEscape(it, value, call.sites[index] ?? it.site(call.node), 'argument'); });
}

/** A map of upload URLs is read, or an entry of it: where that runs decides whose fault an upload in the deployment stage is. */
export function emitRead(it: Interpreter, map: StageMapName, read: Site): void {
  if (map === 'upload') it.events.push({ kind: 'map', map, read, ...it.context() });
}

/**
 * Where the deployment stage always comes, for want of upload URLs, the program throws: it does not do without them.
 * @param present What holds where they are there, is `yes`.
 */
export function emitRefusal(it: Interpreter, branch: TSESTree.Statement, { yes, asks }: Test): void {
  if (asks === undefined || !it.deployment) return;
  const last = branch.type === 'BlockStatement' ? branch.body.at(-1) : branch;
  const isElsewhere = !it.host.settings.deploymentStages.some((name) => mayBe(both(it.condition, yes).stage, name));
  if (last?.type === 'ThrowStatement' && isElsewhere) it.events.push({ kind: 'refusal', value: [asks], at: it.site(last), ...it.context() });
}
