import { renameSync } from 'node:fs';
import { relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { createModuleLoader } from '../../src/modules/index.js';
import { project, type Project } from './project.js';

/** What a specifier resolves to, from the project's root. */
function resolved(at: Project, specifier: string, from: string, cwd = at.root): string | undefined {
  const path = createModuleLoader({ cwd }).resolve(specifier, at.path(from));
  return path === undefined ? undefined : relative(at.root, path);
}

test.each([
  ['./storage.js', 'src/storage.js'],
  ['./storage', 'src/storage.js'],
  ['./stages', 'src/stages/index.js'],
  ['./stages/', 'src/stages/index.js'],
  ['.', 'src/index.js'],
  ['./', 'src/index.js'],
  ['..', 'index.cjs'],
  ['../manifest.json', 'manifest.json'],
  ['../manifest', 'manifest.json'],
  ['./helpers', 'src/helpers/lib/entry.js'],
  ['./nothing', undefined],
  ['./stages/nothing.js', undefined],
  ['', undefined],
  ['./\0', undefined],
])('relative: %j', (specifier, expected) => {
  const at = project({
    'index.cjs': '',
    'manifest.json': '{}',
    'src/main.js': '',
    'src/index.js': '',
    'src/storage.js': '',
    'src/stages/index.js': '',
    'src/helpers/package.json': { main: 'lib/entry.js' },
    'src/helpers/lib/entry.js': '',
  });
  expect(resolved(at, specifier, 'src/main.js')).toBe(expected);
});

test.each([
  ['./a.js', 'a.ts'],
  ['./b.js', 'b.tsx'],
  ['./b.jsx', 'b.tsx'],
  ['./c.mjs', 'c.mts'],
  ['./d.cjs', 'd.cts'],
  ['./e', 'e.ts'],
  ['./f.js', 'f.d.ts'],
  ['./stages', 'stages/index.ts'],
  ['./stages/index.js', 'stages/index.ts'],
  ['./plain.js', 'plain.js'],
])('TypeScript: %s', (specifier, expected) => {
  const names = ['a.ts', 'b.tsx', 'c.mts', 'd.cts', 'e.ts', 'f.d.ts', 'stages/index.ts', 'plain.js'];
  const at = project(Object.fromEntries(names.map((name) => [name, ''])));
  expect(resolved(at, specifier, 'main.ts')).toBe(expected);
});

test('of a source and what is built of it, each language takes its own', () => {
  const at = project({ 'a.ts': '', 'a.js': '' });
  expect(resolved(at, './a.js', 'main.ts')).toBe('a.ts');
  expect(resolved(at, './a.js', 'main.js')).toBe('a.js');
});

test('file URLs and absolute paths', () => {
  const at = project({ 'a b.js': '' });
  expect(resolved(at, pathToFileURL(at.path('a b.js')).href, 'main.js')).toBe('a b.js');
  expect(resolved(at, at.path('a b.js'), 'main.js')).toBe('a b.js');
});

test.each(['fs', 'node:fs/promises', 'axios', '@scope/name/sub', 'https://example.org/a.js', 'data:text/javascript,1', './a.js?raw', 'raw!./a.js'])(
  'not the project’s own: %s',
  (specifier) => {
    const at = project({
      'package.json': { name: 'own' },
      'a.js': '',
      'node_modules/axios/index.js': '',
      'node_modules/@scope/name/sub.js': '',
    });
    expect(resolved(at, specifier, 'main.js')).toBeUndefined();
  },
);

test('a relative path into node_modules is not the project’s own', () => {
  const at = project({ 'node_modules/axios/index.js': '' });
  expect(resolved(at, './node_modules/axios/index.js', 'main.js')).toBeUndefined();
});

test('tsconfig paths, by the longest prefix, in order', () => {
  const at = project({
    'tsconfig.json': `{
      // comments and trailing commas are allowed
      "compilerOptions": { "paths": {
        "@/*": ["./src/*"], "@/lib/*": ["./none/*", "./lib/*"], "storage": ["./src/storage.ts"], "*.stage": ["./src/stages/*"],
      }, /* "baseUrl": "none" */ },
    }`,
    'src/storage.ts': '',
    'src/stages/one.ts': '',
    'lib/names.ts': '',
  });
  expect(resolved(at, '@/storage', 'src/main.ts')).toBe('src/storage.ts');
  expect(resolved(at, '@/storage.js', 'src/main.ts')).toBe('src/storage.ts');
  expect(resolved(at, '@/lib/names', 'src/main.ts')).toBe('lib/names.ts');
  expect(resolved(at, 'storage', 'src/main.ts')).toBe('src/storage.ts');
  expect(resolved(at, 'one.stage', 'src/main.ts')).toBe('src/stages/one.ts');
  expect(resolved(at, '@/nothing', 'src/main.ts')).toBeUndefined();
});

test('baseUrl, and paths relative to it', () => {
  const at = project({
    'jsconfig.json': { compilerOptions: { baseUrl: './src', paths: { '~/*': ['lib/*'] } } },
    'src/lib/a.js': '',
  });
  expect(resolved(at, 'lib/a', 'src/main.js')).toBe('src/lib/a.js');
  expect(resolved(at, '~/a', 'src/main.js')).toBe('src/lib/a.js');
});

test('the nearest tsconfig counts, with what it extends', () => {
  const at = project({
    'configs/base.json': { compilerOptions: { paths: { '@base/*': ['../shared/*'] } } },
    'node_modules/@team/tsconfig/strict.json': { compilerOptions: { baseUrl: '${configDir}/src' } },
    'app/tsconfig.json': { extends: ['@team/tsconfig/strict', '../configs/base'] },
    'shared/a.ts': '',
    'app/src/b.ts': '',
  });
  expect(resolved(at, '@base/a', 'app/src/deep/main.ts')).toBe('shared/a.ts');
  expect(resolved(at, 'b', 'app/src/deep/main.ts')).toBe('app/src/b.ts');
  expect(resolved(at, '@base/a', 'shared/main.ts')).toBeUndefined();
});

test('an extends that leads nowhere, or in a circle, or is broken, takes nothing away', () => {
  const paths = { '@/*': ['./src/*'] };
  const at = project({
    'a/tsconfig.json': { extends: './none.json', compilerOptions: { paths } },
    'b/tsconfig.json': { extends: ['@none/installed', './other.json'], compilerOptions: { paths } },
    'b/other.json': { extends: './tsconfig.json' },
    'c/tsconfig.json': { extends: './other.json', compilerOptions: { paths } },
    'c/other.json': '{ "compilerOptions": ',
    'a/src/x.ts': '',
    'b/src/x.ts': '',
    'c/src/x.ts': '',
  });
  for (const folder of ['a', 'b', 'c']) expect(resolved(at, '@/x', `${folder}/main.ts`)).toBe(`${folder}/src/x.ts`);
});

test('a tsconfig that is not what it should be is none', () => {
  const broken = ['[]', '', 'null', '{"compilerOptions": 1}', '{"compilerOptions": {"paths": {"@/*": "x", "#": [1]}, "baseUrl": {}}}'];
  for (const text of broken) {
    const at = project({ 'tsconfig.json': text, 'x.ts': '' });
    expect(resolved(at, './x', 'main.ts')).toBe('x.ts');
    expect(resolved(at, '@/x', 'main.ts')).toBeUndefined();
  }
});

test('paths of the configs that a tsconfig refers to', () => {
  const at = project({
    'tsconfig.json': { files: [], references: [{ path: './tsconfig.app.json' }, { path: './tools' }] },
    'tsconfig.app.json': { compilerOptions: { paths: { '@/*': ['./src/*'] } } },
    'tools/tsconfig.json': { compilerOptions: { paths: { '%/*': ['./*'] } } },
    'src/a.ts': '',
    'tools/b.ts': '',
  });
  expect(resolved(at, '@/a', 'src/main.ts')).toBe('src/a.ts');
  expect(resolved(at, '%/b', 'src/main.ts')).toBe('tools/b.ts');
});

test('package imports, exports and self-reference', () => {
  const at = project({
    'package.json': {
      name: '@plugins/own',
      imports: { '#storage': './src/storage.js', '#lib/*': './src/lib/*.js', '#http': 'axios' },
      exports: { '.': { types: './types.d.ts', import: './src/index.js' }, './stages/*': './src/stages/*.js' },
    },
    'types.d.ts': '',
    'src/index.js': '',
    'src/storage.js': '',
    'src/lib/a.js': '',
    'src/stages/one.js': '',
    'node_modules/axios/index.js': '',
  });
  expect(resolved(at, '#storage', 'src/main.js')).toBe('src/storage.js');
  expect(resolved(at, '#lib/a', 'src/main.js')).toBe('src/lib/a.js');
  expect(resolved(at, '#http', 'src/main.js')).toBeUndefined();
  expect(resolved(at, '@plugins/own', 'src/main.js')).toBe('src/index.js');
  expect(resolved(at, '@plugins/own/stages/one', 'src/main.js')).toBe('src/stages/one.js');
  expect(resolved(at, '@plugins/own/src/storage.js', 'src/main.js')).toBeUndefined();
});

test('the condition follows the kind of the importing file', () => {
  const at = project({
    'package.json': { name: 'own', exports: { require: './a.cjs', import: './a.mjs' } },
    'a.cjs': '',
    'a.mjs': '',
  });
  expect(resolved(at, 'own', 'main.cjs')).toBe('a.cjs');
});

test('packages of npm and pnpm workspaces are the project’s own', () => {
  const npm = project({
    'package.json': { workspaces: ['packages/*'] },
    'packages/storage/package.json': { name: '@own/storage', exports: './src/index.js' },
    'packages/storage/src/index.js': '',
  });
  npm.link('node_modules/@own/storage', '../../packages/storage');
  expect(resolved(npm, '@own/storage', 'packages/app/main.js', npm.path('packages/app'))).toBe('packages/storage/src/index.js');

  const pnpm = project({
    'pnpm-workspace.yaml': 'packages: [packages/*]',
    'packages/storage/package.json': { name: 'storage', main: 'dist/index.js', types: 'src/index.ts' },
    'packages/storage/src/index.ts': '',
    'node_modules/.pnpm/axios@1/node_modules/axios/index.js': '',
  });
  pnpm.link('packages/app/node_modules/storage', '../../storage');
  pnpm.link('packages/app/node_modules/axios', '../../../node_modules/.pnpm/axios@1/node_modules/axios');
  expect(resolved(pnpm, 'storage', 'packages/app/main.ts', pnpm.path('packages/app'))).toBe('packages/storage/src/index.ts');
  expect(resolved(pnpm, 'axios', 'packages/app/main.ts')).toBeUndefined();
});

test('packages of a workspace are found by their names before they are installed', () => {
  const at = project({
    'package.json': { workspaces: ['packages/*'] },
    'packages/storage/package.json': { name: '@own/storage', exports: { '.': './src/index.js', './urls': './src/urls.js' } },
    'packages/storage/src/index.js': '',
    'packages/storage/src/urls.js': '',
    'packages/storage/src/inner.js': '',
    'packages/plain/package.json': { name: 'plain' },
    'packages/plain/index.js': '',
    'packages/plain/lib/names.js': '',
    'packages/app/package.json': { name: 'app' },
    'packages/app/node_modules/other/package.json': { name: 'other' },
  });
  const from = (specifier: string): string | undefined => resolved(at, specifier, 'packages/app/main.js');
  expect(from('@own/storage')).toBe('packages/storage/src/index.js');
  expect(from('@own/storage/urls')).toBe('packages/storage/src/urls.js');
  expect(from('@own/storage/src/inner.js')).toBe('packages/storage/src/inner.js');
  expect(from('plain')).toBe('packages/plain/index.js');
  expect(from('plain/lib/names.js')).toBe('packages/plain/lib/names.js');
  expect(from('other')).toBeUndefined();
  expect(from('axios')).toBeUndefined();
  // Without a workspace, a name stands for what is installed.
  const loose = project({ 'packages/plain/package.json': { name: 'plain' }, 'packages/plain/index.js': '', 'app/package.json': {} });
  expect(resolved(loose, 'plain', 'app/main.js')).toBeUndefined();
});

test('symbolic links stand for what they lead to', () => {
  const at = project({ 'src/real.js': '', 'shared/lib/a.js': '', 'shared/lib/b.js': '', 'node_modules/x/index.js': '' });
  at.link('src/alias.js', 'real.js');
  at.link('src/lib', '../shared/lib');
  at.link('src/loop', 'loop');
  at.link('src/x', '../node_modules/x');
  expect(resolved(at, './alias.js', 'src/main.js')).toBe('src/real.js');
  expect(resolved(at, './lib/a.js', 'src/main.js')).toBe('shared/lib/a.js');
  expect(resolved(at, './b.js', 'src/lib/a.js')).toBe('shared/lib/b.js');
  expect(resolved(at, './loop', 'src/main.js')).toBeUndefined();
  expect(resolved(at, './x/index.js', 'src/main.js')).toBeUndefined();
});

test('nothing outside of the repository, the workspace or the working folder', () => {
  const at = project({ 'outside.js': '', 'repo/.git/HEAD': '', 'repo/a.js': '', 'repo/app/main.js': '', 'plain/main.js': '', 'b.js': '' });
  expect(resolved(at, '../a.js', 'repo/app/main.js', at.path('repo/app'))).toBe('repo/a.js');
  expect(resolved(at, '../../outside.js', 'repo/app/main.js')).toBeUndefined();
  expect(resolved(at, '../b.js', 'plain/main.js')).toBe('b.js');
  expect(resolved(at, '../b.js', 'plain/main.js', at.path('plain'))).toBeUndefined();
});

test('imports in a circle', () => {
  const at = project({ 'a.js': 'import "./b.js"', 'b.js': 'import "./a.js"' });
  const loader = createModuleLoader({ cwd: at.root });
  const b = loader.resolve('./b.js', at.path('a.js'));
  expect(b).toBe(at.path('b.js'));
  expect(loader.resolve('./a.js', b ?? '')).toBe(at.path('a.js'));
  expect(loader.load(at.path('a.js'))?.kind).toBe('source');
});

test('an importer that is in no file resolves as one in its folder would', () => {
  const at = project({ 'a.js': '' });
  expect(resolved(at, './a.js', 'unsaved.js')).toBe('a.js');
  expect(createModuleLoader({ cwd: at.root }).resolve('./a.js', '<input>')).toBe(at.path('a.js'));
});

test('answers follow what is created, removed, renamed and configured, at the next lint', () => {
  const at = project({ 'main.ts': '' });
  const loader = createModuleLoader({ cwd: at.root });
  const next = (specifier: string): string | undefined => {
    loader.beginLint();
    const path = loader.resolve(specifier, at.path('main.ts'));
    return path === undefined ? undefined : relative(at.root, path);
  };
  expect(next('./a.js')).toBeUndefined();
  at.write('a.js', '');
  expect(next('./a.js')).toBe('a.js');
  at.write('a.ts', '');
  expect(next('./a.js')).toBe('a.ts');
  renameSync(at.path('a.ts'), at.path('b.ts'));
  expect(next('./a.js')).toBe('a.js');
  at.remove('a.js');
  expect(next('./a.js')).toBeUndefined();

  expect(next('@/b')).toBeUndefined();
  at.write('tsconfig.json', { extends: './base.json' });
  expect(next('@/b')).toBeUndefined();
  at.write('base.json', { compilerOptions: { paths: { '@/*': ['./*'] } } });
  expect(next('@/b')).toBe('b.ts');
  at.write('base.json', { compilerOptions: { paths: { '@/*': ['./c/*'] } } });
  expect(next('@/b')).toBeUndefined();
  at.write('c/b.ts', '');
  expect(next('@/b')).toBe('c/b.ts');

  expect(next('#x')).toBeUndefined();
  at.write('package.json', { name: 'own', imports: { '#x': './b.ts' } });
  expect(next('#x')).toBe('b.ts');
  at.write('package.json', { name: 'own', imports: { '#x': './c/b.ts' } });
  expect(next('#x')).toBe('c/b.ts');

  at.write('packages/lib/package.json', { name: 'lib', main: './one.js' });
  at.write('packages/lib/one.js', '');
  expect(next('lib')).toBeUndefined();
  at.link('node_modules/lib', '../packages/lib');
  expect(next('lib')).toBe('packages/lib/one.js');
  at.write('packages/lib/two.js', '');
  at.write('packages/lib/package.json', { name: 'lib', main: './two.js' });
  expect(next('lib')).toBe('packages/lib/two.js');
  at.remove('node_modules/lib');
  expect(next('lib')).toBeUndefined();
});

test('within one lint an answer stays', () => {
  const at = project();
  const loader = createModuleLoader({ cwd: at.root });
  expect(loader.resolve('./a.js', at.path('main.js'))).toBeUndefined();
  at.write('a.js', '');
  expect(loader.resolve('./a.js', at.path('main.js'))).toBeUndefined();
});
