/**
 * Guards on age (C3): `Date.now() - kept.at < LIMIT`, `Date.now() < kept.until`. What is kept and used only where such a guard holds is young
 * enough, however long ago it may have been requested elsewhere.
 */
import { constantNumber, type Atom, type Value } from '../values/values.js';
import { ALWAYS, negation, type PathCondition, type Test } from './condition.js';

/** Milliseconds: what may be older than this is not young (upload URLs expire after eight hours at the soonest). */
const YOUNG = 3_600_000;

/** What holds where something is not older. */
export const YOUNG_ENOUGH: PathCondition = { ...ALWAYS, young: true };
const young: Test = { yes: YOUNG_ENOUGH, no: ALWAYS };

const isTime = (atom: Atom): boolean => atom.kind === 'source' && atom.source === 'time';

/** What a comparison of times says of ages; undefined where it compares something else. */
export function ageTest(operator: string, left: Value, right: Value): Test | undefined {
  if (operator !== '<' && operator !== '<=') return operator === '>' || operator === '>=' ? ageTest(operator === '>' ? '<' : '<=', right, left) : undefined;
  // An age, or the time that it is, is below: young. Above: not so.
  if (left.some(isTime)) return isShortAge(right) ? young : undefined;
  return right.some(isTime) && isShortAge(left) ? negation(young) : undefined;
}

/** Milliseconds that are no long time; what is not known may be. */
export function isShortAge(value: Value): boolean {
  const limit = constantNumber(value);
  return value.length > 0 && (limit === undefined || limit <= YOUNG);
}
