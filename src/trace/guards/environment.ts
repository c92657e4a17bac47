/**
 * Whether the program runs in production, as far as it asks: by a variable of the environment (`NODE_ENV`), or by a flag that tools put in
 * its place. What runs only elsewhere may write where it likes (C5).
 */
import type { Atom } from '../values/values.js';
import { ALWAYS, negation, UNDECIDED, type Test } from './condition.js';

const NAME = /^(?:(?:NODE|APP|RUN|DENO|BUN|SERVER)_ENV(?:IRONMENT)?|ENV|ENVIRONMENT)$/;
const VARIABLE = /^global#(?:(?:process|Bun|import\.meta)\.env\.[A-Z_]+|import\.meta\.env\.MODE)$/;
const FLAG = /^(?:global#import\.meta\.env\.(DEV|PROD)|global#__(DEV|PROD)__)$/;
const NAMED_FLAG = /^(?:(?:is|in)_?)(dev(?:elopment)?|prod(?:uction)?)(?:_?(?:mode|env|environment))?$|^(development|production)$/i;

const development: Test = { yes: { ...ALWAYS, development: true }, no: ALWAYS };

/** Is it the name of a variable that says where the program runs? */
export const isEnvironmentName = (name: string): boolean => NAME.test(name);

/** A variable that says where the program runs. */
export const isEnvironment = (atom: Atom): boolean => atom.kind === 'entity' && VARIABLE.test(atom.key);

/** What holds where such a variable is, or starts with, this text, and where not. */
export const environmentTest = (text: string): Test => (/^(?:prod|live$)/i.test(text) ? negation(development) : development);

/** What holds where an entity is truthy. Where nothing says that it is production, it is not. */
export function environmentTruth(atom: Atom): Test {
  if (atom.kind !== 'entity') return UNDECIDED;
  const flag = FLAG.exec(atom.key);
  if (flag !== null) return environmentFlag(`is${flag[1] ?? flag[2] ?? ''}`) ?? UNDECIDED;
  if (isEnvironment(atom)) return negation(development);
  const name = atom.key.slice(Math.max(atom.key.lastIndexOf('#'), atom.key.lastIndexOf('.')) + 1);
  return environmentFlag(name.replace(/\(\)$/, '')) ?? UNDECIDED;
}

/** What holds where something of that name is true, of which nothing else is known: a flag out of sight, `config.isProduction`. */
export function environmentFlag(name: string): Test | undefined {
  const named = NAMED_FLAG.exec(name);
  const word = named?.[1] ?? named?.[2];
  return word === undefined ? undefined : environmentTest(word);
}
