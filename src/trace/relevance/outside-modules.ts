/** How names pass from module to module: what imports and exports bind, where only names are looked at. */
import type { TSESTree } from '@typescript-eslint/utils';
import { addTo, flow, named, type Flows, type Place } from './name-flows.js';
import { keyOf, useOf } from './outside-use.js';
import { isFileModule, isProcessModule, makesTemporaryFiles, OUTSIDE_NAMES } from './outside-words.js';

/** Names that whatever a module gives as a whole goes by. */
const WHOLE_MODULE = ['exports', 'default'];

/** `require('x')`, `await import('x')`, a member of those, and what compilers wrap around them. */
export function requiredBy(node: TSESTree.Node): string | undefined {
  switch (node.type) {
    case 'CallExpression': {
      const [argument] = node.arguments;
      // `require('sqlite3').verbose()` gives the module again, or something made by it.
      if (node.callee.type === 'MemberExpression') return requiredBy(node.callee.object);
      if (argument === undefined || node.callee.type !== 'Identifier') return undefined;
      if (node.callee.name === 'require') return argument.type === 'Literal' ? String(argument.value) : undefined;
      return /^_*(?:import|interop|toESM)/u.test(node.callee.name) ? requiredBy(argument) : undefined;
    }
    case 'ImportExpression':
      return node.source.type === 'Literal' ? String(node.source.value) : undefined;
    case 'MemberExpression':
      return requiredBy(node.object);
    case 'AwaitExpression':
      return requiredBy(node.argument);
    default:
      return undefined;
  }
}

export function bindImport(flows: Flows, specifier: TSESTree.ImportClause, module: string, source: Place): void {
  const { name } = specifier.local;
  if (specifier.type !== 'ImportSpecifier') {
    bindModule(flows, name, module, source);
    return;
  }
  const [imported] = keyOf(specifier.imported, false);
  if (imported === 'default' || !source.isOwn(module)) bindModule(flows, name, module, source);
  if (imported !== undefined && imported !== name) flow(flows, named([imported], OUTSIDE_NAMES.has(imported)), [name]);
}

/** `export { a as b }`, also of what another module gives. */
export function bindExport(flows: Flows, { local, exported }: TSESTree.ExportSpecifier, module: string | undefined, source: Place): void {
  const names = keyOf(exported, false);
  flow(flows, named(keyOf(local, false)), names);
  if (module !== undefined && !source.isOwn(module)) for (const name of names) bindModule(flows, name, module, source);
}

/** `import Database = require('better-sqlite3')`, and another name for a member of a namespace. */
export function bindEquals(flows: Flows, { id, moduleReference }: TSESTree.TSImportEqualsDeclaration, source: Place): void {
  if (moduleReference.type !== 'TSExternalModuleReference') flow(flows, useOf(moduleReference), [id.name]);
  else if (moduleReference.expression.type === 'Literal') bindModule(flows, id.name, moduleReference.expression.value, source);
}

export function bindModule(flows: Flows, name: string, module: string, { isOwn }: Place): void {
  if (isOwn(module)) {
    flows.variables.add(name);
    for (const whole of WHOLE_MODULE) {
      addTo(flows.values, whole, name);
      addTo(flows.aliases, whole, name);
    }
    return;
  }
  // What files of the project give is unknown where only one of them is looked at.
  flows.packages.add(name);
  if (isFileModule(module)) flows.files.add(name);
  else if (isProcessModule(module)) flows.writers.add(name);
  else if (flows.isWriter(module)) flows.writing.add(name);
  if (!makesTemporaryFiles(module)) return;
  flows.temporary.add(name);
  flows.outside.add(name);
}
