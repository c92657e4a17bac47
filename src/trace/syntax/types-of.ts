/** What a type annotation tells of a value that nobody is seen to give: `http: AxiosInstance` is axios. */
import type { TSESTree } from '@typescript-eslint/utils';
import { instanceOf } from '../classes/classes.js';
import type { Interpreter } from '../interpreter.js';
import { modelledGlobal } from '../library/entities.js';
import { objectWith } from '../state/heap.js';
import type { BytesAtom, Value } from '../values/values.js';
import { keyName, memberTypes } from './type-members.js';

/** How deep in the members of types a client is looked for. */
const MAX_DEPTH = 2;

const annotationOf = (node: TSESTree.Node): TSESTree.TypeNode | undefined => {
  switch (node.type) {
    case 'Identifier':
    case 'ObjectPattern':
    case 'ArrayPattern':
    case 'PropertyDefinition':
    case 'AccessorProperty':
      return node.typeAnnotation?.typeAnnotation;
    case 'AssignmentPattern':
      return annotationOf(node.left);
    case 'TSParameterProperty':
      return annotationOf(node.parameter);
    case 'VariableDeclarator':
      return annotationOf(node.id);
    default:
      return undefined;
  }
};

export function typedValue(it: Interpreter, node: TSESTree.Node): Value | undefined {
  const type = annotationOf(node);
  return type === undefined ? undefined : typeValue(it, type);
}

function typeValue(it: Interpreter, type: TSESTree.TypeNode, depth = MAX_DEPTH): Value | undefined {
  switch (type.type) {
    case 'TSTypeReference':
      return entityOfType(it, type.typeName) ?? instanceOfType(it, type.typeName) ?? globalType(it, type.typeName) ?? objectOfType(it, type, depth);
    case 'TSTypeQuery':
      return type.exprName.type === 'Identifier' ? queried(it, type.exprName.name) : undefined;
    case 'TSTypeLiteral':
    case 'TSIntersectionType':
      return objectOfType(it, type, depth);
    case 'TSTypeOperator':
      return type.typeAnnotation === undefined ? undefined : typeValue(it, type.typeAnnotation, depth);
    default:
      return undefined;
  }
}

/** `typeof axios` */
function queried(it: Interpreter, name: string): Value | undefined {
  const cell = it.scope.lookup(name);
  if (cell !== undefined) return cell.value.every((atom) => atom.kind === 'entity') && cell.value.length > 0 ? cell.value : undefined;
  return modelledGlobal(it, name);
}

/** An object of which only those members are known whose types tell something: `{ http: AxiosInstance }`. */
function objectOfType(it: Interpreter, type: TSESTree.TypeNode, depth: number): Value | undefined {
  if (depth === 0) return undefined;
  const members = memberTypes(it.module.program, type).flatMap((member): readonly (readonly [string, Value])[] => {
    const name = keyName(member);
    const value = name === undefined || member.typeAnnotation === undefined ? undefined : typeValue(it, member.typeAnnotation.typeAnnotation, depth - 1);
    return name === undefined || value === undefined ? [] : [[name, value]];
  });
  return members.length === 0 ? undefined : [{ kind: 'unknown', heap: objectWith(Object.fromEntries(members)).heap }];
}

/** Types of the language and of Node whose values are bytes, or a form. */
const BYTES: ReadonlyMap<string, BytesAtom['of']> = new Map([
  ['Buffer', 'memory'],
  ['Uint8Array', 'memory'],
  ['ArrayBuffer', 'memory'],
  ['FormData', 'form'],
]);

function globalType(it: Interpreter, name: TSESTree.EntityName): Value | undefined {
  const of = name.type === 'Identifier' ? BYTES.get(name.name) : undefined;
  if (of === undefined || name.type !== 'Identifier' || it.module.types.get(name.name)?.module.startsWith('.') === true) return undefined;
  return [{ kind: 'bytes', of, reader: of === 'form' ? 'global#FormData' : undefined }];
}

/** An instance of a class of the project: one that was seen to be made, or one that somebody makes with nobody knows what. */
function instanceOfType(it: Interpreter, name: TSESTree.EntityName): Value | undefined {
  const value = name.type === 'Identifier' ? (it.scope.lookup(name.name)?.value ?? []) : [];
  const [only] = value;
  return only?.kind === 'class' && value.length === 1 ? instanceOf(it, only) : undefined;
}

function entityOfType(it: Interpreter, name: TSESTree.EntityName): Value | undefined {
  const root = name.type === 'TSQualifiedName' ? name.left : name;
  if (root.type !== 'Identifier') return undefined;
  const imported = it.module.types.get(root.name);
  if (imported === undefined) return undefined;
  const typeName = name.type === 'TSQualifiedName' ? name.right.name : imported.name === 'default' ? root.name : imported.name;
  const key = it.host.models.typeEntity(imported.module, typeName);
  return key === undefined ? undefined : [{ kind: 'entity', key }];
}
