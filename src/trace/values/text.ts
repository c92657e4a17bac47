/** Strings: joining pieces into texts of constant parts and holes, and what is known of a text. */
import { both, isImpossible, type PathCondition } from '../guards/condition.js';
import type { Site } from '../site.js';
import { constantText, isText, MAX_ATOMS, partsOf, textOf, UNKNOWN_ATOM, type Atom, type Part, type TextAtom, type Value } from './values.js';

export interface Piece {
  readonly value: Value;
  readonly site: Site | undefined;
}

interface Draft {
  readonly parts: readonly Part[];
  readonly when: PathCondition | undefined;
}

/**
 * Two parts that are one: response texts accumulate chunk by chunk, the same one twice in a row is still that one text; the path and the
 * query of a signed URL are that URL, its origin and its path a URL without the query.
 */
function united(before: Part | undefined, part: Part): Part | undefined {
  if (before === undefined || isText(before) || isText(part)) return undefined;
  const { atom } = before;
  if (atom.kind !== 'upload-url' || part.atom.kind !== 'upload-url' || atom.request !== part.atom.request) return undefined;
  if (atom.part === part.atom.part) return before;
  return { ...before, atom: { ...atom, part: atom.part === 'origin' && part.atom.part === 'path' ? 'path' : undefined } };
}

function append(draft: Draft, atom: Atom, site: Site | undefined, joined: Site | undefined): Draft | undefined {
  const when = atom.when === undefined ? draft.when : both(draft.when ?? atom.when, atom.when);
  if (when !== undefined && isImpossible(when)) return undefined;
  const added = partsOf(atom, site);
  if (draft.parts.length === 0) return { parts: added, when };
  const last = draft.parts[draft.parts.length - 1];
  const [first, ...others] = added;
  if (first === undefined) return { parts: draft.parts, when };
  const one = united(last, first);
  if (one !== undefined) return { parts: [...draft.parts.slice(0, -1), one, ...others], when };
  return { parts: [...draft.parts, { ...first, joined, operand: site }, ...others], when };
}

/** Of more than are told apart, one that comes from outside, or a storage URL, stands for all: that it may be this one is enough. */
function inPlaceOf(value: Value): Atom {
  const has = (...kinds: readonly Atom['kind'][]): Atom | undefined => value.find((atom) => holesOf(atom).some(({ kind }) => kinds.includes(kind)));
  const outside = has('source');
  if (outside !== undefined) return outside;
  const url = has('endpoint', 'upload-url');
  return url === undefined ? UNKNOWN_ATOM : upToUrl(url);
}

/** What follows the URL may be another thing for each of those that it stands for. */
function upToUrl(atom: Atom): Atom {
  if (atom.kind !== 'text') return atom;
  const at = atom.parts.findIndex((part) => !isText(part) && (part.atom.kind === 'endpoint' || part.atom.kind === 'upload-url'));
  const { site, when } = atom;
  return { ...textOf([...atom.parts.slice(0, at + 1), { atom: UNKNOWN_ATOM, site }], site), when };
}

/** The texts that the pieces give, one after another; `site` is the expression that joins them. */
export function concatenate(pieces: readonly Piece[], site: Site | undefined): Value {
  let drafts: readonly Draft[] = [{ parts: [], when: undefined }];
  for (const piece of pieces) {
    const wide = drafts.length * piece.value.length > MAX_ATOMS;
    const atoms = wide || piece.value.length === 0 ? [inPlaceOf(piece.value)] : piece.value;
    drafts = drafts.flatMap((draft) => atoms.flatMap((atom) => append(draft, atom, piece.site, site) ?? []));
  }
  return drafts.map((draft) => {
    const atom = textOf(draft.parts, site);
    return draft.when === undefined ? atom : { ...atom, when: draft.when };
  });
}

/** Constant text at the start. */
export function headOf(atom: Atom): string {
  if (atom.kind !== 'text') return constantText(atom) ?? '';
  let head = '';
  for (const part of atom.parts) {
    if (!isText(part)) break;
    head += part.text;
  }
  return head;
}

/** Constant text at the end. */
export function tailOf(atom: Atom): string {
  if (atom.kind !== 'text') return constantText(atom) ?? '';
  let tail = '';
  for (let index = atom.parts.length - 1; index >= 0; index--) {
    const part = atom.parts[index];
    if (part === undefined || !isText(part)) break;
    tail = part.text + tail;
  }
  return tail;
}

/** The atoms that stand in the text, or the atom itself. */
export const holesOf = (atom: Atom): readonly Atom[] =>
  atom.kind === 'text' ? atom.parts.flatMap((part) => (isText(part) ? [] : [part.atom])) : [atom];

/** The first thing in the text if it is not constant: an endpoint, an upload URL, a place. */
export function firstHole(atom: Atom): Atom | undefined {
  if (atom.kind !== 'text') return constantText(atom) === undefined ? atom : undefined;
  const first = atom.parts[0];
  return first !== undefined && !isText(first) ? first.atom : undefined;
}

/** The last thing in the text if it is not constant. */
export function lastHole(atom: Atom): Atom | undefined {
  if (atom.kind !== 'text') return constantText(atom) === undefined ? atom : undefined;
  const last = atom.parts[atom.parts.length - 1];
  return last !== undefined && !isText(last) ? last.atom : undefined;
}

/** The text with other parts: it came by the same way, and is there where that was. */
export function withParts(atom: TextAtom, parts: readonly Part[]): Atom {
  const made = textOf(parts, atom.site);
  return { ...made, when: atom.when ?? made.when, via: atom.via ?? made.via };
}

/** Cuts `length` characters of constant text off the start. */
export function dropHead(atom: Atom, length: number): Atom {
  if (atom.kind !== 'text' || length === 0) return atom;
  let left = length;
  const parts: Part[] = [];
  for (const part of atom.parts) {
    if (left > 0 && isText(part)) {
      const cut = Math.min(left, part.text.length);
      left -= cut;
      if (cut < part.text.length) parts.push({ ...part, text: part.text.slice(cut) });
    } else parts.push(part);
  }
  return withParts(atom, parts);
}
