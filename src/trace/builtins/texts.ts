/** Changing texts of constant parts and holes: what stays known of them. */
import type { Call } from '../calls/calls.js';
import type { Interpreter } from '../interpreter.js';
import { varyingIn } from '../library/derived.js';
import { firstHole, withParts } from '../values/text.js';
import { constantText, isText, UNKNOWN, type Atom, type Part, type Value } from '../values/values.js';

/** Texts longer than this are not computed. */
export const MAX_TEXT = 4_000;

/** What a method makes of a text that is not followed: what varies still varies, and a signed URL is no longer itself (C1). */
export function changed(it: Interpreter, atom: Atom, call: Call): Value {
  const site = it.site(call.node);
  if (atom.kind === 'text' && atom.parts.every(isText)) return UNKNOWN;
  const hole = firstHole(atom);
  if (hole?.kind === 'upload-url') return [{ ...hole, altered: hole.altered ?? site, when: atom.when, via: undefined }];
  const varying = varyingIn([atom]);
  return varying === undefined ? UNKNOWN : [varying];
}

/** Applies `change` to the constant parts; the holes stay. */
export function inConstants(atom: Atom, change: (text: string) => string): Atom {
  if (atom.kind !== 'text') return atom;
  return withParts(atom, atom.parts.map((part): Part => (isText(part) ? { ...part, text: change(part.text) } : part)));
}

/** Applies `change` to constant text at the end. */
export function atEnd(atom: Atom, change: (tail: string) => string): Atom {
  if (atom.kind !== 'text') return atom;
  const last = atom.parts[atom.parts.length - 1];
  if (last === undefined || !isText(last)) return atom;
  return withParts(atom, [...atom.parts.slice(0, -1), { ...last, text: change(last.text) }]);
}

/** The one constant string that an argument is. */
export function textArgument(value: Value | undefined): string | undefined {
  const [atom] = value ?? [];
  return value?.length === 1 && atom?.kind === 'text' ? constantText(atom) : undefined;
}
