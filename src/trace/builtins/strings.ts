/** Methods of strings, numbers, and of what stands for them: URLs, stages, sources, bytes. */
import type { Call } from '../calls/calls.js';
import { testValue } from '../expressions/operators.js';
import { allBut, CERTAIN, only, REFUTED, stageIn, UNDECIDED, type Test } from '../guards/condition.js';
import { environmentTest, isEnvironment } from '../guards/environment.js';
import type { Interpreter } from '../interpreter.js';
import { arrayOf } from '../state/heap.js';
import { concatenate, headOf, tailOf } from '../values/text.js';
import { constant, constantNumber, constantText, isText, primitive, UNKNOWN, type Atom, type Part, type Value } from '../values/values.js';
import { callBytesMethod } from './bytes.js';
import { endsAsUrl, lastCharacterBy } from './last-character.js';
import { MAX_MATCHED, patternOf } from './patterns.js';
import { characterPickedBy } from './picked-characters.js';
import { replaceIn, sliceText, splitText } from './replacing.js';
import { matchOf, searchOf } from './texts-of.js';
import { changed, inConstants, MAX_TEXT, textArgument } from './texts.js';
import { callSourceMethod } from './varying.js';

/** Leave a text what it is, for what the rules judge. */
const SAME = new Set(['toString', 'valueOf', 'trim', 'trimStart', 'trimEnd', 'trimLeft', 'trimRight', 'normalize', 'toWellFormed', 'toJSON',
  // Of the body that an upload URL is read from: `const { body } = await request(…); await body.text()`.
  'text', 'json', 'arrayBuffer', 'bytes', 'blob', 'buffer',
]);
const TESTS = new Set(['startsWith', 'endsWith', 'includes']);

export function callTextMethod(it: Interpreter, receiver: Atom, name: string, call: Call): Value {
  if (receiver.kind === 'bytes') return callBytesMethod(it, receiver, name, call);
  if (receiver.kind === 'source') return callSourceMethod(it, receiver, name, call);
  const computed = computedText(it, receiver, name, call);
  if (computed !== undefined) return computed;
  if (SAME.has(name)) return [receiver];
  if (TESTS.has(name)) return testValue(textTest(it, receiver, name, call.args[0]));
  return characterPickedBy(receiver, name, call.args) ?? lastCharacterBy(receiver, name, call) ?? transformed(it, receiver, name, call);
}

function transformed(it: Interpreter, receiver: Atom, name: string, call: Call): Value {
  switch (name) {
    case 'concat': {
      const site = it.site(call.node);
      return concatenate([{ value: [receiver], site }, ...call.args.map((value, index) => ({ value, site: call.sites[index] ?? site }))], site);
    }
    case 'replace':
    case 'replaceAll':
      return replaceIn(it, receiver, call, name === 'replaceAll');
    case 'split':
      return splitText(it, receiver, call);
    case 'slice':
    case 'substring':
    case 'substr':
      return sliceText(it, receiver, call);
    case 'toLowerCase':
    case 'toLocaleLowerCase':
      return cased(it, receiver, call, (text) => text.toLowerCase());
    case 'toUpperCase':
    case 'toLocaleUpperCase':
      return cased(it, receiver, call, (text) => text.toUpperCase());
    case 'search':
      return searchOf(it, patternOf(call.args[0]), receiver);
    case 'indexOf':
    case 'lastIndexOf':
    case 'localeCompare':
    case 'matchAll':
      return UNKNOWN;
    case 'match':
      return matchOf(it, patternOf(call.args[0]), receiver);
    default:
      return changed(it, receiver, call);
  }
}

function cased(it: Interpreter, atom: Atom, call: Call, change: (text: string) => string): Value {
  if (atom.kind === 'upload-url') return changed(it, atom, call);
  return [inConstants(atom, change)];
}

type Compute = (text: string, args: readonly unknown[]) => unknown;

