/** Runs a script in the abstract: its commands in order, each in the folder and with the variables that it would have. */
import type { CommandNode, CompoundList, For, If, ParsedScript, Pipeline, AndOr, Select, Statement, SyntaxNode, Case } from 'unbash';
import { runCommand } from './command.js';
import { runProgram } from './dispatch.js';
import { type Located } from './located.js';
import { contentOf, mayRun, newSink, type Frame, type Machine, type Runner } from './machine.js';
import { redirect } from './redirect.js';
import { assign, merge, type Definition, type State } from './state.js';
import { parseScript, syntax } from './syntax.js';
import { expandText, expandWord, type Scope } from './words.js';

type Runnable = Statement['command'] | CompoundList | CommandNode;

function runStatements(scope: Scope, frame: Frame, statements: readonly Statement[]): State {
  let { state } = frame;
  for (const statement of statements) {
    const next = runNode(scope, { ...frame, state }, statement.command);
    if (statement.background !== true) state = next;
  }
  return state;
}

function runNode(scope: Scope, frame: Frame, node: Runnable): State {
  switch (node.type) {
    case 'Command':
      return runCommand(scope, frame, node);
    case 'Pipeline':
      return runPipeline(scope, frame, node);
    case 'AndOr':
      return runAndOr(scope, frame, node);
    case 'Redirected':
      return runNode(scope, redirect(scope, frame, node.redirects), node.command);
    case 'CompoundList':
      return runStatements(scope, frame, node.commands);
    case 'BraceGroup':
      return runNode(scope, frame, node.body);
    case 'Subshell':
    case 'Coproc':
      runNode(scope, frame, node.body);
      return frame.state;
    case 'Function':
      return define(scope, frame.state, node);
    default:
      return runControl(scope, frame, node);
  }
}

type Control = Exclude<
  Runnable,
  { readonly type: 'Command' | 'Pipeline' | 'AndOr' | 'Redirected' | 'CompoundList' | 'BraceGroup' | 'Subshell' | 'Coproc' | 'Function' }
>;

function runControl(scope: Scope, frame: Frame, node: Control): State {
  switch (node.type) {
    case 'If':
      return runIf(scope, frame, node, node.elif);
    case 'While': {
      const state = runNode(scope, frame, node.clause);
      return merge(state, runNode(scope, { ...frame, state }, node.body));
    }
    case 'ArithmeticFor':
      return merge(frame.state, runNode(scope, frame, node.body));
    case 'For':
    case 'Select':
      return runFor(scope, frame, node);
    case 'Case':
      return runCase(scope, frame, node);
    case 'TestCommand':
    case 'ArithmeticCommand':
      runSubstitutions(scope, frame, node);
      return frame.state;
  }
}

const define = (scope: Scope, state: State, node: Definition['node']): State => ({
  ...state,
  functions: new Map([...state.functions, [node.name.value, { node, source: scope.source }]]),
});

function runPipeline(scope: Scope, frame: Frame, node: Pipeline): State {
  const [first, ...others] = node.commands;
  if (first === undefined) return frame.state;
  if (others.length === 0) return runNode(scope, frame, first);
  let { input } = frame;
  node.commands.forEach((command, index) => {
    const output = index === node.commands.length - 1 ? frame.output : newSink('pipe');
    runNode(scope, { ...frame, input, output }, command);
    input = { kind: 'text', text: contentOf(output) };
  });
  return frame.state;
}

/** After `||` runs what runs if the command before failed: as if that had done nothing. */
function runAndOr(scope: Scope, frame: Frame, node: AndOr): State {
  let before = frame.state;
  let { state } = frame;
  node.commands.forEach((command, index) => {
    const otherwise = node.operators[index - 1] === '||';
    const from = otherwise ? before : state;
    const next = runNode(scope, { ...frame, state: from }, command);
    if (!otherwise) before = from;
    state = otherwise && state !== before ? state : next;
  });
  return state;
}

function runIf(scope: Scope, frame: Frame, node: Pick<If, 'clause' | 'then' | 'else'>, elif: If['elif']): State {
  const state = runNode(scope, frame, node.clause);
  const then = runNode(scope, { ...frame, state }, node.then);
  return merge(then, runElse(scope, { ...frame, state }, node.else, elif));
}

function runElse(scope: Scope, frame: Frame, otherwise: CompoundList | undefined, elif: If['elif']): State {
  const [next, ...others] = elif;
  if (next !== undefined) return runIf(scope, frame, { clause: next.clause, then: next.then, else: otherwise }, others);
  return otherwise === undefined ? frame.state : runNode(scope, frame, otherwise);
}

const MAX_ROUNDS = 8;

function runFor(scope: Scope, frame: Frame, node: For | Select): State {
  const words = (node.wordlist ?? []).flatMap((word) => expandWord({ ...scope, frame }, word));
  let { state } = frame;
  for (const word of words.slice(0, MAX_ROUNDS)) {
    if (!mayRun(scope.machine, frame)) break;
    state = runNode(scope, { ...frame, state: assign(state, node.name.value, [word]) }, node.body);
  }
  return words.length === 0 ? merge(state, runNode(scope, frame, node.body)) : state;
}

function runCase(scope: Scope, frame: Frame, node: Case): State {
  expandText({ ...scope, frame }, node.word);
  const ends = node.items.map((item) => runNode(scope, frame, item.body));
  const others = node.items.some((item) => item.pattern.some((pattern) => pattern.text === '*')) ? [] : [frame.state];
  return [...ends, ...others].reduce(merge);
}

/** Commands in the words of a test. */
function runSubstitutions(scope: Scope, frame: Frame, node: SyntaxNode): void {
  syntax()?.forEachChild(node, (child) => {
    if (child.type === 'Word') expandText({ ...scope, frame }, child);
    else runSubstitutions(scope, frame, child);
  });
}

const scopeOf = (machine: Machine, source: Located): Scope => ({
  machine,
  source,
  substitute: (script, from, frame) => {
    const output = newSink('captured');
    runParsed(machine, { ...frame, output, depth: frame.depth + 1 }, script, from);
    return contentOf(output);
  },
});

const runParsed = (machine: Machine, frame: Frame, script: ParsedScript, source: Located): State =>
  runStatements(scopeOf(machine, source), frame, script.commands);

export const RUNNER: Runner = {
  program: runProgram,
  script: (machine, frame, source) => {
    const script = parseScript(source.text);
    if (script === undefined) return frame.state;
    machine.scripts.push(source);
    return runParsed(machine, { ...frame, depth: frame.depth + 1 }, script, source);
  },
  call: (machine, frame, { node, source }) =>
    runNode(scopeOf(machine, source), { ...frame, depth: frame.depth + 1 }, node.body),
};
