/** What runs beside the present path: another thread, a listener, a worker that waited. */
import type { Interpreter } from '../interpreter.js';

/** Runs it. Nobody here waits for it, what it throws reaches nobody here, and what it waits for is no executor's. */
export function beside(it: Interpreter, run: () => void): void {
  const { time, executors, condition } = it;
  const targets = it.targets.splice(0);
  it.executors = 0;
  run();
  it.targets.push(...targets);
  Object.assign(it, { time, executors, condition });
}
