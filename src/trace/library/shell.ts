/** Programs and shell commands: what they write and request, how long they take, how URLs stand in them (C3, C5, C8, C10). */
import type { ShellEffect } from '../../models/form/schema.js';
import type { CommandPart, ShellFlag, ShellRequest, ShellWord, ShellWork, ShellWrite, Spelled, SpelledText } from '../../models/shell/index.js';
import { isWait } from '../../models/shell/work.js';
import { callFunctionValue, type Call } from '../calls/calls.js';
import { emitEscape } from '../emit.js';
import type { RequestEvent } from '../events.js';
import { asksForUploadUrl, uploadUrlOf } from '../expressions/response.js';
import { both, isImpossible } from '../guards/condition.js';
import type { Interpreter } from '../interpreter.js';
import { sameSite, within, type Site } from '../site.js';
import { mark } from '../time/clock.js';
import { constant, isCallable, isText, NOTHING, NULL, textOf, UNKNOWN, UNKNOWN_ATOM, type EntityAtom, type Part, type Value } from '../values/values.js';
import { withDefaults } from './adapters.js';
import { isSameWord, unquoted, type Command, type CommandText } from './command-words.js';
import { commandsOf, folderOf } from './commands.js';
import { varyingIn } from './derived.js';
import { emitWrite } from './files.js';
import { firstGiven } from './refs.js';
import { durationOf, emitRequest } from './requests.js';

interface Run {
  readonly command: Command;
  readonly call: Call;
  /** Where the command's text stands. */
  readonly at: Site;
  readonly folder: Value | undefined;
  readonly sent: Map<ShellRequest, RequestEvent>;
}

export function applyShell(it: Interpreter, atom: EntityAtom, call: Call, effect: ShellEffect): Value | undefined {
  const commands = commandsOf(it, atom, call, effect);
  // `$({ cwd })` gives the tag with these options.
  if (commands === undefined) return [{ ...atom, defaults: withDefaults(it, atom.defaults, call.args[0]) }];
  const at = effect.shell === 'tag' ? it.site(call.node) : (firstGiven(it, atom, call, effect.command)?.site ?? it.site(call.node));
  const folder = folderOf(it, atom, call, effect);
  const runs = commands.map((command): Run => ({ command, call, at, folder, sent: new Map() }));
  const [only] = runs;
  // Of several commands that it may be, one is run.
  const answer = runs.length === 1 && only !== undefined ? performWhere(it, only) : it.fork(runs.map((run) => ({ condition: it.condition, run: () => performWhere(it, run) })));
  return outputOf(it, call, effect, answer.length === 0 ? UNKNOWN : answer);
}

function performWhere(it: Interpreter, run: Run): Value {
  const { condition } = it;
  const { when } = run.command;
  if (when === undefined) return perform(it, run);
  const here = both(condition, when);
  if (isImpossible(here)) return NOTHING;
  it.condition = here;
  const answer = perform(it, run);
  it.condition = condition;
  return answer;
}

/** Does what the command does, in order; what it prints. */
function perform(it: Interpreter, run: Run): Value {
  const { command, call } = run;
  emitQuoting(it, run);
  emitHandedOver(it, run);
  let answer: Value = UNKNOWN;
  let worked = 0;
  for (const action of command.actions) {
    if (action.kind === 'write') emitWrite(it, wordValue(run, action.path), siteOfPath(run, action.path), action.by, folderOfWrite(run, action));
    else {
      elapseWork(it, call, action.after.slice(worked));
      worked = Math.max(worked, action.after.length);
      const event = send(it, run, action);
      run.sent.set(action, event);
      // The script itself goes on with the answer.
      event.answered = it.time = mark(it.time);
      if (asksForUploadUrl(event) && action.output === 'stdout') answer = [uploadUrlOf(event)];
    }
  }
  elapseWork(it, call, command.work.slice(worked));
  if (run.sent.size > 0) {
    it.elapse(durationOf([...run.sent.values()].at(-1), it.site(call.node)));
    // A program that fails is tried again by who catches that.
    it.mayThrow();
  }
  it.time = mark(it.time);
  for (const [action, event] of run.sent) if (action.output === 'stdout') event.answered = it.time;
  return answer === UNKNOWN ? varyingOutput(run) : answer;
}

