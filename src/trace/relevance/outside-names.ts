/** The names in a program between which values flow, collected in one walk that knows nothing of scopes or order. */
import type { TSESTree } from '@typescript-eslint/utils';
import { declaredBy } from '../library/option-names.js';
import { childrenOf } from '../syntax/children.js';
import { keyOf, useOf, type Use } from './outside-use.js';
import { isFileModule, isProcessModule, makesTemporaryFiles, OUTSIDE_NAMES, WRITER_NAMES } from './outside-words.js';

export interface NamedCall {
  /** Names in the callee, the one that is called last. */
  readonly callee: readonly string[];
  readonly args: readonly Use[];
  /** Each argument stands where the callee takes it: none is spread, nor is the callee bound or applied. */
  readonly isDirect: boolean;
  /** Offset of the call. */
  readonly at: number;
}

export interface NamedFunction {
  readonly names: readonly string[];
  readonly range: readonly [number, number];
}

export interface Flows {
  /** Does a package write files, or run programs? */
  readonly isWriter: (module: string) => boolean;
  /** From a name to those that its value, or what comes of a call of it, may be given to. */
  readonly values: Map<string, Set<string>>;
  /** From a name to those that its value may be given to as it is. */
  readonly aliases: Map<string, Set<string>>;
  readonly outside: Set<string>;
  /** Names of functions that write. */
  readonly writers: Set<string>;
  /** Names of packages whose objects write, too. */
  readonly writing: Set<string>;
  /** Names of packages that write outside by themselves. */
  readonly temporary: Set<string>;
  /** Names of what is `fs`, or like it. */
  readonly files: Set<string>;
  readonly calls: NamedCall[];
  readonly functions: NamedFunction[];
  /** Names that each parameter binds, of every function of a name. */
  readonly parameters: Map<string, (readonly (readonly string[])[])[]>;
  /** Names of what packages give: no value of the program's own flows there. */
  readonly packages: Set<string>;
}

/** Methods that keep what they are given in what they are called on, or in their first argument. */
const KEEPERS = new Set(['push', 'unshift', 'splice', 'set', 'add', 'append', 'fill', 'assign', 'defineProperty', 'merge', 'defaults']);
const INDIRECT = new Set(['bind', 'call', 'apply']);

const emptyFlows = (isWriter: Flows['isWriter']): Flows => ({
  isWriter,
  values: new Map(),
  aliases: new Map(),
  outside: new Set(),
  writers: new Set(WRITER_NAMES),
  writing: new Set(),
  temporary: new Set(),
  files: new Set(['promises', 'Deno']),
  calls: [],
  functions: [],
  parameters: new Map(),
  packages: new Set(),
});

/** Remembers that what the use gives flows into the names. */
export function flow({ values, aliases, outside }: Pick<Flows, 'values' | 'aliases' | 'outside'>, use: Use, targets: readonly string[]): void {
  for (const target of targets) {
    if (use.outside) outside.add(target);
    for (const name of use.names) {
      addTo(values, name, target);
      if (!use.called.has(name)) addTo(aliases, name, target);
    }
  }
}

export function addTo(edges: Map<string, Set<string>>, from: string, to: string): void {
  const known = edges.get(from);
  if (known === undefined) edges.set(from, new Set([to]));
  else known.add(to);
}

const NONE: ReadonlySet<string> = new Set();
/** What goes by the names, and is nothing but that. */
export const named = (names: readonly string[], isOutside = false): Use => ({ names, called: NONE, outside: isOutside });

export function collectFlows(program: TSESTree.Program, isWriter: Flows['isWriter']): Flows {
  const flows = emptyFlows(isWriter);
  const pending: Pending[] = [{ node: program, names: [], returns: [] }];
  // A list, not recursion: programs may be nested deeper than the stack.
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) visit(flows, next, pending);
  return flows;
}

