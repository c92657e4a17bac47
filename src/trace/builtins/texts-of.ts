/** `String`, `JSON`, URI components, regular expressions: functions from and to texts. */
import type { Call } from '../calls/calls.js';
import { iterationOf } from '../expressions/iteration.js';
import { readMember } from '../expressions/member.js';
import { testValue } from '../expressions/operators.js';
import { ownText } from '../expressions/own-text.js';
import { CERTAIN, REFUTED, stageTest, only, UNDECIDED, type Test } from '../guards/condition.js';
import { environmentTest, isEnvironment } from '../guards/environment.js';
import type { Interpreter } from '../interpreter.js';
import { varyingIn } from '../library/derived.js';
import { arrayOf, objectWith } from '../state/heap.js';
import { concatenate, firstHole } from '../values/text.js';
import { constant, constantText, flatMap, isText, NULL, partsOf, primitive, UNKNOWN, type Atom, type Value } from '../values/values.js';
import { isSlashAtEnd, slashTest } from './last-character.js';
import type { Builtin } from './objects.js';
import { patternOf, regExpValue, stringsOf, urlTest } from './patterns.js';
import { stageNameTest } from './strings.js';
import { changed, inConstants, MAX_TEXT, textArgument } from './texts.js';

/** What a value is as a string. */
export function stringOf(atom: Atom): Value {
  switch (atom.kind) {
    case 'url':
      return atom.text.value;
    case 'primitive':
      return constant(String(atom.value), atom.site);
    case 'bytes':
      return atom.content ?? [atom];
    case 'object':
    case 'test':
    case 'function':
    case 'class':
      return UNKNOWN;
    default:
      return [atom];
  }
}

const string: Builtin = (it, call) =>
  call.args[0] === undefined ? constant('') : flatMap(call.args[0], (atom) => (atom.kind === 'object' ? flatMap(ownText(it, atom), stringOf) : stringOf(atom)));

/** `String.raw({ raw: strings }, ...values)`, as an own tag calls it. */
function rawOf(it: Interpreter, call: Call): Value {
  const [strings = UNKNOWN] = call.args;
  const site = it.site(call.node);
  const { exact } = iterationOf(it, readMember(it, strings, constant('raw'), call.node));
  if (exact === undefined || call.rest !== undefined) return UNKNOWN;
  const pieces = exact.flatMap((text, index) => {
    const value = call.args[index + 1];
    return value === undefined ? [{ value: text, site }] : [{ value: text, site }, { value: flatMap(value, stringOf), site: call.sites[index + 1] ?? site }];
  });
  return concatenate(pieces.filter(({ value }) => value[0]?.kind !== 'text' || constantText(value[0]) !== ''), site);
}

/** `String.raw`: the template as it stands. */
const raw: Builtin = (it, call) => {
  const { node } = call;
  if (node.type !== 'TaggedTemplateExpression') return rawOf(it, call);
  const site = it.site(node.quasi);
  const pieces = node.quasi.quasis.flatMap((quasi, index) => {
    const text = { value: constant(quasi.value.raw, site), site };
    const value = call.args[index + 1];
    return value === undefined ? [text] : [text, { value: flatMap(value, stringOf), site: call.sites[index + 1] ?? site }];
  });
  return concatenate(pieces.filter(({ value }) => value[0]?.kind !== 'text' || constantText(value[0]) !== ''), site);
};

const fromCodes: Builtin = (_it, call) => {
  const varying = varyingIn(call.args.flat());
  if (varying !== undefined) return [varying];
  const codes = call.args.map((value) => (value.length === 1 && value[0]?.kind === 'primitive' ? Number(value[0].value) : Number.NaN));
  return codes.some((code) => !(code >= 0 && code <= 0xffff)) ? UNKNOWN : constant(String.fromCharCode(...codes));
};

/** Encodes the constant parts; what fills the holes is encoded too, but stays what it is for what the rules judge. */
const encoded = (encode: (text: string) => string, wholeUrls: boolean): Builtin => (it, call) =>
  flatMap(call.args[0] ?? UNKNOWN, (atom) => {
    const hole = firstHole(atom);
    // The escapes of a signed query are escaped once more; the address of a folder has none.
    if (hole?.kind === 'upload-url') return changed(it, atom, call);
    if (hole?.kind === 'endpoint') return wholeUrls ? [atom] : changed(it, atom, call);
    if (atom.kind === 'primitive') return constant(encode(String(atom.value)), atom.site);
    if (atom.kind !== 'text') return stringOf(atom);
    try {
      return [inConstants(atom, encode)];
    } catch {
      return UNKNOWN;
    }
  });

/** Computes what a constant gives; what varies still does. */
const computed = (compute: (text: string) => string) => (atom: Atom): Value => {
  const text = atom.kind === 'text' ? constantText(atom) : undefined;
  const varying = varyingIn([atom]);
  if (text === undefined) return varying === undefined ? UNKNOWN : [varying];
  try {
    return constant(compute(text), atom.site);
  } catch {
    return UNKNOWN;
  }
};

const base64 = (compute: (text: string) => string): Builtin => (_it, call) => flatMap(call.args[0] ?? UNKNOWN, computed(compute));

/** The escapes of a signed query are part of what was signed; what was encoded before is itself again. */
const decoded = (decode: (text: string) => string): Builtin => (it, call) =>
  flatMap(call.args[0] ?? UNKNOWN, (atom) => {
    const hole = firstHole(atom);
    if (hole?.kind !== 'upload-url') return computed(decode)(atom);
    return hole.altered === undefined && hole.part === undefined ? changed(it, atom, call) : UNKNOWN;
  });

