/** `settings['plugin-storage']`: its form, its defaults, and what to say where it is wrong. */

/** Names of the manifest's members, for platforms that spell them differently. */
export interface StorageKeys {
  readonly stage: string;
  readonly getUploadUrls: string;
  readonly downloadUrls: string;
  readonly inputParams: string;
}

export interface Settings {
  /** What a manifest is called where nothing else shows it. */
  readonly manifestNames: readonly string[];
  readonly keys: StorageKeys;
  /** Stage name → globs of the files that run in it, from ESLint's current folder. Empty: not known. */
  readonly stages: Readonly<Record<string, readonly string[]>>;
  readonly deploymentStages: readonly string[];
  /** A project's own wrappers. Only their outer form is checked here; `models` checks each row as it reads it. */
  readonly models: readonly Readonly<Record<string, unknown>>[];
  /** Whether the trace follows imports into other files. */
  readonly crossFile: boolean;
}

/** What a user writes: every key may be left out. */
export type SettingsInput = Partial<Omit<Settings, 'keys'>> & { readonly keys?: Partial<StorageKeys> };

const SETTINGS_KEY = 'plugin-storage';

/** The settings are wrong: ESLint shows the message as it is and lints nothing. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
}

/** The one wording for a value of the wrong form; `at` is the path below the settings (`.stages.initial`). */
export function wrongForm(at: string, expected: string, found: unknown): SettingsError {
  return new SettingsError(`settings['${SETTINGS_KEY}']${at} should be ${expected}, but is ${shown(found)}.`);
}

/** The one wording for a key that nobody reads; names the nearest of the known ones. */
export function unknownKey(at: string, key: string, known: readonly string[]): SettingsError {
  const near = nearest(key, known);
  const mend = near === undefined ? `The known keys are ${known.join(', ')}.` : `Did you mean '${near}'?`;
  return new SettingsError(`settings['${SETTINGS_KEY}']${at} has no key '${key}'. ${mend}`);
}

export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const DEFAULT_KEYS: StorageKeys = Object.freeze({
  stage: 'stage',
  getUploadUrls: 'getUploadUrls',
  downloadUrls: 'downloadUrls',
  inputParams: 'inputParams',
});

export const DEFAULT_SETTINGS: Settings = Object.freeze({
  manifestNames: Object.freeze(['manifest']),
  keys: DEFAULT_KEYS,
  stages: Object.freeze({}),
  deploymentStages: Object.freeze(['deployment', 'deploy']),
  models: Object.freeze([]),
  crossFile: true,
});

const KNOWN = Object.keys(DEFAULT_SETTINGS);
const KNOWN_KEYS = Object.keys(DEFAULT_KEYS);

const memo = new WeakMap<object, Settings>();

/** The complete settings of a raw `settings['plugin-storage']`; throws a `SettingsError` where its form is wrong. */
export function readSettings(raw: unknown): Settings {
  if (raw === undefined) return DEFAULT_SETTINGS;
  if (!isRecord(raw)) throw wrongForm('', "an object such as { deploymentStages: ['deployment'] }", raw);
  const known = memo.get(raw);
  if (known !== undefined) return known;
  const settings = complete(raw);
  memo.set(raw, settings);
  return settings;
}

function complete(raw: Readonly<Record<string, unknown>>): Settings {
  refuseUnknown(raw, '', KNOWN);
  const given = <K extends keyof Settings>(key: K, read: (value: unknown, at: string) => Settings[K]): Settings[K] =>
    raw[key] === undefined ? DEFAULT_SETTINGS[key] : read(raw[key], `.${key}`);
  return Object.freeze({
    manifestNames: given('manifestNames', namesOf("variable names such as ['manifest', 'job']")),
    keys: given('keys', storageKeys),
    stages: given('stages', stageGlobs),
    deploymentStages: given('deploymentStages', namesOf("stage names such as ['deployment']")),
    models: given('models', modelRows),
    crossFile: given('crossFile', flag),
  });
}

