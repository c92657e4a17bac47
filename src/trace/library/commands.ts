/** Commands as a call gives them: a text for a shell, or a program with its arguments. */
import type { ShellEffect } from '../../models/form/schema.js';
import { analyseCommand, analyseProgram, type CommandPart, type Surroundings } from '../../models/shell/index.js';
import type { Call } from '../calls/calls.js';
import { storageIn } from '../emit.js';
import { ALWAYS, isImpossible } from '../guards/condition.js';
import { truthOf } from '../guards/truth.js';
import type { Interpreter } from '../interpreter.js';
import type { Site } from '../site.js';
import { placeOf } from '../values/places.js';
import type { Sequence } from '../values/sequences.js';
import { NOTHING, UNKNOWN, UNKNOWN_ATOM, type EntityAtom, type Heap, type Part, type Value } from '../values/values.js';
import { argumentsOf, conditionOf, MAX_TEXTS, partsIn, type Collected, type Command } from './command-words.js';
import { firstGiven } from './refs.js';
import { taggedCommand, templatesOf } from './tagged.js';

/** Where the options stand; what a template is given is put into the command. */
function optionRefs({ options }: ShellEffect, { node }: Call, name: string): readonly string[] {
  const refs = options === undefined ? [] : typeof options === 'string' ? [options] : options;
  const read = node.type === 'TaggedTemplateExpression' ? refs.filter((ref) => ref === 'defaults') : refs;
  return read.map((ref) => `${ref}.${name}`);
}

/** Folder that the command runs in, if the call says. */
export const folderOf = (it: Interpreter, atom: EntityAtom, call: Call, effect: ShellEffect): Value | undefined =>
  firstGiven(it, atom, call, optionRefs(effect, call, 'cwd'))?.value ?? setFolder(it, atom);

/** `$.cwd = 'videos'`: for the tag's commands from there on, or as long as a `within` lasts. So only what lies below is taken for it. */
function setFolder(it: Interpreter, { key }: EntityAtom): Value | undefined {
  const set = it.globals.get(key)?.fields.get('cwd')?.value ?? NOTHING;
  if (set.length === 0) return undefined;
  return set.every((atom) => placeOf(atom) === 'inside') ? set : UNKNOWN;
}

/** Does a shell parse the command? Only what is certain counts. */
function usesShell(it: Interpreter, atom: EntityAtom, call: Call, effect: ShellEffect): boolean {
  if (effect.shell === 'always') return true;
  if (effect.shell !== 'option') return false;
  const option = firstGiven(it, atom, call, optionRefs(effect, call, 'shell'));
  return option !== undefined && option.value.every((each) => isImpossible(truthOf(it, [each]).no));
}

/** Files that the program has written with storage URLs in them, as far as the command names them: they may be scripts. */
function filesOf(it: Interpreter, collected: Collected): ReadonlyMap<string, readonly CommandPart[]> {
  const named = Array.from(it.files).filter(([path]) => collected.texts.some(({ text }) => text.includes(path)));
  return new Map(named.flatMap(([path, [content]]) => (content?.kind === 'text' ? [[path, partsIn(content, collected)] as const] : [])));
}

/** What the call gives the program to read. */
function inputOf(it: Interpreter, atom: EntityAtom, call: Call, effect: ShellEffect, collected: Collected): readonly CommandPart[] | undefined {
  const input = firstGiven(it, atom, call, optionRefs(effect, call, 'input'))?.value;
  const texts = (input ?? []).flatMap((each) => (each.kind === 'bytes' ? (each.content ?? []) : [each]));
  // Of several, one that storage stands in.
  const [only] = texts.length > 1 ? storageIn(texts, 0) : texts;
  return only === undefined ? undefined : partsIn(only, collected);
}

const PROCESS_ENV = 'global#process.env';

/** Does a child find what this process has in its environment? Options of `child_process` take the place of it. */
const inheritsEnvironment = ({ key }: EntityAtom, env: Value): boolean =>
  !key.startsWith('child_process#') ||
  env.every((each) => each.kind !== 'object' || each.heap.base.value.some((base) => base.kind === 'entity' && base.key === PROCESS_ENV));

/** Variables of the environment that the program or the call sets. */
function environmentOf(it: Interpreter, atom: EntityAtom, call: Call, effect: ShellEffect, holes: Part[]): Map<string, readonly CommandPart[]> {
  const variables = new Map<string, readonly CommandPart[]>();
  const add = (heap: Heap): void => {
    for (const [name, { value }] of heap.fields) {
      const [only] = value;
      if (only !== undefined && value.length === 1) variables.set(name, partsIn(only, { holes, texts: [] }));
    }
  };
  const env = firstGiven(it, atom, call, optionRefs(effect, call, 'env'))?.value ?? [];
  const own = it.globals.get(PROCESS_ENV);
  if (own !== undefined && inheritsEnvironment(atom, env)) add(own);
  for (const each of env) if (each.kind === 'object') add(each.heap);
  return variables;
}

