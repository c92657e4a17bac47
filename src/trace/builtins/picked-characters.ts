/** A character that is picked out of an alphabet by an index that varies from run to run varies too (C7). */
import { exactItems } from '../state/heap.js';
import { constantText, isVarying, type Atom, type Heap, type Value } from '../values/values.js';

/** Methods that pick by an index, and give a part of the text or the code of a character. */
const PICKING = new Set(['at', 'charAt', 'charCodeAt', 'codePointAt', 'slice', 'substr', 'substring']);

/** What the index varies with; by a hyper-parameter one chooses between constants, each of which is a fixed path. */
const picker = (index: Value | undefined): Value | undefined =>
  index?.length === 1 && index.every((atom) => isVarying(atom) && !(atom.kind === 'source' && atom.source === 'inputParam')) ? index : undefined;

/** `LETTERS[Math.floor(Math.random() * LETTERS.length)]`; undefined where it is known which character that is. */
export const characterPicked = (alphabet: Atom, index: Value): Value | undefined =>
  alphabet.kind === 'text' && (constantText(alphabet) ?? '').length > 1 ? picker(index) : undefined;

/** `LETTERS.charAt(…)`, `LETTERS.substr(…, 1)`. */
export const characterPickedBy = (alphabet: Atom, name: string, args: readonly Value[]): Value | undefined =>
  args[0] !== undefined && PICKING.has(name) ? characterPicked(alphabet, args[0]) : undefined;

const isCharacter = (atom: Atom): boolean => atom.kind === 'text' && constantText(atom)?.length === 1;

/**
 * The same of a list of characters (`LETTERS.split('')`): of longer names one is a choice between paths that are fixed, such as those of
 * files to look at.
 */
export function elementPicked(list: Heap, index: Value): Value | undefined {
  const elements = exactItems(list);
  return elements !== undefined && elements.length > 1 && elements.every((element) => element.length === 1 && element.every(isCharacter)) ? picker(index) : undefined;
}