const json: Builtin = (_it, call) => [{ kind: 'json', value: call.args[0] ?? UNKNOWN }];

function literal(value: unknown, depth: number): Value {
  if (typeof value === 'string') return constant(value);
  if (typeof value === 'number' || typeof value === 'boolean') return primitive(value);
  if (value === null) return NULL;
  if (typeof value !== 'object' || depth > 8) return UNKNOWN;
  if (Array.isArray(value)) return [arrayOf(value.slice(0, 200).map((item) => literal(item, depth + 1)))];
  return [objectWith(Object.fromEntries(Object.entries(value).slice(0, 200).map(([name, member]): [string, Value] => [name, literal(member, depth + 1)])))];
}

/** JSON text of a value gives the value; JSON text of the program is what it says. */
const parsed: Builtin = (_it, call) =>
  flatMap(call.args[0] ?? UNKNOWN, (atom): Value => {
    if (atom.kind === 'json') return atom.value;
    if (atom.kind === 'upload-url' || atom.kind === 'source') return [atom];
    if (atom.kind === 'bytes' && atom.content !== undefined) return flatMap(atom.content, (content) => (content.kind === 'json' ? content.value : UNKNOWN));
    const text = atom.kind === 'text' ? constantText(atom) : undefined;
    if (text === undefined || text.length > MAX_TEXT) return UNKNOWN;
    try {
      return literal(JSON.parse(text), 0);
    } catch {
      return UNKNOWN;
    }
  });

const regExp: Builtin = (_it, call) => {
  const pattern = textArgument(call.args[0]);
  const flags = call.args[1] === undefined ? '' : textArgument(call.args[1]);
  if (pattern === undefined || flags === undefined) return call.args[0]?.[0]?.kind === 'entity' ? call.args[0] : UNKNOWN;
  return regExpValue(pattern, flags);
};

/** `/^(initial|stage1)$/.test(manifest.stage)`. */
function matches(it: Interpreter, pattern: RegExp, value: Value): Test {
  const [atom] = value;
  if (value.length !== 1 || atom === undefined) return UNDECIDED;
  if (atom.kind === 'stage') {
    const names = stringsOf(pattern);
    return names === undefined ? stageNameTest(it, (name) => name.search(pattern) >= 0) : stageTest(only(names));
  }
  if (isEnvironment(atom)) return environmentMatch(pattern);
  const hole = firstHole(atom);
  if (isSlashAtEnd(pattern)) return slashTest(atom);
  if (hole?.kind !== 'endpoint' && hole?.kind !== 'upload-url') return UNDECIDED;
  const isFound = !pattern.source.startsWith('^') && partsOf(atom).some((part) => isText(part) && part.text.search(pattern) >= 0);
  return isFound ? CERTAIN : urlTest(pattern);
}

/** Which of the usual names of environments the pattern is for. */
function environmentMatch(pattern: RegExp): Test {
  const [production, ...others] = ['production', 'development', 'test'].map((name) => name.search(pattern) >= 0);
  if (production !== true) return environmentTest('development');
  return others.includes(true) ? UNDECIDED : environmentTest('production');
}

const matchTest: Builtin = (it, call) => {
  const pattern = patternOf(call.self);
  return testValue(pattern instanceof RegExp ? matches(it, pattern, call.args[0] ?? UNKNOWN) : UNDECIDED);
};

const matched: Builtin = (it, call) => flatMap(call.args[0] ?? UNKNOWN, (atom) => matchOf(it, patternOf(call.self), atom));

/** A match of the stage's name, or null. */
export function matchOf(it: Interpreter, pattern: string | RegExp | undefined, atom: Atom): Value {
  if (!(pattern instanceof RegExp)) return UNKNOWN;
  if (isSlashAtEnd(pattern) && slashTest(atom) === REFUTED) return NULL;
  if (atom.kind !== 'stage') return UNKNOWN;
  const { yes, no } = matches(it, pattern, [atom]);
  return [{ kind: 'unknown', made: true, when: yes }, { kind: 'primitive', value: null, when: no }];
}

/** Where the pattern is found, or -1. */
export const searchOf = (it: Interpreter, pattern: string | RegExp | undefined, atom: Atom): Value =>
  pattern instanceof RegExp && matches(it, pattern, [atom]) === REFUTED ? primitive(-1) : UNKNOWN;

export const TEXTS: ReadonlyMap<string, Builtin> = new Map<string, Builtin>([
  ['String', string],
  ['String.raw', raw],
  ['String.fromCharCode', fromCodes],
  ['JSON.stringify', json],
  ['JSON.parse', parsed],
  ['encodeURIComponent', encoded(encodeURIComponent, false)],
  ['encodeURI', encoded(encodeURI, true)],
  ['decodeURIComponent', decoded(decodeURIComponent)],
  ['decodeURI', decoded(decodeURI)],
  ['unescape', decoded(decodeURIComponent)],
  ['escape', encoded(encodeURIComponent, false)],
  ['btoa', base64((text) => btoa(text))],
  ['atob', base64((text) => atob(text))],
  ['RegExp', regExp],
  ['RegExp().test', matchTest],
  ['RegExp().exec', matched],
  ['RegExp.escape', (_it: unknown, call: Call) => call.args[0] ?? UNKNOWN],
]);
