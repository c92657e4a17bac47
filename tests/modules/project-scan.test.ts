import { relative } from 'node:path';
import { expect, test, vi } from 'vitest';
import { createModuleLoader, type ProjectLoader } from '../../src/modules/index.js';
import { project, type Project } from './project.js';

function importers(at: Project, file: string, loader: ProjectLoader = createModuleLoader({ cwd: at.root })): readonly string[] {
  return loader.importersOf(at.path(file)).map((path) => relative(at.root, path));
}

test.each([
  ['import a from "./lib.js";'],
  ['import "./lib.js";'],
  ["import { a,\n b } from\n './lib.js'"],
  ['export * from "./lib.js";'],
  ['export { a } from "./lib";'],
  ['const a = require("./lib");'],
  ['const a = require ( /* lazily */ `./lib` );'],
  ['const a = await import("./lib.js");'],
  ['const a = import(/* webpackChunkName: "lib" */ "./lib.js");'],
  ['const PATH = "./lib.js"; const a = import(PATH);'],
  ['const load = createRequire(import.meta.url); load("./lib.js");'],
  ['import lib = require("./lib.js");'],
  ['import type { T } from "./lib.js";'],
  ['import a from "@/lib";'],
  ['import a from "#lib";'],
  ['import a from "own/lib";'],
  ['import a from ".//lib.js";'],
  ['new Worker(new URL("./lib.js", import.meta.url));'],
  ['fork(path.join(__dirname, "lib.js"));'],
  ['new Worker(path.resolve(here, "steps", "../lib.js"), { workerData });'],
])('an importer: %s', (text) => {
  const at = project({
    'package.json': { name: 'own', imports: { '#lib': './lib.js' }, exports: { './lib': './lib.js' } },
    'tsconfig.json': { compilerOptions: { paths: { '@/*': ['./*'] } } },
    'lib.js': 'export {}',
    'main.ts': text,
    'other.ts': 'import "./main.js"; import "./missing.js"; import "axios"; lib();',
  });
  expect(importers(at, 'lib.js')).toEqual(['main.ts']);
});

test.each([
  ['await import(`./steps/${name}.js`)'],
  ["await import('./steps/' + name + '.js')"],
  ['await import(new URL(`./steps/${name}.js`, import.meta.url))'],
  ["require(path.join(__dirname, 'steps', name))"],
  ["import(pathToFileURL(join(import.meta.dirname, 'steps', `${name}.js`)).href)"],
])('an importer of all that is in a folder: %s', (text) => {
  const at = project({
    'package.json': { name: 'own' },
    'steps/one.js': '',
    'steps/two/index.js': '',
    'steps/two/part.js': '',
    'main.js': text,
  });
  const importersOf = (file: string): readonly string[] => importers(at, file);
  expect(['steps/one.js', 'steps/two/index.js'].map(importersOf)).toEqual([['main.js'], ['main.js']]);
  expect(importersOf('steps/two/part.js')).toEqual([]);
});

test('a pattern of files is no import of them', () => {
  const at = project({ 'package.json': { name: 'own' }, 'steps/one.js': '', 'main.js': "const files = glob('./steps/*'); await import(name);" });
  expect(importers(at, 'steps/one.js')).toEqual([]);
});

test('a folder that is named where nothing is imported by it has no importer', () => {
  const at = project({ 'package.json': { name: 'own' }, 'steps/one.js': '', 'main.js': 'import x from "x"; read(`./steps/${name}.txt`);' });
  expect(importers(at, 'steps/one.js')).toEqual([]);
});

test('importers of an index file, from anywhere in the package, sorted', () => {
  const at = project({
    'package.json': { name: 'own' },
    'src/lib/index.ts': 'export * from "./a.js"',
    'src/lib/a.ts': 'import { b } from "."',
    'src/main.ts': 'import "./lib"',
    'src/lib/deep/b.ts': 'import ".."',
    'bin/start.mjs': 'import "../src/lib/index.js"',
  });
  expect(importers(at, 'src/lib/index.ts')).toEqual(['bin/start.mjs', 'src/lib/a.ts', 'src/lib/deep/b.ts', 'src/main.ts']);
  expect(importers(at, 'src/main.ts')).toEqual([]);
});

test('a file does not import itself', () => {
  const at = project({ 'package.json': { name: 'own' }, 'a.js': 'import "./a.js"' });
  expect(importers(at, 'a.js')).toEqual([]);
});

test('tests, packages, hidden folders and minified copies are no callers', () => {
  const text = (to: string): string => `import "${to}lib.js"`;
  const at = project({
    'package.json': { name: 'own' },
    'lib.js': '',
    'lib.test.js': text('./'),
    'lib.spec.ts': text('./'),
    'test/lib.js': text('../'),
    'tests/deep/lib.js': text('../../'),
    'src/__tests__/a.js': text('../../'),
    'src/__mocks__/a.js': text('../../'),
    'node_modules/x/a.js': text('../../'),
    'coverage/a.js': text('../'),
    '.cache/a.js': text('../'),
    'app.min.js': text('./'),
    'latest.js': text('./'),
    'src/contest/a.js': text('../../'),
  });
  expect(importers(at, 'lib.js')).toEqual(['latest.js', 'src/contest/a.js']);
});

