/** What a shell knows while it runs a script: its folder, variables and functions. */
import type { Function as ShellFunction } from 'unbash';
import { join, UNKNOWN, unlocated, type Located } from './located.js';
import { START, startsWithHole, type Symbols } from './symbols.js';

/** A word after expansion. `loose`: unquoted and not known at all, so that it may be several words, or options. */
export interface Field {
  readonly value: Located;
  readonly loose: boolean;
}

export interface Definition {
  readonly node: ShellFunction;
  readonly source: Located;
}

export interface State {
  /** Absolute, or relative to where the command starts. */
  readonly folder: Located;
  readonly folders: readonly Located[];
  readonly previous: Located;
  /** Scalars have one field. */
  readonly variables: ReadonlyMap<string, readonly Field[]>;
  readonly functions: ReadonlyMap<string, Definition>;
}

export const field = (value: Located): Field => ({ value, loose: false });

/** Heads that places.ts knows. */
const ENVIRONMENT: Readonly<Record<string, string>> = {
  HOME: '~',
  USERPROFILE: '~',
  TMPDIR: '/tmp',
  TMP: '/tmp',
  TEMP: '/tmp',
};

export function initialState(given: ReadonlyMap<string, Located> | readonly (readonly [string, Located])[]): State {
  const variables = new Map<string, readonly Field[]>();
  for (const [name, value] of Object.entries(ENVIRONMENT)) variables.set(name, [field(unlocated(value))]);
  for (const [name, value] of given) variables.set(name, [field(value)]);
  return { folder: START, folders: [], previous: UNKNOWN, variables, functions: new Map() };
}

/** Longest list that is kept: a list can be doubled in a loop. */
const MAX_FIELDS = 64;

export function assign(state: State, name: string, value: readonly Field[]): State {
  const kept = value.length > MAX_FIELDS ? [field(UNKNOWN)] : value;
  return { ...state, variables: new Map([...state.variables, [name, kept]]) };
}

/** Arguments of a function or of a script. */
export function withArguments(state: State, args: readonly Field[]): State {
  const positional = args.slice(0, 20).map((arg, index) => [String(index + 1), [arg]] as const);
  const kept = [...state.variables].filter(([name]) => !/^\d+$/.test(name));
  return { ...state, variables: new Map([...kept, ...positional, ['@', args.slice(0, MAX_FIELDS)]]) };
}

export function variable(state: State, name: string): readonly Field[] | undefined {
  if (name === 'PWD') return [field(state.folder)];
  if (name === 'OLDPWD') return [field(state.previous)];
  return state.variables.get(name === '*' ? '@' : name);
}

/** Not relative to the folder it is used in. */
const isAbsolute = (text: string): boolean =>
  /^([/\\~]|[a-z]:[\\/]|[a-z][a-z0-9+.-]+:)/i.test(text) || text.startsWith(START.text);

/** A path as seen from where the command starts; `folder` only if the path may be absolute itself. */
export function resolve(symbols: Symbols, state: State, path: Located): { readonly path: Located; readonly folder?: Located } {
  if (state.folder.text === START.text || isAbsolute(path.text)) return { path };
  if (startsWithHole(symbols, path.text)) return { path, folder: state.folder };
  return { path: join([state.folder, unlocated('/'), path]) };
}

/** What PWD is after a change to this folder. */
function folderAt(symbols: Symbols, state: State, target: Located): Located {
  if (isAbsolute(target.text) || startsWithHole(symbols, target.text)) return target;
  return join([state.folder, unlocated('/'), target]);
}

export const changeTo = (symbols: Symbols, state: State, target: Located): State => ({
  ...state,
  folder: target.text === '-' ? state.previous : folderAt(symbols, state, target),
  previous: state.folder,
});

export const pushTo = (symbols: Symbols, state: State, target: Located): State => ({
  ...changeTo(symbols, state, target),
  folders: [...state.folders, state.folder],
});

export function pop(state: State): State {
  const folder = state.folders.at(-1) ?? UNKNOWN;
  return { ...state, folder, previous: state.folder, folders: state.folders.slice(0, -1) };
}

const sameFields = (a: readonly Field[] | undefined, b: readonly Field[] | undefined): boolean =>
  a === b || (a?.length === b?.length && (a ?? []).every((each, index) => each.value.text === b?.[index]?.value.text));

/** What is known after one of two branches: what both agree on. */
export function merge(a: State, b: State): State {
  if (a === b) return a;
  const names = new Set([...a.variables.keys(), ...b.variables.keys()]);
  const variables = new Map<string, readonly Field[]>();
  for (const name of names) {
    const value = a.variables.get(name);
    variables.set(name, value !== undefined && sameFields(value, b.variables.get(name)) ? value : [field(UNKNOWN)]);
  }
  const functions = new Map([...a.functions, ...b.functions]);
  return { ...a, folder: a.folder.text === b.folder.text ? a.folder : UNKNOWN, variables, functions };
}
