/** Shell commands: the writes and requests in them, and how storage URLs stand in them (C5, C8, C10). */
import type { ShellEffect } from '../../models/schema.js';
import { commandActions, holeQuoting, programActions, type CommandPart, type ShellAction, type ShellWord } from '../../models/shell/index.js';
import type { Call } from '../calls.js';
import { mark } from '../clock.js';
import type { Interpreter } from '../interpreter.js';
import { iterationOf } from '../iteration.js';
import { asksForUploadUrl, uploadUrlOf } from '../response.js';
import type { Site } from '../site.js';
import { concatenate } from '../text.js';
import { truthOf } from '../truth.js';
import { isImpossible } from '../condition.js';
import { constant, isText, partsOf, UNKNOWN, type Atom, type EntityAtom, type Part, type Value } from '../values.js';
import { emitWrite } from './files.js';
import { placeOf } from '../places.js';
import { firstGiven } from './refs.js';
import { emitRequest } from './requests.js';

interface Line {
  readonly actions: readonly ShellAction[];
  readonly quoting: ReadonlyMap<number, 'none' | 'single' | 'double'>;
  readonly holes: readonly Part[];
}

const MAX_COMMAND = 20_000;

function commandOf(atoms: readonly Atom[], holes: Part[]): readonly CommandPart[] {
  return atoms.flatMap((atom) =>
    partsOf(atom).map((part): CommandPart => {
      if (isText(part)) return { text: part.text };
      holes.push(part);
      return { hole: holes.length - 1 };
    }),
  );
}

/** Does a shell parse the command? Only what is certain counts. */
function usesShell(it: Interpreter, atom: EntityAtom, call: Call, effect: ShellEffect): boolean {
  if (effect.shell === 'always') return true;
  if (effect.shell !== 'option') return false;
  const options = firstGiven(it, atom, call, shellOption(effect));
  return options !== undefined && options.value.every((each) => isImpossible(truthOf(it, [each]).no));
}

const shellOption = (effect: ShellEffect): readonly string[] => {
  const refs = effect.options === undefined ? [] : typeof effect.options === 'string' ? [effect.options] : effect.options;
  return refs.map((ref) => `${ref}.shell`);
};

const cwdOption = (effect: ShellEffect): readonly string[] => {
  const refs = effect.options === undefined ? [] : typeof effect.options === 'string' ? [effect.options] : effect.options;
  return refs.map((ref) => `${ref}.cwd`);
};

function argumentsOf(it: Interpreter, atom: EntityAtom, call: Call, effect: ShellEffect): readonly Value[] | undefined {
  const list = effect.args === undefined ? undefined : firstGiven(it, atom, call, effect.args);
  if (list === undefined || !list.value.some((each) => each.kind === 'object' && each.heap.type === 'array')) return undefined;
  const { exact, any } = iterationOf(it, list.value);
  return exact ?? [any];
}

/** A quoted JSON text is quoted for a shell too; JSON atoms hold what they quote. */
const lines = (value: Value): readonly Atom[] => value.slice(0, 4);

function lineOf(it: Interpreter, atom: EntityAtom, call: Call, effect: ShellEffect, command: Atom): Line {
  const holes: Part[] = [];
  const args = argumentsOf(it, atom, call, effect);
  if (usesShell(it, atom, call, effect)) {
    const list = args === undefined ? [] : args.flatMap((arg) => [constant(' ')[0], arg[0]]);
    const parts = commandOf([command, ...list].flatMap((each) => each ?? []), holes);
    return tooLong(parts) ? { actions: [], quoting: new Map(), holes } : { actions: commandActions(parts), quoting: holeQuoting(parts), holes };
  }
  const words = [[command], ...(args ?? []).map((arg) => arg.slice(0, 1))].map((word) => commandOf(word, holes));
  const script = scriptOf(words);
  return { actions: programActions(words), quoting: script === undefined ? new Map() : holeQuoting(script), holes };
}

/** `bash -c command`: the command is parsed by that shell. */
function scriptOf(words: readonly (readonly CommandPart[])[]): readonly CommandPart[] | undefined {
  const [program, ...args] = words;
  const name = program?.length === 1 && program[0] !== undefined && 'text' in program[0] ? program[0].text : '';
  if (!/(^|\/)(ba|z|da|k|a)?sh$/.test(name)) return undefined;
  const at = args.findIndex((word) => { const [part] = word; return part !== undefined && 'text' in part && /^-\w*c$/.test(part.text); });
  return at < 0 ? undefined : args[at + 1];
}

const tooLong = (parts: readonly CommandPart[]): boolean =>
  parts.length > 200 || parts.reduce((sum, part) => sum + ('text' in part ? part.text.length : 1), 0) > MAX_COMMAND;

/** A template tag's command: its quasis and expressions. */
function taggedCommand(call: Call): Atom | undefined {
  const { node } = call;
  if (node.type !== 'TaggedTemplateExpression') return undefined;
  const pieces = node.quasi.quasis.flatMap((quasi, index) => {
    const { cooked } = quasi.value;
    const text = { value: cooked === null ? UNKNOWN : constant(cooked), site: undefined };
    const value = call.args[index + 1];
    return value === undefined ? [text] : [text, { value: value.slice(0, 1), site: call.sites[index + 1] }];
  });
  return concatenate(pieces, call.sites[0])[0];
}

