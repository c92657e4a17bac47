/** Names of entities: alternatives in braces, and the one name of what goes by several. */

/** Modules that are another one, or a member of it. A key `module#member` becomes `target` + `.member` (or `#member`). */
const SAME_MODULE: ReadonlyMap<string, string> = new Map([
  ['process', 'global#process'],
  ['console', 'global#console'],
  ['bun', 'global#Bun'],
  ['fs/promises', 'fs#promises'],
  ['graceful-fs', 'fs#'],
  ['original-fs', 'fs#'],
  ['mz/fs', 'fs#promises'],
  ['fs-extra/esm', 'fs-extra#'],
  ['timers', 'global#'],
  ['timers/promises', 'timers#promises'],
  ['stream/promises', 'stream#promises'],
  ['path/posix', 'path#posix'],
  ['path/win32', 'path#win32'],
  ['path-browserify', 'path#posix'],
  ['assert/strict', 'assert#strict'],
  ['util/types', 'util#types'],
  ['readline/promises', 'readline#promises'],
  ['dns/promises', 'dns#promises'],
  ['node-fetch', 'global#fetch'],
  ['node-fetch-native', 'global#fetch'],
  ['node-fetch-commonjs', 'global#fetch'],
  ['cross-fetch', 'global#fetch'],
  ['isomorphic-fetch', 'global#fetch'],
  ['isomorphic-unfetch', 'global#fetch'],
  ['whatwg-fetch', 'global#fetch'],
  ['make-fetch-happen', 'global#fetch'],
  ['minipass-fetch', 'global#fetch'],
  ['ky-universal', 'ky#'],
  ['xhr2', 'global#XMLHttpRequest'],
  ['form-data', 'global#FormData'],
  ['formdata-node', 'global#'],
  ['formdata-polyfill/esm.min.js', 'global#'],
  ['fetch-blob', 'global#Blob'],
  ['abort-controller', 'global#AbortController'],
  ['yargs/yargs', 'yargs#'],
  ['@commander-js/extra-typings', 'commander#'],
  ['lodash-es', 'lodash#'],
  ['underscore', 'lodash#'],
  ['es-toolkit/compat', 'lodash#'],
  ['bluebird', 'global#Promise'],
  ['lru-cache', 'global#Map'],
  ['quick-lru', 'global#Map'],
  ['keyv', 'global#Map'],
  ['node-cache', 'global#Map'],
  ['@isaacs/ttlcache', 'global#Map'],
  ['expiry-map', 'global#Map'],
  ['object-assign', 'global#Object.assign'],
]);

/** Members of modules that are globals, or another module. Longer keys go on behind them. */
const SAME_MEMBER: ReadonlyMap<string, string> = new Map([
  ...['Buffer', 'Blob', 'File'].map((name) => [`buffer#${name}`, `global#${name}`] as const),
  ...['URL', 'URLSearchParams'].map((name) => [`url#${name}`, `global#${name}`] as const),
  ...['TextEncoder', 'TextDecoder'].map((name) => [`util#${name}`, `global#${name}`] as const),
  ...['Headers', 'Request', 'Response', 'FormData', 'Blob', 'File', 'fetch'].flatMap((name) => [
    [`undici#${name}`, `global#${name}`] as const,
    [`global#fetch.${name}`, `global#${name}`] as const,
  ]),
  ...['xmlhttprequest', 'xmlhttprequest-ssl', 'w3c-xmlhttprequest'].map((module) => [`${module}#XMLHttpRequest`, 'global#XMLHttpRequest'] as const),
  ['perf_hooks#performance', 'global#performance'],
  ['global#crypto', 'crypto#webcrypto'],
  ['global#Bun.env', 'global#process.env'],
  ['global#promises', 'timers#promises'],
  ['stream/web#ReadableStream', 'global#ReadableStream'],
  ['follow-redirects#http', 'http#'],
  ['follow-redirects#https', 'https#'],
  ['zx#fs', 'fs-extra#'],
  ['zx#path', 'path#'],
  ['zx#os', 'os#'],
  ['zx#fetch', 'global#fetch'],
  ['axios#all', 'global#Promise.all'],
  // Results that come later are promises that are never rejected.
  ...['ResultAsync.fromPromise', 'ResultAsync.fromSafePromise', 'fromPromise', 'fromSafePromise', 'okAsync'].map((name) => [`neverthrow#${name}`, 'global#Promise.resolve'] as const),
  ['neverthrow#ResultAsync.combine', 'global#Promise.all'],
  ['axios#axiosRef', 'axios#'],
  ['lodash#keys', 'global#Object.keys'],
  ['lodash#values', 'global#Object.values'],
  ['lodash#entries', 'global#Object.entries'],
  ['lodash#toPairs', 'global#Object.entries'],
  ['lodash#fromPairs', 'global#Object.fromEntries'],
  ['lodash#assign', 'global#Object.assign'],
  ['lodash#extend', 'global#Object.assign'],
  ['lodash#merge', 'global#Object.assign'],
  ['lodash#isArray', 'global#Array.isArray'],
  // The caches that are used as a Map is go by these names, too.
  ...['LRUCache', 'Keyv', 'TTLCache'].map((name) => [`global#Map.${name}`, 'global#Map'] as const),
]);

