/** Texts made of a template and an object of values: `{a}`, `{{a}}`, `<%= a %>`, `:a`, RFC 6570. */
import type { Returns, TemplateStyle } from '../../models/form/schema.js';
import { stringOf } from '../builtins/texts-of.js';
import { inConstants } from '../builtins/texts.js';
import type { Call } from '../calls/calls.js';
import type { Interpreter } from '../interpreter.js';
import type { Site } from '../site.js';
import { concatenate, firstHole, type Piece } from '../values/text.js';
import { constant, flatMap, isText, partsOf, UNKNOWN, type Atom, type EntityAtom, type Value } from '../values/values.js';
import { derived } from './derived.js';
import { given, type Given } from './refs.js';

interface Style {
  /** A place in the template. */
  readonly place: RegExp;
  /** What is left of a template that says more than which value stands where. */
  readonly more: RegExp;
  readonly encodes: boolean;
}

const STYLES: Readonly<Record<TemplateStyle, Style>> = {
  braces: { place: /\{(?<name>[\w.-]+)\}/gu, more: /[{}]/u, encodes: false },
  mustache: { place: /\{\{\{?\s*&?\s*(?<name>[\w.]+)\s*\}?\}\}/gu, more: /\{[{%#]/u, encodes: false },
  lodash: { place: /<%[-=]\s*(?<name>[\w.]+)\s*%>|\$\{\s*(?<other>[\w.]+)\s*\}/gu, more: /<%|\$\{/u, encodes: false },
  colon: { place: /:(?<name>[A-Za-z_]\w*)/gu, more: /[{}()*\\]/u, encodes: true },
  uri: { place: /\{(?<operator>[+#./;?&]?)(?<name>[^{}]+)\}/gu, more: /[{}]/u, encodes: true },
};

/** The value that a name stands for; undefined where there is certainly none. */
export type Lookup = (name: string) => Given | undefined;

/** The text that a template gives with the members of an object. */
export function filled(it: Interpreter, atom: EntityAtom, call: Call, returns: Extract<Returns, { template: unknown }>): Value {
  const template = given(it, atom, call, returns.template);
  const values = given(it, atom, call, returns.values);
  if (template === undefined || template.value.some((each) => !isTemplate(each, returns.style))) return derived(it, atom, call, [returns.template, returns.values]);
  const lookup: Lookup = (name) => given(it, atom, call, `${returns.values}.${name}`) ?? numbered(it, atom, call, returns.values, name) ?? (isOpen(values) ? unknownAt(it, call) : undefined);
  return flatMap(template.value, (each) => fill(each, returns.style, lookup, template.site));
}

const unknownAt = (it: Interpreter, call: Call): Given => ({ value: UNKNOWN, site: it.site(call.node) });

/** `format('{0}/{1}', a, b)`. */
function numbered(it: Interpreter, atom: EntityAtom, call: Call, values: string, name: string): Given | undefined {
  return /^\d+$/u.test(name) && /^\d+$/u.test(values) ? given(it, atom, call, String(Number(values) + Number(name))) : undefined;
}

/** An object with more members than are seen. */
const isOpen = (values: Given | undefined): boolean =>
  values?.value.some((each) => each.kind !== 'object' || each.heap.base.value.length + each.heap.rest.value.length > 0) ?? false;

function isTemplate(atom: Atom, style: TemplateStyle): boolean {
  const { place, more } = STYLES[style];
  if (atom.kind !== 'text') return firstHole(atom)?.kind === 'endpoint';
  return atom.parts.every((part) => !isText(part) || !more.test(part.text.replace(place, '')));
}

/** Each place of the template filled with its value. */
export function fill(template: Atom, style: TemplateStyle, lookup: Lookup, site: Site): Value {
  const pieces = partsOf(template, site).flatMap((part): readonly Piece[] =>
    isText(part) ? piecesOf(part.text, style, lookup, part.site ?? site) : [{ value: [part.atom], site: part.site }],
  );
  const made = pieces.length === 0 ? constant('', site) : concatenate(pieces, site);
  return template.when === undefined ? made : made.map((each) => ({ ...each, when: each.when ?? template.when }));
}

function piecesOf(text: string, style: TemplateStyle, lookup: Lookup, site: Site): readonly Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (const found of text.matchAll(STYLES[style].place)) {
    if (found.index > from) pieces.push({ value: constant(text.slice(from, found.index), site), site });
    const { name = '', other = name, operator } = found.groups ?? {};
    pieces.push(...(operator === undefined ? valueOf(other, lookup, STYLES[style].encodes) : expanded(operator, name, lookup, site)));
    from = found.index + found[0].length;
  }
  if (from < text.length) pieces.push({ value: constant(text.slice(from), site), site });
  return pieces;
}

function valueOf(name: string, lookup: Lookup, encodes: boolean): readonly Piece[] {
  const found = lookup(name);
  return found === undefined ? [] : [{ value: flatMap(found.value, (each) => flatMap(stringOf(each), encodes ? encoded : (text) => [text])), site: found.site }];
}

/** An encoded URL is none any more. */
function encoded(atom: Atom): Value {
  const hole = firstHole(atom);
  if (hole?.kind === 'endpoint' || hole?.kind === 'upload-url') return UNKNOWN;
  return [inConstants(atom, encodeURIComponent)];
}

const SEPARATORS: ReadonlyMap<string, string> = new Map([['.', '.'], ['/', '/']]);

/** `{+a,b}`, `{/a}`, `{?a}`: RFC 6570. */
function expanded(operator: string, names: string, lookup: Lookup, site: Site): readonly Piece[] {
  // Behind the path.
  if (/[?&#;]/u.test(operator)) return [{ value: constant(operator, site), site }, { value: UNKNOWN, site }];
  const separator = SEPARATORS.get(operator) ?? ',';
  const values = names.split(',').flatMap((name) => valueOf(name.trim().replace(/\*$|:\d+$/u, ''), lookup, operator !== '+'));
  return values.flatMap((piece, index) => (index === 0 && !SEPARATORS.has(operator) ? [piece] : [{ value: constant(separator, site), site }, piece]));
}
