import { createRequire } from 'node:module';
import { expect, test } from 'vitest';
import { createModuleLoader } from '../../src/modules/index.js';
import { project } from './project.js';

const { cache } = createRequire(import.meta.url);

function loadedPackages(): readonly string[] {
  const names = ['oxc-parser', 'oxc-resolver', 'picomatch'];
  return names.filter((name) => Object.keys(cache).some((path) => path.includes(`/node_modules/${name}/`)));
}

test('parser, resolver and globs are loaded when a file needs them, not before', () => {
  const at = project({ 'a.js': '' });
  const loader = createModuleLoader({ cwd: at.root });
  loader.beginLint();
  expect(loadedPackages()).toEqual([]);
  const file = loader.resolve('./a.js', at.path('main.js'));
  expect(loadedPackages()).toEqual(['oxc-resolver']);
  expect(loader.load(file ?? '')?.kind).toBe('source');
  expect(loadedPackages()).toEqual(['oxc-parser', 'oxc-resolver']);
  expect(loader.filesMatching(['*.js'])).toEqual([file]);
  expect(loadedPackages()).toEqual(['oxc-parser', 'oxc-resolver', 'picomatch']);
});
