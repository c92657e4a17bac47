/** Globals and members of libraries: entities, named by where they come from. */
import { isModule, moduleOf } from '../../models/entity-names.js';
import { aliasOf } from '../../models/index.js';
import { isEnvironmentName } from '../guards/environment.js';
import type { Interpreter } from '../interpreter.js';
import type { Site } from '../site.js';
import { ownField } from '../state/heap.js';
import { constant, primitive, UNDEFINED, UNKNOWN, type EntityAtom, type Value } from '../values/values.js';
import { runCommands } from './command-lines.js';
import { commandOf } from './command-states.js';
import { optionsOf } from './options.js';

const HOME_VARIABLES = new Set(['HOME', 'USERPROFILE', 'HOMEPATH']);
const TEMP_VARIABLES = new Set(['TMPDIR', 'TEMP', 'TMP']);

/** An unbound identifier: a global. */
export function globalValue(it: Interpreter, name: string): Value {
  switch (name) {
    case 'undefined':
      return UNDEFINED;
    case 'NaN':
      return primitive(Number.NaN);
    case 'Infinity':
      return primitive(Number.POSITIVE_INFINITY);
    case '__dirname':
    case '__filename':
      return [{ kind: 'source', source: 'dirname', name }];
    case 'globalThis':
    case 'global':
    case 'window':
    case 'self':
      return [{ kind: 'entity', key: 'global#' }];
    default:
      if (isManifestName(it, name)) return UNKNOWN;
      return entityMember(it, { kind: 'entity', key: 'global#' }, name, undefined);
  }
}

/** The global of that name, if the models know it: `fetch`. */
export function modelledGlobal(it: Interpreter, name: string): Value | undefined {
  const key = `global#${name}`;
  return it.host.models.callsOf(key).length > 0 ? [{ kind: 'entity', key }] : undefined;
}

const isManifestName = (it: Interpreter, name: string): boolean => it.host.settings.manifestNames.includes(name);

export function entityMember(it: Interpreter, atom: EntityAtom, name: string, site: Site | undefined): Value {
  const heap = it.globals.get(atom.key);
  const written = heap === undefined ? [] : ownField(heap, name);
  if (written.length > 0) return written;
  if (name === 'default' && isModule(atom.key)) return [atom];
  const key = aliasOf(atom.key.endsWith('#') ? `${atom.key}${name}` : `${atom.key}.${name}`);
  if (atom.key === 'global#process.env') return variable(name, key, site);
  if (atom.key === 'global#import.meta' && /^(dirname|filename|url)$/.test(name)) {
    return [{ kind: 'source', source: 'dirname', name: `import.meta.${name}`, site }];
  }
  return knownConstant(it, key, site) ?? [{ kind: 'entity', key, defaults: atom.defaults, args: atom.args, kept: atom.kept, site }];
}

/** A member, or a package's whole export, that is a value and not called. */
export function knownConstant(it: Interpreter, key: string, site: Site | undefined): Value | undefined {
  const known = it.host.models.constantOf(key)?.is;
  if (known === undefined) return undefined;
  if ('entity' in known) return [{ kind: 'entity', key: known.entity }];
  if ('options' in known) {
    runCommands(it, moduleOf(key));
    return optionsOf(it, commandOf(it, { kind: 'entity', key }), false);
  }
  if ('source' in known) return [{ kind: 'source', source: known.source, name: key, site }];
  return typeof known.value === 'string' ? constant(known.value) : primitive(known.value);
}

function variable(name: string, key: string, site: Site | undefined): Value {
  if (HOME_VARIABLES.has(name)) return [{ kind: 'source', source: 'homedir', name: `process.env.${name}`, site }];
  if (TEMP_VARIABLES.has(name)) return [{ kind: 'source', source: 'tmpdir', name: `process.env.${name}`, site }];
  if (isEnvironmentName(name)) return [{ kind: 'entity', key, site }];
  return [{ kind: 'unknown' }];
}
