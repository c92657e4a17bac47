/** Commands as a call gives them: a text for a shell, or a program with its arguments. */
import { analyseCommand, analyseProgram, type Analysis, type CommandPart } from '../../models/shell/index.js';
import type { ShellEffect } from '../../models/schema.js';
import type { Call } from '../calls.js';
import { both, isImpossible, type PathCondition } from '../condition.js';
import type { Interpreter } from '../interpreter.js';
import { storageIn } from '../emit.js';
import { exactItems } from '../heap.js';
import { iterationOf } from '../iteration.js';
import { sequencesOf, type Sequence } from '../sequences.js';
import { within, type Site } from '../site.js';
import { concatenate, type Piece } from '../text.js';
import { truthOf } from '../truth.js';
import { constant, constantText, isText, partsOf, UNKNOWN, type Atom, type EntityAtom, type Part, type TextPart, type Value } from '../values.js';
import { firstGiven } from './refs.js';

export interface Command extends Analysis {
  /** What stands in the command's interpolations, by their number. */
  readonly holes: readonly Part[];
  /** The constant texts in it, as they were put together. */
  readonly texts: readonly CommandText[];
  /** The words that it was given as. */
  readonly words: readonly GivenWord[];
  /** What holds where it is this command, of several that it may be. */
  readonly when: PathCondition | undefined;
}

interface GivenWord {
  readonly parts: readonly CommandPart[];
  /** Argument by which the whole word entered the function that runs the command. */
  readonly via: Site | undefined;
}

/** A piece of a command's text. */
export interface CommandText extends TextPart {
  /** Number of the interpolation right before it. */
  readonly behind: number | undefined;
}

type Collected = { readonly holes: Part[]; readonly texts: CommandText[] };

/** Of several texts that a command may be, so many are read. */
const MAX_TEXTS = 4;

/** Parts of a word; `place` is the expression that gives it, where it stands in the call. In a whole script each part has its own place. */
function partsIn(atom: Atom, holes: Part[], texts: CommandText[] = [], place?: Site): readonly CommandPart[] {
  const parts = partsOf(atom);
  const word = parts.some((part) => isText(part) && /\s/.test(part.text)) ? undefined : place;
  return parts.map((part, index): CommandPart => {
    const inWord = word === undefined || (part.site !== undefined && within(part.site, word));
    if (isText(part)) {
      const before = parts[index - 1];
      const behind = before === undefined || isText(before) ? undefined : holes.length - 1;
      texts.push({ ...part, behind, operand: part.operand ?? (inWord ? undefined : word) });
      return { text: part.text };
    }
    holes.push(inWord ? part : { ...part, operand: word });
    return { hole: holes.length - 1 };
  });
}

const optionRefs = ({ options }: ShellEffect, name: string): readonly string[] => {
  const refs = options === undefined ? [] : typeof options === 'string' ? [options] : options;
  return refs.map((ref) => `${ref}.${name}`);
};

/** Folder that the command runs in, if the call says. */
export const folderOf = (it: Interpreter, atom: EntityAtom, call: Call, effect: ShellEffect): Value | undefined =>
  firstGiven(it, atom, call, optionRefs(effect, 'cwd'))?.value;

/** Does a shell parse the command? Only what is certain counts. */
function usesShell(it: Interpreter, atom: EntityAtom, call: Call, effect: ShellEffect): boolean {
  if (effect.shell === 'always') return true;
  if (effect.shell !== 'option') return false;
  const option = firstGiven(it, atom, call, optionRefs(effect, 'shell'));
  return option !== undefined && option.value.every((each) => isImpossible(truthOf(it, [each]).no));
}

/** What the call gives the program to read. */
function inputOf(it: Interpreter, atom: EntityAtom, call: Call, effect: ShellEffect, { holes, texts }: Collected): readonly CommandPart[] | undefined {
  const input = firstGiven(it, atom, call, optionRefs(effect, 'input'))?.value;
  const [only] = (input ?? []).flatMap((each) => (each.kind === 'bytes' ? (each.content ?? []) : [each]));
  return only === undefined || input?.length !== 1 ? undefined : partsIn(only, holes, texts);
}

