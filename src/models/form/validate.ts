/** The form of a row: what `schema.ts` says in types, said of the rows that a user writes in settings. */
import { isRecord, wrongForm } from '../../settings.js';
import { listOf, needed, objectOf, oneOf, oneOrMore, optional, valueThat, type Check, type Fields, type Form } from './fields.js';
import { either, entities, entity, exception, flag, form, method, negatable, number, pair, passed, place, places, placesOrNone, text } from './row-checks.js';
import type { ConstantModel, Effect, Model, Observed, PathFunction, RequestHooks, Returns, SourceKind, Table, TemplateStyle, TextFunction, TypeModel } from './schema.js';

const kind = needed(text);
type EffectForms = { readonly [K in Effect['kind']]: Form<Extract<Effect, { kind: K }>> & Fields };

const EFFECTS: EffectForms = {
  write: {
    kind,
    path: needed(placesOrNone),
    folder: optional(places),
    from: optional(place),
    content: optional(places),
    flags: optional(place),
    unless: optional(negatable),
    unlessIs: optional(exception),
    prefix: optional(text),
    returnsPath: optional(either((value) => typeof value === 'boolean', flag, text)),
    moves: optional(flag),
    unique: optional(flag),
    defaultsToTemp: optional(flag),
  },
  read: { kind, path: needed(places), range: optional(place), parses: optional(flag) },
  keep: { kind, value: needed(places), whole: optional(flag) },
  fill: { kind, value: needed(place) },
  request: {
    kind,
    url: needed(places),
    base: optional(places),
    joins: optional(oneOf('slash', 'url', 'text')),
    method: needed(method),
    body: optional(places),
    form: optional(places),
    params: optional(places),
    headers: optional(places),
    hooks: optional(
      form<RequestHooks>("hooks such as { at: '1.hooks.beforeRequest', gets: 'options' }", {
        at: needed(places),
        gets: needed(oneOf('config', 'options', 'request')),
      }),
    ),
    callback: optional(
      form<NonNullable<Extract<Effect, { kind: 'request' }>['callback']>>("a callback such as { at: '1', response: 0 }", {
        at: needed(places),
        response: needed(number),
      }),
    ),
    gives: optional(oneOf('response', 'builder', 'content')),
  },
  shell: {
    kind,
    command: needed(place),
    args: optional(place),
    rest: optional(flag),
    shell: needed(oneOf('always', 'option', 'never', 'tag')),
    options: optional(places),
    gives: needed(oneOf('stdout', 'process', 'result')),
  },
  callback: {
    kind,
    callback: needed(places),
    when: needed(oneOf('now', 'later', 'handler')),
    delay: optional(place),
    again: optional(places),
    limit: optional(either((value) => typeof value === 'number', number, places)),
    unit: optional(number),
    passes: optional(listOf("a list of entities such as ['fastify#()'], or of places in the call such as [{ argument: '1' }]", passed)),
    args: optional(listOf("a list of places in the call such as ['2', '3']", place)),
    event: optional(place),
    under: optional(text),
    onlyIs: optional(exception),
    unlessIs: optional(exception),
  },
  wait: {
    kind,
    duration: optional(either((value) => typeof value === 'number', number, place)),
    unit: optional(number),
    unlessIs: optional(exception),
  },
  assert: {
    kind,
    condition: optional(place),
    equal: optional(pair),
    unequal: optional(pair),
    stage: optional(place),
    gives: optional(oneOf('boolean')),
  },
  upload: { kind, manifest: optional(place), stage: optional(place), path: needed(place), body: optional(place) },
  'upload-url': { kind, manifest: optional(place), stage: optional(place), path: needed(place) },
  download: { kind, stage: optional(place), path: needed(place) },
  set: { kind, name: needed(place), value: needed(place) },
  option: { kind, name: optional(place), default: optional(places), table: optional(place), operand: optional(flag) },
  command: {
    kind, run: needed(places), passes: needed(listOf("a list such as ['operands', 'options']", oneOf('operands', 'options', 'command'))), under: optional(text),
    name: optional(places), builder: optional(places), inherits: optional(flag), first: optional(flag), onlyIs: optional(exception),
  },
  parse: { kind, unless: optional(place) },
  definition: { kind, of: needed(place), run: needed(listOf("a list of names such as ['run']", text)), options: needed(text), under: needed(text), below: optional(text) },
  emit: { kind, event: needed(place) },
  serve: { kind },
  start: { kind, module: needed(place), data: optional(place), args: optional(place), env: optional(places) },
  post: { kind, message: needed(place) },
  provide: { kind, token: optional(place), class: optional(places), factory: optional(places), passes: optional(entity), value: optional(places), resolver: optional(place), table: optional(place) },
  hear: { kind, event: needed(place), callback: needed(place) },
  exit: { kind },
};