interface Pending {
  readonly node: TSESTree.Node;
  /** Names that a function or class standing here goes by. */
  readonly names: readonly string[];
  /** Names of the function around: what is returned flows there. */
  readonly returns: readonly string[];
}

function visit(flows: Flows, at: Pending, pending: Pending[]): void {
  const { node } = at;
  if (node.type === 'ImportDeclaration') {
    for (const specifier of node.specifiers) bindImport(flows, specifier, node.source.value);
    return;
  }
  if (node.type === 'TSImportEqualsDeclaration') {
    bindEquals(flows, node);
    return;
  }
  const isFunction = node.type === 'FunctionDeclaration' || node.type === 'FunctionExpression' || node.type === 'ArrowFunctionExpression';
  const returns = isFunction ? enterFunction(flows, node, at.names) : at.returns;
  const names = isFunction ? [] : namesGiven(flows, at);
  if (names.length === 0) move(flows, at);
  for (const child of childrenOf(node)) pending.push({ node: child, names, returns });
}

/** Where a value is given a name: the names, with what flows into them noted. */
function namesGiven(flows: Flows, { node, names }: Pending): readonly string[] {
  switch (node.type) {
    case 'VariableDeclarator':
      return node.init === null ? [] : assign(flows, node.id, node.init);
    case 'AssignmentExpression':
      return assign(flows, node.left, node.right);
    case 'AssignmentPattern':
      return assign(flows, node.left, node.right);
    case 'Property':
    case 'PropertyDefinition':
      return node.value === null ? [] : given(flows, keyOf(node.key, node.computed), node.value);
    case 'MethodDefinition':
      return node.kind === 'constructor' ? ['super', ...names] : keyOf(node.key, node.computed);
    case 'TSEnumMember':
      return node.initializer === undefined ? [] : given(flows, keyOf(node.id, false), node.initializer);
    case 'ClassDeclaration':
    case 'ClassExpression':
      return node.id === null ? names : [node.id.name];
    case 'ClassBody':
      return names;
    default:
      return [];
  }
}

function given(flows: Flows, names: readonly string[], value: TSESTree.Node): readonly string[] {
  flow(flows, useOf(value), names);
  return names;
}

/** What moves values without a name of its own: calls, loops, returns. */
function move(flows: Flows, { node, returns }: Pending): void {
  switch (node.type) {
    case 'ReturnStatement':
    case 'YieldExpression':
      if (node.argument !== null && node.argument !== undefined) flow(flows, useOf(node.argument), returns);
      break;
    case 'ForOfStatement':
    case 'ForInStatement':
      flow(flows, useOf(node.right), boundBy(flows, node.left.type === 'VariableDeclaration' ? (node.left.declarations[0]?.id ?? node.left) : node.left));
      break;
    case 'CallExpression':
    case 'NewExpression':
      enterCall(flows, node, node.callee, node.arguments);
      break;
    case 'TaggedTemplateExpression':
      enterCall(flows, node, node.tag, [node.quasi]);
      break;
    default:
  }
}

/** Names that a pattern or a target binds; keys of a pattern flow into what they are renamed to. */
function boundBy(flows: Flows, target: TSESTree.Node, found: string[] = []): string[] {
  switch (target.type) {
    case 'Identifier':
      found.push(target.name);
      break;
    case 'MemberExpression':
      found.push(...keyOf(target.property, target.computed));
      if (target.computed) boundBy(flows, target.object, found);
      break;
    case 'ArrayPattern':
      for (const element of target.elements) if (element !== null) boundBy(flows, element, found);
      break;
    case 'ObjectPattern':
      for (const property of target.properties) {
        const bound = boundBy(flows, property.type === 'Property' ? property.value : property.argument);
        if (property.type === 'Property') {
          const names = keyOf(property.key, property.computed);
          flow(flows, named(names, names.some((name) => OUTSIDE_NAMES.has(name))), bound);
        }
        found.push(...bound);
      }
      break;
    case 'AssignmentPattern':
      return boundBy(flows, target.left, found);
    case 'RestElement':
      return boundBy(flows, target.argument, found);
    case 'TSParameterProperty':
      return boundBy(flows, target.parameter, found);
    case 'TSAsExpression':
    case 'TSNonNullExpression':
      return boundBy(flows, target.expression, found);
    default:
  }
  return found;
}

