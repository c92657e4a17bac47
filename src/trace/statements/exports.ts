/** Export statements, as far as they run something; their bindings are made when the module is linked. */
import type { TSESTree } from '@typescript-eslint/utils';
import { evaluate } from '../expressions/evaluate.js';
import type { Interpreter } from '../interpreter.js';
import { execute } from './execute.js';

export function executeExport(
  it: Interpreter,
  node: TSESTree.ExportNamedDeclaration | TSESTree.ExportDefaultDeclaration | TSESTree.TSExportAssignment,
): void {
  if (node.type === 'TSExportAssignment') {
    it.store.write(it.module.commonjs, evaluate(it, node.expression));
    return;
  }
  const { declaration } = node;
  if (declaration === null) return;
  if (node.type === 'ExportNamedDeclaration' || (isDeclaration(declaration) && declaration.id !== null)) {
    execute(it, declaration);
    return;
  }
  const cell = it.module.exports.get('default');
  const value = evaluate(it, declaration);
  if (cell !== undefined) it.store.write(cell, value);
}

const isDeclaration = (node: TSESTree.Node): node is TSESTree.FunctionDeclaration | TSESTree.ClassDeclaration =>
  node.type === 'FunctionDeclaration' || node.type === 'ClassDeclaration';
