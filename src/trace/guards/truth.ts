/** Conditions: what it says of the stage and the environment that a value is truthy, or that two values are equal. */
import type { Interpreter } from '../interpreter.js';
import { measureOf } from '../values/sizes.js';
import { constantText, isText, type Atom, type EndpointAtom, type StageMapAtom, type Value } from '../values/values.js';
import {
  both, CERTAIN, complementStages, eitherTest, isNoStage, negation, NEVER, NO_STAGE, REFUTED, stageIn, stageTest, UNDECIDED, uniteStages,
  only, allBut, ALWAYS, type StageSet, type Test,
} from './condition.js';
import { environmentTest, environmentTruth, isEnvironment } from './environment.js';

/** A condition that only holds where the atom's own path is taken. */
function under(atom: Atom, test: Test): Test {
  if (atom.when === undefined) return test;
  return { yes: both(atom.when, test.yes), no: both(atom.when, test.no), asks: test.asks };
}

function united(tests: readonly Test[]): Test {
  const [first, ...others] = tests;
  if (first === undefined) return UNDECIDED;
  return others.reduce(eitherTest, first);
}

/** Whether upload URLs are there, as they are in all stages but the deployment (C6). */
export const uploadsTest = (it: Interpreter, asks?: EndpointAtom | StageMapAtom): Test => ({ yes: stageIn(allBut(it.host.settings.deploymentStages)), no: ALWAYS, asks });

function truthOfAtom(it: Interpreter, atom: Atom): Test {
  switch (atom.kind) {
    case 'test':
      return atom.test;
    case 'primitive':
      return atom.value ? CERTAIN : REFUTED;
    case 'text':
      if (constantText(atom) === '') return REFUTED;
      return atom.parts.some((part) => isText(part) && part.text !== '') ? CERTAIN : UNDECIDED;
    case 'stage-map':
    case 'endpoint':
      return atom.map === 'upload' ? uploadsTest(it, atom) : UNDECIDED;
    case 'stage':
    case 'function':
    case 'class':
    case 'object':
    case 'promise':
    case 'method':
    case 'native':
    case 'url':
    case 'bytes':
    case 'response':
    case 'builder':
      return CERTAIN;
    case 'unknown':
      return isPresent(atom) ? CERTAIN : UNDECIDED;
    case 'source':
    case 'stage-key':
    case 'upload-url':
    case 'json':
      return UNDECIDED;
    case 'entity':
      return environmentTruth(atom);
  }
}

/** What holds where the value is truthy, and where it is falsy. */
export const truthOf = (it: Interpreter, value: Value): Test => withAbsence(value, truthOfPresent(it, value), 'truthy');

/** The same of the atoms alone: where the value is one of them. */
export const truthOfPresent = (it: Interpreter, value: Value): Test => united(value.map((atom) => under(atom, truthOfAtom(it, atom))));

/** Stages in which the value is none of its atoms: `steps[manifest.stage]` where no step has that name. */
export function absentIn(value: Value): StageSet {
  let present: StageSet = NO_STAGE;
  for (const { when } of value) {
    if (when === undefined) return NO_STAGE;
    present = uniteStages(present, when.stage);
  }
  return value.length === 0 ? NO_STAGE : complementStages(present);
}

/** `how`: what is asked of the value that may not be there. */
export function withAbsence(value: Value, test: Test, how: 'truthy' | 'equal'): Test {
  const stages = absentIn(value);
  if (isNoStage(stages)) return test;
  const absent: Test = { yes: NEVER, no: stageIn(stages) };
  return eitherTest(test, how === 'truthy' ? absent : negation(absent));
}

export const isNullish = (atom: Atom): boolean => atom.kind === 'primitive' && (atom.value === undefined || atom.value === null);

/** Never `null` or `undefined`. */
export function isPresent(atom: Atom): boolean {
  switch (atom.kind) {
    case 'unknown':
      return atom.made === true || atom.truthy === true;
    case 'source':
    case 'endpoint':
    case 'stage-map':
    case 'entity':
    case 'response':
    case 'builder':
      return false;
    case 'primitive':
      return !isNullish(atom);
    default:
      return true;
  }
}

function equalAtoms(a: Atom, b: Atom): Test {
  const text = constantText(b);
  if (a.kind === 'stage' && b.kind === 'stage') return CERTAIN;
  if (a.kind === 'stage' && text !== undefined && b.kind === 'text') return stageTest(only([text]));
  // A key that equals the stage is the current one; one that equals something unknown may be.
  if ((a.kind === 'stage' || a.kind === 'unknown') && b.kind === 'stage-key') return { yes: { ...ALWAYS, current: [b.token] }, no: ALWAYS };
  if (isEnvironment(a) && text !== undefined) return environmentTest(text);
  const mine = constantText(a);
  if (mine !== undefined && text !== undefined) return equalConstants(a, b, mine === text);
  if (excludes(a, b) || excludes(b, a)) return REFUTED;
  if (isNullish(a) && isPresent(b)) return REFUTED;
  if (isNullish(b)) return isPresent(a) ? REFUTED : isEnvironment(a) ? negation(environmentTruth(a)) : UNDECIDED;
  if (a.kind === 'test' && b.kind === 'primitive') return b.value === true ? a.test : negation(a.test);
  return UNDECIDED;
}

const SLASH = '/';

/** Is the other one just what the first is known not to be? */
function excludes(a: Atom, other: Atom): boolean {
  if (a.kind !== 'unknown' || a.isNot === undefined) return false;
  if (a.isNot === 'end') return measureOf(other) !== undefined;
  return constantText(other) === SLASH || (other.kind === 'primitive' && other.value === SLASH.charCodeAt(0));
}

function equalConstants(a: Atom, b: Atom, same: boolean): Test {
  if (a.kind === b.kind) return same || (isNullish(a) && isNullish(b)) ? CERTAIN : REFUTED;
  return same ? UNDECIDED : REFUTED;
}

const swaps = (a: Atom): boolean =>
  constantText(a) !== undefined || a.kind === 'stage-key' || (a.kind !== 'stage' && a.kind !== 'test' && !isEnvironment(a));

/** What holds where the two are equal, and where not. */
export function equalityOf(a: Value, b: Value): Test {
  // What is not there is `undefined`.
  return withAbsence(a, equalityOfPresent(a, b), b.some(isNullish) ? 'equal' : 'truthy');
}

/** The same of the atoms alone: where the value is one of them. */
export function equalityOfPresent(a: Value, b: Value): Test {
  const tests: Test[] = [];
  for (const left of a) {
    for (const right of b) {
      const test = swaps(left) ? equalAtoms(right, left) : equalAtoms(left, right);
      tests.push(under(left, under(right, test)));
    }
  }
  return united(tests);
}

/** Stage among a list of names. */
export const membershipOf = (value: Value, names: readonly Value[]): Test => {
  let test: Test = REFUTED;
  for (const name of names) {
    const equal = equalityOf(value, name);
    test = { yes: eitherYes(test, equal), no: both(test.no, equal.no) };
  }
  return test;
};

const eitherYes = (a: Test, b: Test): Test['yes'] => eitherTest({ yes: a.yes, no: ALWAYS }, { yes: b.yes, no: ALWAYS }).yes;