/** What the command prints, if it differs from run to run (C7). */
function varyingOutput(run: Run): Value {
  const { prints } = run.command;
  const varies = prints?.parts.some((part) => 'hole' in part && part.varies !== undefined) === true;
  return prints === undefined || !varies ? UNKNOWN : wordValue(run, prints);
}

function elapseWork(it: Interpreter, call: Call, work: readonly ShellWork[]): void {
  const site = it.site(call.node);
  for (const { program, seconds } of work) {
    const name = program === '' ? call.name : program;
    const waits = seconds !== undefined || isWait(program);
    it.elapse(waits ? { kind: 'delay', milliseconds: seconds === undefined ? undefined : seconds * 1000, name, site } : { kind: 'process', name, site });
  }
}

/** What the command was put together from keeps its place: text of one piece of it, or what the shell puts in place of some (`from`). */
function textPart(run: Run, { text, of, offset }: SpelledText, from: CommandPart | undefined): Part {
  const piece = pieceOf(run, of);
  if (piece === undefined) return { text, site: pieceOf(run, from)?.site ?? run.at, joined: run.at };
  if (piece.text === text) return { ...piece, joined: piece.joined ?? run.at };
  const via = placeOfPiece(piece) === piece.via ? piece.via : undefined;
  return { text, site: piece.site, via, joined: offset === 0 ? (piece.joined ?? run.at) : run.at };
}

const pieceOf = ({ command }: Run, part: CommandPart | undefined): CommandText | undefined =>
  part !== undefined && 'text' in part && part.piece !== undefined ? command.texts[part.piece] : undefined;

function partOf(run: Run, part: Exclude<CommandPart, { readonly text: string }>): Part {
  const site = placeOfHole(run, part.hole) ?? placeOfPart(run, part.from) ?? run.at;
  const { varies } = part;
  if (varies !== undefined) return { atom: { kind: 'source', ...varies, site }, site, joined: run.at };
  const answer = part.answerOf === undefined ? undefined : run.sent.get(part.answerOf);
  if (answer !== undefined) return { atom: asksForUploadUrl(answer) ? uploadUrlOf(answer) : UNKNOWN_ATOM, site, joined: run.at };
  const hole = run.command.holes[part.hole];
  return hole === undefined || isText(hole) ? { atom: UNKNOWN_ATOM, site, joined: run.at } : { ...hole, joined: hole.joined ?? run.at };
}

function wordValue(run: Run, word: ShellWord): Value {
  const parts = (word.spelled ?? word.parts).flatMap((part) => ('hole' in part ? unquoted(partOf(run, part)) : textPart(run, { of: undefined, offset: 0, ...part }, word.from?.[0])));
  const conditions = parts.flatMap((part) => (isText(part) ? [] : (part.atom.when ?? [])));
  const given = run.command.words.find((each) => isSameWord(each.parts, word.parts));
  const text = textOf(parts, run.at);
  const atom = given?.via === undefined ? text : { ...text, via: given.via };
  return [conditions.length === 0 ? atom : { ...atom, when: conditions.reduce(both) }];
}

/** Where a value is put into the command. */
function placeOfHole({ command }: Run, hole: number): Site | undefined {
  const part = command.holes[hole];
  return part?.operand ?? part?.site;
}

/** What stands in the command there, without quotes. */
function unquotedHole({ holes }: Command, hole: number): readonly Part[] {
  const part = holes[hole];
  return part === undefined ? [] : unquoted(part);
}

/** Does the command put something behind an upload URL? That alters it there, wherever the URL came from. */
function isExtended({ command }: Run, { parts: [first, ...others] }: ShellWord): boolean {
  if (first === undefined || !('hole' in first)) return false;
  const [part, added] = unquotedHole(command, first.hole);
  const behind = added ?? (others.length === 0 ? undefined : command.texts.find((text) => text.behind === first.hole));
  return part !== undefined && !isText(part) && part.atom.kind === 'upload-url' && behind !== undefined && behind.via === undefined;
}

