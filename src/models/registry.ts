/** The rows of the models, found by the entity that a call names. */
import { isAbsolute, resolve } from 'node:path';
import { aliasOf, entitiesNamed, isRenaming, moduleOf } from './entity-names.js';
import type { ConstantModel, Model, Table, TypeModel } from './form/schema.js';

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
  /** Does a row say that the module writes files or runs programs? */
  writesFiles(module: string): boolean;
}

/** Rows by key. A user's registry stands before the built-in one. */
export interface Registry {
  readonly callsOf: (key: string) => readonly Model[] | undefined;
  readonly constants: ReadonlyMap<string, ConstantModel>;
  readonly types: ReadonlyMap<string, string>;
  readonly knowsModule: (module: string) => boolean;
  /** Is there a row by which the module writes files or runs programs? */
  readonly writesFiles: (module: string) => boolean;
}

const isFile = (key: string): boolean => key.startsWith('.') || isAbsolute(key);

/** A project's own file is named by its absolute path in the trace, in settings from ESLint's folder: `./src/http.ts#put`. */
function keyOf(entity: string, cwd: string): string {
  const hash = entity.indexOf('#');
  const key = isFile(entity) ? resolve(cwd, entity.slice(0, hash)) + entity.slice(hash) : entity;
  return aliasOf(key);
}


/** A row under one of its names, the members in which may still stand in braces. */
interface Entry {
  readonly row: Model;
  readonly of: string;
}

/** The names of one module each: `'{a,b}#{x,y}'` → `'a#{x,y}'`, `'b#{x,y}'`. */
function byModule(of: string): readonly string[] {
  const hash = of.indexOf('#');
  const head = of.slice(0, hash);
  if (!head.includes('{')) return [of];
  // Braces that hold whole entities, module and all.
  if (head.lastIndexOf('{') > head.lastIndexOf('}')) return entitiesNamed(of);
  return entitiesNamed(head).map((module) => module + of.slice(hash));
}

/** Calls by key, a module's rows taken apart when the module is first asked for: most programs use few of them. */
class Calls {
  readonly #entries = new Map<string, Entry[]>();
  readonly #rows = new Map<string, Map<string, Model[]>>();
  readonly #scattered = new Map<string, boolean>();
  readonly #writers = new Set<string>();

  constructor(
    tables: readonly Table[],
    private readonly cwd: string,
  ) {
    for (const { calls } of tables) for (const row of calls) this.#add(row);
  }

  of(key: string): readonly Model[] | undefined {
    return this.#module(moduleOf(key)).get(key);
  }

  has(module: string): boolean {
    return this.#entries.has(module);
  }

  writes(module: string): boolean {
    return this.#writers.has(module);
  }

  #add(row: Model): void {
    for (const of of typeof row.of === 'string' ? [row.of] : row.of) {
      for (const name of byModule(of)) {
        const module = moduleOf(name);
        if (writes(row)) this.#writers.add(module);
        if (!this.#isScattered(module)) this.#enter(module, { row, of: name });
        else for (const each of entitiesNamed(name)) this.#enter(moduleOf(keyOf(each, this.cwd)), { row, of: each });
      }
    }
  }

  /** Are the module's members, or some of them, known under another module's name? Then each is looked at by itself. */
  #isScattered(module: string): boolean {
    const known = this.#scattered.get(module);
    if (known !== undefined) return known;
    const scattered = isRenaming(module) || moduleOf(keyOf(`${module}#`, this.cwd)) !== module;
    this.#scattered.set(module, scattered);
    return scattered;
  }

  #enter(module: string, entry: Entry): void {
    const entries = this.#entries.get(module);
    if (entries === undefined) this.#entries.set(module, [entry]);
    else entries.push(entry);
  }

  #module(module: string): ReadonlyMap<string, readonly Model[]> {
    const known = this.#rows.get(module);
    if (known !== undefined) return known;
    const rows = new Map<string, Model[]>();
    for (const { row, of } of this.#entries.get(module) ?? []) {
      for (const entity of entitiesNamed(of)) addTo(rows, keyOf(entity, this.cwd), row);
    }
    this.#rows.set(module, rows);
    return rows;
  }
}

function writes({ does = [] }: Model): boolean {
  const effects = 'kind' in does ? [does] : does;
  return effects.some(({ kind }) => kind === 'write' || kind === 'shell');
}

function addTo(calls: Map<string, Model[]>, key: string, row: Model): void {
  const rows = calls.get(key);
  if (rows === undefined) calls.set(key, [row]);
  // A row may name one entity twice: `bluebird#delay` is `Promise.delay`.
  else if (!rows.includes(row)) rows.push(row);
}

/** Compiles tables. `cwd` is the folder that relative module names start from. */
export function registryOf(tables: readonly Table[], cwd: string): Registry {
  const calls = new Calls(tables, cwd);
  const constants = new Map<string, ConstantModel>();
  const types = new Map<string, string>();
  for (const table of tables) {
    for (const row of table.constants ?? []) for (const entity of entitiesNamed(row.of)) constants.set(keyOf(entity, cwd), row);
    for (const row of table.types ?? []) addType(types, row);
  }
  const modules = new Set([...constants.keys()].map(moduleOf));
  return {
    callsOf: (key) => calls.of(key),
    constants,
    types,
    knowsModule: (module) => calls.has(module) || modules.has(module),
    writesFiles: (module) => calls.writes(module),
  };
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
    for (const { callsOf } of registries()) {
      const rows = callsOf(key);
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
    knowsModule: (module) => registries().some((registry) => registry.knowsModule(module)),
    writesFiles: (module) => registries().some((registry) => registry.writesFiles(module)),
  };
}