const plain = (value: unknown): string => String(value);

/** Methods of constant strings, run as the program would run them. */
const COMPUTE: ReadonlyMap<string, Compute> = new Map<string, Compute>([
  ['at', (text, [index]) => text.at(Number(index ?? 0))],
  ['charAt', (text, [index]) => text.charAt(Number(index ?? 0))],
  ['charCodeAt', (text, [index]) => text.charCodeAt(Number(index ?? 0))],
  ['codePointAt', (text, [index]) => text.codePointAt(Number(index ?? 0))],
  ['indexOf', (text, [sought]) => text.indexOf(plain(sought))],
  ['lastIndexOf', (text, [sought]) => text.lastIndexOf(plain(sought))],
  ['localeCompare', (text, [other]) => text.localeCompare(plain(other))],
  ['normalize', (text) => text.normalize()],
  ['padEnd', (text, [length, fill]) => text.padEnd(bounded(length), fill === undefined ? ' ' : plain(fill))],
  ['padStart', (text, [length, fill]) => text.padStart(bounded(length), fill === undefined ? ' ' : plain(fill))],
  ['repeat', (text, [count]) => (Number(count) >= 0 && Number(count) <= MAX_TEXT && text.length * Number(count) <= MAX_TEXT ? text.repeat(Number(count)) : undefined)],
  ['slice', (text, [from, to]) => text.slice(numeric(from), numeric(to))],
  ['substring', (text, [from, to]) => text.substring(numeric(from) ?? 0, numeric(to))],
  ['substr', (text, [from, length]) => text.slice(numeric(from), length === undefined ? undefined : (numeric(from) ?? 0) + Number(length))],
  ['toLowerCase', (text) => text.toLowerCase()],
  ['toUpperCase', (text) => text.toUpperCase()],
  ['trim', (text) => text.trim()],
  ['trimEnd', (text) => text.trimEnd()],
  ['trimStart', (text) => text.trimStart()],
]);

const bounded = (length: unknown): number => Math.min(Number(length), MAX_TEXT);
const numeric = (value: unknown): number | undefined => (value === undefined ? undefined : Number(value));

const NUMBERS: ReadonlyMap<string, (value: number, digits: number | undefined) => string> = new Map([
  ['toFixed', (value: number, digits: number | undefined) => value.toFixed(digits)],
  ['toPrecision', (value: number, digits: number | undefined) => value.toPrecision(digits)],
  ['toString', (value: number, digits: number | undefined) => value.toString(digits)],
]);

interface Constant {
  readonly value: unknown;
}

function constantOf(value: Value): Constant | undefined {
  const [atom] = value;
  if (value.length !== 1 || atom === undefined) return undefined;
  if (atom.kind === 'primitive') return { value: atom.value };
  const text = atom.kind === 'text' ? constantText(atom) : undefined;
  return text === undefined ? undefined : { value: text };
}

function computedText(it: Interpreter, receiver: Atom, name: string, call: Call): Value | undefined {
  const text = receiver.kind === 'text' || receiver.kind === 'primitive' ? constantText(receiver) : undefined;
  if (text === undefined || text.length > MAX_TEXT) return undefined;
  if (receiver.kind === 'primitive') return computedNumber(receiver.value, name, call) ?? (name === 'toString' ? constant(text, receiver.site) : undefined);
  if (name === 'split') return splitConstant(receiver, text, call);
  const compute = COMPUTE.get(name);
  if (compute === undefined) return undefined;
  const args: unknown[] = [];
  for (const value of call.args) {
    const known = constantOf(value);
    if (known === undefined) return undefined;
    args.push(known.value);
  }
  return resultOf(receiver, compute(text, args));
}

function computedNumber(value: unknown, name: string, call: Call): Value | undefined {
  const run = NUMBERS.get(name);
  const digits = call.args[0] === undefined ? undefined : constantNumber(call.args[0]);
  if (run === undefined || typeof value !== 'number' || (call.args.length > 0 && digits === undefined)) return undefined;
  try {
    return constant(run(value, digits));
  } catch {
    return UNKNOWN;
  }
}

