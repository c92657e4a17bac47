/** Arrays, iterators, Maps, Sets and objects as the program uses them: what comes out is what went in. */
import { describe, expect, it } from 'vitest';
import * as parser from '@typescript-eslint/parser';
import { readSettings } from '../../../src/settings.js';
import { endpointUses } from '../../../src/report/uses.js';
import { traceOf } from '../../../src/trace/index.js';
import { eventsOf } from '../in-words.js';

const requested = (code: string): string => {
  const urls = eventsOf(code).flatMap((event) => /^request \S+ (.*) line \d+/u.exec(event)?.[1] ?? []);
  return [...new Set(urls)].sort().join(' / ') || 'nothing';
};

const D = 'manifest.downloadUrls.initial';
const get = (path: string): string => `fetch(${D} + '/' + ${path});`;

describe('paths through lists', () => {
  it.each([
    ['map', `for (const n of ['a', 'b'].map((x) => x + '.bin')) ${get('n')}`, 'a.bin b.bin'],
    ['map by a name', `const up = (x) => x + '.bin'; ['a'].map(up).forEach((n) => { ${get('n')} });`, 'a.bin'],
    ['map with the index', `for (const n of ['a', 'b'].map((x, i) => x + i)) ${get('n')}`, 'a0 b1'],
    ['flatMap', `for (const n of ['a'].flatMap((x) => [x, x + x])) ${get('n')}`, 'a aa'],
    ['flat', `for (const n of [['a'], ['b', ['c']]].flat(2)) ${get('n')}`, 'a b c'],
    ['filter by a constant', `for (const n of ['a.bin', 'b.txt'].filter((x) => x.endsWith('.bin'))) ${get('n')}`, 'a.bin'],
    ['filter by nothing known', `for (const n of ['a', 'b'].filter(exists)) ${get('n')}`, 'a or b'],
    ['filter by truth', get("['a', undefined, 'b'].filter(Boolean).join('/')"), 'a/b'],
    ['find', get("['a.bin', 'b.txt'].find((x) => x.endsWith('.txt'))"), 'b.txt'],
    ['at', get("['a', 'b'].at(-1)"), 'b'],
    ['findIndex', `const p = ['a1', 'b1', 'a2', 'b2']; ${get("p[p.findIndex((x) => x.startsWith('a'))]")}`, 'a1'],
    ['findLastIndex', `const p = ['a1', 'b1', 'a2', 'b2']; ${get("p[p.findLastIndex((x) => x.startsWith('a'))]")}`, 'a2'],
    ['findLastIndex by the index', `const p = ['a', 'b', 'c']; ${get('p[p.findLastIndex((x, i) => i < 2)]')}`, 'b'],
    ['findLastIndex of none', `const p = ['a']; ${get("p.findLastIndex((x) => x === 'b')")}`, '-1'],
    ['indexOf', get("['a', 'b', 'a', 'b'].indexOf('b')"), '1'],
    ['lastIndexOf', get("['a', 'b', 'a', 'b'].lastIndexOf('a')"), '2'],
    ['lastIndexOf of none', get("['a'].lastIndexOf('b')"), '-1'],
    ['slice', get("['a', 'b', 'c'].slice(1).join('/')"), 'b/c'],
    ['concat', get("['a'].concat(['b'], 'c').join('/')"), 'a/b/c'],
    ['reverse', get("['a', 'b'].reverse().join('/')"), 'b/a'],
    ['toSorted', get("['b', 'a'].toSorted().join('/')"), 'a/b'],
    ['toSpliced', get("['a', 'x', 'b'].toSpliced(1, 1).join('/')"), 'a/b'],
    ['with', get("['a', 'x'].with(1, 'b').join('/')"), 'a/b'],
    ['push', `const p = ['a']; p.push('b'); ${get("p.join('/')")}`, 'a/b'],
    ['unshift', `const p = ['b']; p.unshift('a'); ${get("p.join('/')")}`, 'a/b'],
    ['pop', `const p = ['a', 'b']; ${get('p.pop()')}`, 'b'],
    ['splice', `const p = ['a', 'b', 'c']; p.splice(0, 2); ${get('p[0]')}`, 'c'],
    ['reduce', get("['a', 'b', 'c'].reduce((path, x) => path + '/' + x)"), 'a/b/c'],
    ['reduceRight', get("['c', 'b', 'a'].reduceRight((path, x) => path + '/' + x)"), 'a/b/c'],
    ['entries', `for (const [i, n] of ['a', 'b'].entries()) ${get('n + i')}`, 'a0 b1'],
    ['forEach', `['a', 'b'].forEach((n, i) => { ${get('n + i')} });`, 'a0 b1'],
    ['spread', `for (const n of [...['a'], ...new Set(['b'])]) ${get('n')}`, 'a b'],
    ['Array.from', `for (const n of Array.from({ length: 2 }, (_, i) => 'f' + i)) ${get('n')}`, 'f0 f1'],
    ['Array.of', get("Array.of('a', 'b').join('/')"), 'a/b'],
    ['a generator', `function* names() { yield 'a'; yield* ['b']; } for (const n of names()) ${get('n')}`, 'a b'],
    ['a queue', `const q = ['a', 'b']; while (q.length > 0) { const n = q.shift(); ${get('n')} } ${get("'after'")}`, 'a after b or undefined'],
    ['tasks', `const tasks = ['a', 'b'].map((n) => () => { ${get('n')} }); for (const task of tasks) task();`, 'a b'],
    ['a list that nothing is known of', `files.map((n) => { ${get("'x/' + n")} });`, 'x/<?>'],
    ['a list of unknown length', `const p = ['a', ...more]; ${get("p.join('/')")}`, 'a/<?>'],
  ])('%s', (_, code, paths) => {
    const found = requested(code).replaceAll('<download[initial]>/', '').replaceAll(' / ', ' ');
    expect(found).toBe(paths);
  });
});

