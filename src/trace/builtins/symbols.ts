/** Symbols: names of members and entries that nothing else has. */
import { calleeKey } from '../site.js';
import { constant } from '../values/values.js';
import type { Builtin } from './objects.js';
import { textArgument } from './texts.js';

/** One by each call: the same place makes another one for each caller (`const token = (name) => Symbol(name)`), and for each description. */
export const newSymbol: Builtin = (it, call) => constant(`Symbol(${[calleeKey(it.site(call.node)), ...it.steps().map((step) => calleeKey(step.call)), textArgument(call.args[0]) ?? ''].join(' ')})`);

/** By the same text it is the same everywhere. */
export const sharedSymbol: Builtin = (_it, call) => constant(`Symbol.for(${textArgument(call.args[0]) ?? ''})`);
