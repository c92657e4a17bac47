/** Names by which a program reads an option of its command line. */
import type { TSESTree } from '@typescript-eslint/utils';

const inCamelCase = (name: string): string => name.replace(/-+(\w)/gu, (_, letter: string) => letter.toUpperCase());

/** `-o, --out-dir <dir>` is `outDir`, or `out_dir`; a plain name is itself. */
export function namesOfOption(flags: string): readonly string[] {
  const long = /--(?:no-)?([\w-]+)/u.exec(flags)?.[1] ?? /^-?(\w[\w-]*)/u.exec(flags)?.[1];
  return long === undefined ? [] : [...new Set([long, inCamelCase(long), long.replaceAll('-', '_')])];
}

/** Methods that declare an option by its first argument, with what it is by default. */
const DECLARES = /^(?:option|requiredOption|globalOption|positional|default|add_?argument)$/iu;

/** The names of the option that a call declares, where no model is asked what is called. */
export function declaredBy(callee: TSESTree.Node, args: readonly TSESTree.Node[]): readonly string[] {
  if (callee.type !== 'MemberExpression' || callee.property.type !== 'Identifier' || !DECLARES.test(callee.property.name)) return [];
  // `new Option('--out <dir>').default('/tmp')`
  const texts = args.length > 1 ? args.slice(0, 2).map(textOf) : [flagsIn(callee.object)];
  return texts.flatMap((text) => (text === undefined ? [] : namesOfOption(text)));
}

const textOf = (node: TSESTree.Node | undefined): string | undefined => (node?.type === 'Literal' && typeof node.value === 'string' ? node.value : undefined);

function flagsIn(made: TSESTree.Node): string | undefined {
  let node = made;
  while (node.type === 'CallExpression' && node.callee.type === 'MemberExpression') node = node.callee.object;
  return node.type === 'NewExpression' || node.type === 'CallExpression' ? textOf(node.arguments[0]) : undefined;
}