describe('entries', () => {
  it.each([
    ['a Map', `const m = new Map([['k', 'a']]); ${get("m.get('k')")}`, 'a'],
    ['a Map that is filled', `const m = new Map(); m.set('k', 'a').set('l', 'b'); for (const [k, v] of m) ${get('k + v')}`, 'ka lb'],
    ['forEach of a Map', `new Map([['k', 'a']]).forEach((v, k) => { ${get('k + v')} });`, 'ka'],
    ['keys of a Map', `for (const k of new Map([['k', 'a']]).keys()) ${get('k')}`, 'k'],
    ['values of a Map', `const [v] = new Map([['k', 'a']]).values(); ${get('v')}`, 'a'],
    ['a deleted entry', `const m = new Map([['k', 'a'], ['l', 'b']]); m.delete('k'); for (const v of m.values()) ${get('v')}`, 'b'],
    ['union', `for (const v of new Set(['a']).union(new Set(['b']))) ${get('v')}`, 'a b'],
    ['difference', `for (const v of new Set(['a', 'b']).difference(new Set(['b']))) ${get('v')}`, 'a'],
    ['Object.entries', `for (const [k, v] of Object.entries({ k: 'a', l: 'b' })) ${get('k + v')}`, 'ka lb'],
    ['Object.keys', get("Object.keys({ a: 1, b: 2 }).join('/')"), 'a/b'],
    ['Object.values', get("Object.values({ k: 'a', l: 'b' }).join('/')"), 'a/b'],
    ['Object.fromEntries', get("Object.fromEntries([['k', 'a']]).k"), 'a'],
    ['Object.assign', get("Object.assign({ k: 'x' }, { k: 'a' }).k"), 'a'],
    ['Object.freeze', get("Object.freeze({ k: 'a' }).k"), 'a'],
    ['Object.create', get("Object.create({ k: 'a' }).k"), 'a'],
    ['Object.defineProperty', get("Object.defineProperty({}, 'k', { value: 'a' }).k"), 'a'],
    ['a getter that is defined', get("Object.defineProperty({}, 'k', { get: () => 'a' }).k"), 'a'],
    ['Reflect.get', get("Reflect.get({ k: 'a' }, 'k')"), 'a'],
    ['a Proxy', get("new Proxy({ k: 'a' }, {}).k"), 'a'],
    ['structuredClone', get("structuredClone({ k: 'a' }).k"), 'a'],
    ['JSON there and back', get("JSON.parse(JSON.stringify({ k: 'a' })).k"), 'a'],
    ['JSON of the program', get("JSON.parse('{\"k\":[\"a\"]}').k[0]"), 'a'],
    ['a dictionary', `const d = {}; d[key] = 'a'; ${get('d[key]')}`, '<?> or a'],
    ['a cache', `const m = new Map(); m.set(key, 'a'); ${get('m.get(key)')}`, 'a or undefined'],
  ])('%s', (_, code, paths) => {
    const found = requested(code).replaceAll('<download[initial]>/', '').replaceAll(' / ', ' ').split(' or ').sort().join(' or ');
    expect(found).toBe(paths);
  });
});

