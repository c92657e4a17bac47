/** Where a path leads: under the current folder or outside of it (C5). */
import { headOf } from './text.js';
import { constantText, isText, type Atom, type Part } from './values.js';

export type Place = 'inside' | 'outside' | 'unknown';

const OUTSIDE_SOURCES = new Set(['tmpdir', 'homedir', 'dirname']);
/** Devices and descriptors: written to, but no files. */
const DEVICE = /^\/dev\/(null|stdout|stderr|tty|zero|fd(\/|$))|^\/proc\/self\/fd(\/|$)|^\\\\\.\\|^NUL$/i;

function ofText(text: string, whole: boolean): Place {
  if (DEVICE.test(text)) return 'unknown';
  if (/^file:\/\//i.test(text)) return ofText(text.replace(/^file:\/\/(localhost)?/i, ''), whole);
  if (/^[a-z][a-z0-9+.-]+:/i.test(text) && !/^[a-z]:/i.test(text)) return 'unknown';
  if (/^\/|^[a-z]:[\\/]|^\\\\|^\\/i.test(text)) return 'outside';
  if (text === '~' || /^~[\w-]*\//.test(text)) return 'outside';
  return climbs(text, whole) ? 'outside' : 'inside';
}

/** Does a relative path climb above where it starts? Of a longer string only finished segments count. */
function climbs(text: string, whole: boolean): boolean {
  const segments = text.split(/[\\/]/);
  if (!whole) segments.pop();
  let depth = 0;
  for (const segment of segments) {
    if (segment === '..') depth -= 1;
    else if (segment !== '' && segment !== '.') depth += 1;
    if (depth < 0) return true;
  }
  return false;
}

function ofParts(parts: readonly Part[]): Place {
  const [first, ...others] = parts;
  if (first === undefined) return 'unknown';
  if (isText(first)) {
    const head = headOf({ kind: 'text', parts });
    const whole = parts.every(isText);
    const place = ofText(head, whole);
    return place === 'inside' && !whole ? 'unknown' : place;
  }
  const { atom } = first;
  if (atom.kind !== 'source') return 'unknown';
  if (OUTSIDE_SOURCES.has(atom.source)) return 'outside';
  if (atom.source !== 'cwd') return 'unknown';
  const rest = headOf({ kind: 'text', parts: others });
  return climbs(rest.replace(/^[\\/]+/, ''), others.every(isText)) ? 'outside' : 'inside';
}

export function placeOf(atom: Atom): Place {
  switch (atom.kind) {
    case 'text':
      return ofParts(atom.parts);
    case 'source':
      if (OUTSIDE_SOURCES.has(atom.source)) return 'outside';
      return atom.source === 'cwd' ? 'inside' : 'unknown';
    default: {
      const text = constantText(atom);
      return text === undefined ? 'unknown' : 'inside';
    }
  }
}

/** The part that leads outside: the constant or the place that the path starts with, or the one that climbs out. */
export function outsidePart(atom: Atom): Part | undefined {
  if (atom.kind !== 'text') return { atom, site: atom.site, via: atom.via };
  const { parts } = atom;
  const at = parts.findIndex((_, index) => ofParts(parts.slice(0, index + 1)) === 'outside');
  return parts[at < 0 ? 0 : at];
}

/** Is the path absolute, so that what stands before it in `path.resolve` does not count? */
export const isAbsolute = (atom: Atom): boolean => {
  if (atom.kind === 'source') return OUTSIDE_SOURCES.has(atom.source) || atom.source === 'cwd';
  if (atom.kind !== 'text') return false;
  const [first] = atom.parts;
  if (first !== undefined && !isText(first)) return isAbsolute(first.atom);
  return /^[\\/]|^[a-z]:[\\/]/i.test(headOf(atom));
};
