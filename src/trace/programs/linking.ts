/** Modules: making their contexts, binding imports to exports, running their top level once. */
import type { TSESTree } from '@typescript-eslint/utils';
import { aliasOf } from '../../models/index.js';
import type { Call } from '../calls/calls.js';
import { forEachOf } from '../expressions/alternatives.js';
import { readMember } from '../expressions/member.js';
import { ALWAYS } from '../guards/condition.js';
import { newContext } from '../guards/contexts.js';
import type { Interpreter } from '../interpreter.js';
import { knownConstant } from '../library/entities.js';
import { newHeap, objectOf, objectWith, arrayOf } from '../state/heap.js';
import { Cell, guardedBy } from '../state/store.js';
import { executeAll } from '../statements/execute.js';
import { hoistBlock, hoistVars, namesIn } from '../statements/hoisting.js';
import { promiseOf } from '../time/promises.js';
import { constant, NOTHING, NULL, primitive, UNKNOWN, type Value } from '../values/values.js';
import type { ModuleContext } from './module-context.js';
import { candidatesFor } from './specifier.js';

const MAX_MODULES = 200;

/** What an import of `specifier` stands for: a module of the project, its JSON, or a package. */
type Imported =
  | { readonly kind: 'module'; readonly context: ModuleContext }
  | { readonly kind: 'value'; readonly value: Value }
  | { readonly kind: 'package'; readonly name: string };

function imported(it: Interpreter, specifier: string): Imported {
  const { loader } = it.host;
  const file = loader?.resolve(specifier, it.module.file);
  if (file === undefined) {
    const relative = /^[./]/.test(specifier);
    return relative ? { kind: 'value', value: UNKNOWN } : { kind: 'package', name: specifier.replace(/^node:/, '') };
  }
  const known = it.modules.get(file);
  if (known !== undefined) {
    runModule(it, known);
    return { kind: 'module', context: known };
  }
  if (it.modules.size >= MAX_MODULES || isOutOfReach(it, file)) return { kind: 'value', value: UNKNOWN };
  const loaded = loader?.load(file);
  if (loaded === undefined) return { kind: 'value', value: UNKNOWN };
  if (loaded.kind === 'json') {
    it.read.add(file);
    return { kind: 'value', value: jsonValue(it, loaded.value, file) };
  }
  const context = newContext(it.host, file, loaded.program);
  it.modules.set(file, context);
  runModule(it, context);
  return { kind: 'module', context };
}

/** Data costs nothing to follow. */
const isOutOfReach = ({ host: { within } }: Interpreter, file: string): boolean =>
  within !== undefined && !within.has(file) && !/\.(?:json|d\.[cm]?ts)$/u.test(file);

/** A JSON file's content; a manifest's differs from run to run. */
function jsonValue(it: Interpreter, value: unknown, file: string): Value {
  const { keys } = it.host.settings;
  const manifest = typeof value === 'object' && value !== null && (keys.getUploadUrls in value || keys.downloadUrls in value);
  return manifest || file.endsWith('manifest.json') ? UNKNOWN : literal(value, 0);
}

function literal(value: unknown, depth: number): Value {
  if (typeof value === 'string') return constant(value);
  if (typeof value === 'number' || typeof value === 'boolean') return primitive(value);
  if (value === null) return NULL;
  if (typeof value !== 'object' || depth > 8) return UNKNOWN;
  if (Array.isArray(value)) return [arrayOf(value.slice(0, 200).map((item) => literal(item, depth + 1)))];
  const members = Object.entries(value).slice(0, 200).map(([name, member]): [string, Value] => [name, literal(member, depth + 1)]);
  return [objectWith(Object.fromEntries(members))];
}

/** Runs a module's top level; its imports first. */
export function runModule(it: Interpreter, context: ModuleContext): void {
  if (context.state !== 'new') return;
  context.state = 'running';
  const saved = { frame: it.frame, scope: it.scope, entry: it.entry, iteration: it.iteration, depth: it.argumentDepth, condition: it.condition };
  it.frame = it.moduleFrame(context);
  it.scope = context.scope;
  it.entry = context.entry;
  it.iteration = undefined;
  it.argumentDepth = 0;
  declareCommonJs(context);
  hoistVars(context.program, context.scope);
  hoistBlock(it, context.program.body, context.scope);
  // Before what it imports runs: in a cycle that imports from here.
  linkOwnExports(context);
  linkImports(it, context);
  linkExports(it, context);
  for (const link of context.waiting.splice(0)) link();
  executeAll(it, context.program.body);
  context.state = 'done';
  it.frame = saved.frame;
  it.scope = saved.scope;
  it.entry = saved.entry;
  it.iteration = saved.iteration;
  it.argumentDepth = saved.depth;
  it.condition = saved.condition;
  it.live = true;
}

