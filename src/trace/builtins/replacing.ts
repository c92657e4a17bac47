/** `replace`, `split`, `slice` of texts that hold storage URLs: which of them leave a URL what it is (C1). */
import { callFunctionValue, type Call } from '../calls/calls.js';
import type { Interpreter } from '../interpreter.js';
import { listOf, objectWith } from '../state/heap.js';
import { concatenate, dropHead, firstHole, headOf, tailOf, type Piece } from '../values/text.js';
import {
  constant, constantNumber, constantText, isText, partsOf, primitive, textOf, UNDEFINED, UNKNOWN, type Atom, type Part, type UploadUrlAtom,
  type Value,
} from '../values/values.js';
import { anchorOf, MAX_MATCHED, patternOf } from './patterns.js';
import { atEnd, changed, inConstants, MAX_TEXT, textArgument } from './texts.js';

/** URLs as the platform gives them: what leaves these as they are leaves every such URL as it is. */
const SIGNED = 'https://store.example/abcd/5678/model.pkl?X-Amz-Date=20240101T000000Z&X-Amz-Signature=0a1b%2F2c';
const BASE = 'https://api.example/upload_url/abcd/5678';

const isUpload = (atom: Atom): atom is UploadUrlAtom => atom.kind === 'upload-url';

const applied = (text: string, pattern: string | RegExp, replacement: string, all: boolean): string => {
  if (text.length > (typeof pattern === 'string' ? MAX_TEXT : MAX_MATCHED)) return text;
  try {
    return all ? text.replaceAll(pattern, replacement) : text.replace(pattern, replacement);
  } catch {
    return text;
  }
};

const withoutScheme = (url: string): string => url.replace(/^https?:/, '');

/** Texts that the author means to find in the URL: names and values, not escapes of a single character. */
const meansContent = (pattern: string | RegExp, replacement: string): boolean => {
  if (typeof pattern !== 'string' || !/[a-z0-9]{3}/i.test(pattern) || /^https?:?(\/\/)?$/.test(pattern)) return false;
  return replacement === '' ? /[?&=]|\/\//.test(pattern) : replacement.length > 1;
};

function altersSigned(pattern: string | RegExp, replacement: string, all: boolean): boolean {
  const after = applied(SIGNED, pattern, replacement, all);
  if (withoutScheme(after) === withoutScheme(SIGNED)) return meansContent(pattern, replacement);
  return !after.startsWith(`${SIGNED}#`);
}

interface Replacement {
  readonly pattern: string | RegExp;
  readonly text: string;
  readonly all: boolean;
}

function replaceInText(it: Interpreter, atom: Atom, call: Call, { pattern, text, all }: Replacement): Value {
  const hole = firstHole(atom);
  if (hole?.kind === 'upload-url') return altersSigned(pattern, text, all) ? changed(it, atom, call) : [atom];
  const anchor = anchorOf(pattern);
  const parts = partsOf(atom, it.site(call.node));
  if (anchor === 'end') return [textOf(replacedAtEnd(parts, pattern, text, call, it), atom.site)];
  if (anchor === 'start') {
    const [first, ...others] = parts;
    if (first === undefined || !isText(first)) return [atom];
    return [textOf([{ ...first, text: applied(first.text, pattern, text, all) }, ...others], atom.site)];
  }
  const behind = replacedBehindBase(parts, { pattern, text, all });
  if (behind !== undefined) return [textOf(behind, atom.site)];
  const touchesBase = parts.some((part) => !isText(part) && part.atom.kind === 'endpoint') && applied(BASE, pattern, text, all) !== BASE;
  return touchesBase ? changed(it, atom, call) : [inConstants(atom, (constantPart) => applied(constantPart, pattern, text, all))];
}