/** Constants keep where they came from: what is cut out of a name still came in by that argument. */
function resultOf(receiver: Atom, result: unknown): Value {
  if (typeof result === 'number' || result === undefined) return primitive(result);
  if (typeof result !== 'string') return UNKNOWN;
  const { site, via, when } = receiver;
  return [{ kind: 'text', parts: [{ text: result, site, via }], site, via, when }];
}

function splitConstant(receiver: Atom, text: string, call: Call): Value {
  const [separator] = call.args;
  const pattern = patternOf(separator);
  if (separator === undefined) return [arrayOf([[receiver]])];
  if (pattern === undefined || (typeof pattern !== 'string' && text.length > MAX_MATCHED)) return UNKNOWN;
  const pieces = text.split(pattern);
  return pieces.length > 64 ? UNKNOWN : [arrayOf(pieces.map((piece) => resultOf(receiver, piece)))];
}

/** The stages that may be on this path, if they are finitely many. */
function possibleStages(it: Interpreter): readonly string[] | undefined {
  const { excludes, names } = it.condition.stage;
  if (!excludes) return names;
  const all = Object.keys(it.host.settings.stages);
  return all.length === 0 ? undefined : all.filter((name) => !names.includes(name));
}

/** A test that each stage's name passes or not. */
export function stageNameTest(it: Interpreter, passes: (name: string) => boolean): Test {
  const names = possibleStages(it);
  if (names === undefined) return deploymentTest(it, passes);
  return { yes: stageIn(only(names.filter(passes))), no: stageIn(only(names.filter((name) => !passes(name)))) };
}

/** Names that stages of the contract have, and many plugins give: a test that these pass says nothing of deployment. */
const COMMON_STAGES = ['initial', 'stage1', 'trainMore', 'batch'];

/** Of the stages that nobody names, a test by which those of deployment pass is one for them: `stage.startsWith('deploy')`. */
function deploymentTest(it: Interpreter, passes: (name: string) => boolean): Test {
  const passing = it.host.settings.deploymentStages.filter(passes);
  if (passing.length === 0 || COMMON_STAGES.some(passes)) return UNDECIDED;
  return { yes: stageIn(only(passing)), no: stageIn(allBut(passing)) };
}

function textTest(it: Interpreter, atom: Atom, name: string, value: Value | undefined): Test {
  const sought = textArgument(value);
  if (sought === undefined) return UNDECIDED;
  const passes = (text: string): boolean => {
    if (name === 'startsWith') return text.startsWith(sought);
    return name === 'endsWith' ? text.endsWith(sought) : text.includes(sought);
  };
  if (atom.kind === 'stage') return stageNameTest(it, passes);
  if (isEnvironment(atom)) return environmentTest(sought);
  const text = constantText(atom);
  if (text !== undefined) return passes(text) ? CERTAIN : REFUTED;
  if (name === 'endsWith' && sought === '/' && endsAsUrl(atom)) return REFUTED;
  if (atom.kind !== 'text') return UNDECIDED;
  return heldBy(atom.parts, atom, name, sought);
}

/** What the constant parts of a text tell. */
function heldBy(parts: readonly Part[], atom: Atom, name: string, sought: string): Test {
  if (name === 'includes') return parts.some((part) => isText(part) && part.text.includes(sought)) ? CERTAIN : UNDECIDED;
  const known = name === 'startsWith' ? headOf(atom) : tailOf(atom);
  const length = Math.min(known.length, sought.length);
  const same = name === 'startsWith' ? known.slice(0, length) === sought.slice(0, length) : known.slice(known.length - length) === sought.slice(sought.length - length);
  if (!same) return REFUTED;
  return known.length >= sought.length ? CERTAIN : UNDECIDED;
}