function declareCommonJs(context: ModuleContext): void {
  const exports = objectOf(newHeap('object'));
  const module = newHeap('object');
  // What a module exports stays, whichever path of the program loads it first.
  context.commonjs.renew();
  context.commonjs.value = [exports];
  module.fields.set('exports', context.commonjs);
  context.scope.declare('module', [objectOf(module)]);
  context.scope.declare('exports', [exports]);
}

function linkImports(it: Interpreter, context: ModuleContext): void {
  for (const node of context.program.body) {
    if (node.type === 'ImportDeclaration') linkImport(it, context, node);
    else if (node.type === 'TSImportEqualsDeclaration' && node.moduleReference.type === 'TSExternalModuleReference') {
      const { expression } = node.moduleReference;
      if (expression.type !== 'Literal' || typeof expression.value !== 'string') continue;
      context.types.set(node.id.name, { module: expression.value, name: '' });
      context.scope.declare(node.id.name, required(it, expression.value));
    }
  }
}

function linkImport(it: Interpreter, context: ModuleContext, node: TSESTree.ImportDeclaration): void {
  const module = node.source.value;
  for (const specifier of node.specifiers) {
    context.types.set(specifier.local.name, { module: module.replace(/^node:/, ''), name: importedName(specifier) });
  }
  if (node.importKind === 'type') return;
  const from = imported(it, module);
  for (const specifier of node.specifiers) {
    if (specifier.type === 'ImportSpecifier' && specifier.importKind === 'type') continue;
    const name = importedName(specifier);
    const bind = (): void => { context.scope.bind(specifier.local.name, importedCell(it, from, name)); };
    bind();
    // A module that imports this one in a cycle may not know yet what it exports from others.
    if (from.kind === 'module' && isUnlinked(from.context, name)) from.context.waiting.push(bind);
  }
}

const isUnlinked = (context: ModuleContext, name: string): boolean =>
  context.state === 'running' && (name === '*' || findExport(context, name, new Set()) === undefined);

/** `default` for the default, `*` for the namespace. */
function importedName(specifier: TSESTree.ImportClause): string {
  if (specifier.type === 'ImportNamespaceSpecifier') return '*';
  if (specifier.type === 'ImportDefaultSpecifier') return 'default';
  return exportedName(specifier.imported);
}

const exportedName = (node: TSESTree.Identifier | TSESTree.StringLiteral): string =>
  node.type === 'Identifier' ? node.name : node.value;

function importedCell(it: Interpreter, from: Imported, name: string): Cell {
  switch (from.kind) {
    case 'module':
      return moduleMember(it, from.context, name);
    case 'value':
      return new Cell(name === 'default' || name === '*' ? from.value : readMember(it, from.value, constant(name), it.root.program));
    case 'package': {
      const key = aliasOf(`${from.name}#`);
      const root = knownConstant(it, key, undefined) ?? [{ kind: 'entity', key }];
      return new Cell(name === 'default' || name === '*' ? root : readMember(it, root, constant(name), it.root.program));
    }
  }
}

function modelled(it: Interpreter, context: ModuleContext, name: string): Cell | undefined {
  const key = `${context.file}#${name === 'default' ? '' : name}`;
  return it.host.models.callsOf(key).length > 0 ? new Cell([{ kind: 'entity', key }]) : undefined;
}

function moduleMember(it: Interpreter, context: ModuleContext, name: string): Cell {
  const model = modelled(it, context, name);
  if (model !== undefined) return model;
  if (name === '*') return new Cell(namespaceOf(context));
  const found = findExport(context, name, new Set());
  if (found !== undefined) return found;
  const { value } = context.commonjs;
  if (name === 'default') return context.commonjs;
  return new Cell(readMember(it, value, constant(name), it.root.program));
}