function refuseUnknown(raw: Readonly<Record<string, unknown>>, at: string, known: readonly string[]): void {
  for (const key of Object.keys(raw)) {
    if (!known.includes(key)) throw unknownKey(at, key, known);
  }
}

const isName = (value: unknown): value is string => typeof value === 'string' && value !== '';

function namesOf(what: string): (raw: unknown, at: string) => readonly string[] {
  return (raw, at) => {
    if (!Array.isArray(raw)) throw wrongForm(at, `an array of ${what}`, raw);
    return Object.freeze(
      raw.map((entry: unknown, index) => {
        if (isName(entry)) return entry;
        throw wrongForm(`${at}[${String(index)}]`, `a string that is not empty (the whole is an array of ${what})`, entry);
      }),
    );
  };
}

function storageKeys(raw: unknown, at: string): StorageKeys {
  if (!isRecord(raw)) throw wrongForm(at, "an object such as { stage: 'phase' }", raw);
  refuseUnknown(raw, at, KNOWN_KEYS);
  const named = (key: keyof StorageKeys): string => {
    const value = raw[key];
    if (value === undefined) return DEFAULT_KEYS[key];
    if (isName(value)) return value;
    throw wrongForm(`${at}.${key}`, `the name of a manifest's member such as '${DEFAULT_KEYS[key]}'`, value);
  };
  return Object.freeze({
    stage: named('stage'),
    getUploadUrls: named('getUploadUrls'),
    downloadUrls: named('downloadUrls'),
    inputParams: named('inputParams'),
  });
}

function stageGlobs(raw: unknown, at: string): Settings['stages'] {
  if (!isRecord(raw)) throw wrongForm(at, "an object such as { initial: ['src/initial/**'] }", raw);
  const globs = namesOf("glob strings such as ['src/initial/**']");
  return Object.freeze(
    Object.fromEntries(Object.entries(raw).map(([stage, files]) => [stage, globs(files, at + member(stage))])),
  );
}

function modelRows(raw: unknown, at: string): Settings['models'] {
  const row = "{ of: '@acme/storage#upload', does: { kind: 'upload', path: '1' } }";
  if (!Array.isArray(raw)) throw wrongForm(at, `an array of models such as [${row}]`, raw);
  return Object.freeze(
    raw.map((entry: unknown, index) => {
      if (isRecord(entry)) return entry;
      throw wrongForm(`${at}[${String(index)}]`, `a model such as ${row}`, entry);
    }),
  );
}

function flag(raw: unknown, at: string): boolean {
  if (typeof raw === 'boolean') return raw;
  throw wrongForm(at, 'true or false', raw);
}

/** How a key is written behind the path to its object. */
const member = (key: string): string => (/^[A-Za-z_$][\w$]*$/u.test(key) ? `.${key}` : `['${key}']`);

const LONGEST_SHOWN = 60;

function shown(value: unknown): string {
  const text = written(value);
  return text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text;
}

function written(value: unknown): string {
  if (typeof value === 'function') return 'a function';
  if (value instanceof RegExp) return `the regular expression ${String(value)}`;
  if (typeof value === 'bigint' || typeof value === 'symbol') return String(value);
  if (value === undefined) return 'undefined';
  try {
    return JSON.stringify(value);
  } catch {
    return 'an object that refers to itself';
  }
}

/** The known key that a misspelled one most likely means: at most a third of its letters differ. */
function nearest(key: string, known: readonly string[]): string | undefined {
  const ranked = known
    .map((candidate) => ({ candidate, away: distance(key.toLowerCase(), candidate.toLowerCase()) }))
    .sort((one, other) => one.away - other.away)[0];
  return ranked !== undefined && ranked.away <= Math.max(2, key.length / 3) ? ranked.candidate : undefined;
}

/** Levenshtein distance, one row at a time. */
function distance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (const [index, letter] of Array.from(from).entries()) {
    const next = [index + 1];
    for (let column = 0; column < to.length; column++) {
      const change = (row[column] ?? 0) + (to[column] === letter ? 0 : 1);
      next.push(Math.min(change, (row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1));
    }
    row = next;
  }
  return row[to.length] ?? 0;
}
