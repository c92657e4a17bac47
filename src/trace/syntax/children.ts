/** The parts of a syntax tree's nodes that run. */
import type { TSESTree } from '@typescript-eslint/utils';
import type { FunctionNode } from '../values/values.js';

const FUNCTION = ['id', 'params', 'body'];
const CLASS = ['decorators', 'id', 'superClass', 'body'];
const MEMBER = ['decorators', 'key', 'value'];

/** Keys of ESTree's own nodes: walks of whole programs spend most of their time on finding out which keys hold a node. */
const KEYS: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    ArrayExpression: ['elements'],
    ArrayPattern: ['elements', 'decorators'],
    ArrowFunctionExpression: FUNCTION,
    AssignmentExpression: ['left', 'right'],
    AssignmentPattern: ['left', 'right', 'decorators'],
    AwaitExpression: ['argument'],
    BinaryExpression: ['left', 'right'],
    BlockStatement: ['body'],
    BreakStatement: [],
    CallExpression: ['callee', 'arguments'],
    CatchClause: ['param', 'body'],
    ChainExpression: ['expression'],
    ClassBody: ['body'],
    ClassDeclaration: CLASS,
    ClassExpression: CLASS,
    ConditionalExpression: ['test', 'consequent', 'alternate'],
    ContinueStatement: [],
    DoWhileStatement: ['body', 'test'],
    ExportDefaultDeclaration: ['declaration'],
    ExportNamedDeclaration: ['declaration', 'specifiers', 'source'],
    ExpressionStatement: ['expression'],
    ForInStatement: ['left', 'right', 'body'],
    ForOfStatement: ['left', 'right', 'body'],
    ForStatement: ['init', 'test', 'update', 'body'],
    FunctionDeclaration: FUNCTION,
    FunctionExpression: FUNCTION,
    Identifier: ['decorators'],
    IfStatement: ['test', 'consequent', 'alternate'],
    ImportExpression: ['source', 'options'],
    LabeledStatement: ['body'],
    Literal: [],
    LogicalExpression: ['left', 'right'],
    MemberExpression: ['object', 'property'],
    MethodDefinition: MEMBER,
    NewExpression: ['callee', 'arguments'],
    ObjectExpression: ['properties'],
    ObjectPattern: ['properties', 'decorators'],
    PrivateIdentifier: [],
    Program: ['body'],
    Property: ['key', 'value'],
    PropertyDefinition: MEMBER,
    RestElement: ['argument', 'decorators'],
    ReturnStatement: ['argument'],
    SequenceExpression: ['expressions'],
    SpreadElement: ['argument'],
    StaticBlock: ['body'],
    Super: [],
    SwitchCase: ['test', 'consequent'],
    SwitchStatement: ['discriminant', 'cases'],
    TaggedTemplateExpression: ['tag', 'quasi'],
    TemplateElement: [],
    TemplateLiteral: ['quasis', 'expressions'],
    ThisExpression: [],
    ThrowStatement: ['argument'],
    TryStatement: ['block', 'handler', 'finalizer'],
    UnaryExpression: ['argument'],
    UpdateExpression: ['argument'],
    VariableDeclaration: ['declarations'],
    VariableDeclarator: ['id', 'init'],
    WhileStatement: ['test', 'body'],
    YieldExpression: ['argument'],
  }),
);

/** Of other nodes (TypeScript's, JSX) any key is looked at but these. */
const SKIPPED = new Set(['parent', 'loc', 'range', 'type', 'tokens', 'comments', 'typeAnnotation', 'returnType', 'typeArguments', 'typeParameters']);

export const isNode = (value: unknown): value is TSESTree.Node => typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';

/** Child nodes, types left out. */
export function childrenOf(node: TSESTree.Node): readonly TSESTree.Node[] {
  const children: TSESTree.Node[] = [];
  for (const key of KEYS.get(node.type) ?? Object.keys(node).filter((name) => !SKIPPED.has(name))) {
    const value: unknown = Reflect.get(node, key);
    if (Array.isArray(value)) {
      for (const item of value) if (isNode(item)) children.push(item);
    } else if (isNode(value)) children.push(value);
  }
  return children;
}

export const isFunctionNode = (node: TSESTree.Node): node is FunctionNode =>
  node.type === 'ArrowFunctionExpression' || node.type === 'FunctionExpression' || node.type === 'FunctionDeclaration';

/** A function or a class: what stands in it does not run where it stands. */
export const isDefinition = ({ type }: TSESTree.Node): boolean => /Function|^Class/u.test(type);

/** `state`, `this.state`, `run.state`: to look at it does nothing. */
export const isPlain = (node: TSESTree.Node): node is TSESTree.Identifier | TSESTree.MemberExpression =>
  node.type === 'Identifier' || (node.type === 'MemberExpression' && !node.computed && (node.object.type === 'ThisExpression' || isPlain(node.object)));
