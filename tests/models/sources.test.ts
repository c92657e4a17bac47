import { describe, expect, it } from 'vitest';
import { sources } from '../../src/models/sources.js';
import { lookup } from './table.js';

const models = lookup([sources]);

describe('what varies from run to run', () => {
  it.each([
    ['global#Date.now', 'time'],
    ['perf_hooks#performance.now', 'time'],
    ['luxon#DateTime.now', 'time'],
    ['date-fns#startOfToday', 'time'],
    ['global#Temporal.Now.instant', 'time'],
    ['global#process.hrtime.bigint', 'time'],
    ['process#hrtime', 'time'],
    ['global#Math.random', 'random'],
    ['node:crypto#randomUUID', 'random'],
    ['global#crypto.randomUUID', 'random'],
    ['crypto#randomBytes', 'random'],
    ['crypto#webcrypto.getRandomValues', 'random'],
    ['uuid#v4', 'random'],
    ['uuid#v1', 'random'],
    ['uuid#v7', 'random'],
    ['nanoid#nanoid', 'random'],
    ['nanoid/non-secure#nanoid', 'random'],
    ['nanoid#customAlphabet()', 'random'],
    ['@paralleldrive/cuid2#createId', 'random'],
    ['ulid#ulid', 'random'],
    ['short-uuid#generate', 'random'],
    ['shortid#generate', 'random'],
    ['hyperid#()', 'random'],
    ['crypto-random-string#', 'random'],
    ['unique-string#', 'random'],
    ['@faker-js/faker#faker.string.uuid', 'random'],
    ['lodash#random', 'random'],
    ['os#hostname', 'process'],
    ['node-machine-id#machineIdSync', 'process'],
    ['ip#address', 'process'],
  ])('%s is %s', (entity, source) => {
    expect(models.returns(entity)).toMatchObject({ source });
  });

  it('a time only without an argument', () => {
    for (const entity of ['global#Date', 'dayjs#', 'moment#', 'dayjs#utc', 'luxon#DateTime.local', 'mongodb#ObjectId']) {
      expect(models.returns(entity), entity).toMatchObject({ without: '0' });
    }
    expect(models.returns('global#Date.now')).not.toHaveProperty('without', '0');
  });

  it('no random numbers from a seed', () => {
    expect(models.returns('seedrandom#()')).toEqual({ source: 'random', without: 'made.0' });
    expect(models.returns('chance#().guid')).toEqual({ source: 'random', without: 'made.0' });
  });

  it('constants', () => {
    for (const entity of ['process#pid', 'global#process.ppid', 'global#Deno.pid']) expect(models.constant(entity), entity).toEqual({ source: 'process' });
  });

  it('no counters, no names of the platform', () => {
    for (const entity of ['lodash#uniqueId', 'os#platform', 'nanoid#customAlphabet']) expect(models.returns(entity), entity).toBeUndefined();
  });
});

describe('what carries it on', () => {
  it.each([
    ['uuid#v5', ['0', '1']],
    ['object-hash#', '0'],
    ['md5#', '0'],
    ['hash-wasm#sha256', '0'],
    ['crypto-js#MD5', '0'],
    ['crypto#hash', '1'],
    ['global#crypto.subtle.digest', '1'],
    ['date-fns#format', '*'],
    ['date-fns/format#format', '*'],
    ['slugify#', '0'],
    ['lodash#kebabCase', '*'],
    ['lodash/kebabCase#', '*'],
    ['change-case#paramCase', '*'],
    ['util#inspect', '*'],
    ['querystring#stringify', '0'],
  ])('%s', (entity, refs) => {
    expect(models.returns(entity)).toEqual({ derived: refs });
  });

  it('hashes that are fed step by step', () => {
    expect(models.returns('node:crypto#createHash')).toEqual({ entity: 'crypto#createHash()', keeps: [] });
    expect(models.returns('crypto#createHmac')).toEqual({ entity: 'crypto#createHash()', keeps: '1' });
    expect(models.effects('crypto#createHash().update')).toEqual([{ kind: 'keep', value: '0' }]);
    expect(models.returns('crypto#createHash().update')).toEqual({ argument: 'this' });
    expect(models.returns('crypto#createHash().digest')).toEqual({ derived: 'kept' });
  });
});
