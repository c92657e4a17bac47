/** TypeScript's enums and namespaces. */
import type { TSESTree } from '@typescript-eslint/utils';
import { evaluate } from '../expressions/evaluate.js';
import { readMember } from '../expressions/member.js';
import type { Interpreter } from '../interpreter.js';
import { fieldCell, newHeap, objectOf, writeField } from '../state/heap.js';
import { Scope } from '../state/scope.js';
import { constant, constantNumber, primitive, UNKNOWN, type Heap, type Value } from '../values/values.js';
import { executeAll } from './execute.js';
import { hoistBlock, hoistVars } from './hoisting.js';

function heapNamed(it: Interpreter, name: string): Heap {
  const cell = it.scope.lookup(name) ?? it.scope.declare(name);
  const [known] = cell.value;
  if (known?.kind === 'object') return known.heap;
  if (known?.kind === 'function' || known?.kind === 'class') return known.heap;
  const heap = newHeap('object');
  it.store.write(cell, [objectOf(heap)]);
  return heap;
}

export function declareEnum(it: Interpreter, node: TSESTree.TSEnumDeclaration): void {
  const heap = heapNamed(it, node.id.name);
  const outer = it.scope;
  // Members are known by their bare names to those behind them.
  it.scope = new Scope(outer);
  for (const [name, cell] of heap.fields) it.scope.bind(name, cell);
  let next: number | undefined = 0;
  for (const member of node.body.members) {
    const { id } = member;
    const name = id.type === 'Identifier' ? id.name : id.type === 'Literal' ? id.value : undefined;
    if (name === undefined) continue;
    const value = member.initializer === undefined || member.initializer === null ? undefined : evaluate(it, member.initializer);
    const number: number | undefined = value === undefined ? next : constantNumber(value);
    writeField(it, heap, name, value ?? (next === undefined ? UNKNOWN : primitive(next)));
    it.scope.bind(name, fieldCell(heap, name));
    if (number !== undefined) writeField(it, heap, String(number), constant(name));
    next = number === undefined ? undefined : number + 1;
  }
  it.scope = outer;
}

export function declareNamespace(it: Interpreter, node: TSESTree.TSModuleDeclaration): void {
  if (node.body?.type !== 'TSModuleBlock') return;
  const heap = namespaceHeap(it, node.id);
  if (heap === undefined) return;
  const outer = it.scope;
  const scope = new Scope(outer, 'function');
  // What an earlier block of the same name exports is in scope.
  for (const [name, cell] of heap.fields) scope.bind(name, cell);
  it.scope = scope;
  hoistVars(node.body, scope);
  hoistBlock(it, node.body.body, scope);
  executeAll(it, node.body.body.map((statement) => (statement.type === 'ExportNamedDeclaration' ? (statement.declaration ?? statement) : statement)));
  it.scope = outer;
  for (const name of scope.names()) {
    const cell = scope.own(name);
    if (cell !== undefined) heap.fields.set(name, cell);
  }
}

/** `import Names = Storage.Names`: another name for a member of a namespace. */
export function declareAlias(it: Interpreter, node: TSESTree.TSImportEqualsDeclaration): void {
  const { moduleReference, id } = node;
  if (moduleReference.type === 'TSExternalModuleReference') return;
  const value = entityNamed(it, moduleReference);
  const cell = it.scope.own(id.name) ?? it.scope.declare(id.name);
  it.store.write(cell, value);
}

function entityNamed(it: Interpreter, name: TSESTree.EntityName): Value {
  if (name.type === 'Identifier') return it.scope.lookup(name.name)?.value ?? UNKNOWN;
  if (name.type !== 'TSQualifiedName') return UNKNOWN;
  return readMember(it, entityNamed(it, name.left), constant(name.right.name), name);
}

/** `namespace A.B` is a member of A. */
function namespaceHeap(it: Interpreter, name: TSESTree.EntityName | TSESTree.Literal): Heap | undefined {
  if (name.type === 'Identifier') return heapNamed(it, name.name);
  if (name.type !== 'TSQualifiedName') return undefined;
  const outer = namespaceHeap(it, name.left);
  if (outer === undefined) return undefined;
  const cell = fieldCell(outer, name.right.name);
  const [known] = cell.value;
  if (known?.kind === 'object') return known.heap;
  const heap = newHeap('object');
  it.store.write(cell, [objectOf(heap)]);
  return heap;
}