/** Is each key of the uploads known to be the current stage where its URL is used? */
function verdict(code: string): string {
  const program = parser.parse(code, { range: true, loc: true, sourceType: 'module' });
  const trace = traceOf({ program, text: code, file: '<program>', cwd: process.cwd(), settings: readSettings({ crossFile: false }) });
  const uses = [...endpointUses(trace.events)].map(({ endpoint: { key }, condition }) => {
    if (key.kind !== 'stage-key') return key.kind === 'text' ? 'a name' : key.kind;
    return condition.current.includes(key.token) ? 'current' : 'any';
  });
  return [...new Set(uses)].sort().join(' ') || 'none';
}

const U = 'manifest.getUploadUrls';
const use = (base: string): string => `fetch(\`\${${base}}/x\`);`;

describe('going through the map of uploads', () => {
  it.each([
    ['keys', `for (const k of Object.keys(${U})) ${use(`${U}[k]`)}`, 'any'],
    ['values', `for (const base of Object.values(${U})) ${use('base')}`, 'any'],
    ['entries', `Object.entries(${U}).forEach(([, base]) => { ${use('base')} });`, 'any'],
    ['the first', use(`Object.values(${U})[0]`), 'any'],
    ['Reflect.ownKeys', `Reflect.ownKeys(${U}).map((k) => ${U}[k]).forEach((base) => { ${use('base')} });`, 'any'],
    ['a filter', `for (const k of Object.keys(${U}).filter((k) => k === manifest.stage)) ${use(`${U}[k]`)}`, 'current'],
    ['a filter of entries', `Object.entries(${U}).filter(([k]) => k === manifest.stage).forEach(([, base]) => { ${use('base')} });`, 'current'],
    ['a filter by a function', `const mine = (k) => { if (k !== manifest.stage) return false; return true; }; for (const k of Object.keys(${U}).filter(mine)) ${use(`${U}[k]`)}`, 'current'],
    ['a filter that passes the others', `for (const k of Object.keys(${U}).filter((k) => k !== manifest.stage)) ${use(`${U}[k]`)}`, 'any'],
    ['find', `const k = Object.keys(${U}).find((k) => k === manifest.stage); if (!k) throw new Error('none'); ${use(`${U}[k]`)}`, 'current'],
    ['find of an entry', `const [, base] = Object.entries(${U}).find(([k]) => k === manifest.stage); ${use('base')}`, 'current'],
    ['a guard in forEach', `Object.entries(${U}).forEach(([k, base]) => { if (k !== manifest.stage) return; ${use('base')} });`, 'current'],
    ['that some key is the stage', `const keys = Object.keys(${U}); if (keys.some((k) => k === manifest.stage)) ${use(`${U}[keys[0]]`)}`, 'any'],
    ['a mapped copy', `const copy = Object.fromEntries(Object.entries(${U}).map(([k, v]) => [k, v + '/logs'])); ${use('copy[manifest.stage]')}`, 'current'],
    ['a Map of it', `const copy = new Map(Object.entries(${U})); ${use('copy.get(manifest.stage)')}`, 'current'],
    ['a Map that is filled', `const copy = new Map(); for (const [k, v] of Object.entries(${U})) copy.set(k, v); ${use('copy.get(manifest.stage)')}`, 'current'],
    ['a copy that is reduced', `const copy = Object.keys(${U}).reduce((all, k) => ({ ...all, [k]: ${U}[k] }), {}); ${use('copy[manifest.stage]')}`, 'current'],
    ['a Map read by a name', `const copy = new Map(Object.entries(${U})); ${use("copy.get('initial')")}`, 'a name'],
    ['a mapped copy read by a name', `const copy = Object.fromEntries(Object.entries(${U}).map(([k, v]) => [k, v + '/logs'])); ${use('copy.initial')}`, 'a name'],
    ['a Map read by something unknown', `const copy = new Map(Object.entries(${U})); ${use('copy.get(name)')}`, 'unknown'],
    ['a spread', `const copy = { ...${U} }; ${use('copy[manifest.stage]')}`, 'stage'],
    ['its values, spread', `const copy = { ...${U} }; for (const base of Object.values(copy)) ${use('base')}`, 'any'],
  ])('%s', (_, code, expected) => {
    expect(verdict(code)).toBe(expected);
  });
});