/** The argument that brings the value as a whole, unless it is put into the command there. */
function siteOfArgument(run: Run, word: ShellWord): Site {
  const [first] = word.parts;
  const [part] = first !== undefined && 'hole' in first ? unquotedHole(run.command, first.hole) : [];
  const via = part?.via;
  return via === undefined || isExtended(run, word) || (part?.operand !== undefined && within(part.operand, via)) ? siteOfWord(run, word) : via;
}

/** Place of a path: what it begins with decides where it leads. */
const siteOfPath = (run: Run, word: ShellWord): Site =>
  (word.parts.every((part) => 'text' in part) ? placeOfSpelled(run, word.spelled?.[0]) : undefined) ?? siteOfWord(run, word);

const placeOfSpelled = (run: Run, first: Spelled | undefined): Site | undefined =>
  placeOfPart(run, first === undefined || 'hole' in first ? first : first.of);

/** Place of a word: the interpolation in it, if there is one; else the argument that brought its text. */
function siteOfWord(run: Run, word: ShellWord): Site {
  for (const part of word.parts) {
    const site = 'hole' in part ? placeOfHole(run, part.hole) : undefined;
    if (site !== undefined) return site;
  }
  return placeOfPart(run, word.from?.[0]) ?? placeOfText(run, word.parts.map((part) => ('text' in part ? part.text : '')).join(''));
}

/** Does an argument of a helper bring the word, or a part of it? */
function isBroughtBy({ command }: Run, word: ShellWord): boolean {
  return word.parts.some((part) => {
    if ('hole' in part) return unquotedHole(command, part.hole)[0]?.via !== undefined;
    return command.texts.some(({ text, via }) => via !== undefined && text.length > 1 && part.text.includes(text));
  });
}

/** Where a part of the command comes from. */
function placeOfPart(run: Run, part: CommandPart | undefined): Site | undefined {
  if (part === undefined) return undefined;
  if ('hole' in part) return placeOfHole(run, part.hole);
  const text = pieceOf(run, part);
  return text === undefined ? undefined : placeOfPiece(text);
}

/** The argument that brings a piece of text; where it was joined there of lines that stand elsewhere, its own line. */
function placeOfPiece({ via, operand, joined, site }: CommandText): Site | undefined {
  const own = operand !== undefined && joined !== undefined && sameSite(operand, joined) ? site : operand;
  return via !== undefined && (own === undefined || joined === undefined || !within(joined, via)) ? via : own;
}

const placeOfFlag = (run: Run, flag: ShellFlag | undefined): Site | undefined =>
  flag === undefined ? undefined : (placeOfPart(run, flag.from?.[0]) ?? placeOfText(run, flag.name));

/** `--${name}`: the piece that is most of the text. */
const longestIn = (texts: readonly CommandText[], text: string): CommandText | undefined =>
  texts.filter((part) => part.text.length > 1 && text.includes(part.text)).sort((a, b) => b.text.length - a.text.length)[0];

/** Where a piece of the command's text comes from. */
function placeOfText(run: Run, text: string): Site {
  const { texts } = run.command;
  const piece = texts.find((part) => part.text === text) ?? texts.find((part) => part.text.includes(text)) ?? longestIn(texts, text);
  return piece?.via ?? piece?.operand ?? run.at;
}

/** The method as it is written, by the argument that brings it. */
function methodOf(run: Run, { method, methodWord }: ShellRequest): Value {
  if (method === undefined) return UNKNOWN;
  const via = methodWord === undefined ? undefined : wordValue(run, methodWord)[0]?.via;
  return constant(method).map((atom) => ({ ...atom, via }));
}

/** A relative destination lies in the folder that the command runs in. */
const folderOfWrite = (run: Run, { cwd }: ShellWrite): Value | undefined => (cwd === undefined ? run.folder : wordValue(run, cwd));

