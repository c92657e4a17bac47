/** Wordings that several messages share. */
import type { StageSet } from '../trace/condition.js';

/** Names in quotes, as they are listed in a sentence. */
export const listed = (names: readonly string[], last: 'or' | 'and'): string => {
  const all = names.map((name) => `'${name}'`);
  const end = all.pop() ?? '';
  return all.length === 0 ? end : `${all.join(', ')} ${last} ${end}`;
};

/** What is known of the stage here, as half a sentence. */
export function stagesInWords({ excludes, names }: StageSet): string {
  if (!excludes) return `the stage that runs here is ${listed(names, 'or')}`;
  if (names.length === 0) return 'any stage may run here';
  return `any stage but ${listed(names, 'and')} may run here`;
}
