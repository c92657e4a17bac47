/** What library calls do: the built-in tables, and a project's own rows before them. */
import { cwd as currentFolder } from 'node:process';
import { BUILTIN_TABLES } from './builtin.js';
import { modelsOf, registryOf, type Models, type Registry } from './registry.js';
import { userTable } from './form/validate.js';

export { aliasOf } from './entity-names.js';
export type { Models } from './registry.js';

let builtin: Registry | undefined;

/** Compiled at the first look: loading the plugin costs nothing. */
const builtinRegistry = (): Registry => (builtin ??= registryOf(BUILTIN_TABLES, ''));

/** Does a module, by the name that a program imports it by, write files or run programs? */
export function writesFiles(specifier: string): boolean {
  const module = specifier.replace(/^node:/u, '');
  return module === 'bun' || builtinRegistry().writesFiles(module);
}

const memo = new WeakMap<object, Map<string, Models>>();

/**
 * The models of a project: its own rows win over the built-in ones of the same entity.
 *
 * @param rows - `settings['plugin-storage'].models`; the result is remembered for this very array
 * @param cwd - folder that the rows' file names (`./src/http.ts#put`) start from: ESLint's
 * @throws SettingsError where a row's form is wrong; the message names the key
 */
export function modelsFor(rows: readonly Readonly<Record<string, unknown>>[], cwd: string = currentFolder()): Models {
  const byFolder = memo.get(rows) ?? new Map<string, Models>();
  memo.set(rows, byFolder);
  const known = byFolder.get(cwd);
  if (known !== undefined) return known;
  const own = rows.length === 0 ? [] : [registryOf([userTable(rows)], cwd)];
  let registries: readonly Registry[] | undefined;
  const models = modelsOf(() => (registries ??= [...own, builtinRegistry()]));
  byFolder.set(cwd, models);
  return models;
}
