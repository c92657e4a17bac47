/** How long the properties are looked for: a moment with the rest of the tests, long by `npm run fuzz`. */
import type { Parameters } from 'fast-check';

const long = process.env['FUZZ'] === 'long';

export const runs = (short: number): Pick<Parameters, 'numRuns' | 'seed'> =>
  long ? { numRuns: short * 50 } : { numRuns: short, seed: 20_260_101 };

export const TIMEOUT = long ? 3_600_000 : 180_000;

/** The parser alone takes seconds over what the long run looks at. */
export const size = (whole: number): number => (long ? whole : whole / 10);