function send(it: Interpreter, run: Run, action: ShellRequest): RequestEvent {
  const { at, call } = run;
  const file = action.bodyWord ?? action.data;
  // A file that comes by an argument is right: how it is sent stands at the flag.
  const bodyAt = file === undefined || isBroughtBy(run, file) ? (placeOfFlag(run, action.bodyFlag) ?? at) : siteOfWord(run, file);
  return emitRequest(it, {
    client: `shell#${action.program}`,
    call: it.site(call.node),
    target: { url: wordValue(run, action.url), at: siteOfArgument(run, action.url) },
    method: methodOf(run, action),
    methodAt: placeOfFlag(run, action.methodFlag ?? action.bodyFlag),
    methodDefault: action.methodFlag === undefined && action.methodWord === undefined,
    optionsAt: undefined,
    body: action.body === 'none' ? undefined : { value: bodyValue(run, action), site: bodyAt },
    form: action.body === 'form' || action.body === 'text' ? bodyAt : undefined,
    params: placeOfFlag(run, action.query),
    length: undefined,
    command: action,
    bodyFlagAt: placeOfFlag(run, action.bodyFlag),
  });
}

const bodyValue = (run: Run, action: ShellRequest): Value => [
  { kind: 'bytes', of: action.body === 'raw' ? 'file' : 'form', path: action.bodyWord === undefined ? undefined : wordValue(run, action.bodyWord) },
];

function emitQuoting(it: Interpreter, run: Run): void {
  const { command, at } = run;
  command.holes.forEach((hole, index) => {
    if (isText(hole) || (hole.atom.kind !== 'endpoint' && hole.atom.kind !== 'upload-url')) return;
    const quoting = command.quoting.get(index);
    if (quoting === undefined) return;
    it.events.push({ kind: 'shell', url: [hole.atom], at: interpolationOf(it, hole) ?? joinOf(it, hole) ?? placeOfHole(run, index) ?? at, quoting, ...it.context() });
  });
}

/** Where the program's own tag is given the value: what stands there is what it is to quote, or its author. */
function interpolationOf(it: Interpreter, { atom, via = atom.via }: Exclude<Part, { readonly text: string }>): Site | undefined {
  const isTagged = via !== undefined && it.steps().some(({ call }) => call.type === 'TaggedTemplateExpression' && within(via, call));
  return isTagged ? via : undefined;
}

/** A list of words that a caller of this function made out of its own arguments: where it becomes a command. */
function joinOf(it: Interpreter, { atom, via = atom.via, operand, joined }: Exclude<Part, { readonly text: string }>): Site | undefined {
  if (via === undefined || operand === undefined || !sameSite(via, operand)) return undefined;
  return it.steps().slice(0, -1).some(({ call }) => within(via, call)) ? joined : undefined;
}

/** What a program gets and the trace sees no request for may be used by it in any way: `python3 train.py URL`. */
function emitHandedOver(it: Interpreter, run: Run): void {
  const { command, at } = run;
  const sent = command.actions.flatMap((action) => (action.kind === 'request' ? [action.url, action.bodyWord, action.data] : []));
  const used = new Set(sent.flatMap((word) => (word?.parts ?? []).map((part) => ('hole' in part ? part.hole : -1))));
  command.holes.forEach((hole, index) => {
    if (!isText(hole) && !used.has(index)) emitEscape(it, [hole.atom], placeOfHole(run, index) ?? at, 'argument');
  });
}

/** What the call gives; a callback gets the output when the program is done. */
function outputOf(it: Interpreter, call: Call, effect: ShellEffect, answer: Value): Value {
  if (effect.gives === 'stdout') return answer;
  const callback = call.args.at(-1)?.filter(isCallable) ?? NOTHING;
  if (callback.length > 0) {
    it.maybe(() => callFunctionValue(it, callback, [NULL, answer, UNKNOWN], call.node));
  }
  const [only] = answer;
  const varying = varyingIn(answer);
  if (varying !== undefined) return [varying];
  if (only?.kind === 'upload-url') return [{ kind: 'response', request: only.request, pending: { kind: 'request', site: it.site(call.node) } }];
  return [{ kind: 'entity', key: `process#${effect.gives}` }];
}
