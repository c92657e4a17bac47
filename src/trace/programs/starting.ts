/**
 * Modules that the program starts beside itself: workers, child processes. Each of them has a state of its own, so the module is run anew
 * each time, under what holds where it is started and as part of the same entry: what it was given ages from there on.
 */
import { join } from 'node:path';
import { mayStart } from '../../modules/index.js';
import { beside } from '../calls/beside.js';
import { iterationOf } from '../expressions/iteration.js';
import { ALWAYS, both, boundTo } from '../guards/condition.js';
import { newContext } from '../guards/contexts.js';
import type { Interpreter } from '../interpreter.js';
import { arrayOf, listOf, ownField, writeField } from '../state/heap.js';
import { guardedBy } from '../state/store.js';
import { NOTHING, primitive, UNKNOWN, type Atom, type Value } from '../values/values.js';
import { runModule } from './linking.js';
import type { ModuleContext } from './module-context.js';
import { candidatesFor, type Candidate } from './specifier.js';

/** What a started module is given. */
export interface Given {
  readonly data: Value;
  /** What stands behind its name in `process.argv`. */
  readonly args: Value | undefined;
  /** What it has in `process.env`. */
  readonly env: Value | undefined;
}

/** Starts of one file that are followed. */
const MAX_STARTS = 8;

interface Starts {
  readonly counts: Map<string, number>;
  readonly running: Set<string>;
}

const known = new WeakMap<Interpreter, Starts>();

function startsOf(it: Interpreter): Starts {
  let starts = known.get(it);
  if (starts === undefined) known.set(it, (starts = { counts: new Map(), running: new Set() }));
  return starts;
}

/** Was the file seen to be started by the program? */
export const isStarted = (it: Interpreter, file: string): boolean => known.get(it)?.counts.has(file) === true;

