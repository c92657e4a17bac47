/** Services that are made of services: what keeps them under a token, and makes each when it is first asked for. */
import { describe, expect, it } from 'vitest';
import { eventsOf } from '../in-words.js';

const SERVICES = `class Manifest {}
class Http { async text(url) { return (await fetch(url)).text(); } async put(url, body) { await fetch(url, { method: 'PUT', body }); } }
class Store { constructor(manifest, http) { this.manifest = manifest; this.http = http; } async save(path) { await this.http.put(await this.http.text(this.manifest.getUploadUrls[this.manifest.stage] + '/' + path), 'x'); } }
class Journal { constructor(store) { this.store = store; } flush() { return this.store.save('journal.json'); } }
class Job { constructor(journal) { this.journal = journal; } run() { return this.journal.flush(); } }
const manifest = JSON.parse(require('fs').readFileSync(process.argv[2], 'utf8'));
`;
const CONTAINER = `class Container { #makers = new Map(); #made = new Map();
  bind(token, maker) { this.#makers.set(token, maker); return this; }
  get(token) { if (!this.#made.has(token)) { const maker = this.#makers.get(token); if (!maker) throw new Error(); this.#made.set(token, maker(this)); } return this.#made.get(token); } }
`;
const BOUND = `const container = new Container().bind(M, () => manifest).bind(H, () => new Http()).bind(S, (c) => new Store(c.get(M), c.get(H))).bind(J, (c) => new Journal(c.get(S))).bind(B, (c) => new Job(c.get(J)));
await container.get(B).run();
`;

const requests = (code: string): readonly string[] => eventsOf(SERVICES + code, {}, '<program.ts>').filter((event) => /^request (?:GET <upload|PUT upload-url)/u.test(event));
const UPLOAD = ['request GET <upload[stage]>/journal.json line 2', 'request PUT upload-url 2 line 2'];

describe('a container gives each service that it was given a factory for', () => {
  it.each([
    ['symbols of one function', "const token = (name) => Symbol(name); const M = token('m'), H = token('h'), S = token('s'), J = token('j'), B = token('b');"],
    ['symbols without a description', 'const M = Symbol(), H = Symbol(), S = Symbol(), J = Symbol(), B = Symbol();'],
    ['objects', "const token = (name) => Object.freeze({ name }); const M = token('m'), H = token('h'), S = token('s'), J = token('j'), B = token('b');"],
    ['instances', "class Token { constructor(name) { this.name = name; } } const M = new Token('m'), H = new Token('h'), S = new Token('s'), J = new Token('j'), B = new Token('b');"],
    ['classes', 'const M = Manifest, H = Http, S = Store, J = Journal, B = Job;'],
    ['names', "const M = 'm', H = 'h', S = 's', J = 'j', B = 'b';"],
  ])('under %s', (_, tokens) => {
    expect(requests(CONTAINER + tokens + BOUND)).toEqual(UPLOAD);
  });
});

describe('services are made one for another, however many there are', () => {
  it.each([
    ['lists of what a class needs', 'Store.needs = [Manifest, Http]; Journal.needs = [Store]; Job.needs = [Journal]; const made = new Map([[Manifest, manifest]]); const resolve = (type) => { if (made.has(type)) return made.get(type); const one = new type(...(type.needs ?? []).map((need) => resolve(need))); made.set(type, one); return one; }; await resolve(Job).run();'],
    ['records of a provider and its instance', "const records = new Map(); const provide = (name, provider) => { records.set(name, { provider, instance: undefined }); }; const resolve = (name) => { const record = records.get(name); const { provider } = record; if (record.instance !== undefined) return record.instance; const one = 'make' in provider ? provider.make() : new provider.type(...provider.deps.map((dep) => resolve(dep))); record.instance = one; return one; }; provide('manifest', { make: () => manifest }); provide('http', { type: Http, deps: [] }); provide('store', { type: Store, deps: ['manifest', 'http'] }); provide('journal', { type: Journal, deps: ['store'] }); provide('job', { type: Job, deps: ['journal'] }); await resolve('job').run();"],
    ['factories as tokens', 'const made = new Map(); const use = (make) => { if (!made.has(make)) made.set(make, make()); return made.get(make); }; const http = () => new Http(); const store = () => new Store(manifest, use(http)); const journal = () => new Journal(use(store)); const job = () => new Job(use(journal)); await use(job).run();'],
    ['lazy singletons', 'const lazy = (make) => { let value; return () => (value ??= make()); }; const http = lazy(() => new Http()); const store = lazy(() => new Store(manifest, http())); const journal = lazy(() => new Journal(store())); const job = lazy(() => new Job(journal())); const app = lazy(() => job()); const top = lazy(() => app()); await top().run();'],
    ['a container below another', "class Scope { #makers = new Map(); #made = new Map(); constructor(parent) { this.parent = parent; } bind(name, maker) { this.#makers.set(name, maker); return this; } get(name) { if (this.#made.has(name)) return this.#made.get(name); const maker = this.#makers.get(name); if (!maker) return this.parent.get(name); const one = maker(this); this.#made.set(name, one); return one; } } const root = new Scope().bind('manifest', () => manifest).bind('http', () => new Http()); const scope = new Scope(root).bind('store', (c) => new Store(c.get('manifest'), c.get('http'))).bind('job', (c) => new Job(new Journal(c.get('store')))); await scope.get('job').run();"],
  ])('%s', (_, code) => {
    expect(requests(code)).toEqual(UPLOAD);
  });

  it('what makes itself anew each time comes to an end', () => {
    expect(requests('const again = (state) => again({ ...state }); again({ manifest }); await new Store(manifest, new Http()).save("journal.json");')).toEqual(UPLOAD);
  });
});

describe('things as keys of a Map', () => {
  const BASE = "const a = {}, b = {}; const map = new Map([[a, 'a.json']]); ";
  const get = (code: string): readonly string[] => requests(`${BASE}${code}`).filter((event) => event.startsWith('request GET'));

  it.each([
    ['the value of a thing', "fetch(manifest.getUploadUrls[manifest.stage] + '/' + map.get(a));"],
    ['a thing that is not there', "map.set(b, 'b.json'); map.delete(b); if (!map.has(b)) fetch(manifest.getUploadUrls[manifest.stage] + '/' + map.get(a));"],
    ['entries', "for (const [key] of map) if (map.has(key)) fetch(manifest.getUploadUrls[manifest.stage] + '/' + map.get(key));"],
  ])('%s', (_, code) => {
    expect(get(code)).toEqual(['request GET <upload[stage]>/a.json line 7']);
  });

  it('what each round makes is many things', () => {
    expect(get("for (const name of names()) { const key = {}; map.set(key, 'b.json'); } fetch(manifest.getUploadUrls[manifest.stage] + '/' + [...map.values()].length);")).toEqual(['request GET <upload[stage]>/<?> line 7']);
  });
});
