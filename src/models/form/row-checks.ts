/** What may stand in a row, piece by piece: places in a call, entities, methods, exceptions. */
import { isRecord, wrongForm } from '../../settings.js';
import { listOf, needed, objectOf, oneOrMore, optional, valueThat, type Check, type Fields, type Form } from './fields.js';
import { entitiesNamed } from '../entity-names.js';
import type { Exception, PassedArgument, Effect } from './schema.js';

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';
const REF = /^(?:\d+|last|\*|this|defaults|made|kept)(?:\.[^.]+)*$/u;
const ENTITY = /^[^#{}\s]+#[^#{}\s]*$/u;

export const place = valueThat("a place in the call such as '0', '1.path', 'last' or 'defaults.baseURL'", (value) => isText(value) && REF.test(value));
export const places = oneOrMore(place);
export const negatable = valueThat("a place in the call such as '1.readonly' or '!1.create'", (value) => isText(value) && REF.test(value.replace(/^!/u, '')));
export const text = valueThat('a string that is not empty', isText);
export const number = valueThat('a number', (value) => typeof value === 'number' && Number.isFinite(value));
export const flag = valueThat('true or false', (value) => typeof value === 'boolean');
export const entity = valueThat("an entity such as '@acme/storage#upload'", (value) => isText(value) && ENTITY.test(value));
export const entities = oneOrMore(
  valueThat("an entity such as '@acme/storage#upload'", (value) => isText(value) && entitiesNamed(value).every((name) => ENTITY.test(name))),
);
const scalar = valueThat('a string or a number', (value) => typeof value === 'string' || typeof value === 'number');

export const form = <T>(expected: string, fields: Form<T> & Fields): Check => objectOf(expected, fields);

/** One of two forms: the first if `is` holds for the value. */
export const either =
  (is: (value: unknown) => boolean, first: Check, second: Check): Check =>
  (value, at) => { (is(value) ? first : second)(value, at); };

/** An empty list: what a package makes in the system's temporary folder, what keeps nothing yet. */
export const placesOrNone = either((value) => Array.isArray(value) && value.length === 0, () => undefined, places);

export const exception = form<Exception>("an exception such as { at: '1', is: ['finish'] }", {
  at: needed(place),
  is: needed(listOf("a list such as ['finish']", scalar)),
});

export const passed = either(
  isRecord,
  form<PassedArgument>("an argument such as { argument: '1' }", { argument: needed(place) }),
  either((value) => value === '', () => undefined, entity),
);

export const method = either(
  isRecord,
  form<Exclude<Extract<Effect, { kind: 'request' }>['method'], string>>('a method', {
    from: needed(places),
    default: needed(text),
    withBody: optional(text),
  }),
  valueThat("a method such as 'PUT' or { from: '1.method', default: 'GET' }", isText),
);

export const pair: Check = (value, at) => {
  const what = "two places such as ['0', '1']";
  listOf(what, place)(value, at);
  if (Array.isArray(value) && value.length !== 2) throw wrongForm(at, what, value);
};
