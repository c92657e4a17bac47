/** Conditions: what it says of the stage and the environment that a value is truthy, or that two values are equal. */
import { both, CERTAIN, eitherTest, NEVER, REFUTED, stageIn, stageTest, UNDECIDED, only, allBut, ALWAYS, type Test } from './condition.js';
import type { Interpreter } from './interpreter.js';
import { constantText, isText, type Atom, type Value } from './values.js';

const development: Test = { yes: { ...ALWAYS, development: true }, no: ALWAYS };

/** A condition that only holds where the atom's own path is taken. */
function under(atom: Atom, test: Test): Test {
  if (atom.when === undefined) return test;
  return { yes: both(atom.when, test.yes), no: both(atom.when, test.no) };
}

function united(tests: readonly Test[]): Test {
  const [first, ...others] = tests;
  if (first === undefined) return UNDECIDED;
  return others.reduce(eitherTest, first);
}

const uploads = (it: Interpreter): Test => ({ yes: stageIn(allBut(it.host.settings.deploymentStages)), no: ALWAYS });

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
      return atom.map === 'upload' ? uploads(it) : UNDECIDED;
    case 'stage':
    case 'function':
    case 'class':
    case 'object':
    case 'promise':
    case 'method':
    case 'native':
    case 'url':
    case 'bytes':
      return CERTAIN;
    case 'unknown':
    case 'source':
    case 'stage-key':
    case 'upload-url':
    case 'response':
    case 'builder':
    case 'entity':
    case 'json':
      return UNDECIDED;
  }
}

/** What holds where the value is truthy, and where it is falsy. */
export const truthOf = (it: Interpreter, value: Value): Test =>
  united(value.map((atom) => under(atom, truthOfAtom(it, atom))));

const environment = (atom: Atom): boolean =>
  atom.kind === 'entity' && /^global#process\.env\.NODE_ENV$/.test(atom.key);

const isNullish = (atom: Atom): boolean => atom.kind === 'primitive' && (atom.value === undefined || atom.value === null);

/** Never `null` or `undefined`. */
export function isPresent(atom: Atom): boolean {
  switch (atom.kind) {
    case 'unknown':
      return atom.made === true;
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
  if (environment(a) && text !== undefined) return text === 'production' ? { yes: ALWAYS, no: development.yes } : development;
  const mine = constantText(a);
  if (mine !== undefined && text !== undefined) return equalConstants(a, b, mine === text);
  if (isNullish(b)) return isPresent(a) ? REFUTED : UNDECIDED;
  if (a.kind === 'test' && b.kind === 'primitive') return b.value === true ? a.test : { yes: a.test.no, no: a.test.yes };
  return UNDECIDED;
}

function equalConstants(a: Atom, b: Atom, same: boolean): Test {
  if (a.kind === b.kind) return same || (isNullish(a) && isNullish(b)) ? CERTAIN : REFUTED;
  return same ? UNDECIDED : REFUTED;
}

const swaps = (a: Atom): boolean =>
  constantText(a) !== undefined || a.kind === 'stage-key' || (a.kind !== 'stage' && a.kind !== 'test' && !environment(a));

/** What holds where the two are equal, and where not. */
export function equalityOf(a: Value, b: Value): Test {
  const tests: Test[] = [];
  for (const left of a) {
    for (const right of b) {
      const test = swaps(left) ? equalAtoms(right, left) : equalAtoms(left, right);
      tests.push(under(left, under(right, test)));
    }
  }
  return united(tests);
}

export const never: Test = { yes: NEVER, no: NEVER };

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
