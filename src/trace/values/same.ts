/** Sameness of values: the same thing by the same way here, so that one of the two is enough. */
import { sameCondition } from '../guards/condition.js';
import type { Atom, Part, TextPart, Value } from './atoms.js';
import type { Counted, Measure } from './measures.js';

const isText = (part: Part): part is TextPart => 'text' in part;

function sameParts(a: readonly Part[], b: readonly Part[]): boolean {
  if (a.length !== b.length) return false;
  return a.every((part, index) => {
    const other = b[index];
    if (other === undefined) return false;
    if (isText(part)) return isText(other) && part.text === other.text && part.site === other.site && part.via === other.via;
    return !isText(other) && sameAtom(part.atom, other.atom);
  });
}

const sameFiles = (a: Value | undefined, b: Value | undefined): boolean => a === b || (a !== undefined && b !== undefined && sameValue(a, b));

const sameMeasure = (a: Measure | undefined, b: Measure | undefined): boolean =>
  a === b || (a !== undefined && b !== undefined && a.unit === b.unit && a.mayCount === b.mayCount && sameValue(a.of, b.of));

const sameCounted = (a: Counted | undefined, b: Counted | undefined): boolean =>
  a === b || (a !== undefined && b !== undefined && a.counter === b.counter && a.times === b.times && a.plus === b.plus);

/** Either is there where the other is. */
export const sameWhen = (a: Atom, b: Atom): boolean =>
  a.when === b.when || (a.when !== undefined && b.when !== undefined && sameCondition(a.when, b.when));

/** Same thing, same provenance: one of two is enough. */
export function sameAtom(a: Atom, b: Atom): boolean {
  if (a === b) return true;
  // An object or a function is itself, whichever argument it came by.
  return a.kind === b.kind && (a.via === b.via || a.kind === 'object' || a.kind === 'function') && sameWhen(a, b) && sameContent(a, b);
}

function sameContent(a: Atom, b: Atom): boolean {
  switch (a.kind) {
    case 'unknown':
      return b.kind === 'unknown' && a.heap === b.heap && a.pending === b.pending && a.made === b.made && a.truthy === b.truthy && a.names === b.names && sameFiles(a.stats, b.stats) && sameMeasure(a.size, b.size) && sameCounted(a.counted, b.counted);
    case 'primitive':
      return b.kind === 'primitive' && Object.is(a.value, b.value);
    case 'text':
      return b.kind === 'text' && sameParts(a.parts, b.parts);
    case 'stage':
      return true;
    case 'test':
      return b.kind === 'test' && sameCondition(a.test.yes, b.test.yes) && sameCondition(a.test.no, b.test.no);
    case 'source':
      return b.kind === 'source' && a.source === b.source && a.name === b.name && a.site === b.site && a.before === b.before;
    case 'json':
      return b.kind === 'json' && sameValue(a.value, b.value);
    case 'bytes':
      return b.kind === 'bytes' && a.of === b.of && a.size === b.size && a.range?.size === b.range?.size && a.path === b.path && a.content === b.content;
    case 'url':
      return b.kind === 'url' && a.text === b.text;
    default:
      return isStorage(a) ? sameStorage(a, b) : sameCallable(a, b);
  }
}

type StorageAtom = Extract<Atom, { kind: 'stage-map' | 'endpoint' | 'stage-key' | 'upload-url' | 'response' | 'builder' }>;

const STORAGE = new Set(['stage-map', 'endpoint', 'stage-key', 'upload-url', 'response', 'builder']);
const isStorage = (atom: Atom): atom is StorageAtom => STORAGE.has(atom.kind);

function sameStorage(a: StorageAtom, b: Atom): boolean {
  switch (a.kind) {
    case 'stage-map':
      return b.kind === 'stage-map' && a.map === b.map && a.read === b.read;
    case 'endpoint':
      return b.kind === 'endpoint' && a.keySite === b.keySite && a.read === b.read && a.pathname === b.pathname && sameAtom(a.key, b.key);
    case 'stage-key':
      return b.kind === 'stage-key' && a.token === b.token;
    case 'upload-url':
      return b.kind === 'upload-url' && a.request === b.request && a.altered === b.altered && a.passed?.at(-1) === b.passed?.at(-1);
    case 'response':
    case 'builder':
      return (b.kind === 'response' || b.kind === 'builder') && a.request === b.request && a.passed?.at(-1) === b.passed?.at(-1);
  }
}

/** Things with identity, and what can be called. */
function sameCallable(a: Atom, b: Atom): boolean {
  switch (a.kind) {
    case 'function':
      return b.kind === 'function' && a.heap === b.heap && a.self === b.self && a.bound === b.bound && a.picked?.key === b.picked?.key;
    case 'class':
      return b.kind === 'class' && a.info === b.info;
    case 'object':
      return b.kind === 'object' && a.heap === b.heap && a.picked?.key === b.picked?.key;
    case 'promise':
      return b.kind === 'promise' && a.begun === b.begun && a.done === b.done && a.settled === b.settled && sameValue(a.value, b.value);
    case 'entity':
      return b.kind === 'entity' && a.key === b.key && a.defaults === b.defaults && a.args === b.args && a.kept === b.kept;
    case 'method':
      return b.kind === 'method' && a.name === b.name && sameAtom(a.receiver, b.receiver);
    case 'native':
      return b.kind === 'native' && a.call === b.call;
    default:
      return false;
  }
}

/** The same atoms in the same order. */
export function sameValue(a: Value, b: Value): boolean {
  if (a === b) return true;
  return (
    a.length === b.length &&
    a.every((atom, index) => {
      const other = b[index];
      return other !== undefined && sameAtom(atom, other);
    })
  );
}