test('code in a test folder has its callers there', () => {
  const at = project({
    'package.json': { name: 'own' },
    'tests/fixtures/lib.js': '',
    'tests/fixtures/main.js': 'import "./lib.js"',
  });
  expect(importers(at, 'tests/fixtures/lib.js')).toEqual(['tests/fixtures/main.js']);
});

test('callers are looked for in the whole workspace', () => {
  const at = project({
    'package.json': { workspaces: ['packages/*'] },
    'packages/lib/package.json': { name: 'lib', exports: './src/index.js' },
    'packages/lib/src/index.js': '',
    'packages/app/package.json': { name: 'app' },
    'packages/app/main.js': 'import "lib"',
  });
  at.link('node_modules/lib', '../packages/lib');
  expect(importers(at, 'packages/lib/src/index.js', createModuleLoader({ cwd: at.path('packages/lib') }))).toEqual([
    'packages/app/main.js',
  ]);
});

test('a package.json without a name bounds no project', () => {
  const at = project({
    'package.json': { name: 'own' },
    'src/esm/package.json': { type: 'module' },
    'src/esm/lib.js': '',
    'src/main.cjs': 'require("./esm/lib.js")',
  });
  expect(importers(at, 'src/esm/lib.js')).toEqual(['src/main.cjs']);
});

test('without any package.json the working folder is the project', () => {
  const at = project({ 'a/lib.js': '', 'b/main.js': 'import "../a/lib.js"', 'a/near.js': 'import "./lib.js"' });
  expect(importers(at, 'a/lib.js')).toEqual(['a/near.js', 'b/main.js']);
  expect(importers(at, 'a/lib.js', createModuleLoader({ cwd: at.path('a') }))).toEqual(['a/near.js']);
});

test('links: an importer by way of a link is an importer, a linked folder is no second copy', () => {
  const at = project({ 'package.json': { name: 'own' }, 'src/lib.js': '', 'src/main.js': 'import "./alias.js"' });
  at.link('src/alias.js', 'lib.js');
  at.link('copy', 'src');
  at.link('src/up', '..');
  expect(importers(at, 'src/lib.js')).toEqual(['src/main.js']);
  expect(importers(at, 'src/alias.js')).toEqual(['src/main.js']);
});

test('the next lint sees importers that come, change and go', () => {
  const at = project({ 'package.json': { name: 'own' }, 'lib.js': '', 'a.js': 'import "./lib.js"' });
  const loader = createModuleLoader({ cwd: at.root });
  const next = (): readonly string[] => {
    loader.beginLint();
    return importers(at, 'lib.js', loader);
  };
  expect(next()).toEqual(['a.js']);
  at.write('b.js', 'require("./lib")');
  expect(importers(at, 'lib.js', loader)).toEqual(['a.js']);
  expect(next()).toEqual(['a.js', 'b.js']);
  at.write('a.js', 'import "./lab.js"');
  expect(next()).toEqual(['b.js']);
  at.write('deep/er/c.js', 'import "../../lib.js"');
  expect(next()).toEqual(['b.js', 'deep/er/c.js']);
  at.remove('b.js');
  expect(next()).toEqual(['deep/er/c.js']);
  at.write('d.js', 'import "@/lib"');
  expect(next()).toEqual(['deep/er/c.js']);
  at.write('tsconfig.json', { compilerOptions: { paths: { '@/*': ['./*'] } } });
  expect(next()).toEqual(['d.js', 'deep/er/c.js']);
  at.write('lib.ts', '');
  at.remove('lib.js');
  expect(next()).toEqual([]);
  expect(importers(at, 'lib.ts', loader)).toEqual(['d.js', 'deep/er/c.js']);
});

test('a project mentions a word where one of its own sources does', () => {
  const at = project({
    'package.json': { name: 'own', description: 'getUploadUrls' },
    'a.js': 'x.downloadUrls',
    'b.js': '',
    'b.test.js': 'x.getUploadUrls',
    'node_modules/x/index.js': 'x.getUploadUrls',
  });
  const loader = createModuleLoader({ cwd: at.root });
  const next = (...words: string[]): boolean => {
    loader.beginLint();
    return loader.projectMentions(at.path('b.js'), words);
  };
  expect(next('getUploadUrls')).toBe(false);
  expect(next('getUploadUrls', 'downloadUrls')).toBe(true);
  at.write('b.js', 'x.getUploadUrls');
  expect(next('getUploadUrls')).toBe(true);
  expect(next('downloadUrls')).toBe(true);
  at.write('b.js', '');
  expect(next('getUploadUrls')).toBe(false);
  at.remove('a.js');
  expect(next('getUploadUrls', 'downloadUrls')).toBe(false);
  at.write('lib/c.ts', 'x.uploads');
  expect(next('uploads')).toBe(true);
  expect(importers(at, 'lib/c.ts', loader)).toEqual([]);
});

