/** The rows of the models, found by the entity that a call names. */
import { isAbsolute, resolve } from 'node:path';
import { aliasOf, entitiesNamed } from './entity-names.js';
import type { ConstantModel, Model, Table, TypeModel } from './schema.js';

/** What the models know, by entity. Keys are those of `aliasOf`: `fs#promises.writeFile`, `axios#create().post`. */
export interface Models {
  /** The rows of a call, those of the last member `*` where no row names it. Empty: no model. */
  callsOf(key: string): readonly Model[];
  /** What a member that is read, not called, is. */
  constantOf(key: string): ConstantModel | undefined;
  /** The entity that values of a type behave as. */
  typeEntity(module: string, typeName: string): string | undefined;
  /** Does any row speak of this module? What it does not name does nothing that the rules judge. */
  knowsModule(module: string): boolean;
}

/** Rows by key. A user's registry stands before the built-in one. */
export interface Registry {
  readonly calls: ReadonlyMap<string, readonly Model[]>;
  readonly constants: ReadonlyMap<string, ConstantModel>;
  readonly types: ReadonlyMap<string, string>;
  readonly modules: ReadonlySet<string>;
}

const isFile = (key: string): boolean => key.startsWith('./') || key.startsWith('../') || isAbsolute(key);

/** A project's own file is named by its absolute path in the trace, in settings from ESLint's folder: `./src/http.ts#put`. */
function keyOf(entity: string, cwd: string): string {
  const hash = entity.indexOf('#');
  const key = isFile(entity) ? resolve(cwd, entity.slice(0, hash)) + entity.slice(hash) : entity;
  return aliasOf(key);
}

const moduleOf = (key: string): string => key.slice(0, key.indexOf('#'));

/** Compiles tables. `cwd` is the folder that relative module names start from. */
export function registryOf(tables: readonly Table[], cwd: string): Registry {
  const calls = new Map<string, Model[]>();
  const constants = new Map<string, ConstantModel>();
  const types = new Map<string, string>();
  const keysOf = (of: string | readonly string[]): readonly string[] => entitiesNamed(of).map((entity) => keyOf(entity, cwd));
  for (const table of tables) {
    for (const row of table.calls) for (const key of keysOf(row.of)) addTo(calls, key, row);
    for (const row of table.constants ?? []) for (const key of keysOf(row.of)) constants.set(key, row);
    for (const row of table.types ?? []) addType(types, row);
  }
  const modules = new Set([...calls.keys(), ...constants.keys()].map(moduleOf));
  return { calls, constants, types, modules };
}

function addTo(calls: Map<string, Model[]>, key: string, row: Model): void {
  const rows = calls.get(key);
  if (rows === undefined) calls.set(key, [row]);
  // A row may name one entity twice: `bluebird#delay` is `Promise.delay`.
  else if (!rows.includes(row)) rows.push(row);
}

/** Types keep the module that they are imported from: `node-fetch#Response` is no member of `fetch`. */
function addType(types: Map<string, string>, row: TypeModel): void {
  for (const type of entitiesNamed(row.type)) types.set(type, aliasOf(row.entity));
}

/** `sharp#().resize` → `sharp#().*`; the result of a call has no name. */
function wildcardOf(key: string): string | undefined {
  if (key.endsWith(')')) return undefined;
  const hash = key.indexOf('#');
  return key.slice(0, Math.max(hash, key.lastIndexOf('.')) + 1) + '*';
}

const NO_ROWS: readonly Model[] = Object.freeze([]);

/** Looks up in each registry in turn: the first that has rows for a key speaks for it. */
export function modelsOf(registries: () => readonly Registry[]): Models {
  const exact = (key: string): readonly Model[] | undefined => {
    for (const { calls } of registries()) {
      const rows = calls.get(key);
      if (rows !== undefined) return rows;
    }
    return undefined;
  };
  return {
    callsOf: (key) => {
      const wildcard = wildcardOf(key);
      return exact(key) ?? (wildcard === undefined ? undefined : exact(wildcard)) ?? NO_ROWS;
    },
    constantOf: (key) => registries().map(({ constants }) => constants.get(key)).find((found) => found !== undefined),
    typeEntity: (module, typeName) => {
      const key = `${module.startsWith('node:') ? module.slice('node:'.length) : module}#${typeName}`;
      return registries().map(({ types }) => types.get(key)).find((found) => found !== undefined);
    },
    knowsModule: (module) => registries().some(({ modules }) => modules.has(module)),
  };
}
