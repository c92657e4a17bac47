/**
 * Whether the program runs in production, as far as it asks: by a variable of the environment (`NODE_ENV`), or by a flag that tools put in
 * its place. What runs only elsewhere may write where it likes (C5).
 */
import { ALWAYS, negation, UNDECIDED, type Test } from './condition.js';
import type { Atom } from './values.js';

const NAME = /^(?:(?:NODE|APP|RUN|DENO|BUN|SERVER)_ENV(?:IRONMENT)?|ENV|ENVIRONMENT)$/;
const VARIABLE = /^global#(?:(?:process|Bun|import\.meta)\.env\.[A-Z_]+|import\.meta\.env\.MODE)$/;
const IN_DEVELOPMENT = /^(?:global#(?:import\.meta\.env\.DEV|__DEV__)|std-env#isDevelopment)$/;
const IN_PRODUCTION = /^(?:global#(?:import\.meta\.env\.PROD|__PROD__)|std-env#isProduction)$/;

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
  if (IN_DEVELOPMENT.test(atom.key)) return development;
  return IN_PRODUCTION.test(atom.key) || isEnvironment(atom) ? negation(development) : UNDECIDED;
}
