/** `join`: the texts that arrays of known and unknown length are put together to. */
import type { TSESTree } from '@typescript-eslint/utils';
import type { Call } from '../calls/calls.js';
import { storageIn } from '../emit.js';
import type { Interpreter } from '../interpreter.js';
import { varyingIn } from '../library/derived.js';
import type { Site } from '../site.js';
import { sequencesOf, type Sequence } from '../values/sequences.js';
import { concatenate, firstHole, type Piece } from '../values/text.js';
import { constant, isText, joinAll, UNKNOWN, type Atom, type Value } from '../values/values.js';
import type { List } from './lists.js';
import { textArgument } from './texts.js';

/** Places of the elements, where the list is written out at the call. */
function literalSites(it: Interpreter, node: TSESTree.Node): readonly (Site | undefined)[] {
  if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return [];
  const { object } = node.callee;
  if (object.type !== 'ArrayExpression' || object.elements.some((element) => element?.type === 'SpreadElement')) return [];
  return object.elements.map((element) => (element === null ? undefined : it.site(element)));
}

const isAbsent = (atom: Atom): boolean => atom.kind === 'primitive' && (atom.value === undefined || atom.value === null);

/** What may be missing (`map.get(key)`) is mostly there; what certainly is leaves nothing. */
const absentIsEmpty = (value: Value): Value =>
  (value.every(isAbsent) ? value : value.filter((atom) => !isAbsent(atom))).map((atom) => (isAbsent(atom) ? { kind: 'text', parts: [{ text: '' }] } : atom));

/** `['a', 'b'].join('/')`: a text, joined by the call. */
export function joined(it: Interpreter, list: List, call: Call): Value {
  const site = it.site(call.node);
  const separator = call.args[0] ?? constant(',', site);
  const joiner = joinerOf(separator, site);
  const sequences = list.exact === undefined ? sequencesOf(list.heap) : undefined;
  if (sequences !== undefined) return joinAll(sequences.map((sequence) => joinedSequence(sequence, { separator, site, joiner, at: call.sites[0] ?? site })));
  const sites = literalSites(it, call.node);
  const pieces: Piece[] = [];
  const add = (value: Value, index: number): void => {
    if (pieces.length > 0 && textArgument(separator) !== '') pieces.push({ value: separator, site: call.sites[0] ?? site });
    pieces.push({ value: textual(absentIsEmpty(value)), site: sites[index] ?? placeOfElement(value, site) });
  };
  if (list.exact !== undefined) {
    list.exact.forEach(add);
    return pieces.length === 0 ? constant('', site) : concatenate(pieces, joiner);
  }
  // What was there before the list became one of unknown length stands at its start.
  let index = 0;
  for (let cell = list.heap.fields.get('0'); cell !== undefined && cell.value.length > 0; cell = list.heap.fields.get(String(++index))) add(cell.value, index);
  const { value: rest } = list.heap.rest;
  if (rest.length > 0 || pieces.length === 0) for (const value of ofAnyNumber(rest, separator)) add(value, index++);
  return concatenate(pieces, joiner);
}

/** An empty separator that came by an argument is what joins as it does. */
const joinerOf = (separator: Value, site: Site): Site => (textArgument(separator) === '' ? (separator[0]?.via ?? site) : site);

/** A constant keeps its place; what a function made is put into the text here. */
function placeOfElement([atom]: Value, site: Site): Site | undefined {
  if (atom?.via !== undefined) return atom.via;
  return atom?.kind === 'text' && atom.parts.some((part) => !isText(part)) ? site : atom?.site;
}

interface Joint {
  readonly separator: Value;
  readonly site: Site;
  /** What joins the elements as they are joined. */
  readonly joiner: Site;
  /** Where the separator stands. */
  readonly at: Site;
}

function joinedSequence(sequence: Sequence, { separator, site, joiner, at }: Joint): Value {
  const isBare = textArgument(separator) === '';
  const pieces = sequence.flatMap((value, index): readonly Piece[] => {
    const many = value[0]?.kind === 'unknown' ? value[0].many : undefined;
    const elements = many === undefined ? [textual(absentIsEmpty(value))] : ofAnyNumber(many, separator);
    return elements.flatMap((element, nth): readonly Piece[] => {
      const piece: Piece = { value: element, site: placeOfElement(many === undefined ? value : element, site) };
      return (index === 0 && nth === 0) || isBare ? [piece] : [{ value: separator, site: at }, piece];
    });
  });
  return pieces.length === 0 ? constant('', site) : concatenate(pieces, joiner);
}

/** A URL of a file: one of them stands for all of them. */
const isStorageUrl = (atom: Atom): boolean => {
  const hole = firstHole(atom);
  return atom.kind === 'text' && (hole?.kind === 'endpoint' || hole?.kind === 'upload-url');
};

/** Words and lines of a command: those that storage stands in are there, one of each; the others may as well not be. */
function commandWords(rest: Value, separator: Value): Value {
  const text = textArgument(separator);
  return text !== undefined && /[\s;&|]/u.test(text) ? storageIn(rest, 0) : [];
}

/** Any number of elements, joined: chunks of a response are together its body, what varies still does. */
function ofAnyNumber(rest: Value, separator: Value): readonly Value[] {
  const words = commandWords(rest, separator);
  return words.length > 0 ? words.map((word) => [word]) : [oneForAll(rest)];
}

function oneForAll(rest: Value): Value {
  if (rest.length > 0 && rest.every((atom) => atom.kind === 'upload-url' || isStorageUrl(atom))) return rest;
  const varying = varyingIn(rest);
  return varying === undefined ? UNKNOWN : [varying];
}

const textual = (value: Value): Value => value.flatMap((atom) => (atom.kind === 'url' ? atom.text.value : [atom]));
