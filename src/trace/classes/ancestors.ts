/** What a class inherits from. */
import type { ClassInfo } from '../values/values.js';

/** Links of a chain of prototypes that are followed: one may lead back to itself. */
export const MAX_CHAIN = 20;

/** The classes above this one, each before its own. */
export function ancestorsOf({ parent }: ClassInfo, depth = 0): readonly ClassInfo[] {
  if (depth > MAX_CHAIN) return [];
  return parent.flatMap((atom) => (atom.kind === 'class' ? [atom.info, ...ancestorsOf(atom.info, depth + 1)] : []));
}
