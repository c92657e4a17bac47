/** Symbols: names of members and entries that nothing else has. */
import type { Frame, Interpreter } from '../interpreter.js';
import { calleeKey } from '../site.js';
import { constant } from '../values.js';
import type { Builtin } from './objects.js';
import { textArgument } from './texts.js';

/** One by each call: the same place makes another one for each caller (`const token = (name) => Symbol(name)`), and for each description. */
export const newSymbol: Builtin = (it, call) => constant(`Symbol(${[calleeKey(it.site(call.node)), ...callsAround(it), textArgument(call.args[0]) ?? ''].join(' ')})`);

/** By the same text it is the same everywhere. */
export const sharedSymbol: Builtin = (_it, call) => constant(`Symbol.for(${textArgument(call.args[0]) ?? ''})`);

function callsAround(it: Interpreter): readonly string[] {
  const calls: string[] = [];
  for (let frame: Frame | undefined = it.frame; frame !== undefined; frame = frame.caller) {
    if (frame.step !== undefined) calls.push(calleeKey(frame.step.call));
  }
  return calls;
}