/** Variables of the environment that the call sets. */
function environmentOf(it: Interpreter, atom: EntityAtom, call: Call, effect: ShellEffect, holes: Part[]): Map<string, readonly CommandPart[]> {
  const variables = new Map<string, readonly CommandPart[]>();
  const env = firstGiven(it, atom, call, optionRefs(effect, 'env'));
  for (const each of env?.value ?? []) {
    if (each.kind !== 'object') continue;
    for (const [name, { value }] of each.heap.fields) {
      const [only] = value;
      if (only !== undefined && value.length === 1) variables.set(name, partsIn(only, holes));
    }
  }
  return variables;
}

/** The lists of arguments that the call may give. */
function argumentsOf(it: Interpreter, list: Value | undefined): readonly Sequence[] {
  const arrays = (list ?? []).filter((each) => each.kind === 'object' && each.heap.type === 'array');
  if (list === undefined || arrays.length === 0) return [[]];
  return arrays.slice(0, MAX_TEXTS).flatMap((each) => {
    const { exact, any } = iterationOf(it, [each]);
    if (exact !== undefined) return [exact];
    return (each.kind === 'object' ? sequencesOf(each.heap)?.map(spelledOut) : undefined) ?? [wordsOf(any)];
  });
}

/** Each of several things that a word may be, as a word of its own. */
const wordsOf = (any: Value): Sequence => (any.length === 0 ? [UNKNOWN] : any.map((atom) => [atom]));

/** Of any number of words, those that storage stands in: the others may as well not be there. */
const spelledOut = (sequence: Sequence): Sequence =>
  sequence.flatMap((value) => {
    const many = value[0]?.kind === 'unknown' ? value[0].many : undefined;
    return many === undefined ? [value] : many.filter((atom) => storageIn([atom]).length > 0).map((atom) => [atom]);
  });

/** Expressions of a list of arguments that is written in the call, as far as each stands for one argument. */
function placesOf(it: Interpreter, call: Call, ref: string | undefined, count: number): readonly (Site | undefined)[] {
  const node = call.nodes[Number(ref)];
  if (node?.type !== 'ArrayExpression') return [];
  const sites = node.elements.map((element) => (element === null || element.type === 'SpreadElement' ? undefined : it.site(element)));
  const spread = node.elements.findIndex((element) => element?.type === 'SpreadElement');
  if (spread < 0) return sites;
  const last = node.elements.findLastIndex((element) => element?.type === 'SpreadElement');
  const behind = sites.slice(last + 1);
  return Array.from({ length: count }, (_, index) => (index < spread ? sites[index] : behind[index - count + behind.length]));
}

/** Is the word, as the program gets it, the one that was given? */
export const isSameWord = (a: readonly CommandPart[], b: readonly CommandPart[]): boolean =>
  a.length === b.length && a.every((part, index) => isSamePart(part, b[index]));

const isSamePart = (a: CommandPart, b: CommandPart | undefined): boolean =>
  b !== undefined && ('text' in a ? 'text' in b && a.text === b.text : !('text' in b) && a.hole === b.hole && a.answerOf === b.answerOf);

/** What the tag quotes is one word, as a shell would read it in quotes. */
function quotedWord(atom: Atom): Atom {
  const text = constantText(atom);
  if (text === undefined || /^[\w@%+=:,./-]+$/.test(text)) return atom;
  return { kind: 'text', parts: [{ text: `'${text.replaceAll("'", String.raw`'\''`)}'`, site: atom.site, via: atom.via }], site: atom.site, via: atom.via };
}

