/** Loops that go on by the name of a state, `handlers[state]` or `switch (state)`: each round may lead to one that was not there before. */
import type { TSESTree } from '@typescript-eslint/utils';
import { emitUnseen } from '../emit.js';
import { evaluate } from '../expressions/evaluate.js';
import { ALWAYS } from '../guards/condition.js';
import type { Interpreter } from '../interpreter.js';
import type { Cell } from '../state/store.js';
import { childrenOf, isDefinition, isPlain } from '../syntax/children.js';
import { constantText, NOTHING, type Atom, type Value } from '../values/values.js';

/** Rounds in which new states are followed, and the share of the budget up to which they are. */
const MAX_ROUNDS = 12;
const SPARED = 0.1;

const known = new WeakMap<TSESTree.Node, readonly TSESTree.Node[]>();

interface Found {
  readonly picks: TSESTree.Node[];
  readonly assigned: Set<string>;
}

/** Where the body picks by a name that is another one in the next round. */
function picksIn(body: TSESTree.Node): readonly TSESTree.Node[] {
  let picks = known.get(body);
  if (picks === undefined) {
    const found: Found = { picks: [], assigned: new Set() };
    collect(body, found);
    known.set(body, (picks = found.picks.filter((pick) => pick.type !== 'Identifier' || found.assigned.has(pick.name))));
  }
  return picks;
}

function collect(node: TSESTree.Node, found: Found): void {
  if (isDefinition(node)) return;
  const name = node.type === 'MemberExpression' && node.computed ? node.property : node.type === 'SwitchStatement' ? node.discriminant : undefined;
  if (name !== undefined && isPlain(name)) found.picks.push(name);
  if (node.type === 'AssignmentExpression' && node.left.type === 'Identifier') found.assigned.add(node.left.name);
  for (const child of childrenOf(node)) collect(child, found);
}

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
  const picks = picksIn(body);
  if (picks.length === 0) return NO_STATES;
  const seen = new Set<string>();
  const runs = new Map<string, number>();
  let rounds = 0;
  return {
    more: () => {
      const before = seen.size;
      for (const pick of picks) for (const atom of statesAt(it, pick)) seen.add(nameOf(atom));
      if (seen.size === before) return false;
      rounds++;
      if (rounds <= MAX_ROUNDS && it.spent <= SPARED) return true;
      // What the states would upload that are left out is not seen (C4).
      emitUnseen(it, it.site(body));
      return false;
    },
    inEach: (run) => {
      const cell = picks.map((pick) => cellOf(it, pick)).find((each) => each !== undefined && each.value.length > 1 && each.value.some(isState));
      if (cell === undefined) run();
      else it.fork(cell.value.filter((state) => isDue(state, runs)).map((state) => ({ condition: state.when ?? ALWAYS, run: () => runIn(it, cell, state, run) })));
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
  const name = nameOf(state);
  const run = (runs.get(name) ?? 0) + 1;
  runs.set(name, run);
  return run <= MAX_RUNS;
}

const isState = (atom: Atom): boolean => atom.kind === 'text' && constantText(atom) !== undefined;

/** A name that one stage has come to may still be new to another. */
const nameOf = (state: Atom): string => `${constantText(state) ?? ''} ${state.when === undefined ? '' : `${String(state.when.stage.excludes)} ${state.when.stage.names.join(' ')}`}`;

const cellOf = (it: Interpreter, pick: TSESTree.Node): Cell | undefined => (pick.type === 'Identifier' ? it.scope.lookup(pick.name) : undefined);

const statesAt = (it: Interpreter, pick: TSESTree.Node): Value =>
  !it.live || (pick.type === 'Identifier' && cellOf(it, pick) === undefined) ? NOTHING : evaluate(it, pick).filter(isState);
