/** From text to a TS-ESTree Program: nodes with `range`, without `loc` and `parent`. */
import { extname } from 'node:path';
import type { TSESTree } from '@typescript-eslint/utils';
import type { parseSync, ParserOptions } from 'oxc-parser';
import { isNestedTooDeep } from './nesting.js';

type Language = NonNullable<ParserOptions['lang']>;
type SourceType = NonNullable<ParserOptions['sourceType']>;

interface Dialect {
  readonly lang: Language;
  /** Tried in this order: a file's name does not always say what it is. */
  readonly sourceTypes: readonly SourceType[];
}

const MODULE_FIRST = ['module', 'commonjs'] as const;
const SCRIPT_FIRST = ['commonjs', 'module'] as const;

const DIALECTS: Readonly<Record<string, Dialect>> = {
  '': { lang: 'jsx', sourceTypes: MODULE_FIRST },
  '.js': { lang: 'jsx', sourceTypes: MODULE_FIRST },
  '.jsx': { lang: 'jsx', sourceTypes: MODULE_FIRST },
  '.mjs': { lang: 'jsx', sourceTypes: ['module'] },
  '.cjs': { lang: 'jsx', sourceTypes: SCRIPT_FIRST },
  '.ts': { lang: 'ts', sourceTypes: MODULE_FIRST },
  '.mts': { lang: 'ts', sourceTypes: ['module'] },
  '.cts': { lang: 'ts', sourceTypes: MODULE_FIRST },
  '.tsx': { lang: 'tsx', sourceTypes: MODULE_FIRST },
};

/** Types only: nothing in it runs. */
export const isDeclaration = (file: string): boolean => /\.d\.[cm]?ts$/.test(file);

function dialectOf(file: string): Dialect | undefined {
  if (isDeclaration(file)) return { lang: 'dts', sourceTypes: ['module'] };
  return DIALECTS[extname(file)];
}

export function isSource(file: string): boolean {
  return dialectOf(file) !== undefined;
}

function isProgram(node: unknown): node is TSESTree.Program {
  return typeof node === 'object' && node !== null && 'type' in node && node.type === 'Program' && 'range' in node;
}

/** Undefined when the text does not parse. */
export function parseSource(parse: typeof parseSync, file: string, text: string): TSESTree.Program | undefined {
  const dialect = dialectOf(file);
  if (dialect === undefined || isNestedTooDeep(text)) return undefined;
  for (const sourceType of dialect.sourceTypes) {
    const options = { lang: dialect.lang, sourceType, astType: 'ts', range: true, preserveParens: false } as const;
    const result = parse(file, text, options);
    if (result.errors.some((error) => error.severity === 'Error')) continue;
    const program: unknown = result.program;
    if (isProgram(program)) return program;
  }
  return undefined;
}
