/** Components: the scripts in them are one program, of which a parser may keep the parts in elements. */
import type { TSESTree } from '@typescript-eslint/utils';

interface ScriptElement {
  readonly type: 'SvelteScriptElement';
  readonly body: readonly TSESTree.ProgramStatement[];
}

const isScript = (node: unknown): node is ScriptElement =>
  typeof node === 'object' && node !== null && 'type' in node && node.type === 'SvelteScriptElement' && 'body' in node && Array.isArray(node.body);

const isElement = (node: unknown): boolean =>
  typeof node === 'object' && node !== null && 'type' in node && typeof node.type === 'string' && node.type.startsWith('Svelte');

const isStatement = (node: unknown): node is TSESTree.ProgramStatement => typeof node === 'object' && node !== null && 'type' in node;

/** The statements of a script element of a component; undefined for any other node. */
export const statementsOfScript = (node: unknown): readonly TSESTree.ProgramStatement[] | undefined => (isScript(node) ? node.body : undefined);

/** The program with the statements of its script elements in their place, and no markup; most programs are that already. */
export function withScripts(program: TSESTree.Program): TSESTree.Program {
  if (!program.body.some(isElement)) return program;
  const nodes: readonly unknown[] = program.body;
  const body = nodes.flatMap((node) => {
    if (isScript(node)) return node.body;
    return isElement(node) || !isStatement(node) ? [] : [node];
  });
  return { ...program, body };
}