function assign(flows: Flows, target: TSESTree.Node, value: TSESTree.Node): readonly string[] {
  const names = boundBy(flows, target);
  const specifier = requiredBy(value);
  if (specifier === undefined) flow(flows, useOf(value), names);
  else for (const name of names) bindModule(flows, name, specifier);
  return names;
}

/** `require('x')`, `await import('x')`, a member of those, and what compilers wrap around them. */
function requiredBy(node: TSESTree.Node): string | undefined {
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

function bindImport(flows: Flows, specifier: TSESTree.ImportClause, module: string): void {
  const { name } = specifier.local;
  bindModule(flows, name, module);
  if (specifier.type !== 'ImportSpecifier') return;
  const [imported] = keyOf(specifier.imported, false);
  if (imported !== undefined && imported !== name) flow(flows, named([imported], OUTSIDE_NAMES.has(imported)), [name]);
}

/** `import Database = require('better-sqlite3')`, and another name for a member of a namespace. */
function bindEquals(flows: Flows, { id, moduleReference }: TSESTree.TSImportEqualsDeclaration): void {
  if (moduleReference.type !== 'TSExternalModuleReference') flow(flows, useOf(moduleReference), [id.name]);
  else if (moduleReference.expression.type === 'Literal') bindModule(flows, id.name, moduleReference.expression.value);
}

function bindModule(flows: Flows, name: string, module: string): void {
  // What files of the project give is unknown where only names are looked at.
  flows.packages.add(name);
  if (isFileModule(module)) flows.files.add(name);
  else if (isProcessModule(module)) flows.writers.add(name);
  else if (flows.isWriter(module)) flows.writing.add(name);
  if (!makesTemporaryFiles(module)) return;
  flows.temporary.add(name);
  flows.outside.add(name);
}

function enterFunction(
  flows: Flows,
  node: TSESTree.FunctionDeclaration | TSESTree.FunctionExpression | TSESTree.ArrowFunctionExpression,
  given: readonly string[],
): readonly string[] {
  const names = node.id === null ? given : [node.id.name, ...given];
  const parameters = node.params.map((parameter) => boundBy(flows, parameter));
  flows.functions.push({ names, range: node.range });
  for (const name of names) {
    const known = flows.parameters.get(name);
    if (known === undefined) flows.parameters.set(name, [parameters]);
    else known.push(parameters);
  }
  if (node.body.type !== 'BlockStatement') flow(flows, useOf(node.body), names);
  return names;
}

function enterCall(flows: Flows, call: TSESTree.Node, callee: TSESTree.Node, args: readonly TSESTree.Node[]): void {
  const called = useOf(callee);
  const uses = args.map(useOf);
  const names = called.names.at(-1);
  const keeps = names !== undefined && KEEPERS.has(names);
  for (const [index, argument] of args.entries()) {
    if (argument.type === 'FunctionExpression' || argument.type === 'ArrowFunctionExpression') {
      const parameters = argument.params.flatMap((parameter) => boundBy(flows, parameter));
      for (const use of [called, ...uses]) flow(flows, use, parameters);
    }
    const use = uses[index];
    if (keeps && use !== undefined) flow(flows, use, [...called.names.slice(0, -1), ...(uses[0]?.names ?? [])]);
  }
  const options = declaredBy(callee, args);
  if (options.length > 0) for (const use of uses) flow(flows, use, options);
  const isIndirect = names !== undefined && INDIRECT.has(names);
  const isDirect = !isIndirect && args.every(({ type }) => type !== 'SpreadElement');
  flows.calls.push({ callee: isIndirect ? called.names.slice(0, -1) : called.names, args: uses, isDirect, at: call.range[0] });
}