/** A list puts each of its elements in as a word. */
function taggedWords(value: Value, site: Site | undefined): readonly Piece[] {
  const [only] = value;
  const items = only?.kind === 'object' && only.heap.type === 'array' ? exactItems(only.heap) : undefined;
  const words = (items ?? [value]).map((item): Piece => ({ value: item.slice(0, 1).map(quotedWord), site }));
  return words.flatMap((word, index) => (index === 0 ? [word] : [{ value: constant(' ', site), site }, word]));
}

/** A template tag's command: what is put in is quoted by the tag. */
function taggedCommand(call: Call): Atom | undefined {
  const { node } = call;
  if (node.type !== 'TaggedTemplateExpression') return undefined;
  const pieces = node.quasi.quasis.flatMap((quasi, index) => {
    const { cooked } = quasi.value;
    const text = { value: cooked === null ? UNKNOWN : constant(cooked, call.sites[0]), site: call.sites[0] };
    const value = call.args[index + 1];
    return value === undefined ? [text] : [text, ...taggedWords(value, call.sites[index + 1])];
  });
  return concatenate(pieces, call.sites[0])[0];
}

/** `$(options)`, `execa(options)`: a tag or function that has these options. */
function givesProgram(it: Interpreter, atom: EntityAtom, call: Call, effect: ShellEffect): boolean {
  if (effect.shell === 'tag') return true;
  const keepsOptions = optionRefs(effect, 'shell').includes('defaults.shell');
  const first = keepsOptions ? firstGiven(it, atom, call, effect.command)?.value : undefined;
  return first?.every((each) => each.kind === 'object' && each.heap.type === 'object') === true;
}

const conditionOf = (words: readonly Value[]): PathCondition | undefined =>
  words.reduce<PathCondition | undefined>((all, [atom]) => (atom?.when === undefined || all === undefined ? (all ?? atom?.when) : both(all, atom.when)), undefined);

/** The commands that the call may run; undefined if it gives a program with options, and runs nothing. */
export function commandsOf(it: Interpreter, atom: EntityAtom, call: Call, effect: ShellEffect): readonly Command[] | undefined {
  const tagged = taggedCommand(call);
  if (tagged === undefined && givesProgram(it, atom, call, effect)) return undefined;
  const shell = usesShell(it, atom, call, effect);
  if (tagged !== undefined) {
    const holes: Part[] = [];
    const texts: CommandText[] = [];
    const analysis = analyseCommand(partsIn(tagged, holes, texts));
    return [{ ...analysis, quoting: shell ? analysis.quoting : new Map(), holes, texts, words: [], when: tagged.when }];
  }
  const command = firstGiven(it, atom, call, effect.command);
  const list = effect.args === undefined ? undefined : firstGiven(it, atom, call, effect.args)?.value;
  // `Bun.spawn(['curl', …])`: program and arguments in one list.
  const lists = (command?.value ?? []).slice(0, MAX_TEXTS).flatMap((each) =>
    each.kind === 'object' ? argumentsOf(it, [each]) : argumentsOf(it, list).map((args): Sequence => [[each], ...args]),
  );
  return lists.slice(0, 2 * MAX_TEXTS).map((words) => {
    const holes: Part[] = [];
    const texts: CommandText[] = [];
    const environment = environmentOf(it, atom, call, effect, holes);
    const places = placesOf(it, call, effect.args, words.length - 1);
    const encoded = words.map((word, index) => partsIn(word[0] ?? { kind: 'unknown' }, holes, texts, index === 0 ? undefined : places[index - 1]));
    const parts = encoded.flatMap((word, index) => (index === 0 ? word : [{ text: ' ' }, ...word]));
    const surroundings = { environment, input: inputOf(it, atom, call, effect, { holes, texts }) };
    const given = encoded.map((word, index) => ({ parts: word, via: words[index]?.[0]?.via }));
    return { ...(shell ? analyseCommand(parts, surroundings) : analyseProgram(encoded, surroundings)), holes, texts, words: given, when: conditionOf(words) };
  });
}
