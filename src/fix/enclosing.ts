/** What stands around a node. */
import type { TSESTree } from '@typescript-eslint/utils';
import { statementsOfScript } from '../trace/programs/script-parts.js';
import { isFunctionNode } from '../trace/syntax/children.js';
import type { FunctionNode } from '../trace/values/values.js';

/** Undefined at the top level of a module. */
export function enclosingFunction(node: TSESTree.Node): FunctionNode | undefined {
  if (node.type === 'Program') return undefined;
  for (let at = node.parent; at.type !== 'Program'; at = at.parent) {
    if (isFunctionNode(at)) return at;
  }
  return undefined;
}

/** The statement in a list of statements that the node is, or is in. */
export function statementAround(node: TSESTree.Node): { readonly statement: TSESTree.Statement; readonly list: readonly TSESTree.Statement[] } | undefined {
  for (let at = node; at.type !== 'Program'; at = at.parent) {
    const { parent }: { parent: TSESTree.Node } = at;
    const list = listOf(parent);
    const statement = list?.find((each) => each === at);
    if (list !== undefined && statement !== undefined) return { statement, list };
  }
  return undefined;
}

function listOf(node: TSESTree.Node): readonly TSESTree.Statement[] | undefined {
  const script = statementsOfScript(node);
  if (script !== undefined) return script;
  switch (node.type) {
    case 'Program':
    case 'BlockStatement':
    case 'StaticBlock':
      return node.body;
    case 'SwitchCase':
      return node.consequent;
    default:
      return undefined;
  }
}
