/** Containers of libraries: what is told to them by a class, a function or a value is there where it is needed. */
import { describe, expect, it } from 'vitest';
import { eventsOf } from '../in-words.js';

const SERVICES = `class Http { async text(url: string) { return (await fetch(url)).text(); } }
const manifest = JSON.parse(require('fs').readFileSync(process.argv[2], 'utf8'));
`;

const requests = (code: string, services = SERVICES): readonly string[] =>
  eventsOf(`${services}${code}`, {}, '<program.ts>').filter((event) => /^request GET <download/u.test(event));
const FOUND = ['request GET <download[initial]>/words.json line 1'];

describe('tsyringe', () => {
  const HEAD = "import { container, inject, injectable, singleton } from 'tsyringe';";
  const STORE = '@injectable() class Store { constructor(@inject("shelf") private readonly shelf: string, private readonly http: Http) {} read(name: string) { return this.http.text(`${this.shelf}/${name}`); } }';
  const SHELF = "container.register('shelf', { useValue: manifest.downloadUrls.initial });";
  it.each([
    ['a value under a name', `${SHELF} container.resolve(Store).read('words.json');`],
    ['a class under a token', `const STORE = Symbol('store'); ${SHELF} container.register(STORE, { useClass: Store }); container.resolve<Store>(STORE).read('words.json');`],
    ['a factory', `container.register('shelf', { useFactory: () => manifest.downloadUrls.initial }); container.resolve(Store).read('words.json');`],
    ['a factory that asks', `container.register('all', { useValue: manifest.downloadUrls }).register('shelf', { useFactory: (c) => c.resolve('all').initial }); container.resolve(Store).read('words.json');`],
    ['an instance', `container.registerInstance('shelf', manifest.downloadUrls.initial); container.resolve(Store).read('words.json');`],
    ['what needs that in its turn', `@singleton() class Job { constructor(private store: Store) {} run() { return this.store.read('words.json'); } } ${SHELF} container.resolve(Job).run();`],
  ])('%s', (_, code) => {
    expect(requests(`${HEAD} ${STORE} ${code}`)).toEqual(FOUND);
  });

  it('what nobody has told stays unknown', () => {
    expect(requests(`${HEAD} ${STORE} container.resolve(Store).read('words.json');`)).toEqual([]);
    const code = "@injectable() class Out { constructor(@inject('folder') private folder: string) {} write() { if (this.folder === undefined) return; require('fs').writeFileSync(`/tmp/x`, ''); } } container.resolve(Out).write();";
    expect(eventsOf(`${SERVICES}${HEAD}${code}`, {}, '<program.ts>')).toContain('write /tmp/x line 3');
  });
});

it('what stands for a token that is not known is not given to others', () => {
  const code = "import { container, inject } from 'tsyringe'; import { TOKEN } from './tokens.js'; class Store { constructor(@inject('shelf') private shelf: string) {} read() { return fetch(`${this.shelf}/words.json`); } } container.register(TOKEN, { useValue: manifest.downloadUrls.initial }); container.resolve(Store).read();";
  expect(requests(code)).toEqual([]);
});

describe('awilix', () => {
  const HEAD = "import { asClass, asFunction, asValue, createContainer } from 'awilix';";
  const STORE = 'class Store { constructor({ http, shelf }) { this.http = http; this.shelf = shelf; } read(name) { return this.http.text(`${this.shelf}/${name}`); } }';
  it.each([
    ['a table', "const c = createContainer(); c.register({ store: asClass(Store).singleton(), http: asClass(Http), shelf: asValue(manifest.downloadUrls.initial) }); c.resolve('store').read('words.json');"],
    ['names one by one', "const c = createContainer().register('http', asClass(Http)).register('shelf', asFunction(() => manifest.downloadUrls.initial)).register('store', asClass(Store)); c.resolve('store').read('words.json');"],
    ['the cradle', "const c = createContainer(); c.register({ store: asClass(Store), http: asClass(Http), shelf: asValue(manifest.downloadUrls.initial) }); const { store } = c.cradle; store.read('words.json');"],
    ['a factory that needs others', "const c = createContainer(); c.register({ store: asFunction(({ http, shelf }) => ({ read: (name) => http.text(shelf + '/' + name) })), http: asClass(Http), shelf: asValue(manifest.downloadUrls.initial) }); c.cradle.store.read('words.json');"],
    ['by the names of parameters', "class Job { constructor(http, shelf) { this.http = http; this.shelf = shelf; } run() { return this.http.text(this.shelf + '/words.json'); } } const c = createContainer({ injectionMode: 'CLASSIC' }); c.register({ job: asClass(Job), http: asClass(Http), shelf: asValue(manifest.downloadUrls.initial) }); c.resolve('job').run();"],
  ])('%s', (_, code) => {
    expect(requests(`${HEAD} ${STORE} ${code}`)).toEqual(FOUND);
  });
});

describe('inversify', () => {
  const HEAD = "import { Container, inject, injectable } from 'inversify'; const T = { shelf: Symbol.for('shelf'), store: Symbol.for('store') };";
  const STORE = '@injectable() class Store { constructor(@inject(T.shelf) private readonly shelf: string, @inject(Http) private readonly http: Http) {} read(name: string) { return this.http.text(`${this.shelf}/${name}`); } }';
  it.each([
    ['constants and classes', "const c = new Container(); c.bind(Http).toSelf(); c.bind<string>(T.shelf).toConstantValue(manifest.downloadUrls.initial); c.bind(T.store).to(Store).inSingletonScope(); c.get<Store>(T.store).read('words.json');"],
    ['what is worked out', "const c = new Container(); c.bind(Http).toSelf(); c.bind('all').toConstantValue(manifest.downloadUrls); c.bind(T.shelf).toDynamicValue((context) => context.container.get('all').initial); c.bind(Store).toSelf(); c.get(Store).read('words.json');"],
  ])('%s', (_, code) => {
    expect(requests(`${HEAD} ${STORE} ${code}`)).toEqual(FOUND);
  });
});

describe('typedi', () => {
  const HEAD = "import 'reflect-metadata'; import { Container, Inject, Service, Token } from 'typedi';";
  it.each([
    ['a value under a token', "const SHELF = new Token<string>('shelf'); @Service() class Store { constructor(@Inject(SHELF) private shelf: string, private http: Http) {} read(name: string) { return this.http.text(`${this.shelf}/${name}`); } } Container.set(SHELF, manifest.downloadUrls.initial); Container.get(Store).read('words.json');"],
    ['a value asked for', "Container.set('shelf', manifest.downloadUrls.initial); @Service() class Store { constructor(private http: Http) {} read(name: string) { return this.http.text(`${Container.get('shelf')}/${name}`); } } Container.get(Store).read('words.json');"],
  ])('%s', (_, code) => {
    expect(requests(`${HEAD} ${code}`)).toEqual(FOUND);
  });
});