/** What speaks to who started it. */
const OF_STARTED = /\bworkerData\b|\bparentPort\b|\bprocess\.send\b|\bprocess\.on\(\s*['"]message/u;

const textOf = (it: Interpreter, { file }: ModuleContext): string => {
  const loaded = it.host.loader?.load(file);
  if (loaded?.kind === 'source') return loaded.text;
  return file === it.root.file ? (it.host.text ?? '') : '';
};

/** May the module start others? */
export const startsOthers = (it: Interpreter, module: ModuleContext): boolean => mayStart(textOf(it, module));

/** Does the module look like one that others start? */
export const isForStart = (it: Interpreter, module: ModuleContext): boolean => OF_STARTED.test(textOf(it, module)) && !startsOthers(it, module);

const STARTS_ITSELF = /\bWorker\s*\(\s*(?:__filename|import\.meta\.(?:url|filename)|(?:new URL|fileURLToPath)\(\s*import\.meta\.url)/u;

/** A module that starts itself is the main thread where nobody has started it. */
export function asMainThread(it: Interpreter, module: ModuleContext, run: () => void): void {
  const heap = STARTS_ITSELF.test(textOf(it, module)) ? it.globalHeap('worker_threads#') : undefined;
  if (heap !== undefined) writeField(it, heap, 'isMainThread', primitive(true));
  run();
  if (heap !== undefined) writeField(it, heap, 'isMainThread', NOTHING);
}

/** `new Worker(__filename)`, `new Worker(new URL(import.meta.url))`: the module itself. */
function ownFile(it: Interpreter, atom: Atom): string | undefined {
  if (atom.kind !== 'source' || atom.source !== 'dirname' || !/(?:filename|url)$/u.test(atom.name)) return undefined;
  return atom.site?.file ?? it.module.file;
}

function candidates(it: Interpreter, where: Value): readonly Candidate[] {
  const atoms = where.flatMap((atom) => (atom.kind === 'url' ? guardedBy(atom.text.value, atom.when) : [atom]));
  return atoms.flatMap((atom) => {
    const own = ownFile(it, atom);
    const found = own === undefined ? candidatesFor(it, atom) : [{ specifier: own, condition: ALWAYS }];
    const { when } = atom;
    return when === undefined ? found : found.map(({ specifier, condition }) => ({ specifier, condition: both(condition, when) }));
  });
}

/** A relative name starts from the current folder; many a program is started from where its modules are. */
function fileOf(it: Interpreter, specifier: string): string | undefined {
  const { loader, cwd } = it.host;
  if (it.modules.has(specifier)) return specifier;
  const fromHere = /^\.{1,2}\//u.test(specifier) ? loader?.resolve(specifier, join(cwd, 'index.js')) : undefined;
  return fromHere ?? loader?.resolve(specifier, it.module.file);
}

/**
 * Starts the modules that the value may name.
 * @param meet Called with each before it runs.
 * @returns Whether one was found.
 */
export function startModules(it: Interpreter, where: Value, given: Given, meet: (context: ModuleContext) => void): boolean {
  const found = candidates(it, where).flatMap(({ specifier, condition }) => {
    const context = contextFor(it, fileOf(it, specifier));
    return context === undefined ? [] : [{ condition, context }];
  });
  it.fork(
    [...found, { condition: ALWAYS, context: undefined }].slice(0, Math.max(1, found.length)).map(({ condition, context }) => ({
      condition,
      run: () => {
        if (context === undefined) return NOTHING;
        meet(context);
        startOne(it, context, given);
        return NOTHING;
      },
    })),
  );
  return found.length > 0;
}

/** A context of its own for each start. */
function contextFor(it: Interpreter, file: string | undefined): ModuleContext | undefined {
  const { within, loader } = it.host;
  const { counts, running } = startsOf(it);
  if (file === undefined || within?.has(file) === false || running.has(file) || (counts.get(file) ?? 0) >= MAX_STARTS) return undefined;
  const loaded = it.modules.get(file)?.program ?? sourceOf(loader?.load(file));
  if (loaded === undefined) return undefined;
  it.read.add(file);
  counts.set(file, (counts.get(file) ?? 0) + 1);
  return { ...newContext(it.host, file, loaded), entry: it.entry };
}

type Loaded = ReturnType<NonNullable<Interpreter['host']['loader']>['load']>;
const sourceOf = (loaded: Loaded): ModuleContext['program'] | undefined => (loaded?.kind === 'source' ? loaded.program : undefined);

function startOne(it: Interpreter, context: ModuleContext, given: Given): void {
  const { running } = startsOf(it);
  beside(it, () => {
    it.condition = boundTo(it.condition, context.stages);
    running.add(context.file);
    withSurroundings(it, given, () => { runModule(it, context); });
    running.delete(context.file);
  });
}

function withSurroundings(it: Interpreter, { data, args, env }: Given, run: () => void): void {
  const thread = it.globalHeap('worker_threads#');
  const process = it.globalHeap('global#process');
  const variables = it.globalHeap('global#process.env');
  const outer = { data: ownField(thread, 'workerData'), main: ownField(thread, 'isMainThread') };
  const given = variablesIn(env).map(([name, value]) => ({ name, value, before: ownField(variables, name) }));
  writeField(it, thread, 'workerData', data);
  writeField(it, thread, 'isMainThread', primitive(false));
  if (args !== undefined) writeField(it, process, 'argv', argumentsOf(it, args));
  for (const { name, value } of given) writeField(it, variables, name, value);
  run();
  writeField(it, thread, 'workerData', outer.data);
  writeField(it, thread, 'isMainThread', outer.main);
  if (args !== undefined) writeField(it, process, 'argv', NOTHING);
  for (const { name, before } of given) writeField(it, variables, name, before);
}

const MAX_VARIABLES = 20;

/** What an object that becomes the environment names. */
const variablesIn = (env: Value | undefined): readonly (readonly [string, Value])[] =>
  (env ?? []).flatMap((atom) => (atom.kind === 'object' ? [...atom.heap.fields].slice(0, MAX_VARIABLES).map(([name, { value }]) => [name, value] as const) : []));

/** Behind the program's and the module's own name. */
function argumentsOf(it: Interpreter, args: Value): Value {
  const { exact, any } = iterationOf(it, args);
  return [exact === undefined ? listOf(any.length === 0 ? UNKNOWN : any) : arrayOf([UNKNOWN, UNKNOWN, ...exact])];
}
