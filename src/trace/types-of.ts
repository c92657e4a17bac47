/** What a type annotation tells of a value that nobody is seen to give: `http: AxiosInstance` is axios. */
import type { TSESTree } from '@typescript-eslint/utils';
import type { Interpreter } from './interpreter.js';
import type { Value } from './values.js';

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

export function typedValue(it: Interpreter, param: TSESTree.Node): Value | undefined {
  const type = annotationOf(param);
  return type === undefined ? undefined : typeValue(it, type);
}

export const typedDeclaration = (it: Interpreter, node: TSESTree.Node): Value | undefined => typedValue(it, node);

function typeValue(it: Interpreter, type: TSESTree.TypeNode): Value | undefined {
  if (type.type === 'TSTypeReference') return entityOfType(it, type.typeName);
  if (type.type === 'TSTypeQuery' && type.exprName.type === 'Identifier') {
    const cell = it.scope.lookup(type.exprName.name);
    if (cell !== undefined) return cell.value.every((atom) => atom.kind === 'entity') && cell.value.length > 0 ? cell.value : undefined;
    const key = `global#${type.exprName.name}`;
    return it.host.models.callsOf(key).length > 0 ? [{ kind: 'entity', key }] : undefined;
  }
  return undefined;
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
