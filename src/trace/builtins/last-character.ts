/** What is asked of the last character of a text. The platform's URLs have no slash there: paths are joined with one (C1). */
import type { Call } from '../calls/calls.js';
import { CERTAIN, REFUTED, UNDECIDED, type Test } from '../guards/condition.js';
import { measureOf } from '../values/sizes.js';
import { lastHole, tailOf } from '../values/text.js';
import { constant, constantNumber, primitive, type Atom, type Value } from '../values/values.js';

const NO_SLASH: Value = [{ kind: 'unknown', isNot: 'slash' }];
const NOT_AT_END: Value = [{ kind: 'unknown', isNot: 'end' }];

/** The platform gives a URL that ends without a slash. */
export const endsAsUrl = (atom: Atom): boolean => tailOf(atom) === '' && lastHole(atom)?.kind === 'endpoint';

/** Methods that give one character, by its index. */
const AT_INDEX = new Set(['at', 'charAt', 'charCodeAt', 'codePointAt']);
/** Methods that give all from an index on. */
const FROM_INDEX = new Set(['slice', 'substr', 'substring']);

/** `url.length - 1`. */
export const isLastIndex = (index: Value | undefined): boolean => index?.length === 1 && index.every((atom) => measureOf(atom) !== undefined);

function asksForLast(name: string, { args }: Call): boolean {
  const [index, ...others] = args;
  const isCounted = others.length === 0 && (FROM_INDEX.has(name) || AT_INDEX.has(name));
  if (!isCounted || index === undefined) return false;
  return isLastIndex(index) || (constantNumber(index) === -1 && (name === 'at' || FROM_INDEX.has(name)) && name !== 'substring');
}

/** The last character, as far as it is known; undefined: nothing is. */
function lastCharacter(atom: Atom): string | typeof NO_SLASH | undefined {
  const last = tailOf(atom).at(-1);
  return last ?? (endsAsUrl(atom) ? NO_SLASH : undefined);
}

/** The same as a value. */
export function characterAtEnd(atom: Atom): Value | undefined {
  const last = lastCharacter(atom);
  return typeof last === 'string' ? constant(last) : last;
}

/** Whether a slash stands at the end. */
export function slashTest(atom: Atom): Test {
  const last = lastCharacter(atom);
  if (last === undefined) return UNDECIDED;
  return last === '/' ? CERTAIN : REFUTED;
}

/** What a method gives of a text that is not constant, where it asks for the last character or for the last slash. */
export function lastCharacterBy(atom: Atom, name: string, call: Call): Value | undefined {
  if (name === 'lastIndexOf') return endsAsUrl(atom) && call.args[0]?.every((sought) => sought.kind === 'text' && tailOf(sought) === '/') === true ? NOT_AT_END : undefined;
  if (!asksForLast(name, call)) return undefined;
  const last = lastCharacter(atom);
  return typeof last === 'string' && /Code/iu.test(name) ? primitive(last.codePointAt(0)) : characterAtEnd(atom);
}

const SLASH_AT_END = /^(?:\\?\/|\[\\?\/(?:\\{1,2})?\])[+*?]?\$$/u;

/** Does the pattern only match a slash at the end? `*` and `?` match anything. */
export const isSlashAtEnd = ({ source }: RegExp): boolean => SLASH_AT_END.test(source) && !/[*?]\$$/u.test(source);
