/** Writing members of every kind of atom. */
import type { TSESTree } from '@typescript-eslint/utils';
import { writeUrlMember } from '../builtins/url.js';
import { invokeFunction } from '../calls/functions.js';
import { findMethod, methodValue } from '../classes/classes.js';
import { accessorOf } from '../classes/inherited.js';
import type { Interpreter } from '../interpreter.js';
import { noteKept } from '../programs/caches.js';
import { addUnder, keyText, writeField } from '../state/heap.js';
import { rememberUnder } from '../values/named-keys.js';
import { holdSequences } from '../values/sequences.js';
import { join, NOTHING, type Atom, type Heap, type Value } from '../values/values.js';

/** Assigns `object[name] = value`. `keyNode` is the name's expression, `from` the value's, if it is one. */
export function writeMember(it: Interpreter, object: Value, name: Value, value: Value, keyNode?: TSESTree.Node, from?: TSESTree.Node): void {
  const text = keyText(name);
  for (const atom of object) writeAtomMember(it, atom, { name, text, value, keyNode, from, single: object.length === 1 });
}

/** `delete object[name]`: of several objects it is one, of several names nobody knows which. */
export function deleteMember(it: Interpreter, [atom, ...others]: Value, name: Value): void {
  const text = keyText(name);
  const cell = atom === undefined || others.length > 0 || text === undefined ? undefined : writtenHeap(it, atom)?.fields.get(text);
  if (cell !== undefined) it.store.write(cell, NOTHING);
}

/** Remembers who assigns an entry by a name that is worked out. */
export function noteEntry(it: Interpreter, object: Value, name: Value, value: Value): void {
  for (const atom of object) {
    const heap = writtenHeap(it, atom);
    if (heap !== undefined) noteKept(it, heap, keyText(name), value);
  }
}

const writtenHeap = (it: Interpreter, atom: Atom): Heap | undefined => (atom.kind === 'class' ? atom.info.statics : heapOf(it, atom));

interface MemberWrite {
  readonly name: Value;
  readonly text: string | undefined;
  readonly value: Value;
  readonly keyNode: TSESTree.Node | undefined;
  readonly from: TSESTree.Node | undefined;
  readonly single: boolean;
}

function writeAtomMember(it: Interpreter, atom: Atom, write: MemberWrite): void {
  const heap = writtenHeap(it, atom);
  if (atom.kind === 'url' && write.text !== undefined) writeUrlMember(it, atom, write.text, write.value, write.keyNode === undefined ? undefined : it.site(write.keyNode));
  if (heap === undefined) return;
  if (write.text === undefined) {
    if (heap.sequences !== undefined) holdSequences(it, heap, undefined);
    addUnder(it, heap, write.name, write.value);
    rememberUnder(it, heap, write.keyNode, write.value);
    return;
  }
  const setter = heap.proto === undefined ? undefined : findMethod(heap.proto, write.text);
  if (setter?.member.setter !== undefined && atom.kind === 'object') {
    const [fn] = methodValue(setter, 'setter');
    if (fn?.kind === 'function') invokeFunction(it, fn, { self: [atom], args: [write.value] });
    return;
  }
  if (write.text === '__proto__') {
    it.store.write(heap.base, write.value.filter((base) => base.kind !== 'primitive'));
    return;
  }
  const accessor = accessorOf(heap, write.text);
  if (accessor !== undefined) {
    for (const fn of accessor.set) if (fn.kind === 'function') invokeFunction(it, fn, { self: [atom], args: [write.value] });
    return;
  }
  if (heap.sequences !== undefined) holdSequences(it, heap, undefined);
  const before = heap.fields.get(write.text)?.value ?? NOTHING;
  writeField(it, heap, write.text, write.single ? write.value : join(before, write.value));
  if (write.from !== undefined) heap.fields.get(write.text)?.note(it.site(write.from));
}

function heapOf(it: Interpreter, atom: Atom): Heap | undefined {
  switch (atom.kind) {
    case 'object':
    case 'function':
    case 'class':
    case 'unknown':
      return atom.heap;
    case 'entity':
      return it.globalHeap(atom.key);
    default:
      return undefined;
  }
}
