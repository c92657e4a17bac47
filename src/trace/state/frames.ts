/** What a running call knows of itself, and where its abrupt completions go. */
import type { TSESTree } from '@typescript-eslint/utils';
import type { Consumer } from '../calls/generators.js';
import type { CallStep } from '../events.js';
import type { PathCondition } from '../guards/condition.js';
import type { ModuleContext } from '../programs/module-context.js';
import { START, type Time } from '../time/clock.js';
import { NOTHING, type ClassInfo, type FunctionAtom, type FunctionNode, type Heap, type Picked, type Value } from '../values/values.js';
import type { PathEnd } from './path-ends.js';

/** Where abrupt completions go: a function's return, a loop's break, a handler's throw, a generator that was asked for its next step. */
export interface Target {
  readonly kind: 'return' | 'break' | 'continue' | 'throw' | 'asked';
  readonly labels: readonly string[];
  readonly mark: number;
  readonly newest: number;
  readonly condition: PathCondition;
  readonly ends: PathEnd[];
}

export interface Frame {
  readonly node: FunctionNode | TSESTree.Program | TSESTree.StaticBlock;
  /** The function that runs, told apart from others of the same node. */
  readonly closure: object;
  /** The function that runs, if it is one. */
  readonly atom?: FunctionAtom;
  readonly module: ModuleContext;
  readonly self: Value;
  readonly args: readonly Value[];
  /** Cells up to this one are older than the call. */
  readonly newest: number;
  readonly home: ClassInfo | undefined;
  readonly newTarget: boolean;
  readonly step: CallStep | undefined;
  readonly caller: Frame | undefined;
  readonly depth: number;
  readonly begun: Time;
  /** What a generator yields. */
  readonly yields: Heap | undefined;
  /** Who draws that, where it is known. */
  readonly consumer?: Consumer | undefined;
  /** What it yields is awaited. */
  readonly coroutine?: boolean;
  /** How the function was picked, or the one that called it. */
  readonly picked?: Picked | undefined;
}

/** What a frame has that no call leads to. */
export const OUTERMOST = {
  self: NOTHING, args: [], newest: 0, home: undefined, newTarget: false, step: undefined, caller: undefined, depth: 0, begun: START, yields: undefined,
} satisfies Partial<Frame>;
