/** Redirections: what they write, and where a command reads from and prints to then. */
import type { HereDoc, Redirect, Redirection } from 'unbash';
import { slice, type Located } from './located.js';
import { emitWrite, newSink, type Frame } from './machine.js';
import { expandParts, expandText, taggedIn, type Scope } from './words.js';

const WRITING: ReadonlySet<string> = new Set(['>', '>>', '>|', '&>', '&>>', '<>']);
const STREAM = /^\/dev\/(stdout|stderr|tty|fd\/\d+)$|^\/proc\/self\/fd\/\d+$/;

/** A frame with the redirections done, from left to right. */
export function redirect(scope: Scope, frame: Frame, redirections: readonly Redirection[]): Frame {
  return redirections.reduce((current, redirection): Frame => {
    switch (redirection.type) {
      case 'HereDoc':
        return { ...current, input: { kind: 'text', text: bodyOf(scope, current, redirection) } };
      case 'HereString':
        if (redirection.target === undefined) return current;
        return { ...current, input: { kind: 'text', text: expandText({ ...scope, frame }, redirection.target) } };
      case 'Redirect':
        return redirectFile(scope, current, redirection);
    }
  }, frame);
}

function bodyOf(scope: Scope, frame: Frame, { body, delimiter }: HereDoc): Located {
  const { parts } = body;
  const reader = { ...scope, frame };
  const isPlain = parts === undefined || delimiter?.quoted === true;
  return isPlain ? taggedIn(reader, slice(scope.source, body.pos, body.end)) : expandParts(reader, parts, true);
}

function redirectFile(scope: Scope, frame: Frame, { operator, descriptor, target }: Redirect): Frame {
  if (target === undefined) return frame;
  const path = expandText({ ...scope, frame }, target);
  const number = descriptor?.type === 'FileDescriptor' ? descriptor.value : undefined;
  if (operator === '<') return number === undefined || number === 0 ? { ...frame, input: { kind: 'file', path } } : frame;
  const prints = descriptor === undefined || number === 1;
  if (operator === '>&' && /^\d*-?$/.test(path.text)) {
    return prints && path.text !== '1' ? { ...frame, output: newSink('pipe') } : frame;
  }
  if (operator !== '>&' && !WRITING.has(operator)) return frame;
  if (STREAM.test(path.text)) return frame;
  emitWrite(scope.machine, frame, path, operator);
  return prints && operator !== '<>' ? { ...frame, output: newSink('file') } : frame;
}
