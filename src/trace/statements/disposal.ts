/** `using` and `await using`: what is declared so is disposed of where its block ends, by a call that nobody writes. */
import type { TSESTree } from '@typescript-eslint/utils';
import { callValue } from '../calls/calls.js';
import { readMember } from '../expressions/member.js';
import type { Interpreter } from '../interpreter.js';
import { awaited } from '../time/promises.js';
import { constant, isCallable, type Value } from '../values/values.js';

export const isUsing = (statement: TSESTree.Node): statement is TSESTree.VariableDeclaration =>
  statement.type === 'VariableDeclaration' && (statement.kind === 'using' || statement.kind === 'await using');

const METHODS = { using: ['Symbol.dispose'], 'await using': ['Symbol.asyncDispose', 'Symbol.dispose'] } as const;

/** Disposes of what the declaration declares, the last one first. */
export function dispose(it: Interpreter, { kind, declarations }: TSESTree.VariableDeclaration): void {
  if (kind !== 'using' && kind !== 'await using') return;
  for (const declarator of [...declarations].reverse()) {
    const result = disposeOf(it, declarator, METHODS[kind]);
    if (kind === 'await using' && it.live) awaited(it, result);
  }
}

function disposeOf(it: Interpreter, declarator: TSESTree.VariableDeclarator, methods: readonly string[]): Value {
  const self = (declarator.id.type === 'Identifier' ? (it.scope.lookup(declarator.id.name)?.value ?? []) : []).filter(({ kind }) => kind === 'object');
  for (const name of methods) {
    const method = readMember(it, self, constant(name), declarator).filter(isCallable);
    if (method.length > 0) return callValue(it, method, { args: [], sites: [], nodes: [], self, node: declarator, call: declarator, isNew: false, name: 'dispose' });
  }
  return [];
}
