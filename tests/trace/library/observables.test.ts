/** Observables: what passes through the operators of a pipe, and which URLs are all there before the first upload. */
import { describe, expect, it } from 'vitest';
import { stalenessOf } from '../../../src/report/age.js';
import { uploadUrlIn } from '../../../src/report/uses.js';
import * as parser from '@typescript-eslint/parser';
import { readSettings } from '../../../src/settings.js';
import { traceOf } from '../../../src/trace/index.js';
import { eventsOf } from '../in-words.js';

const HEAD = `import { concatMap, filter, forkJoin, from, lastValueFrom, map, mergeMap, of, reduce, switchMap, tap, toArray } from 'rxjs';
const ask = async (name) => { const answer = await fetch(manifest.getUploadUrls[manifest.stage] + '/' + name); return answer.text(); };
const put = async (url) => { await fetch(url, { method: 'PUT', body }); };
`;
const U = 'manifest.getUploadUrls[manifest.stage]';
const LIMITS = { delay: 300_000, names: new Set(['train']) };

/** How old the upload URLs are that are put to. */
const ages = (code: string): readonly string[] => {
  const text = `${HEAD}export function run(names) { ${code} }`;
  const program = parser.parse(text, { range: true, loc: true, sourceType: 'module' });
  const trace = traceOf({ program, text, file: '<program>', cwd: process.cwd(), settings: readSettings({ crossFile: false }) });
  const found = trace.events.flatMap((event) => {
    if (event.kind !== 'request') return [];
    return event.url.flatMap((atom) => { const url = uploadUrlIn(atom); return url === undefined ? [] : [stalenessOf(event, url, LIMITS)?.kind ?? 'fresh']; });
  });
  return [...new Set(found)].sort();
};

describe('all are requested before the first is put', () => {
  it.each([
    ['collected, then one after another', "lastValueFrom(from(['a', 'b']).pipe(mergeMap(ask), toArray(), concatMap((list) => from(list)), concatMap(put)));"],
    ['of a list that is not known', 'lastValueFrom(from(names).pipe(mergeMap(ask), toArray(), concatMap((list) => from(list)), concatMap(put)));'],
    ['collected one after another', 'lastValueFrom(from(names).pipe(concatMap(ask), toArray(), concatMap((list) => list), concatMap(put)));'],
    ['begun together', 'from(names).pipe(mergeMap(ask), concatMap(put)).subscribe();'],
    ['joined together', 'forkJoin(names.map(ask)).pipe(concatMap((list) => from(list)), concatMap(put)).subscribe();'],
    ['put into a list', 'from(names).pipe(concatMap(ask), reduce((all, url) => [...all, url], []), mergeMap((all) => all), concatMap(put)).subscribe();'],
  ])('%s', (_, code) => {
    expect(ages(code)).toContain('many');
  });
});

describe('each is requested right before it is put', () => {
  it.each([
    ['in one operator', "lastValueFrom(from(['a', 'b']).pipe(concatMap(async (name) => put(await ask(name)))));"],
    ['of a list that is not known', 'lastValueFrom(from(names).pipe(concatMap(async (name) => put(await ask(name))), toArray()));'],
    ['in two operators, in turn', 'lastValueFrom(from(names).pipe(concatMap(ask), tap(console.log), concatMap(put)));'],
    ['in an inner pipe', 'from(names).pipe(concatMap((name) => from(ask(name)).pipe(switchMap(put)))).subscribe();'],
    ['all together', 'from(names).pipe(mergeMap(ask), mergeMap(put)).subscribe();'],
    ['one at a time', 'from(names).pipe(mergeMap(ask, 1), concatMap(put)).subscribe();'],
    ['of one thing', "lastValueFrom(of('a').pipe(mergeMap(ask), concatMap(put)));"],
    ['by the observer', "from(['a', 'b']).pipe(concatMap(ask)).subscribe({ next: (url) => put(url) });"],
  ])('%s', (_, code) => {
    expect(ages(code)).toEqual(['fresh']);
  });
});

describe('what passes through', () => {
  const requests = (code: string): readonly string[] => eventsOf(HEAD + code).filter((event) => event.startsWith('request GET <upload') && !event.endsWith('line 2'));
  it.each([
    ['the elements of a list', `from(['a']).pipe(map((name) => name + '.bin'), filter(Boolean), tap((name) => fetch(${U} + '/' + name))).subscribe();`, ['a.bin']],
    ['several arguments', `of('a', 'b').pipe(concatMap((name) => fetch(${U} + '/' + name))).subscribe();`, ['a', 'b']],
    ['a list as one thing', `of(['a', 'b']).pipe(concatMap(([, name]) => fetch(${U} + '/' + name))).subscribe();`, ['b']],
    ['a Set', `from(new Set(['a'])).forEach((name) => fetch(${U} + '/' + name));`, ['a']],
    ['the last value', `const name = await lastValueFrom(from(['a', 'b'])); fetch(${U} + '/' + name);`, ['b']],
    ['all values', `const names = await from(['a', 'b']).pipe(toArray()).toPromise(); fetch(${U} + '/' + names[0]);`, ['a']],
    ['to an observer of a promise', `await new Promise((resolve, reject) => from(['a']).subscribe({ next: (name) => fetch(${U} + '/' + name), error: reject, complete: resolve }));`, ['a']],
  ])('%s', (_, code, names) => {
    expect(requests(code)).toEqual(names.map((name) => `request GET <upload[stage]>/${name} line 4`));
  });

  it('past an operator that is not known nothing is known', () => {
    expect(requests(`from(['a']).pipe(zipWith(others), concatMap((name) => fetch(${U} + '/' + name))).subscribe();`)).toEqual(['request GET <upload[stage]>/<?> line 4']);
  });
});
