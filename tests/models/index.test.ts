import { describe, expect, it } from 'vitest';
import { BUILTIN_TABLES } from '../../src/models/builtin.js';
import { aliasOf, modelsFor } from '../../src/models/index.js';
import type { Model } from '../../src/models/form/schema.js';
import { contradictionsIn } from './table.js';

const builtin = modelsFor([]);
const rowsOf = (entity: string): readonly Model[] => builtin.callsOf(aliasOf(entity));

describe('an entity is found by every name that it is imported under', () => {
  it.each([
    ['node-fetch#', 'global#fetch'],
    ['node-fetch#default', 'global#fetch'],
    ['cross-fetch#fetch', 'global#fetch'],
    ['undici#fetch', 'global#fetch'],
    ['node:fs/promises#writeFile', 'fs#promises.writeFile'],
    ['node:http#createServer', 'http#createServer'],
    ['axios#default.post', 'axios#post'],
    ['node:process#exit', 'global#process.exit'],
    ['node:timers/promises#setTimeout', 'timers#promises.setTimeout'],
    ['node:timers#setInterval', 'global#setInterval'],
    ['lodash-es#map', 'lodash#map'],
    ['lodash/get#', 'lodash#get'],
    ['lodash-es/get.js#', 'lodash#get'],
    ['lodash.foreach#', 'lodash#forEach'],
    ['underscore#memoize', 'lodash#memoize'],
    ['bluebird#map', 'global#Promise.map'],
  ])('%s', (name, key) => {
    expect(aliasOf(name)).toBe(key);
    expect(rowsOf(name)).not.toEqual([]);
    expect(rowsOf(name)).toBe(rowsOf(key));
  });

  it('lodash/fp takes its arguments in another order: it is not lodash', () => {
    expect(aliasOf('lodash/fp#map')).toBe('lodash/fp#map');
    expect(rowsOf('lodash/fp#map').map(({ returns }) => returns)).toEqual([{ method: 'map', of: '1', args: ['0'] }]);
  });
});

describe('built-in tables', () => {
  it('state one result an entity', () => {
    expect(contradictionsIn(BUILTIN_TABLES)).toEqual([]);
  });

  it('know the modules that they speak of, and no others', () => {
    expect(builtin.knowsModule('axios')).toBe(true);
    expect(builtin.knowsModule('fs')).toBe(true);
    expect(builtin.knowsModule('@acme/storage')).toBe(false);
  });

  it('let a last member * stand for those that no row names', () => {
    const chained = { entity: 'wretch#()' };
    expect(rowsOf('wretch#().auth')[0]?.returns).toEqual(chained);
    expect(rowsOf('wretch#().put')[0]?.does).toMatchObject({ kind: 'request', method: 'PUT' });
    expect(rowsOf('wretch#().put()')).toEqual([]);
    expect(rowsOf('axios#interceptors.response.use')).toEqual([]);
  });
});

describe("a project's own rows", () => {
  const put = { kind: 'request', url: '0', method: 'PUT', body: '1' };

  it('stand beside the built-in ones', () => {
    const models = modelsFor([{ of: '@acme/http#{put,send}', does: put }]);
    expect(models.callsOf('@acme/http#send')).toEqual([{ of: '@acme/http#{put,send}', does: put }]);
    expect(models.knowsModule('@acme/http')).toBe(true);
    expect(models.callsOf('axios#put')).toBe(builtin.callsOf('axios#put'));
  });

  it('win over those of the same entity, under any of its names', () => {
    const row = { of: 'node-fetch#', does: { kind: 'wait' } };
    expect(modelsFor([row]).callsOf('global#fetch')).toEqual([row]);
  });

  it('are all of them of one entity, in their order', () => {
    const rows = [{ of: '@acme/http#put', does: put }, { of: '@acme/http#put', quick: true }];
    expect(modelsFor(rows).callsOf('@acme/http#put')).toEqual(rows);
  });

  it('may name files of the project, from the folder that ESLint runs in', () => {
    const rows = [{ of: './src/http.ts#{put,}', does: put }];
    const models = modelsFor(rows, '/home/ada/plugin');
    expect(models.callsOf('/home/ada/plugin/src/http.ts#put')).toEqual(rows);
    expect(models.callsOf('/home/ada/plugin/src/http.ts#')).toEqual(rows);
    expect(modelsFor(rows, '/elsewhere').callsOf('/home/ada/plugin/src/http.ts#put')).toEqual([]);
  });

  it('may say what a constant and a type are', () => {
    const models = modelsFor([
      { of: '@acme/paths#SCRATCH', is: { source: 'tmpdir' } },
      { type: '@acme/http#Client', entity: 'axios#' },
    ]);
    expect(models.constantOf('@acme/paths#SCRATCH')?.is).toEqual({ source: 'tmpdir' });
    expect(models.typeEntity('@acme/http', 'Client')).toBe('axios#');
    expect(models.typeEntity('@acme/http', 'Other')).toBeUndefined();
    expect(models.typeEntity('axios', 'AxiosInstance')).toBe('axios#');
  });

  it('are compiled once for one array and folder', () => {
    const rows = [{ of: '@acme/http#put', does: put }];
    expect(modelsFor(rows, '/a')).toBe(modelsFor(rows, '/a'));
    expect(modelsFor(rows, '/a')).not.toBe(modelsFor(rows, '/b'));
  });
});