/** What stands behind a stage's URL begins a text only where that ends: `.replace(/([^:]\/)\/+/g, '$1')` takes its second slash. */
function replacedBehindBase([first, ...others]: readonly Part[], { pattern, text, all }: Replacement): readonly Part[] | undefined {
  const [second] = others;
  if (first === undefined || isText(first) || first.atom.kind !== 'endpoint' || second === undefined || !isText(second)) return undefined;
  const next = others.findIndex((part) => !isText(part));
  const tail = headOf({ kind: 'text', parts: others });
  const after = applied(BASE + tail, pattern, text, all);
  if (!after.startsWith(BASE) || after === BASE + tail) return undefined;
  return [first, { ...second, text: after.slice(BASE.length) }, ...(next < 0 ? [] : others.slice(next).map((part) => (isText(part) ? { ...part, text: applied(part.text, pattern, text, all) } : part)))];
}

function replacedAtEnd(parts: readonly Part[], pattern: string | RegExp, text: string, call: Call, it: Interpreter): readonly Part[] {
  const last = parts[parts.length - 1];
  const site = it.site(call.node);
  if (last !== undefined && isText(last)) return [...parts.slice(0, -1), { ...last, text: applied(last.text, pattern, text, false) }];
  return [...parts, { text: applied('', pattern, text, false), site, joined: site }];
}

/** Something else in place of a constant pattern: `'models/{name}'.replace('{name}', name)`. */
function filledIn(it: Interpreter, atom: Atom, pattern: string | RegExp | undefined, call: Call, all: boolean): Value | undefined {
  const site = it.site(call.node);
  const [, replacement] = call.args;
  if (typeof pattern !== 'string' || replacement === undefined || pattern === '' || atom.kind !== 'text') return undefined;
  const by: Piece = { value: replacement, site: call.sites[1] ?? site };
  let left = all ? 12 : 1;
  const pieces = atom.parts.flatMap((part): readonly Piece[] => {
    if (!isText(part)) return [{ value: [part.atom], site: part.site }];
    const texts = all ? part.text.split(pattern, left + 1) : left > 0 ? splitOnce(part.text, pattern) : [part.text];
    left -= texts.length - 1;
    return texts.flatMap((text, index): readonly Piece[] => {
      const own: Piece = { value: constant(text, part.site), site: part.site };
      return index === 0 ? [own] : [by, own];
    });
  });
  return left === (all ? 12 : 1) ? undefined : concatenate(pieces, site);
}

interface Replacing {
  readonly atom: Atom;
  readonly call: Call;
  readonly all: boolean;
}

const MAX_CALLS = 12;

/** `'{base}/{name}'.replace(/\{(\w+)\}/g, (_, key) => values[key])`: a constant text, filled by a function. */
function replacedByCalls(it: Interpreter, text: string, pattern: string | RegExp | undefined, by: Value, { atom, call, all }: Replacing): Value | undefined {
  if (pattern === undefined || text.length > MAX_MATCHED || !by.every(({ kind }) => kind === 'function')) return undefined;
  const regExp = typeof pattern === 'string' ? new RegExp(pattern.replace(/[^\w\s]/gu, '\\$&'), all ? 'gu' : 'u') : pattern;
  const matches = regExp.global ? [...text.matchAll(regExp)] : [regExp.exec(text)].filter((match) => match !== null);
  if (matches.length > MAX_CALLS) return undefined;
  const site = it.site(call.node);
  const pieces: Piece[] = [];
  let at = 0;
  for (const match of matches) {
    if (match.index > at) pieces.push({ value: constant(text.slice(at, match.index), atom.site), site: atom.site });
    const groups = match.slice(1).map((group): Value => (typeof group === 'string' ? constant(group) : UNDEFINED));
    const names = match.groups === undefined ? [] : [[objectWith(Object.fromEntries(Object.entries(match.groups).map(([name, group]) => [name, constant(group)])))]];
    pieces.push({ value: callFunctionValue(it, by, [constant(match[0]), ...groups, primitive(match.index), constant(text), ...names], call.node), site: atom.site ?? call.sites[1] ?? site });
    at = match.index + match[0].length;
  }
  if (at < text.length) pieces.push({ value: constant(text.slice(at), atom.site), site: atom.site });
  return matches.length === 0 ? [atom] : concatenate(pieces, site);
}

