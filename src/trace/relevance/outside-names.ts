/** The names in a program between which values flow, collected in one walk that knows nothing of scopes or order. */
import type { TSESTree } from '@typescript-eslint/utils';
import { declaredBy } from '../library/option-names.js';
import { childrenOf, isFunctionNode } from '../syntax/children.js';
import { isTyped } from '../syntax/wrappers.js';
import type { FunctionNode } from '../values/values.js';
import { emptyFlows, flow, named, startsOf, type Callback, type Flows, type NamedSource, type Place } from './name-flows.js';
import { bindEquals, bindExport, bindImport, bindModule, requiredBy } from './outside-modules.js';
import { keyOf, useOf } from './outside-use.js';
import { OUTSIDE_NAMES } from './outside-words.js';

/** Methods that keep what they are given in what they are called on, or in their first argument. */
const KEEPERS = new Set(['push', 'unshift', 'splice', 'set', 'add', 'append', 'fill', 'assign', 'defineProperty', 'merge', 'defaults']);
const INDIRECT = new Set(['bind', 'call', 'apply']);

export function collectFlows(sources: readonly NamedSource[], isWriter: Flows['isWriter']): Flows {
  const flows = emptyFlows(isWriter);
  const starts = startsOf(sources);
  for (const { file, program, isOwn } of sources) {
    const source = { isOwn, start: starts.get(file) ?? 0 };
    const pending: Pending[] = [{ node: program, source, names: [], returns: [] }];
    // A list, not recursion: programs may be nested deeper than the stack.
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) visit(flows, next, pending);
  }
  return flows;
}

interface Pending {
  readonly node: TSESTree.Node;
  readonly source: Place;
  /** Names that a function or class standing here goes by. */
  readonly names: readonly string[];
  /** Names of the function around: what is returned flows there. */
  readonly returns: readonly string[];
}

function visit(flows: Flows, at: Pending, pending: Pending[]): void {
  const { node, source } = at;
  switch (node.type) {
    case 'ImportDeclaration':
      for (const specifier of node.specifiers) bindImport(flows, specifier, node.source.value, source);
      return;
    case 'TSImportEqualsDeclaration':
      bindEquals(flows, node, source);
      return;
    case 'ExportNamedDeclaration':
      for (const specifier of node.specifiers) bindExport(flows, specifier, node.source?.value, source);
      break;
    default:
  }
  const returns = isFunctionNode(node) ? enterFunction(flows, node, at) : at.returns;
  const names = isFunctionNode(node) ? [] : namesGiven(flows, at);
  if (names.length === 0) move(flows, at);
  for (const child of childrenOf(node)) pending.push({ node: child, source, names, returns });
}

/** Where a value is given a name: the names, with what flows into them noted. */
function namesGiven(flows: Flows, { node, names, source }: Pending): readonly string[] {
  switch (node.type) {
    case 'VariableDeclarator':
      return node.init === null ? [] : assign(flows, node.id, node.init, source);
    case 'AssignmentExpression':
      return assign(flows, node.left, node.right, source);
    case 'AssignmentPattern':
      return assign(flows, node.left, node.right, source);
    case 'ExportDefaultDeclaration':
      return given(flows, ['default'], node.declaration);
    case 'TSExportAssignment':
      return given(flows, ['exports'], node.expression);
    case 'Property':
    case 'PropertyDefinition':
      return node.value === null ? [] : given(flows, keyOf(node.key, node.computed), node.value);
    case 'MethodDefinition':
      return node.kind === 'constructor' ? ['super', ...names] : keyOf(node.key, node.computed);
    case 'TSEnumMember':
      return node.initializer === undefined ? [] : given(flows, keyOf(node.id, false), node.initializer);
    case 'ClassDeclaration':
    case 'ClassExpression':
      return node.id === null ? names : [node.id.name, ...names];
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
function move(flows: Flows, { node, returns, source }: Pending): void {
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
      enterCall(flows, node, node.callee, node.arguments, source);
      break;
    case 'TaggedTemplateExpression':
      enterCall(flows, node, node.tag, [node.quasi], source);
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
    default:
      if (isTyped(target)) return boundBy(flows, target.expression, found);
  }
  return found;
}

function assign(flows: Flows, target: TSESTree.Node, value: TSESTree.Node, source: Place): readonly string[] {
  const names = boundBy(flows, target);
  const specifier = requiredBy(value);
  if (specifier !== undefined) {
    for (const name of names) bindModule(flows, name, specifier, source);
    return names;
  }
  for (const name of names) flows.variables.add(name);
  flow(flows, useOf(value), names);
  return names;
}

function enterFunction(flows: Flows, node: FunctionNode, { names: given, source: { start } }: Pending): readonly string[] {
  const names = node.id === null ? given : [node.id.name, ...given];
  const parameters = node.params.map((parameter) => boundBy(flows, parameter));
  for (const name of parameters.flat()) flows.variables.add(name);
  flows.functions.push({ names, range: [start + node.range[0], start + node.range[1]] });
  for (const name of names) {
    const known = flows.parameters.get(name);
    if (known === undefined) flows.parameters.set(name, [parameters]);
    else known.push(parameters);
  }
  if (node.body.type !== 'BlockStatement') flow(flows, useOf(node.body), names);
  return names;
}

function enterCall(flows: Flows, call: TSESTree.Node, callee: TSESTree.Node, args: readonly TSESTree.Node[], { start }: Place): void {
  const called = useOf(callee);
  const uses = args.map(useOf);
  const names = called.names.at(-1);
  const callbacks = args.flatMap((argument, index): readonly Callback[] => {
    if (!isFunctionNode(argument)) return [];
    return [{ index, parameters: argument.params.map((parameter) => boundBy(flows, parameter)) }];
  });
  for (const { parameters } of callbacks) for (const use of [called, ...uses]) flow(flows, use, parameters.flat());
  if (names !== undefined && KEEPERS.has(names)) for (const use of uses) flow(flows, use, [...called.names.slice(0, -1), ...(uses[0]?.names ?? [])]);
  const options = declaredBy(callee, args);
  if (options.length > 0) for (const use of uses) flow(flows, use, options);
  const isIndirect = names !== undefined && INDIRECT.has(names);
  const isDirect = !isIndirect && args.every(({ type }) => type !== 'SpreadElement');
  flows.calls.push({ callee: isIndirect ? called.names.slice(0, -1) : called.names, args: uses, callbacks, isDirect, at: start + call.range[0] });
}
