/** Observables: what passes through the operators of a pipe, and which URLs are all there before the first upload. */
import { describe, expect, it } from 'vitest';
import { stalenessOf } from '../../../src/report/age.js';
import { uploadUrlIn } from '../../../src/report/uses.js';
import * as parser from '@typescript-eslint/parser';
import { readSettings } from '../../../src/settings.js';
import { traceOf } from '../../../src/trace/index.js';
import { eventsOf } from '../in-words.js';

const HEAD = `import { EMPTY, Observable, catchError, concat, concatMap, defer, delay, endWith, filter, first, firstValueFrom, forkJoin, from, iif, interval, last, lastValueFrom, map, mapTo, mergeMap, of, pipe, reduce, retry, scan, shareReplay, skip, startWith, switchMap, take, takeLast, tap, throwError, timer, toArray, withLatestFrom } from 'rxjs'; import { fromFetch } from 'rxjs/fetch'; import { ajax } from 'rxjs/ajax'; import { train } from '@acme/model';
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

const ASK = "const place = (name) => fromFetch(manifest.getUploadUrls[manifest.stage] + '/' + name, { selector: (answer) => answer.text() });";
const SEND = "const send = (url) => fromFetch(url, { method: 'PUT', body });";

describe('it begins when somebody subscribes', () => {
  const both = (code: string): readonly string[] => ages(`${ASK} ${SEND} ${code}`);

  it.each([
    ['what was made before long work', "const place$ = place('a'); await train(); await lastValueFrom(place$.pipe(switchMap(send)));"],
    ['once for each', "const place$ = place('a'); const sent$ = place$.pipe(switchMap(send)); await lastValueFrom(sent$); await train(); await lastValueFrom(sent$);"],
    ['behind the work in the pipe', "await lastValueFrom(from(train()).pipe(concatMap(() => place('a')), concatMap(send)));"],
    ['what a function makes', "const place$ = defer(() => ask('a')); await train(); await lastValueFrom(place$.pipe(switchMap(send)));"],
    ['several, one behind the other', "await lastValueFrom(concat(place('a').pipe(switchMap(send)), from(train()), place('b').pipe(switchMap(send))));"],
    ['with a short pause', "await lastValueFrom(place('a').pipe(delay(2000), switchMap((url) => timer(500).pipe(switchMap(() => send(url))))));"],
    ['at each tick', "interval(60_000).pipe(switchMap(() => place('a')), switchMap(send)).subscribe();"],
    ['with operators of its own', "const patiently = (source) => source.pipe(retry(3), catchError((error) => throwError(() => error))); await lastValueFrom(place('a').pipe(patiently, switchMap(send)));"],
  ])('%s', (_, code) => {
    expect(both(code)).toEqual(['fresh']);
  });

  it.each([
    ['what all subscribers share', "const place$ = place('a').pipe(shareReplay(1)); await firstValueFrom(place$); await train(); await lastValueFrom(place$.pipe(switchMap(send)));"],
    ['a promise that was there', "const place$ = from(ask('a')); await firstValueFrom(place$); await train(); await lastValueFrom(place$.pipe(switchMap(send)));"],
    ['long work between two operators', "await lastValueFrom(place('a').pipe(concatMap((url) => from(train()).pipe(concatMap(() => send(url))))));"],
    ['beside long work', "await lastValueFrom(forkJoin({ url: place('a'), model: from(train()) }).pipe(concatMap(({ url }) => send(url))));"],
    ['a long pause', "await lastValueFrom(place('a').pipe(delay(3_600_000), switchMap(send)));"],
    ['a long timer', "await lastValueFrom(place('a').pipe(switchMap((url) => timer(3_600_000).pipe(switchMap(() => send(url))))));"],
  ])('not %s', (_, code) => {
    expect(both(code)).toEqual(['work']);
  });

  it('though nobody is seen to', () => {
    expect(eventsOf(`${HEAD}export const answer$ = fromFetch(${U} + '/a');`)).toContain('request GET <upload[stage]>/a line 4');
  });

  it('only where the stage is the one that it is made for', () => {
    const code = `const sent$ = fromFetch(manifest.getUploadUrls.first + '/a'); if (manifest.stage === 'first') sent$.subscribe();`;
    expect(eventsOf(HEAD + code).filter((event) => event.startsWith('request GET <upload[first'))).toEqual(['request GET <upload[first]>/a line 4 if first']);
  });
});

describe('a test on the stage', () => {
  const requested = (code: string): readonly string[] => eventsOf(HEAD + code).filter((event) => event.startsWith('request GET <upload[first') || event.startsWith('request GET <upload[each'));
  it.each([
    ['of a value', "of(manifest.stage).pipe(filter((stage) => stage === 'first'), concatMap(() => fetch(manifest.getUploadUrls.first + '/a'))).subscribe();"],
    ['of a choice', "iif(() => manifest.stage === 'first', defer(() => fetch(manifest.getUploadUrls.first + '/a')), EMPTY).subscribe();"],
  ])('%s', (_, code) => {
    expect(requested(code)).toEqual([expect.stringMatching(/<upload\[first\]>\/a.* if first$/)]);
  });

  it('of neither', () => {
    expect(requested("of(manifest.stage).pipe(concatMap(() => fetch(manifest.getUploadUrls.first + '/a'))).subscribe();")).toEqual(['request GET <upload[first]>/a line 4']);
  });
});

describe('what passes through', () => {
  const requests = (code: string): readonly string[] => eventsOf(HEAD + code).filter((event) => event.startsWith('request GET <upload') && !event.endsWith('line 2'));
  it.each([
    ['the elements of a list', `from(['a']).pipe(map((name) => name + '.bin'), filter(Boolean), tap((name) => fetch(${U} + '/' + name))).subscribe();`, ['a.bin']],
    ['several arguments', `of('a', 'b').pipe(concatMap((name) => fetch(${U} + '/' + name))).subscribe();`, ['a', 'b']],
    ['a list as one thing', `of(['a', 'b']).pipe(concatMap(([, name]) => fetch(${U} + '/' + name))).subscribe();`, ['b']],
    ['the first of them', `from(['a', 'b']).pipe(take(1), tap((name) => fetch(${U} + '/' + name))).subscribe();`, ['a']],
    ['the first that passes', `from(['a', 'b']).pipe(first((name) => name === 'b'), tap((name) => fetch(${U} + '/' + name))).subscribe();`, ['b']],
    ['the last of them', `from(['a', 'b']).pipe(last(), tap((name) => fetch(${U} + '/' + name))).subscribe();`, ['b']],
    ['the last two', `from(['a', 'b', 'c']).pipe(takeLast(2), tap((name) => fetch(${U} + '/' + name))).subscribe();`, ['b', 'c']],
    ['the others', `from(['a', 'b', 'c']).pipe(skip(1), tap((name) => fetch(${U} + '/' + name))).subscribe();`, ['b', 'c']],
    ['what is made of those before', `from(['a', 'b']).pipe(scan((all, name) => all + name, ''), tap((name) => fetch(${U} + '/' + name))).subscribe();`, ['a', 'ab']],
    ['what comes before and behind', `of('b').pipe(startWith('a'), endWith('c'), tap((name) => fetch(${U} + '/' + name))).subscribe();`, ['a', 'b', 'c']],
    ['what stands in the place of each', `of(1).pipe(mapTo('a'), tap((name) => fetch(${U} + '/' + name))).subscribe();`, ['a']],
    ['what is given elsewhere', `of('a').pipe(withLatestFrom(of('b')), tap(([one, other]) => fetch(${U} + '/' + one + '/' + other))).subscribe();`, ['a/b']],
    ['several operators in one', `const named = pipe(map((name) => name + '.bin'), tap(console.log)); of('a').pipe(named, tap((name) => fetch(${U} + '/' + name))).subscribe();`, ['a.bin']],
    ['what all give, by name', `forkJoin({ a: of('x', 'a'), b: of('b') }).subscribe(({ a, b }) => fetch(${U} + '/' + a + '/' + b));`, ['a/b']],
    ['what is handed to the subscriber', `new Observable((subscriber) => { subscriber.next('a'); subscriber.complete(); }).subscribe((name) => fetch(${U} + '/' + name));`, ['a']],
    ['to the one of an unknown observable', `clock.changes$.pipe(mapTo('a'), tap((name) => fetch(${U} + '/' + name))).subscribe();`, ['a']],
    ['a Set', `from(new Set(['a'])).forEach((name) => fetch(${U} + '/' + name));`, ['a']],
    ['the last value', `const name = await lastValueFrom(from(['a', 'b'])); fetch(${U} + '/' + name);`, ['b']],
    ['all values', `const names = await from(['a', 'b']).pipe(toArray()).toPromise(); fetch(${U} + '/' + names[0]);`, ['a']],
    ['to an observer of a promise', `await new Promise((resolve, reject) => from(['a']).subscribe({ next: (name) => fetch(${U} + '/' + name), error: reject, complete: resolve }));`, ['a']],
  ])('%s', (_, code, names) => {
    expect(requests(code)).toEqual(names.map((name) => `request GET <upload[stage]>/${name} line 4`));
  });

  it('past an operator that is not known nothing is known', () => {
    expect(requests(`from(['a']).pipe(spread(others), concatMap((name) => fetch(${U} + '/' + name))).subscribe();`)).toEqual(['request GET <upload[stage]>/<?> line 4']);
  });
});

describe('requests', () => {
  const sent = (code: string): readonly string[] => eventsOf(HEAD + code).filter((event) => event.startsWith('request') && event.endsWith('line 4'));
  it.each([
    ['of fromFetch', `fromFetch(${U} + '/a', { selector: (answer) => answer.text() }).pipe(switchMap((url) => fromFetch(url, { method: 'POST', body }))).subscribe();`, ['GET <upload[stage]>/a', 'POST upload-url 4']],
    ['of ajax', `ajax({ url: ${U} + '/a', responseType: 'text' }).pipe(switchMap(({ response }) => ajax.put(response, body))).subscribe();`, ['GET <upload[stage]>/a', 'PUT upload-url 4']],
    ['of ajax for the answer alone', `ajax.getJSON(${U} + '/a').pipe(switchMap((url) => ajax.patch(url, body))).subscribe();`, ['GET <upload[stage]>/a', 'PATCH upload-url 4']],
  ])('%s', (_, code, requests) => {
    expect(sent(code)).toEqual(requests.map((request) => `request ${request} line 4`));
  });
});
