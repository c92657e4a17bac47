/** Methods of values from outside: what varies from run to run still varies in what is made of it (C7). */
import { callFunctionValue, type Call } from '../calls/calls.js';
import { testValue } from '../expressions/operators.js';
import { UNDECIDED } from '../guards/condition.js';
import type { Interpreter } from '../interpreter.js';
import { arrayOf, listOf } from '../state/heap.js';
import { concatenate } from '../values/text.js';
import { isVarying, UNDEFINED, UNKNOWN, type SourceAtom, type Value } from '../values/values.js';
import { callArgumentsMethod, isArgumentsMethod } from './arguments.js';
import { isPromiseMethod } from './names.js';
import { callPromiseMethod } from './promises.js';

const OUTSIDE = new Set(['tmpdir', 'homedir', 'dirname']);
const TESTS = new Set(['startsWith', 'endsWith', 'includes', 'some', 'every', 'test', 'equals', 'isBefore', 'isAfter', 'isSame', 'isValid']);
const SAME = new Set(['toString', 'valueOf', 'trim', 'trimStart', 'trimEnd', 'normalize']);
const LISTS = new Set(['split', 'match', 'matchAll', 'map', 'filter', 'flatMap']);
const NUMBERS = new Set(['indexOf', 'lastIndexOf', 'search', 'localeCompare', 'findIndex']);

export function callSourceMethod(it: Interpreter, receiver: SourceAtom, name: string, call: Call): Value {
  const site = it.site(call.node);
  if (receiver.source === 'argv' && isArgumentsMethod(name)) return callArgumentsMethod(receiver, name, call.args);
  // What a library gives may be a promise of it.
  if (isPromiseMethod(name)) return callPromiseMethod(it, receiver, name, call);
  runCallbacks(it, receiver, call);
  if (TESTS.has(name)) return testValue(UNDECIDED);
  if (NUMBERS.has(name)) return UNKNOWN;
  if (name === 'forEach') return UNDEFINED;
  // The places in a list are the same in each run.
  if (name === 'entries') return [listOf([arrayOf([UNKNOWN, [receiver]])], site)];
  if (name === 'keys') return [listOf(UNKNOWN, site)];
  if (name === 'concat') {
    return concatenate([{ value: [receiver], site }, ...call.args.map((value, index) => ({ value, site: call.sites[index] ?? site }))], site);
  }
  if (isVarying(receiver)) return LISTS.has(name) ? [listOf([receiver], site)] : [receiver];
  if (SAME.has(name)) return [receiver];
  // Other slashes, another name in it: an absolute path stays one.
  return OUTSIDE.has(receiver.source) && /^replace/.test(name) ? [receiver] : UNKNOWN;
}

/** A hyper-parameter may be a list: callbacks see its elements. */
function runCallbacks(it: Interpreter, receiver: SourceAtom, call: Call): void {
  for (const value of call.args) {
    if (!value.some((atom) => atom.kind === 'function')) continue;
    it.maybe(() => callFunctionValue(it, value, [[receiver], UNKNOWN], call.node));
  }
}