/** Packages of one function each; the older ones are in lower case. */
const ONE_FUNCTION = /^(?:lodash(?:-es)?\/|lodash\.)(?!fp$)(\w+)(?:\.js)?$/u;
const IN_CAMEL_CASE: ReadonlyMap<string, string> = new Map(
  ['cloneDeep', 'flatMap', 'forEach', 'isEqual', 'toPairs', 'fromPairs', 'sortBy', 'isArray'].map((name) => [name.toLowerCase(), name]),
);

function ofPackage(key: string): string {
  if (!key.startsWith('lodash')) return key;
  const hash = key.indexOf('#');
  const [, name] = ONE_FUNCTION.exec(key.slice(0, hash)) ?? [];
  if (name === undefined) return key;
  const member = key.slice(hash + 1);
  return joined(`lodash#${IN_CAMEL_CASE.get(name) ?? name}`, member);
}


const withoutScheme = (module: string): string => (module.startsWith('node:') ? module.slice('node:'.length) : module);

const joined = (target: string, member: string): string => {
  if (member === '') return target;
  return target.endsWith('#') || member.startsWith('(') ? target + member : `${target}.${member}`;
};

/**
 * The one key of an entity that can be imported from several places: `fs/promises#writeFile` is `fs#promises.writeFile`,
 * `process#exit` is `global#process.exit`, `node-fetch#` is `global#fetch`. `node:` is dropped.
 */
export function aliasOf(key: string): string {
  const hash = key.indexOf('#');
  if (hash < 0) return key;
  const module = withoutScheme(key.slice(0, hash));
  const member = withoutDefault(key.slice(hash + 1));
  const target = SAME_MODULE.get(module);
  const whole = target === undefined ? ofPackage(`${module}#${member}`) : joined(target, member);
  return memberAlias(whole);
}

/** CommonJS seen from ES modules has a `default` that is the module itself. */
const withoutDefault = (member: string): string => member.replace(/^default(?:$|\.|(?=\())/u, '');

const WHOLE = new Set(SAME_MODULE.values());

/** Is the entity a module as a whole, or what one is? */
export const isModule = (key: string): boolean => key.endsWith('#') || WHOLE.has(key);

/** The module that an entity is of: `fs` of `fs#promises.writeFile`. */
export const moduleOf = (key: string): string => key.slice(0, key.indexOf('#'));

const RENAMING = new Set([...SAME_MEMBER.keys()].map(moduleOf));

/** Does the module have members that go by another name? */
export const isRenaming = (module: string): boolean => RENAMING.has(module);

function memberAlias(key: string): string {
  if (!isRenaming(moduleOf(key))) return key;
  const own = SAME_MEMBER.get(key);
  if (own !== undefined) return own;
  for (let dot = key.indexOf('.', key.indexOf('#')); dot >= 0; dot = key.indexOf('.', dot + 1)) {
    const target = SAME_MEMBER.get(key.slice(0, dot));
    if (target !== undefined) return memberAlias(joined(target, key.slice(dot + 1)));
  }
  return key;
}

/** `'{fs,fs-extra}#{read,write}File'` → each of the names; braces may be nested. */
function expandBraces(text: string): readonly string[] {
  const open = text.indexOf('{');
  if (open < 0) return [text];
  const close = closingBrace(text, open);
  if (close < 0) return [text];
  const head = text.slice(0, open);
  const tails = expandBraces(text.slice(close + 1));
  const inner = alternatives(text.slice(open + 1, close)).flatMap(expandBraces);
  return inner.flatMap((one) => tails.map((tail) => head + one + tail));
}

function closingBrace(text: string, open: number): number {
  let depth = 0;
  for (let at = open; at < text.length; at++) {
    if (text[at] === '{') depth += 1;
    else if (text[at] === '}') depth -= 1;
    if (depth === 0) return at;
  }
  return -1;
}

/** Splits at the commas that stand in no braces of their own. */
function alternatives(text: string): readonly string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (let at = 0; at < text.length; at++) {
    const letter = text[at];
    if (letter === '{') depth += 1;
    else if (letter === '}') depth -= 1;
    else if (letter === ',' && depth === 0) {
      parts.push(text.slice(start, at));
      start = at + 1;
    }
  }
  return [...parts, text.slice(start)];
}

/** Every entity that a row's `of` names. */
export function entitiesNamed(of: string | readonly string[]): readonly string[] {
  return typeof of === 'string' ? expandBraces(of) : of.flatMap(expandBraces);
}