describe('the stage in lists', () => {
  const known = (code: string): string => {
    const conditions = eventsOf(code).filter((event) => event.includes('/yes')).map((event) => /line \d+(.*)$/u.exec(event)?.[1]?.trim() || 'any stage');
    return [...new Set(conditions)].join(' / ') || 'nothing seen';
  };
  const yes = get("'yes'");
  it.each([
    ['indexOf', `if (['a', 'b'].indexOf(manifest.stage) >= 0) ${yes}`, 'if a|b'],
    ['indexOf and -1', `if (['a', 'b'].indexOf(manifest.stage) === -1) ${yes}`, 'unless a|b'],
    ['the bits of indexOf', `if (~['a'].indexOf(manifest.stage)) ${yes}`, 'if a'],
    ['findIndex', `if (['a'].findIndex((s) => s === manifest.stage) !== -1) ${yes}`, 'if a'],
    ['some', `if (['a', 'b'].some((s) => s === manifest.stage)) ${yes}`, 'if a|b'],
    ['every', `if (['a', 'b'].every((s) => s !== manifest.stage)) ${yes}`, 'unless a|b'],
    ['the keys of a Map', `if ([...new Map([['a', 1]]).keys()].includes(manifest.stage)) ${yes}`, 'if a'],
    ['Object.keys', `if (Object.keys({ a: 1 }).includes(manifest.stage)) ${yes}`, 'if a'],
    ['Object.hasOwn', `if (Object.hasOwn({ a: 1 }, manifest.stage)) ${yes}`, 'if a'],
    ['hasOwnProperty', `if (Object.prototype.hasOwnProperty.call({ a: 1 }, manifest.stage)) ${yes}`, 'if a'],
    ['a pattern', `if (/^(a|b)$/.test(manifest.stage)) ${yes}`, 'if a|b'],
    ['Boolean', `if (Boolean(manifest.stage === 'a')) ${yes}`, 'if a'],
    ['Object.is', `if (Object.is(manifest.stage, 'a')) ${yes}`, 'if a'],
    ['a table of handlers', `Object.entries({ a: () => { ${yes} } }).find(([k]) => k === manifest.stage)[1]();`, 'if a'],
    ['that uploads are there', `if (Object.keys(${U}).includes(manifest.stage)) ${yes}`, 'unless deployment|deploy'],
  ])('%s', (_, code, expected) => {
    expect(known(code)).toBe(expected);
  });
});