function findExport(context: ModuleContext, name: string, seen: Set<ModuleContext>): Cell | undefined {
  const own = context.exports.get(name);
  if (own !== undefined || seen.has(context) || name === 'default') return own;
  seen.add(context);
  for (const star of context.stars) {
    const found = findExport(star, name, seen);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The module as an object: `import * as m`, `require` of an ES module. */
function namespaceOf(context: ModuleContext): Value {
  const heap = newHeap('object');
  const collect = (from: ModuleContext, seen: Set<ModuleContext>): void => {
    if (seen.has(from)) return;
    seen.add(from);
    for (const star of from.stars) collect(star, seen);
    for (const [name, cell] of from.exports) heap.fields.set(name, cell);
  };
  collect(context, new Set());
  return heap.fields.size === 0 ? context.commonjs.value : [objectOf(heap)];
}

function linkExports(it: Interpreter, context: ModuleContext): void {
  for (const node of context.program.body) {
    if (node.type === 'ExportNamedDeclaration') linkNamed(it, context, node);
    else if (node.type === 'ExportAllDeclaration' && node.exportKind !== 'type') {
      const from = imported(it, node.source.value);
      if (node.exported !== null) context.exports.set(exportedName(node.exported), importedCell(it, from, '*'));
      else if (from.kind === 'module') context.stars.push(from.context);
    }
  }
}

function linkOwnExports(context: ModuleContext): void {
  for (const node of context.program.body) {
    if (node.type === 'ExportDefaultDeclaration') linkDefault(context, node);
    else if (node.type === 'ExportNamedDeclaration' && node.source === null) exportScope(context, node);
  }
}

function linkDefault(context: ModuleContext, node: TSESTree.ExportDefaultDeclaration): void {
  const { declaration } = node;
  const id = declaration.type === 'FunctionDeclaration' || declaration.type === 'ClassDeclaration' ? declaration.id : null;
  const cell = id === null ? undefined : context.scope.own(id.name);
  context.exports.set('default', cell ?? new Cell());
}

function linkNamed(it: Interpreter, context: ModuleContext, node: TSESTree.ExportNamedDeclaration): void {
  if (node.exportKind === 'type' && node.declaration === null) return;
  if (node.source !== null) {
    const from = imported(it, node.source.value);
    for (const specifier of node.specifiers) {
      context.exports.set(exportedName(specifier.exported), importedCell(it, from, exportedName(specifier.local)));
    }
    return;
  }
  exportScope(context, node);
}

/** Exports of names that the module has in scope. */
function exportScope(context: ModuleContext, node: TSESTree.ExportNamedDeclaration): void {
  if (node.exportKind === 'type' && node.declaration === null) return;
  for (const specifier of node.specifiers) {
    const cell = specifier.local.type === 'Identifier' ? context.scope.lookup(specifier.local.name) : undefined;
    if (cell !== undefined) context.exports.set(exportedName(specifier.exported), cell);
  }
  for (const name of declaredNames(node.declaration)) {
    const cell = context.scope.own(name);
    if (cell !== undefined) context.exports.set(name, cell);
  }
}

function declaredNames(node: TSESTree.Node | null): readonly string[] {
  if (node === null) return [];
  if (node.type === 'VariableDeclaration') return node.declarations.flatMap((declarator) => namesIn(declarator.id));
  if (node.type === 'FunctionDeclaration' || node.type === 'ClassDeclaration') return node.id === null ? [] : [node.id.name];
  if (node.type === 'TSEnumDeclaration' || node.type === 'TSModuleDeclaration') return node.id.type === 'Identifier' ? [node.id.name] : [];
  return [];
}

/** The value of `require(specifier)`. */
function required(it: Interpreter, specifier: string): Value {
  const from = imported(it, specifier);
  if (from.kind === 'module') return modelled(it, from.context, '')?.value ?? namespaceOf(from.context);
  return importedCell(it, from, '*').value;
}

export const requireModule = (it: Interpreter, call: Call): Value => loaded(it, call.args[0] ?? UNKNOWN, (specifier) => required(it, specifier));

export const importDynamic = (it: Interpreter, specifier: Value): Value =>
  loaded(it, specifier, (text) => {
    const value = importedCell(it, imported(it, text), '*').value;
    return promiseOf(value.length === 0 ? NOTHING : value, it.time, it.time);
  });

/** Loads each module that the specifier may stand for, where it is that one. */
const loaded = (it: Interpreter, specifier: Value, load: (specifier: string) => Value): Value =>
  forEachOf(it, specifier.flatMap((atom) => (atom.kind === 'url' ? guardedBy(atom.text.value, atom.when) : [atom])), (atom) => {
    const candidates = candidatesFor(it, atom);
    const [only] = candidates;
    if (only === undefined) return UNKNOWN;
    if (candidates.length === 1 && only.condition === ALWAYS) return load(only.specifier);
    return it.fork(candidates.map((candidate) => ({ condition: candidate.condition, run: () => load(candidate.specifier) })));
  });