export function applyShell(it: Interpreter, atom: EntityAtom, call: Call, effect: ShellEffect): Value | undefined {
  const site = it.site(call.node);
  if (effect.shell === 'tag') {
    const command = taggedCommand(call);
    // `$({ cwd })` gives the tag with these options.
    if (command === undefined) return [{ ...atom, defaults: call.args[0] }];
    const holes: Part[] = [];
    const parts = commandOf([command], holes);
    return perform(it, call, effect, { actions: commandActions(parts), quoting: new Map(), holes }, site);
  }
  const command = firstGiven(it, atom, call, effect.command);
  if (command === undefined) return undefined;
  const directory = firstGiven(it, atom, call, cwdOption(effect));
  let result: Value | undefined;
  for (const each of lines(command.value)) {
    const line = lineOf(it, atom, call, effect, each);
    result = perform(it, call, effect, line, command.site, directory?.value);
  }
  return result ?? outputOf(it, call, effect, UNKNOWN);
}

function wordValue(line: Line, word: ShellWord, site: Site): Value {
  const pieces = word.parts.map((part) => {
    if ('text' in part) return { value: constant(part.text, site), site };
    const hole = line.holes[part.hole];
    return { value: hole === undefined || isText(hole) ? UNKNOWN : [hole.via === undefined ? hole.atom : { ...hole.atom, via: hole.via }], site: hole?.site ?? site };
  });
  return concatenate(pieces, site);
}

/** Place of a word: the interpolation in it, if there is one. */
const siteOfWord = (line: Line, word: ShellWord, site: Site): Site => {
  for (const part of word.parts) if ('hole' in part) return line.holes[part.hole]?.site ?? site;
  return site;
};

function perform(it: Interpreter, call: Call, effect: ShellEffect, line: Line, at: Site, directory?: Value): Value {
  const { actions } = line;
  const requests = actions.filter((action) => action.kind === 'request');
  const site = it.site(call.node);
  emitQuoting(it, line, at);
  const started = it.time;
  const operation = requests.length > 0 && requests.length === actions.length
    ? ({ kind: 'request', site } as const)
    : ({ kind: 'process', name: call.name, site } as const);
  let answer: Value = UNKNOWN;
  for (const action of actions) {
    if (action.kind === 'write') emitWrite(it, writtenPath(line, action, at, directory), siteOfWord(line, action.path, at), call.name);
    else {
      it.time = started;
      answer = sendFrom(it, call, line, action, at) ?? answer;
    }
  }
  it.elapse(operation);
  for (const atom of answer) if (atom.kind === 'upload-url') atom.request.answered = it.time = mark(it.time);
  return outputOf(it, call, effect, answer);
}

function writtenPath(line: Line, action: Extract<ShellAction, { kind: 'write' }>, at: Site, directory: Value | undefined): Value {
  const path = wordValue(line, action.path, at);
  const folder = action.cwd === undefined ? directory : wordValue(line, action.cwd, at);
  const relative = path.every((atom) => placeOf(atom) === 'inside' || placeOf(atom) === 'unknown');
  if (folder === undefined || !relative || !folder.some((atom) => placeOf(atom) === 'outside')) return path;
  if (path.some((atom) => atom.kind === 'text' && /^[/~]/.test(headText(atom)))) return path;
  return concatenate([{ value: folder, site: at }, { value: constant('/'), site: at }, { value: path, site: at }], at);
}

const headText = (atom: Atom): string => {
  const first = atom.kind === 'text' ? atom.parts[0] : undefined;
  return first !== undefined && isText(first) ? first.text : '';
};

function sendFrom(it: Interpreter, call: Call, line: Line, action: Extract<ShellAction, { kind: 'request' }>, at: Site): Value | undefined {
  const urlAt = siteOfWord(line, action.url, at);
  const url = wordValue(line, action.url, at);
  const body = action.body === 'none' ? undefined : { value: bodyValue(action, line, at), site: action.bodyWord === undefined ? at : siteOfWord(line, action.bodyWord, at) };
  const event = emitRequest(it, {
    client: `shell#${call.name}`,
    call: it.site(call.node),
    target: { url, at: urlAt },
    method: action.method === undefined ? UNKNOWN : constant(action.method),
    methodAt: at,
    methodDefault: false,
    optionsAt: undefined,
    body,
    form: action.body === 'form' || action.body === 'text' ? at : undefined,
    params: undefined,
    length: undefined,
  });
  return asksForUploadUrl(event) && action.output === 'stdout' ? [uploadUrlOf(event)] : undefined;
}

const bodyValue = (action: Extract<ShellAction, { kind: 'request' }>, line: Line, at: Site): Value => [
  { kind: 'bytes', of: action.body === 'raw' ? 'file' : 'form', path: action.bodyWord === undefined ? undefined : wordValue(line, action.bodyWord, at) },
];

const isStorageUrl = (atom: Atom): boolean => atom.kind === 'endpoint' || atom.kind === 'upload-url';

function emitQuoting(it: Interpreter, line: Line, at: Site): void {
  line.holes.forEach((hole, index) => {
    if (isText(hole) || !isStorageUrl(hole.atom)) return;
    const quoting = line.quoting.get(index);
    if (quoting === undefined) return;
    it.events.push({ kind: 'shell', url: [hole.atom], at: hole.site ?? at, quoting, ...it.context() });
  });
}

function outputOf(it: Interpreter, call: Call, effect: ShellEffect, answer: Value): Value {
  if (effect.gives === 'stdout') return answer;
  const [only] = answer;
  if (only?.kind === 'upload-url') return [{ kind: 'response', request: only.request, pending: { kind: 'request', site: it.site(call.node) } }];
  return [{ kind: 'entity', key: `process#${effect.gives}` }];
}