function splitOnce(text: string, pattern: string): readonly string[] {
  const at = text.indexOf(pattern);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + pattern.length)];
}

export function replaceIn(it: Interpreter, atom: Atom, call: Call, all: boolean): Value {
  const [sought, by] = call.args;
  const pattern = patternOf(sought);
  const text = textArgument(by);
  const own = atom.kind === 'text' ? constantText(atom) : undefined;
  const called = by === undefined || own === undefined ? undefined : replacedByCalls(it, own, pattern, by, { atom, call, all });
  if (called !== undefined) return called;
  if (by?.some((each) => each.kind === 'function') === true) {
    it.maybe(() => callFunctionValue(it, by, [UNKNOWN], call.node));
    return changed(it, atom, call);
  }
  if (pattern !== undefined && text !== undefined) {
    const every = all || (typeof pattern !== 'string' && pattern.global);
    return own === undefined ? replaceInText(it, atom, call, { pattern, text, all: every }) : [inConstants(atom, (part) => applied(part, pattern, text, every))];
  }
  return filledIn(it, atom, pattern, call, all) ?? changed(it, atom, call);
}

export function splitText(it: Interpreter, atom: Atom, call: Call): Value {
  const separator = patternOf(call.args[0]);
  const site = it.site(call.node);
  const hole = firstHole(atom);
  if (hole?.kind === 'upload-url') {
    const cuts = separator === undefined ? false : separator !== '#' && SIGNED.split(separator).length > 1;
    return [listOf(cuts ? changed(it, atom, call) : [atom], site)];
  }
  if (atom.kind === 'endpoint') return [listOf(separator !== undefined && BASE.split(separator).length === 1 ? [atom] : UNKNOWN, site)];
  return [listOf(atom.kind === 'source' ? changed(it, atom, call) : UNKNOWN, site)];
}

/** Where a search for part of a URL stands as a bound: `url.slice(0, url.indexOf('?'))`. */
function searchesIn(call: Call, index: number, sample: string): boolean {
  const node = call.nodes[index];
  if (node?.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return false;
  const { property } = node.callee;
  const [argument] = node.arguments;
  if (property.type !== 'Identifier' || !/^(lastI|i)ndexOf$/.test(property.name)) return false;
  return argument?.type === 'Literal' && typeof argument.value === 'string' && sample.includes(argument.value);
}

/** Cutting a character off an end takes a quote, a line end or a slash away: the URL stays what it is. */
const trims = (bound: Value | undefined, index: number): boolean => {
  if (bound === undefined) return true;
  const number = constantNumber(bound);
  if (index === 0) return number === 0 || number === 1;
  return number === undefined || number === -1;
};

export function sliceText(it: Interpreter, atom: Atom, call: Call): Value {
  const [from, to] = call.args;
  const hole = firstHole(atom);
  if (hole !== undefined && (isUpload(hole) || hole.kind === 'endpoint') && atom.kind !== 'text') {
    const keeps = trims(from, 0) && trims(to, 1) && !searchesIn(call, 1, isUpload(hole) ? SIGNED : BASE);
    return keeps ? [atom] : changed(it, atom, call);
  }
  if (atom.kind !== 'text') return changed(it, atom, call);
  const start = from === undefined ? 0 : constantNumber(from);
  const end = to === undefined ? 0 : constantNumber(to);
  if (start === undefined || end === undefined || start < 0 || end > 0) return changed(it, atom, call);
  if (start > headOf(atom).length || -end > tailOf(atom).length) return changed(it, atom, call);
  const cut = dropHead(atom, start);
  return [end === 0 ? cut : cutEnd(cut, -end)];
}

const cutEnd = (atom: Atom, length: number): Atom => atEnd(atom, (tail) => tail.slice(0, Math.max(0, tail.length - length)));
