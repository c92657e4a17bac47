/** Regular expressions, as far as they are constant and cheap to run. */
import { CERTAIN, REFUTED, UNDECIDED, type Test } from '../guards/condition.js';
import { constant, type Value } from '../values/values.js';
import { textArgument } from './texts.js';

/** Texts longer than this are not matched: repetitions take time by a power of the length. */
export const MAX_MATCHED = 300;

const REGEXP = 'global#RegExp()';

export const regExpValue = (pattern: string, flags: string): Value => [{ kind: 'entity', key: REGEXP, args: [constant(pattern), constant(flags)] }];

/** Backtracking of nested or many repetitions may take for ever. */
const isCheap = (pattern: string): boolean => !/\)[*+{]/.test(pattern) && (pattern.match(/[*+{]/g) ?? []).length <= 3;

function compiled(pattern: string, flags: string): RegExp | undefined {
  if (!isCheap(pattern)) return undefined;
  try {
    return new RegExp(pattern, flags.replace('y', ''));
  } catch {
    return undefined;
  }
}

/** The constant string or regular expression that the argument is. */
export function patternOf(value: Value | undefined): string | RegExp | undefined {
  const [atom] = value ?? [];
  if (value?.length !== 1 || atom === undefined) return undefined;
  if (atom.kind !== 'entity' || atom.key !== REGEXP) return textArgument(value);
  const [pattern, flags] = atom.args ?? [];
  const source = textArgument(pattern);
  return source === undefined ? undefined : compiled(source, textArgument(flags) ?? '');
}

/** Does the pattern only match at the end, or at the start? */
export function anchorOf(pattern: string | RegExp): 'end' | 'start' | undefined {
  if (typeof pattern === 'string' || pattern.flags.includes('m') || pattern.source.includes('|')) return undefined;
  if (/(^|[^\\])\$$/.test(pattern.source)) return 'end';
  return pattern.source.startsWith('^') ? 'start' : undefined;
}

/** The strings of `^(a|b)$`, which matches just them. */
export function stringsOf(pattern: RegExp): readonly string[] | undefined {
  if (pattern.flags.includes('i')) return undefined;
  const whole = /^\^(?:\((?:\?:)?([\w-]+(?:\|[\w-]+)*)\)|([\w-]+))\$$/.exec(pattern.source);
  const names = whole?.[1] ?? whole?.[2];
  return names?.split('|');
}

/** What every storage URL carries (C10). */
const IN_URLS = [':', '/', '?', '&', '='];
/** All that a storage URL is made of, mostly. */
const OF_URLS = [...IN_URLS, 'a', 'Z', '0', '-', '.', '_', '~', '%', '+', '#'];
const CLASS = /^(\^?)(\[(?:[^\]\\]|\\.)+\]|\\[sSwWdD]|[ '"&?])[+*]?(\$?)$/u;

/** Is a storage URL all of a class of characters, or is one in it? So does code ask that quotes words for a shell where they need it. */
export function urlTest({ source }: RegExp): Test {
  const [, start, characters, end] = CLASS.exec(source) ?? [];
  if (characters === undefined || start?.length !== end?.length) return UNDECIDED;
  const within = compiled(`^${characters}$`, '');
  if (within === undefined) return UNDECIDED;
  if (start === '^') return IN_URLS.every((each) => within.test(each)) ? UNDECIDED : REFUTED;
  if (IN_URLS.some((each) => within.test(each))) return CERTAIN;
  return OF_URLS.some((each) => within.test(each)) ? UNDECIDED : REFUTED;
}