test('files that match globs from the working folder, sorted, as they come and go', () => {
  const at = project({ 'package.json': {}, 'src/b.ts': '', 'src/a.js': '', 'src/a.css': '', 'src/x/c.mjs': '', 'test/a.js': '', 'd.js': '' });
  const loader = createModuleLoader({ cwd: at.root });
  const matching = (...globs: string[]): readonly string[] => {
    loader.beginLint();
    return loader.filesMatching(globs).map((path) => relative(at.root, path));
  };
  expect(matching('src/**')).toEqual(['src/a.js', 'src/b.ts', 'src/x/c.mjs']);
  expect(matching('./src/*.ts', '*.js')).toEqual(['d.js', 'src/b.ts']);
  expect(matching('test/**', 'none/**')).toEqual(['test/a.js']);
  expect(matching()).toEqual([]);
  at.write('src/x/e.js', '');
  expect(matching('src/x/**')).toEqual(['src/x/c.mjs', 'src/x/e.js']);
  at.remove('src/x/c.mjs');
  expect(matching('src/x/**')).toEqual(['src/x/e.js']);
});

test('a project with more files than the bound is not seen whole', () => {
  const names = Array.from({ length: 10 }, (_, index) => `f${index}.js`);
  const at = project({ 'package.json': { name: 'own' }, ...Object.fromEntries(names.map((name) => [name, 'import "./lib.js"'])), 'lib.js': '' });
  const bounded = createModuleLoader({ cwd: at.root, maxProjectFiles: 5 });
  expect(bounded.seesWholeProject(at.path('lib.js'))).toBe(false);
  expect(bounded.importersOf(at.path('lib.js')).length).toBeLessThanOrEqual(5);
  const whole = createModuleLoader({ cwd: at.root });
  expect(whole.seesWholeProject(at.path('lib.js'))).toBe(true);
  expect(whole.importersOf(at.path('lib.js'))).toHaveLength(10);
});

test('what is built comes after the sources when not all can be read', () => {
  const at = project({ 'package.json': { name: 'own' }, 'dist/a.js': '', 'dist/b.js': 'import "../src/lib.js"', 'src/lib.js': '', 'src/main.js': 'import "./lib.js"' });
  expect(importers(at, 'src/lib.js', createModuleLoader({ cwd: at.root, maxProjectFiles: 2 }))).toEqual(['src/main.js']);
  expect(importers(at, 'src/lib.js')).toEqual(['dist/b.js', 'src/main.js']);
});

test('files that are too large, binary or unreadable import nothing and mention nothing', () => {
  const at = project({ 'package.json': { name: 'own' }, 'lib.js': '', 'large.js': `import "./lib.js"; word ${' '.repeat(200)}` });
  at.write('binary.js', Buffer.from('import "./lib.js"; word\0'));
  at.link('gone.js', 'nowhere.js');
  const loader = createModuleLoader({ cwd: at.root, maxFileBytes: 100 });
  expect(importers(at, 'lib.js', loader)).toEqual([]);
  expect(loader.projectMentions(at.path('lib.js'), ['word'])).toBe(false);
});

test('a file that is nowhere has no callers', () => {
  const at = project();
  const loader = createModuleLoader({ cwd: at.root });
  expect(loader.importersOf(at.path('no/such/file.js'))).toEqual([]);
  expect(loader.importersOf('a\0b')).toEqual([]);
  expect(loader.projectMentions('a\0b', ['word'])).toBe(false);
});

test('an edit in a large project is seen after a pause, in proportion to its size', async () => {
  const at = project({ 'package.json': { name: 'own' }, 'lib.js': '', 'main.js': 'import "./lib.js"' });
  for (let index = 0; index < 200; index++) at.write(`src/m${index}.js`, '');
  const loader = createModuleLoader({ cwd: at.root });
  expect(importers(at, 'lib.js', loader)).toEqual(['main.js']);
  at.write('src/m7.js', 'import "../lib.js"');
  at.remove('main.js');
  await new Promise((done) => setTimeout(done, 150));
  loader.beginLint();
  expect(importers(at, 'lib.js', loader)).toEqual(['src/m7.js']);
});

test('a large project is read in the course of several lints', () => {
  const at = project({ 'package.json': { name: 'own' }, 'a.js': '', 'b.js': '', 'c.js': 'word' });
  const loader = createModuleLoader({ cwd: at.root });
  let now = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => (now += 400));
  expect(loader.projectMentions(at.path('a.js'), ['word'])).toBe(false);
  vi.restoreAllMocks();
  expect(loader.projectMentions(at.path('a.js'), ['word'])).toBe(true);
});
