import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { createModuleLoader, type LoadedModule } from '../../src/modules/index.js';
import { MAX_MODULES, MAX_TEXT, ModuleCache } from '../../src/modules/module-cache.js';
import { project } from './project.js';

const ROUNDS = 10_000;
const FILES = 60;
const MEGABYTE = 1024 * 1024;

setFlagsFromString('--expose-gc');
const collect: unknown = runInNewContext('gc');

function heapUsed(): number {
  if (typeof collect === 'function') Reflect.apply(collect, undefined, []);
  return process.memoryUsage().heapUsed;
}

function jsonModule(file: string, text: string): LoadedModule {
  return { kind: 'json', file, text, value: null };
}

test('10,000 lints, with an edit, a new and a missing file in each, leave no more behind than 1,000 do', { timeout: 60_000 }, () => {
  const at = project({ 'package.json': { name: 'own' }, 'main.js': '' });
  const body = 'f((a) => a.map((b) => b.c + 1));\n'.repeat(5);
  for (let index = 0; index < FILES; index++) at.write(`src/m${index}.js`, body);
  const loader = createModuleLoader({ cwd: at.root });
  const round = (number: number): void => {
    loader.beginLint();
    const edited = at.write(`src/m${number % FILES}.js`, `${body}// ${number}`);
    const path = loader.resolve(`./src/m${number % FILES}.js`, at.path('main.js'));
    expect(path).toBe(edited);
    expect(loader.load(edited)?.text.endsWith(`// ${number}`)).toBe(true);
    expect(loader.resolve(`./missing${number}.js`, at.path('main.js'))).toBeUndefined();
    expect(loader.load(at.path(`missing${number}.js`))).toBeUndefined();
    if (number % 50 === 0) expect(loader.importersOf(edited)).toEqual([]);
  };
  for (let number = 0; number < 1_000; number++) round(number);
  const early = heapUsed();
  for (let number = 1_000; number < ROUNDS; number++) round(number);
  expect((heapUsed() - early) / MEGABYTE).toBeLessThan(16);
});

test('modules that have left the cache are not kept alive', () => {
  const at = project();
  const loader = createModuleLoader({ cwd: at.root });
  const loaded = Array.from({ length: MAX_MODULES + 100 }, (_, index) => {
    loader.beginLint();
    const module = loader.load(at.write(`m${index}.js`, `f(${index});`));
    return module === undefined ? undefined : new WeakRef(module);
  });
  const alive = (): number => loaded.filter((reference) => reference?.deref() !== undefined).length;
  expect(alive()).toBe(MAX_MODULES + 100);
  return new Promise<void>((done) => {
    setImmediate(() => {
      heapUsed();
      expect(alive()).toBeLessThanOrEqual(MAX_MODULES);
      expect(loader.load(at.path('m0.js'))?.text).toBe('f(0);');
      done();
    });
  });
});

test('the cache keeps so many modules, those used last', () => {
  const cache = new ModuleCache();
  for (let index = 0; index < MAX_MODULES; index++) cache.set(`${index}`, { stamp: 's', module: undefined });
  expect(cache.get('0', 's')).toBeDefined();
  cache.set('new', { stamp: 's', module: undefined });
  expect(cache.size).toBe(MAX_MODULES);
  expect(cache.get('0', 's')).toBeDefined();
  expect(cache.get('1', 's')).toBeUndefined();
});

test('the cache keeps so much text', () => {
  const cache = new ModuleCache();
  const text = 'x'.repeat(MAX_TEXT / 4);
  for (const file of ['a', 'b', 'c', 'd', 'e', 'f']) cache.set(file, { stamp: 's', module: jsonModule(file, text) });
  expect(cache.size).toBe(4);
  expect(cache.text).toBe(MAX_TEXT);
  cache.set('f', { stamp: 't', module: jsonModule('f', 'x') });
  expect(cache.text).toBe((MAX_TEXT / 4) * 3 + 1);
});

test('what was cached under another stamp is dropped', () => {
  const cache = new ModuleCache();
  cache.set('a', { stamp: 's', module: jsonModule('a', 'x') });
  expect(cache.get('a', 't')).toBeUndefined();
  expect([cache.size, cache.text]).toEqual([0, 0]);
});
