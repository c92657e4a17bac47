/**
 * Functions that keep upload URLs under a name that they are given: who has such a cache is called with a name again, even if no
 * call shows two that are equal. So each is, when everything else has run, with what it was given before (C3).
 */
import type { PathCondition } from '../guards/condition.js';
import type { Interpreter } from '../interpreter.js';
import type { Frame } from '../state/frames.js';
import { holesOf } from '../values/text.js';
import { constantText, type FunctionAtom, type FunctionNode, type Heap, type Value } from '../values/values.js';

/** A call to be made once more. */
export interface Keeping {
  readonly atom: FunctionAtom;
  readonly self: Value;
  readonly args: readonly Value[];
  readonly condition: PathCondition;
  readonly handler: boolean;
}

const MAX_KEEPERS = 8;

const known = new WeakMap<Interpreter, Map<FunctionNode, Keeping>>();

/** The calls that have kept an upload URL by what they were given. */
export const keepingCalls = (it: Interpreter): readonly Keeping[] => [...(known.get(it)?.values() ?? [])];

const isUploadUrl = (value: Value): boolean =>
  value.some((atom) => (atom.kind === 'promise' ? isUploadUrl(atom.value) : holesOf(atom).some(({ kind }) => kind === 'upload-url')));

/** Remembers who keeps the value under the key in something that outlives the call. */
export function noteKept(it: Interpreter, heap: Heap, key: string | undefined, value: Value): void {
  if (key === undefined || it.host.writesOnly === true || !isUploadUrl(value)) return;
  const keeper = keeperOf(it, heap, key);
  if (keeper?.atom === undefined) return;
  const { atom, self, args } = keeper;
  const keepers = known.get(it) ?? new Map<FunctionNode, Keeping>();
  known.set(it, keepers);
  if (keepers.has(atom.node) || keepers.size >= MAX_KEEPERS) return;
  keepers.set(atom.node, { atom, self, args, condition: it.condition, handler: it.handler });
}

/** The outermost of the calls that are given the name, and find what it is kept in: they may as well forget it again. */
function keeperOf(it: Interpreter, heap: Heap, key: string): Frame | undefined {
  let keeper: Frame | undefined;
  for (let frame: Frame | undefined = it.frame; frame?.atom !== undefined && heap.id <= frame.newest; frame = frame.caller) {
    if (!frame.newTarget && frame.args.some((arg) => names(arg, key))) keeper = frame;
  }
  return keeper;
}

/** Shorter texts stand in a key by chance. */
const MIN_LENGTH = 3;

/** Is the key the argument, a member of it, or made of it? */
function names(arg: Value, key: string, depth = 1): boolean {
  return arg.some((atom) => {
    if (atom.kind === 'object') return depth > 0 && [...atom.heap.fields.values()].slice(0, 20).some((cell) => names(cell.value, key, depth - 1));
    const text = atom.kind === 'text' ? constantText(atom) : undefined;
    return text !== undefined && text.length >= MIN_LENGTH && key.includes(text);
  });
}
