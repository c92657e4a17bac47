/** Looks at tables as the tracer does: by the entity that a call names. */
import { aliasOf } from '../../src/models/index.js';
import { entitiesNamed } from '../../src/models/entity-names.js';
import { modelsOf, registryOf } from '../../src/models/registry.js';
import type { Effect, Model, ReadEffect, Refs, Returns, ShellEffect, Table, WriteEffect } from '../../src/models/form/schema.js';

export interface Lookup {
  /** Rows of a call. */
  readonly rows: (entity: string) => readonly Model[];
  readonly effects: (entity: string) => readonly Effect[];
  readonly writes: (entity: string) => readonly WriteEffect[];
  readonly reads: (entity: string) => readonly ReadEffect[];
  readonly shells: (entity: string) => readonly ShellEffect[];
  readonly returns: (entity: string) => Returns | undefined;
  readonly constant: (entity: string) => unknown;
  readonly type: (module: string, name: string) => string | undefined;
  readonly knows: (module: string) => boolean;
}

const listed = (does: Model['does']): readonly Effect[] => (does === undefined ? [] : 'kind' in does ? [does] : does);

export function lookup(tables: readonly Table[]): Lookup {
  const registry = registryOf(tables, '');
  const models = modelsOf(() => [registry]);
  const rows = (entity: string): readonly Model[] => models.callsOf(aliasOf(entity));
  const effects = (entity: string): readonly Effect[] => rows(entity).flatMap((row) => listed(row.does));
  return {
    rows,
    effects,
    writes: (entity) => effects(entity).filter((effect) => effect.kind === 'write'),
    reads: (entity) => effects(entity).filter((effect) => effect.kind === 'read'),
    shells: (entity) => effects(entity).filter((effect) => effect.kind === 'shell'),
    returns: (entity) => rows(entity).find((row) => row.returns !== undefined)?.returns,
    constant: (entity) => models.constantOf(aliasOf(entity))?.is,
    type: (module, name) => models.typeEntity(module, name),
    knows: (module) => models.knowsModule(module),
  };
}

const REF = /^(?:\d+|last|this|defaults|made|kept)(?:\.(?:\*|[A-Za-z_$][\w$-]*|\d+))*$/;
const ENTITY = /^(?:@[\w.-]+\/)?[A-Za-z\d][\w./:@-]*#(?:[\w$]+|\*|(?:\(\))+)?(?:\(\))*(?:\.(?:[\w$]+|\*)(?:\(\))*)*$/;

const asList = (refs: Refs): readonly string[] => (typeof refs === 'string' ? [refs] : refs);

const isRefs = (value: unknown): value is Refs => typeof value === 'string' || Array.isArray(value);

/** The references in an effect or a result: every text that says where in a call something stands. */
function refsIn(row: Model): readonly string[] {
  const inEffects = listed(row.does).flatMap((effect) => {
    switch (effect.kind) {
      case 'write':
        return [effect.path, effect.content ?? [], effect.flags ?? [], effect.unless ?? [], effect.unlessIs?.at ?? []];
      case 'read':
        return [effect.path];
      case 'shell':
        return [effect.command, effect.args ?? [], effect.options ?? []];
      case 'callback':
        return [effect.callback, effect.onlyIs?.at ?? []];
      case 'keep':
        return [effect.value];
      default:
        return [];
    }
  });
  const { returns } = row;
  const inResult: readonly Refs[] = returns === undefined ? [] : Object.entries(returns)
    .filter(([key]) => ['argument', 'derived', 'content', 'without', 'keeps', 'defaults'].includes(key))
    .map(([, value]): Refs => (isRefs(value) ? value : []));
  return [...inEffects, ...inResult].flatMap(asList);
}

/** What is wrong with the form of the rows. */
export function faultsOf(tables: readonly Table[]): readonly string[] {
  const faults: string[] = [];
  for (const table of tables) {
    for (const row of table.calls) {
      const refs = refsIn(row).filter((ref) => ref !== '*' && !REF.test(ref));
      faults.push(...refs.map((ref) => `${JSON.stringify(row.of)}: ${ref}`));
    }
    const named = [...table.calls.map((row) => row.of), ...(table.constants ?? []).map((row) => row.of), ...(table.types ?? []).flatMap((row) => [row.type, row.entity])];
    faults.push(...named.flatMap((of) => entitiesNamed(of)).filter((entity) => !ENTITY.test(entity)));
  }
  return faults;
}

/** Entities of which two rows state different results, or which are both called and constant. */
export function contradictionsIn(tables: readonly Table[]): readonly string[] {
  const results = new Map<string, Set<string>>();
  const constants = new Set(tables.flatMap((table) => table.constants ?? []).flatMap((row) => entitiesNamed(row.of)).map(aliasOf));
  for (const row of tables.flatMap((table) => table.calls)) {
    for (const key of entitiesNamed(row.of).map(aliasOf)) {
      const seen = results.get(key) ?? new Set<string>();
      results.set(key, seen);
      if (row.returns !== undefined) seen.add(JSON.stringify(row.returns));
    }
  }
  const disputed = [...results].filter(([, seen]) => seen.size > 1).map(([key]) => key);
  return [...disputed, ...[...results.keys()].filter((key) => constants.has(key))];
}

/** Entities that two effects say the same write of: it would be reported twice. */
export function doubleWritesIn(tables: readonly Table[]): readonly string[] {
  const { writes } = lookup(tables);
  const keys = new Set(tables.flatMap((table) => table.calls).flatMap((row) => entitiesNamed(row.of)).map(aliasOf));
  return [...keys].filter((key) => {
    const paths = writes(key).map((effect) => JSON.stringify(effect.path));
    return new Set(paths).size < paths.length;
  });
}
