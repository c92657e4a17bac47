import { describe, expect, it } from 'vitest';
import { paths } from '../../src/models/paths.js';
import { lookup } from './table.js';

const models = lookup([paths]);

describe('path functions', () => {
  it.each(['join', 'resolve', 'normalize', 'dirname', 'basename', 'extname', 'relative', 'format', 'parse', 'isAbsolute'])('path.%s', (fn) => {
    for (const entity of [`node:path#${fn}`, `path#posix.${fn}`, `path/posix#${fn}`, `upath#${fn}`, `pathe#${fn}`, `path-browserify#${fn}`, `zx#path.${fn}`]) {
      expect(models.returns(entity), entity).toEqual({ path: fn });
    }
    for (const entity of [`path#win32.${fn}`, `path/win32#${fn}`]) expect(models.returns(entity), entity).toEqual({ path: fn, windows: true });
  });

  it('between URLs and paths', () => {
    expect(models.returns('node:url#fileURLToPath')).toEqual({ path: 'fileURLToPath' });
    expect(models.returns('url#pathToFileURL')).toEqual({ path: 'pathToFileURL' });
  });

  it('leave a path where it leads', () => {
    for (const entity of ['fs#realpathSync', 'fs#realpathSync.native', 'fs/promises#realpath', 'slash#', 'normalize-path#', 'untildify#']) {
      expect(models.returns(entity), entity).toEqual({ argument: '0' });
    }
  });
});

describe('places', () => {
  it.each([
    ['os#tmpdir', 'tmpdir'],
    ['node:os#homedir', 'homedir'],
    ['global#process.cwd', 'cwd'],
    ['process#cwd', 'cwd'],
    ['global#Deno.cwd', 'cwd'],
    ['shelljs#tempdir', 'tmpdir'],
  ])('%s() is %s', (entity, source) => {
    expect(models.returns(entity)).toEqual({ source });
  });

  it.each([
    ['process#argv', { source: 'argv' }],
    ['global#process.argv', { source: 'argv' }],
    ['os#userInfo().homedir', { source: 'homedir' }],
    ['env-paths#().cache', { source: 'homedir' }],
    ['env-paths#().temp', { source: 'tmpdir' }],
    ['path#sep', { value: '/' }],
    ['path#posix.sep', { value: '/' }],
    ['path#win32.sep', { value: '\\' }],
    ['path#delimiter', { value: ':' }],
    ['os#EOL', { value: '\n' }],
  ])('%s', (entity, is) => {
    expect(models.constant(entity)).toEqual(is);
  });

  it('nothing of the machine but its places', () => {
    expect(models.constant('os#userInfo().username')).toBeUndefined();
    expect(models.knows('app-root-path')).toBe(false);
  });
});
