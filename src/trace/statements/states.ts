/**
 * Loops that go on by a state: by its name (`handlers[state]`, `switch (state)`), or by the thing that it is (`state = await state.enter(run)`,
 * `step = step(run)`). Each round may lead to one that was not there before.
 */
import type { TSESTree } from '@typescript-eslint/utils';
import { emitUnseen } from '../emit.js';
import { evaluate } from '../expressions/evaluate.js';
import { ALWAYS } from '../guards/condition.js';
import type { Interpreter } from '../interpreter.js';
import { siteKey, siteOf } from '../site.js';
import type { Cell } from '../state/store.js';
import { childrenOf, isDefinition, isPlain } from '../syntax/children.js';
import { constantText, NOTHING, type Atom, type Value } from '../values/values.js';
import { namesIn } from './hoisting.js';

/** Rounds in which new states are followed, and the share of the budget up to which they are. */
const MAX_ROUNDS = 12;
const SPARED = 0.1;

/** What a body picks the work of a round by. */
interface Picks {
  readonly names: readonly TSESTree.Node[];
  /** Variables that it sets, and members, whose functions it calls. */
  readonly actors: readonly TSESTree.Node[];
}

const known = new WeakMap<TSESTree.Node, Picks>();

interface Found {
  readonly names: TSESTree.Node[];
  readonly actors: TSESTree.Node[];
  readonly assigned: Set<string>;
}

/** Where the body picks by what is another one in the next round. */
function picksIn(body: TSESTree.Node): Picks {
  let picks = known.get(body);
  if (picks === undefined) {
    const { names, actors, assigned }: Found = { names: [], actors: [], assigned: new Set() };
    collect(body, { names, actors, assigned });
    picks = { names: names.filter((pick) => pick.type !== 'Identifier' || assigned.has(pick.name)), actors: actors.filter((pick) => pick.type === 'MemberExpression' || assigned.has(wordOf(pick))) };
    known.set(body, picks);
  }
  return picks;
}

function collect(node: TSESTree.Node, found: Found): void {
  if (isDefinition(node)) return;
  const name = node.type === 'MemberExpression' && node.computed ? node.property : node.type === 'SwitchStatement' ? node.discriminant : undefined;
  if (name !== undefined && isPlain(name)) found.names.push(name);
  if (node.type === 'CallExpression' || node.type === 'NewExpression') found.actors.push(...actorsOf(node.callee));
  if (node.type === 'AssignmentExpression') for (const name of isPlain(node.left) ? [wordOf(node.left)] : namesIn(node.left)) found.assigned.add(name);
  for (const child of childrenOf(node)) collect(child, found);
}

/** `state(…)`, `new State(…)`, `state.enter(…)` */
const actorsOf = (callee: TSESTree.Node): readonly TSESTree.Node[] => [callee, ...(callee.type === 'MemberExpression' ? [callee.object] : [])].filter(isPlain);

/** The path of a name: `this.state`. */
const wordOf = (node: TSESTree.Node): string => {
  switch (node.type) {
    case 'Identifier':
    case 'PrivateIdentifier':
      return node.name;
    case 'MemberExpression':
      return `${wordOf(node.object)}.${wordOf(node.property)}`;
    default:
      return 'this';
  }
};

/** How often a state is gone through: once more after what follows it, as with any loop. */
const MAX_RUNS = 2;

/** What a loop goes through. */
export interface States {
  /** Whether there are states, each with its stage, that no round has begun with; to be asked once before the first round. */
  readonly more: () => boolean;
  /** Runs a round for each of the states that it may be: what follows one of them does not follow another. */
  readonly inEach: (run: () => void) => void;
}

const NO_STATES: States = { more: () => false, inEach: (run) => { run(); } };

/** The states of a loop with this body. */
export function statesOf(it: Interpreter, body: TSESTree.Node): States {
  const { names, actors } = picksIn(body);
  if (names.length + actors.length === 0) return NO_STATES;
  const seen = new Set<string>();
  const runs = new Map<string, number>();
  let rounds = 0;
  return {
    more: () => {
      const before = seen.size;
      for (const name of names) for (const atom of namesAt(it, name)) seen.add(keyOf(atom));
      for (const actor of actors) for (const atom of cellOf(it, actor)?.value ?? NOTHING) if (isState(atom)) seen.add(keyOf(atom));
      if (seen.size === before) return false;
      rounds++;
      if (rounds <= MAX_ROUNDS && it.spent <= SPARED) return true;
      // What the states would upload that are left out is not seen (C4).
      emitUnseen(it, it.site(body));
      return false;
    },
    inEach: (run) => {
      const cells = [...names, ...actors].flatMap((pick) => cellOf(it, pick) ?? []).filter(({ value }) => value.length > 1 && value.some(isState));
      const cell = cells.find(({ value }) => value.some((state) => isState(state) && !runs.has(keyOf(state)))) ?? cells[0];
      const due = cell?.value.filter((state) => isDue(state, runs)) ?? [];
      if (cell === undefined || due.length === 0) run();
      else it.fork(due.map((state) => ({ condition: state.when ?? ALWAYS, run: () => runIn(it, cell, state, run) })));
    },
  };
}

function runIn(it: Interpreter, cell: Cell, state: Atom, run: () => void): Value {
  it.store.write(cell, [state]);
  run();
  return NOTHING;
}

function isDue(state: Atom, runs: Map<string, number>): boolean {
  if (!isState(state)) return true;
  const key = keyOf(state);
  const run = (runs.get(key) ?? 0) + 1;
  runs.set(key, run);
  return run <= MAX_RUNS;
}

/** A text, an object of a class or of one place, a function, a class. */
function nameOf(state: Atom): string | undefined {
  switch (state.kind) {
    case 'text':
      return constantText(state);
    case 'object': {
      const { type, proto, site } = state.heap;
      const made = proto === undefined ? site : siteOf(proto.module.file, proto.node);
      return type === 'object' && made !== undefined ? siteKey(made) : undefined;
    }
    case 'function':
      return siteKey(siteOf(state.module.file, state.node));
    case 'class':
      return siteKey(siteOf(state.info.module.file, state.info.node));
    default:
      return undefined;
  }
}

const isState = (atom: Atom): boolean => nameOf(atom) !== undefined;

/** What one stage has come to may still be new to another. */
const keyOf = (state: Atom): string => `${nameOf(state) ?? ''} ${state.when === undefined ? '' : `${String(state.when.stage.excludes)} ${state.when.stage.names.join(' ')}`}`;

/** What a variable or a member of one object holds; undefined where there is none. */
function cellOf(it: Interpreter, pick: TSESTree.Node): Cell | undefined {
  if (pick.type === 'Identifier') return it.scope.lookup(pick.name);
  if (pick.type !== 'MemberExpression') return undefined;
  const [holder, ...others] = pick.object.type === 'ThisExpression' ? it.frame.self : (cellOf(it, pick.object)?.value ?? NOTHING);
  return holder?.kind === 'object' && others.length === 0 ? holder.heap.fields.get(nameAt(pick.property)) : undefined;
}

const nameAt = (property: TSESTree.Node): string => (property.type === 'PrivateIdentifier' ? `#${property.name}` : property.type === 'Identifier' ? property.name : '');

const namesAt = (it: Interpreter, pick: TSESTree.Node): Value =>
  !it.live || (pick.type === 'Identifier' && cellOf(it, pick) === undefined) ? NOTHING : evaluate(it, pick).filter(({ kind }) => kind === 'text').filter(isState);
