/** Runs of programs: the modules in their order, then what nobody calls. */
import { emitEscape } from '../emit.js';
import { BudgetExhausted, type Interpreter } from '../interpreter.js';
import { siteOf } from '../site.js';
import { runCallers } from './callers.js';
import { enterKeepers, enterUncalled, enterUnsubscribed, runTopLevel } from './entries.js';
import type { ModuleContext } from './module-context.js';
import { asMainThread, isForStart, isStarted, startsOthers } from './starting.js';

/**
 * Runs the program that starts at the root module, and those that call into it.
 * @returns Whether all of it was run: false if the budget was used up.
 */
export function runProgram(it: Interpreter): boolean {
  const { root } = it;
  return guardedRun(() => {
    // Who starts it says what it is given.
    if (isForStart(it, root)) runCallers(it, root.file);
    if (!isStarted(it, root.file)) runFirst(it, root);
    exported(it, root);
    const complete = !hasUncalled(it, root) || runCallers(it, root.file);
    if (!complete) it.called.clear();
    enterAll(it, [root]);
    for (const file of deployedHelpers(it)) runCallers(it, file);
  });
}

/**
 * Runs the modules of a whole program, callers first.
 * @returns Whether all of it was run: false if the budget was used up.
 */
export function runModules(it: Interpreter, modules: readonly ModuleContext[]): boolean {
  return guardedRun(() => {
    const forStart = modules.filter((module) => isForStart(it, module));
    for (const module of modules) if (!forStart.includes(module) && !isStarted(it, module.file)) runFirst(it, module);
    if (forStart.length > 0) runStarted(it, modules, forStart);
    for (const module of modules) exported(it, module);
    enterAll(it, modules);
  });
}

const runFirst = (it: Interpreter, module: ModuleContext): void => { asMainThread(it, module, () => { runTopLevel(it, module); }); };

/** What others start runs by itself only if nobody is seen to start it. */
function runStarted(it: Interpreter, modules: readonly ModuleContext[], forStart: readonly ModuleContext[]): void {
  const isOpen = (module: ModuleContext): boolean => !isStarted(it, module.file);
  const last = forStart.some(isOpen) ? modules.findLastIndex((module) => startsOthers(it, module)) : -1;
  for (const module of modules.slice(0, last + 1)) if (module.state !== 'new') enterUncalled(it, module);
  for (const module of forStart) if (isOpen(module)) runTopLevel(it, module);
}

/** Enters what nobody calls; once more if one function left something behind that another one may find. */
function enterAll(it: Interpreter, modules: readonly ModuleContext[]): void {
  const left = modules.map((module) => enterUncalled(it, module));
  if (left.includes(true)) for (const module of modules) enterUncalled(it, module);
  enterKeepers(it);
  enterUnsubscribed(it);
}

const hasUncalled = (it: Interpreter, module: ModuleContext): boolean =>
  it.made.some((atom) => atom.module === module && !it.called.has(atom.node)) ||
  it.classes.some((atom) => atom.info.module === module);

/** Other files whose code was seen to upload in the deployment stage: who else calls it decides where the fault is. */
function deployedHelpers(it: Interpreter): ReadonlySet<string> {
  const files = it.events.flatMap((event) =>
    event.kind === 'map' && event.deployment && event.read.file !== it.root.file ? [event.read.file] : [],
  );
  return new Set(files);
}

/** Nothing that the linted code does may throw here: the trace ends early and reports less. */
function guardedRun(run: () => void): boolean {
  try {
    run();
    return true;
  } catch (error) {
    if (!(error instanceof BudgetExhausted) && !(error instanceof RangeError)) throw error;
    return false;
  }
}

function exported(it: Interpreter, module: ModuleContext): void {
  const site = siteOf(module.file, module.program);
  for (const cell of [...module.exports.values(), module.commonjs]) emitEscape(it, cell.value, site, 'export');
}