/** Expressions of a list of arguments that is written in the call, as far as each stands for one argument. */
function placesOf(it: Interpreter, call: Call, { args, rest }: ShellEffect, count: number): readonly (Site | undefined)[] {
  if (rest === true) return call.sites.slice(Number(args));
  const node = call.nodes[Number(args)];
  if (node?.type !== 'ArrayExpression') return [];
  const sites = node.elements.map((element) => (element === null || element.type === 'SpreadElement' ? undefined : it.site(element)));
  const spread = node.elements.findIndex((element) => element?.type === 'SpreadElement');
  if (spread < 0) return sites;
  const last = node.elements.findLastIndex((element) => element?.type === 'SpreadElement');
  const behind = sites.slice(last + 1);
  return Array.from({ length: count }, (_, index) => (index < spread ? sites[index] : behind[index - count + behind.length]));
}

/** `$(options)`, `execa(options)`: a tag or function that has these options. */
function givesProgram(it: Interpreter, atom: EntityAtom, call: Call, effect: ShellEffect): boolean {
  if (effect.shell === 'tag') return true;
  const keepsOptions = optionRefs(effect, call, 'shell').includes('defaults.shell');
  const first = keepsOptions ? firstGiven(it, atom, call, effect.command)?.value : undefined;
  return first?.every((each) => each.kind === 'object' && each.heap.type === 'object') === true;
}

/** The commands that the call may run; undefined if it gives a program with options, and runs nothing. */
export function commandsOf(it: Interpreter, atom: EntityAtom, call: Call, effect: ShellEffect): readonly Command[] | undefined {
  const { node } = call;
  const isTagged = node.type === 'TaggedTemplateExpression';
  if (!isTagged && givesProgram(it, atom, call, effect)) return undefined;
  const shell = usesShell(it, atom, call, effect);
  const find = (collected: Collected): Surroundings => ({
    environment: environmentOf(it, atom, call, effect, collected.holes),
    input: inputOf(it, atom, call, effect, collected),
    files: filesOf(it, collected),
  });
  if (isTagged) return templatesOf(it, call, node.quasi).map((template) => taggedCommand(call, template, shell, find));
  return wordListsOf(it, atom, call, effect).flatMap(eachReading).map((words): Command => {
    const collected: Collected = { holes: [], texts: [] };
    const places = placesOf(it, call, effect, words.length - 1);
    const encoded = words.map((word, index) => partsIn(word[0] ?? UNKNOWN_ATOM, collected, index === 0 ? undefined : places[index - 1]));
    const parts = encoded.flatMap((word, index) => (index === 0 ? word : [{ text: ' ' }, ...word]));
    const given = encoded.map((word, index) => ({ parts: word, via: words[index]?.[0]?.via }));
    const surroundings = find(collected);
    const analysis = shell ? analyseCommand(parts, surroundings) : analyseProgram(encoded, surroundings);
    return { ...analysis, ...collected, words: given, when: conditionOf(words) };
  });
}

/** Of several things that a word may be each is read once, beside the first of every other word. */
function eachReading(words: Sequence): readonly Sequence[] {
  const first = words.map((word) => word.slice(0, 1));
  const others = words.flatMap((word, index) => word.slice(1).flatMap((atom) => (atom.kind === 'unknown' ? [] : [first.with(index, [atom])])));
  return [first, ...others.filter((reading) => !isImpossible(conditionOf(reading) ?? ALWAYS))].slice(0, MAX_TEXTS);
}

/** Programs with their arguments, or texts for a shell alone. */
function wordListsOf(it: Interpreter, atom: EntityAtom, call: Call, effect: ShellEffect): readonly Sequence[] {
  const command = firstGiven(it, atom, call, effect.command);
  // `Bun.spawn(['curl', …])`: program and arguments in one list.
  const lists = (command?.value ?? []).slice(0, MAX_TEXTS).flatMap((each) =>
    each.kind === 'object' ? argumentsOf(it, [each]) : listsOfArguments(it, atom, call, effect).map((args): Sequence => [[each], ...args]),
  );
  return lists.slice(0, 2 * MAX_TEXTS);
}

function listsOfArguments(it: Interpreter, atom: EntityAtom, call: Call, effect: ShellEffect): readonly Sequence[] {
  if (effect.rest === true) return [wordsFrom(call, Number(effect.args))];
  return argumentsOf(it, effect.args === undefined ? undefined : firstGiven(it, atom, call, effect.args)?.value);
}

/** Arguments of the call that are words; an object among them has options. */
const wordsFrom = ({ args, rest }: Call, start: number): Sequence =>
  [...args.slice(start), ...(rest === undefined ? [] : [rest])].filter((value) => value.every(({ kind }) => kind !== 'object'));