const EFFECT_KINDS = Object.keys(EFFECTS);
const isEffectKind = (value: unknown): value is Effect['kind'] => typeof value === 'string' && EFFECT_KINDS.includes(value);

const effect: Check = (value, at) => {
  const what = "an effect such as { kind: 'write', path: '0' }";
  if (!isRecord(value)) throw wrongForm(at, what, value);
  oneOf(...EFFECT_KINDS)(value['kind'], `${at}.kind`);
  if (isEffectKind(value['kind'])) objectOf(what, EFFECTS[value['kind']])(value, at);
};

type KeyOfEach<T> = T extends unknown ? keyof T : never;
type ResultKey = Exclude<
  KeyOfEach<Returns>,
  | 'defaults' | 'keeps' | 'appendsUnless' | 'folder' | 'without' | 'windows' | 'of' | 'args' | 'awaits' | 'starts' | 'plain' | 'under' | 'delay' | 'wraps' | 'once' | 'ref'
  | 'limit' | 'list' | 'inherits' | 'field' | 'operands' | 'beside' | 'style' | 'values' | 'prefix' | 'done' | 'passes' | 'shape' | 'by' | 'key' | 'keyOf' | 'age'
>;
type Results = { readonly [Key in ResultKey]: Form<Extract<Returns, Readonly<Record<Key, unknown>>>> & Fields };

const SOURCES = ['tmpdir', 'homedir', 'dirname', 'cwd', 'argv', 'time', 'random', 'process', 'inputParam', 'unknown'] satisfies SourceKind[];
const PATH_FUNCTIONS = [
  'join', 'resolve', 'normalize', 'dirname', 'basename', 'extname', 'relative', 'format', 'parse',
  'fileURLToPath', 'pathToFileURL', 'isAbsolute',
] satisfies PathFunction[];
const TEXT_FUNCTIONS = [
  'joinUrl', 'joinWhole', 'urlcat', 'withTrailingSlash', 'withoutTrailingSlash', 'withLeadingSlash', 'withoutLeadingSlash',
  'trim', 'trimStart', 'trimEnd', 'withQuery',
] satisfies TextFunction[];
const OBSERVED: readonly Observed[] = ['from', 'of', 'any', 'defer', 'either', 'joined', 'all', 'timer', 'made', 'asked', 'pipe', 'ticks', 'subscribe', 'last'];
const STYLES = ['braces', 'mustache', 'lodash', 'colon', 'uri'] satisfies TemplateStyle[];

const RESULTS: Results = {
  entity: { entity: needed(entity), defaults: optional(places), keeps: optional(placesOrNone), appendsUnless: optional(place), folder: optional(placesOrNone) },
  source: { source: needed(oneOf(...SOURCES)), without: optional(place) },
  argument: { argument: needed(place), under: optional(text) },
  derived: { derived: needed(places) },
  path: { path: needed(oneOf(...PATH_FUNCTIONS)), windows: optional(flag), folder: optional(place) },
  method: {
    method: needed(text),
    of: needed(place),
    args: optional(listOf("a list of places in the call such as ['1']", place)),
    awaits: optional(oneOf('together', 'in turn')),
    limit: optional(place),
  },
  member: { member: needed(place), of: needed(place) },
  parsed: { parsed: needed(place), shape: needed(place), under: optional(text) },
  picked: { picked: needed(place) },
  listeners: { listeners: needed(place) },
  memoized: { memoized: needed(place), once: optional(flag), by: optional(oneOf('first', 'all')), key: optional(places), keyOf: optional(oneOf('arguments', 'list')), age: optional(places) },
  state: { state: needed(place), ref: optional(flag) },
  composed: { composed: needed(oneOf('forwards', 'backwards')), starts: optional(flag), awaits: optional(flag) },
  curried: { curried: needed(place) },
  steps: { steps: needed(place), done: needed(place), passes: optional(flag) },
  coroutine: { coroutine: needed(place), wraps: optional(flag) },
  promisified: { promisified: needed(place) },
  delayed: { delayed: needed(place), delay: needed(place) },
  milliseconds: { milliseconds: needed(place) },
  formatted: { formatted: needed(place), list: optional(place) },
  template: { template: needed(place), style: needed(oneOf(...STYLES)), values: needed(place) },
  text: { text: needed(oneOf(...TEXT_FUNCTIONS)), of: needed(places) },
  merged: { merged: needed(oneOf('later', 'earlier')) },
  bytes: { bytes: needed(place), prefix: needed(number) },
  options: { options: needed(either((value) => value === 'declared', () => undefined, places)), plain: optional(flag), under: optional(text), inherits: optional(flag), field: optional(text) },
  subcommand: { subcommand: needed(entity), operands: optional(place), beside: optional(flag) },
  observable: { observable: needed(oneOf(...OBSERVED)), of: optional(entity), by: optional(place) },
  provided: { provided: needed(place) },
  stats: { stats: needed(place) },
  content: { content: needed(place) },
};

