/** The arguments of the command line. The first one is the path of the manifest, the second where the result goes: the platform gives both. */
import { constantNumber, primitive, UNKNOWN, UNKNOWN_ATOM, type SourceAtom, type Value } from '../values/values.js';

/** What starts the program stands before its arguments, save in Deno. */
const ahead = ({ name }: SourceAtom): number => (name.startsWith('global#Deno') ? 0 : 2);

/** A member of the list: an element, or a method of it. */
export function argumentOf(list: SourceAtom, name: string | undefined): Value {
  if (name !== undefined && isArgumentsMethod(name)) return [{ kind: 'method', receiver: list, name }];
  if (name === undefined || !/^\d+$/u.test(name)) return [{ ...UNKNOWN_ATOM }];
  return Number(name) + (list.before ?? 0) === ahead(list) ? [{ kind: 'unknown', names: 'manifest' }] : [{ ...UNKNOWN_ATOM }];
}

/** The list without its first elements; of another list they are like the others. */
export const argumentsBehind = (list: SourceAtom, count: number): SourceAtom => (list.source === 'argv' ? { ...list, before: (list.before ?? 0) + count } : list);

/** Methods that tell which of the arguments they give. */
export const isArgumentsMethod = (name: string): boolean => name === 'slice' || name === 'at';

export function callArgumentsMethod(list: SourceAtom, name: string, [first = primitive(0)]: readonly Value[]): Value {
  const number = constantNumber(first);
  if (number === undefined || number < 0) return UNKNOWN;
  return name === 'slice' ? [argumentsBehind(list, number)] : argumentOf(list, String(number));
}
