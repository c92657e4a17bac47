/**
 * `paths` and `baseUrl` of the nearest tsconfig.json or jsconfig.json. Read here rather than by the resolver, because a
 * config whose `extends` leads nowhere (a package that is not installed, a file that a tool has yet to generate) must
 * still give what it says itself.
 */
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { isObject, parseJsonc, strings, type JsonObject } from './jsonc.js';
import { isInside } from './folders.js';
import type { Stamps } from './stamps.js';
import { readText } from './text.js';

interface Mapping {
  readonly prefix: string;
  /** Undefined when the pattern has no `*`. */
  readonly suffix: string | undefined;
  readonly targets: readonly string[];
}

interface PathOptions {
  readonly baseUrl: string | undefined;
  readonly mappings: readonly Mapping[] | undefined;
}

export interface PathConfig {
  /** The config itself, then those it refers to (`references`). */
  readonly options: readonly PathOptions[];
  /** All files that it was made of, also those that were looked for in vain. */
  readonly stamps: ReadonlyMap<string, string>;
}

const NAMES = ['tsconfig.json', 'jsconfig.json'];
const MAX_CONFIG_BYTES = 256 * 1024;
const MAX_REFERENCES = 32;
const NO_OPTIONS: PathOptions = { baseUrl: undefined, mappings: undefined };

/** Reads one config with all that it extends. */
class Reading {
  readonly stamps = new Map<string, string>();
  readonly #service: Stamps;

  constructor(service: Stamps) {
    this.#service = service;
  }

  options(file: string, leaf: string, seen: readonly string[]): PathOptions {
    const content = this.content(file);
    if (content === undefined) return NO_OPTIONS;
    let inherited = NO_OPTIONS;
    for (const name of typeof content['extends'] === 'string' ? [content['extends']] : strings(content['extends'])) {
      const base = this.#extended(name, file);
      if (base === undefined || seen.includes(base)) continue;
      const { baseUrl, mappings } = this.options(base, leaf, [...seen, base]);
      inherited = { baseUrl: baseUrl ?? inherited.baseUrl, mappings: mappings ?? inherited.mappings };
    }
    return ownOptions(content, file, leaf, inherited);
  }

  content(file: string): JsonObject | undefined {
    if (!this.exists(file)) return undefined;
    const content = parseJsonc(readText(file, MAX_CONFIG_BYTES) ?? '');
    return isObject(content) ? content : undefined;
  }

  exists(file: string): boolean {
    this.stamps.set(file, this.#service.stamp(file));
    return this.#service.kind(file) === 'file';
  }

  #extended(name: string, from: string): string | undefined {
    const isPath = name.startsWith('.') || isAbsolute(name);
    const bases = isPath ? [resolve(dirname(from), name)] : inModules(dirname(from), name);
    for (const base of bases) {
      const found = [base, `${base}.json`, join(base, 'tsconfig.json')].find((file) => this.exists(file));
      if (found !== undefined) return found;
    }
    return undefined;
  }
}

function inModules(folder: string, name: string): readonly string[] {
  const parent = dirname(folder);
  const above = parent === folder ? [] : inModules(parent, name);
  return [join(folder, 'node_modules', name), ...above];
}

function ownOptions(content: JsonObject, file: string, leaf: string, inherited: PathOptions): PathOptions {
  const compilerOptions = content['compilerOptions'];
  if (!isObject(compilerOptions)) return inherited;
  const absolute = (path: string, folder: string): string =>
    resolve(folder, path.replace('${configDir}', dirname(leaf)));
  const { baseUrl: ownBase, paths } = compilerOptions;
  const baseUrl = typeof ownBase === 'string' ? absolute(ownBase, dirname(file)) : inherited.baseUrl;
  if (!isObject(paths)) return { baseUrl, mappings: inherited.mappings };
  const mappings = Object.entries(paths).map(([pattern, targets]) => {
    const star = pattern.indexOf('*');
    return {
      prefix: star === -1 ? pattern : pattern.slice(0, star),
      suffix: star === -1 ? undefined : pattern.slice(star + 1),
      targets: strings(targets).map((target) => absolute(target, baseUrl ?? dirname(file))),
    };
  });
  return { baseUrl, mappings };
}

function readConfig(file: string, stamps: Stamps): PathConfig {
  const reading = new Reading(stamps);
  const options = [reading.options(file, file, [file])];
  const references = reading.content(file)?.['references'];
  for (const reference of Array.isArray(references) ? references.slice(0, MAX_REFERENCES) : []) {
    if (!isObject(reference) || typeof reference['path'] !== 'string') continue;
    const path = resolve(dirname(file), reference['path']);
    const target = reading.exists(path) ? path : join(path, 'tsconfig.json');
    options.push(reading.options(target, target, [target]));
  }
  return { options, stamps: reading.stamps };
}

function matches(mapping: Mapping, specifier: string): boolean {
  const { prefix, suffix } = mapping;
  if (suffix === undefined) return specifier === prefix;
  return specifier.length >= prefix.length + suffix.length && specifier.startsWith(prefix) && specifier.endsWith(suffix);
}

function bestMapping(mappings: readonly Mapping[], specifier: string): Mapping | undefined {
  let best: Mapping | undefined;
  for (const mapping of mappings) {
    if (!matches(mapping, specifier)) continue;
    if (mapping.suffix === undefined) return mapping;
    if (best === undefined || mapping.prefix.length > best.prefix.length) best = mapping;
  }
  return best;
}

/** Where a config says that a specifier may be found: absolute paths, most likely first. */
export function mappedPaths(config: PathConfig, specifier: string): readonly string[] {
  return config.options.flatMap(({ baseUrl, mappings }) => {
    const mapping = bestMapping(mappings ?? [], specifier);
    const end = specifier.length - (mapping?.suffix?.length ?? 0);
    const star = specifier.slice(mapping?.prefix.length ?? 0, end);
    // A function, so that a `$` of the specifier stands for itself.
    const mapped = mapping?.targets.map((target) => target.replace('*', () => star)) ?? [];
    return baseUrl === undefined ? mapped : [...mapped, join(baseUrl, specifier)];
  });
}

export class PathConfigs {
  readonly #stamps: Stamps;
  readonly #configs = new Map<string, PathConfig>();
  readonly #nearest = new Map<string, string | undefined>();
  #look = -1;

  constructor(stamps: Stamps) {
    this.#stamps = stamps;
  }

  /** The config for the files of `folder`; looked for no further up than `root`. */
  of(folder: string, root: string): PathConfig | undefined {
    if (this.#look !== this.#stamps.look) {
      this.#nearest.clear();
      this.#look = this.#stamps.look;
    }
    const file = this.#nearestTo(folder, root);
    if (file === undefined) return undefined;
    const known = this.#configs.get(file);
    if (known !== undefined && this.#isCurrent(known)) return known;
    const config = readConfig(file, this.#stamps);
    this.#configs.set(file, config);
    return config;
  }

  #nearestTo(folder: string, root: string): string | undefined {
    if (this.#nearest.has(folder)) return this.#nearest.get(folder);
    const own = NAMES.map((name) => join(folder, name)).find((file) => this.#stamps.kind(file) === 'file');
    const parent = dirname(folder);
    const isTop = folder === root || parent === folder || !isInside(parent, root);
    const nearest = own ?? (isTop ? undefined : this.#nearestTo(parent, root));
    this.#nearest.set(folder, nearest);
    return nearest;
  }

  #isCurrent(config: PathConfig): boolean {
    for (const [file, stamp] of config.stamps) if (this.#stamps.stamp(file) !== stamp) return false;
    return true;
  }
}