const returns: Check = (value, at) => {
  const what = `an object with one of the keys ${Object.keys(RESULTS).join(', ')}`;
  const found = isRecord(value) ? Object.entries(RESULTS).find(([key]) => Object.hasOwn(value, key)) : undefined;
  if (found === undefined) throw wrongForm(at, what, value);
  objectOf(what, found[1])(value, at);
};

const model = form<Model>("a model such as { of: '@acme/storage#upload', does: { kind: 'upload', path: '1' } }", {
  of: needed(entities),
  does: optional(oneOrMore(effect)),
  returns: optional(returns),
  quick: optional(flag),
  arity: optional(valueThat('a number of arguments such as 2', (value) => Number.isInteger(value) && Number(value) > 0)),
});

const hasKey = (key: string) => (value: unknown): boolean => isRecord(value) && Object.hasOwn(value, key);
type ConstantOf<Key extends string> = Extract<ConstantModel['is'], Readonly<Record<Key, unknown>>>;

const constantValue = either(
  hasKey('source'),
  form<ConstantOf<'source'>>('a source', { source: needed(oneOf(...SOURCES)) }),
  either(
    hasKey('options'),
    form<ConstantOf<'options'>>('options', { options: needed(oneOf('declared')) }),
    either(
      hasKey('entity'),
      form<ConstantOf<'entity'>>('an entity', { entity: needed(entity) }),
      form<ConstantOf<'value'>>("{ source: 'tmpdir' } or { value: '/data' }", {
        value: needed(valueThat('a string, a number, true or false', (value) => ['string', 'number', 'boolean'].includes(typeof value))),
      }),
    ),
  ),
);

const constant = form<ConstantModel>("a constant such as { of: '@acme/paths#SCRATCH', is: { source: 'tmpdir' } }", {
  of: needed(entities),
  is: needed(constantValue),
});

const type = form<TypeModel>("a type such as { type: '@acme/http#Client', entity: '@acme/http#client' }", {
  type: needed(entities),
  entity: needed(entity),
});

// Guards that throw where the form is wrong: what they let pass has it.
function isModel(row: unknown, at: string): row is Model {
  model(row, at);
  return true;
}

function isConstant(row: unknown, at: string): row is ConstantModel {
  constant(row, at);
  return true;
}

function isType(row: unknown, at: string): row is TypeModel {
  type(row, at);
  return true;
}

/** The keys of each effect and of each result, for the page that documents them. */
export const ROW_KEYS: Readonly<Record<'does' | 'returns', Readonly<Record<string, Fields>>>> = { does: EFFECTS, returns: RESULTS };

/** A user's rows (`settings.models`) as a table; throws the `SettingsError` that names the first wrong key. */
export function userTable(rows: readonly Readonly<Record<string, unknown>>[]): Required<Table> {
  const calls: Model[] = [];
  const constants: ConstantModel[] = [];
  const types: TypeModel[] = [];
  for (const [index, row] of rows.entries()) {
    const at = `.models[${index}]`;
    if (Object.hasOwn(row, 'type') && isType(row, at)) types.push(row);
    else if (Object.hasOwn(row, 'is') && isConstant(row, at)) constants.push(row);
    else if (isModel(row, at)) calls.push(row);
  }
  return { calls, constants, types };
}
