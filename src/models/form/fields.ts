/** Checks of the parts of a row that a user writes; a wrong one throws the `SettingsError` that names it. */
import { isRecord, unknownKey, wrongForm } from '../../settings.js';

/** Throws unless `value` has the form; `at` is its path below the settings. */
export type Check = (value: unknown, at: string) => void;

/** A key that must be given. */
export interface Needed {
  readonly needed: true;
  readonly check: Check;
}

/** A key that may be left out. */
export interface Optional {
  readonly needed: false;
  readonly check: Check;
}

/** The keys of `T`, each with its check: the compiler sees that none is missing and that each is needed as `T` says. */
export type Form<T> = { readonly [K in keyof T]-?: undefined extends T[K] ? Optional : Needed };

export type Fields = Readonly<Record<string, Needed | Optional>>;

export const needed = (check: Check): Needed => ({ needed: true, check });
export const optional = (check: Check): Optional => ({ needed: false, check });

/** A value that `is` holds for; `expected` says it in words. */
export const valueThat =
  (expected: string, is: (value: unknown) => boolean): Check =>
  (value, at) => {
    if (!is(value)) throw wrongForm(at, expected, value);
  };

const quoted = (text: string): string => `'${text}'`;

export const oneOf = (...names: readonly string[]): Check =>
  valueThat(`one of ${names.map(quoted).join(', ')}`, (value) => typeof value === 'string' && names.includes(value));

/** Either what `check` accepts, or a list of it that is not empty. */
export const oneOrMore =
  (check: Check): Check =>
  (value, at) => {
    if (Array.isArray(value) && value.length > 0) value.forEach((entry: unknown, index) => { check(entry, `${at}[${index}]`); });
    else check(value, at);
  };

export const listOf =
  (expected: string, check: Check): Check =>
  (value, at) => {
    if (!Array.isArray(value)) throw wrongForm(at, expected, value);
    value.forEach((entry: unknown, index) => { check(entry, `${at}[${index}]`); });
  };

/** An object with these keys and no others. */
export const objectOf =
  (expected: string, fields: Fields): Check =>
  (value, at) => {
    if (!isRecord(value)) throw wrongForm(at, expected, value);
    for (const key of Object.keys(value)) {
      if (!Object.hasOwn(fields, key)) throw unknownKey(at, key, Object.keys(fields));
    }
    for (const [key, field] of Object.entries(fields)) {
      if (field.needed || value[key] !== undefined) field.check(value[key], `${at}.${key}`);
    }
  };
