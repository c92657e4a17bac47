/** The members of types that a file declares itself. */
import type { TSESTree } from '@typescript-eslint/utils';

type Declaration = TSESTree.TSInterfaceDeclaration | TSESTree.TSTypeAliasDeclaration;

const known = new WeakMap<TSESTree.Program, ReadonlyMap<string, Declaration>>();

/** Interfaces and aliases at the top level, exported or not. */
function declarationsIn(program: TSESTree.Program): ReadonlyMap<string, Declaration> {
  const found = known.get(program);
  if (found !== undefined) return found;
  const declarations = new Map<string, Declaration>();
  for (const statement of program.body) {
    const node = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement;
    if (node?.type === 'TSInterfaceDeclaration' || node?.type === 'TSTypeAliasDeclaration') declarations.set(node.id.name, node);
  }
  known.set(program, declarations);
  return declarations;
}

/** How far aliases and parents are followed: a type may name itself. */
const MAX_STEPS = 4;
/** A larger type is no options object. */
const MAX_MEMBERS = 60;

/** Properties of an object type, those of what it extends before its own. */
export function memberTypes(program: TSESTree.Program, type: TSESTree.TypeNode, steps = MAX_STEPS): readonly TSESTree.TSPropertySignature[] {
  if (steps === 0) return [];
  switch (type.type) {
    case 'TSTypeLiteral':
      return propertiesOf(type.members);
    case 'TSIntersectionType':
      return type.types.flatMap((each) => memberTypes(program, each, steps - 1));
    case 'TSTypeReference':
      return type.typeName.type === 'Identifier' ? membersOfName(program, type, type.typeName.name, steps - 1) : [];
    default:
      return [];
  }
}

const WRAPPERS = new Set(['Readonly', 'Partial', 'Required']);

function membersOfName(program: TSESTree.Program, type: TSESTree.TSTypeReference, name: string, steps: number): readonly TSESTree.TSPropertySignature[] {
  const [inner] = type.typeArguments?.params ?? [];
  if (WRAPPERS.has(name) && inner !== undefined) return memberTypes(program, inner, steps);
  const declaration = declarationsIn(program).get(name);
  if (declaration === undefined) return [];
  if (declaration.type === 'TSTypeAliasDeclaration') return memberTypes(program, declaration.typeAnnotation, steps);
  const parents = declaration.extends.flatMap(({ expression }) =>
    expression.type === 'Identifier' && steps > 0 ? interfaceMembers(program, expression.name, steps - 1) : [],
  );
  return [...parents, ...propertiesOf(declaration.body.body)];
}

function interfaceMembers(program: TSESTree.Program, name: string, steps: number): readonly TSESTree.TSPropertySignature[] {
  const declaration = declarationsIn(program).get(name);
  if (declaration === undefined || steps <= 0) return [];
  return declaration.type === 'TSInterfaceDeclaration' ? propertiesOf(declaration.body.body) : memberTypes(program, declaration.typeAnnotation, steps);
}

const propertiesOf = (members: readonly TSESTree.TypeElement[]): readonly TSESTree.TSPropertySignature[] =>
  members.slice(0, MAX_MEMBERS).filter((member) => member.type === 'TSPropertySignature');

export function keyName({ key, computed }: TSESTree.TSPropertySignature): string | undefined {
  if (key.type === 'Identifier') return computed ? undefined : key.name;
  return key.type === 'Literal' ? String(key.value) : undefined;
}
