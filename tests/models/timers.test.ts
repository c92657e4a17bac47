import { describe, expect, it } from 'vitest';
import { asserts } from '../../src/models/asserts.js';
import { callbacks } from '../../src/models/callbacks.js';
import { lists } from '../../src/models/lists.js';
import type { Effect } from '../../src/models/form/schema.js';
import { timers } from '../../src/models/timers.js';
import { faultsOf, lookup } from './table.js';

const tables = [timers, asserts, callbacks, lists];
const look = lookup(tables);
const only = (entity: string): Effect => {
  const [effect] = look.effects(entity);
  if (effect === undefined) throw new Error(`no effect: ${entity}`);
  return effect;
};

it('has rows of the right form', () => {
  expect(faultsOf(tables)).toEqual([]);
});

describe('timers and schedulers', () => {
  it('a timeout runs once, after its delay and with its arguments', () => {
    expect(only('timers#setTimeout')).toMatchObject({ kind: 'callback', callback: '0', when: 'later', delay: '1', args: ['2', '3', '4', '5', '6', '7'] });
  });

  it('an interval runs again and again: no delay says when', () => {
    expect(only('global#setInterval')).toMatchObject({ when: 'later', callback: '0' });
    expect(only('global#setInterval')).not.toHaveProperty('delay');
  });

  it.each(['global#setImmediate', 'global#queueMicrotask', 'node:process#nextTick'])('%s runs at once', (entity) => {
    expect(only(entity)).toMatchObject({ kind: 'callback', when: 'now' });
  });

  it.each([
    'node-cron#schedule', 'node-schedule#scheduleJob', 'croner#Cron', 'cron#CronJob', 'toad-scheduler#AsyncTask', 'agenda#().define', 'events#EventEmitter().on',
    'chokidar#watch', 'bull#().process', 'bullmq#Worker', 'global#Deno.cron', 'set-interval-async#setIntervalAsync', 'signal-exit#onExit',
  ])('%s runs later', (entity) => {
    expect(look.effects(entity).length).toBeGreaterThan(0);
    for (const effect of look.effects(entity)) expect(effect).toMatchObject({ kind: 'callback', when: 'later' });
  });

  it.each([
    ['node:timers/promises#setTimeout', '0', undefined],
    ['timers/promises#scheduler.wait', '0', undefined],
    ['delay#', '0', undefined],
    ['delay#range', '1', undefined],
    ['sleep-promise#', '0', undefined],
    ['sleep#sleep', '0', 1000],
    ['bluebird#delay', '0', undefined],
    ['bun#sleep', '0', undefined],
    ['global#Atomics.wait', '3', undefined],
    ['zx#sleep', '0', undefined],
  ])('%s takes what its argument %s says', (entity, duration, unit) => {
    expect(look.effects(entity)).toEqual([{ kind: 'wait', duration, ...(unit === undefined ? {} : { unit }) }]);
  });

  it('waiting for an event is long, but for the end of a stream', () => {
    const wait = only('node:events#once');
    expect(wait).toMatchObject({ kind: 'wait', unlessIs: { at: '1' } });
    expect(wait.kind === 'wait' && wait.unlessIs?.is.includes('finish')).toBe(true);
    expect(look.effects('p-wait-for#')).toEqual([{ kind: 'wait' }]);
  });
});

describe('assertions', () => {
  it.each(['assert#', 'node:assert#ok', 'node:assert/strict#', 'assert#strict.ok', 'tiny-invariant#', 'invariant#', 'ts-invariant#invariant', 'chai#assert', '@hapi/hoek#assert'])('%s holds its first argument', (entity) => {
    expect(look.effects(entity)).toEqual([{ kind: 'assert', condition: '0' }]);
  });

  it.each(['assert#equal', 'assert#strictEqual', 'assert/strict#deepEqual', 'chai#assert.equal', '@std/assert#assertEquals'])('%s compares two', (entity) => {
    expect(look.effects(entity)).toEqual([{ kind: 'assert', equal: ['0', '1'] }]);
  });

  it.each(['assert#notStrictEqual', 'assert/strict#notEqual'])('%s compares two that differ', (entity) => {
    expect(look.effects(entity)).toEqual([{ kind: 'assert', unequal: ['0', '1'] }]);
  });

  it.each(['process#exit', 'global#process.abort', 'global#Deno.exit', 'assert#fail'])('%s ends it', (entity) => {
    expect(look.effects(entity)).toEqual([{ kind: 'exit' }]);
  });

  it('console.assert only logs', () => {
    expect(look.effects('global#console.assert')).toEqual([]);
  });
});

describe('functions that call functions', () => {
  it.each(['p-retry#', 'async-retry#', 'promise-retry#', 'async#retry', 'exponential-backoff#backOff', 'zx#retry', 'p-limit#()', 'p-queue#().add', 'async-mutex#Mutex().runExclusive'])('%s calls it now', (entity) => {
    expect(only(entity)).toMatchObject({ kind: 'callback', when: 'now' });
  });

  it.each(['lodash.throttle#', 'p-throttle#()', 'p-timeout#'])('%s gives what it was given', (entity) => {
    expect(look.returns(entity)).toEqual({ argument: '0' });
  });

  it.each(['lodash/debounce#', 'debounce#', 'perfect-debounce#debounce'])('%s waits for a pause', (entity) => {
    expect(look.returns(entity)).toEqual({ delayed: '0', delay: '1' });
  });

  it.each([
    ['lodash#memoize', { key: '1' }],
    ['lodash.memoize#', { key: '1' }],
    ['lodash/memoize#', { key: '1' }],
    ['p-memoize#', { key: '1.cacheKey', keyOf: 'list', age: '1.maxAge' }],
    ['memoizee#', { by: 'all', key: '1.normalizer', keyOf: 'list', age: '1.maxAge' }],
    ['memoize-one#', { by: 'all', age: '1.maxAge' }],
  ])('%s remembers', (entity, how) => {
    expect(look.returns(entity)).toEqual({ memoized: '0', ...how });
  });

  it('promisify gives the twin that promises', () => {
    expect(look.returns('node:util#promisify')).toEqual({ promisified: '0' });
  });

  it('a function with some arguments given is called with those first', () => {
    expect(look.returns('underscore#partial')).toEqual({ entity: 'lodash#partial()' });
    expect(only('lodash#partial()')).toMatchObject({ callback: 'made.0', args: ['made.1', 'made.2', 'made.3', '0', '1', '2'] });
  });
});

describe('functions over lists', () => {
  it.each([
    ['lodash-es#map', { method: 'map', of: '0', args: ['1'] }],
    ['lodash.foreach#', { method: 'forEach', of: '0', args: ['1'] }],
    ['underscore#reduce', { method: 'reduce', of: '0', args: ['1', '2'] }],
    ['ramda#map', { method: 'map', of: '1', args: ['0'] }],
    ['p-map#', { method: 'map', of: '0', args: ['1'], awaits: 'together', limit: '2.concurrency' }],
    ['p-each-series#', { method: 'map', of: '0', args: ['1'], awaits: 'in turn' }],
    ['bluebird#mapSeries', { method: 'map', of: '0', args: ['1'], awaits: 'in turn' }],
    ['async#eachLimit', { method: 'map', of: '0', args: ['2'], awaits: 'together', limit: '1' }],
    ['lodash#get', { member: '1', of: '0' }],
    ['dot-prop#getProperty', { member: '1', of: '0' }],
    ['ramda#path', { member: '0', of: '1' }],
  ])('%s', (entity, returns) => {
    expect(look.returns(entity)).toEqual(returns);
  });

  it('what runs at the end of it', () => {
    expect(only('async#each')).toMatchObject({ callback: '2', when: 'now' });
    expect(only('async#mapLimit')).toMatchObject({ callback: '3', when: 'now' });
  });

  it('two that are equal', () => {
    expect(look.effects('lodash#isEqual')).toEqual([{ kind: 'assert', equal: ['0', '1'], gives: 'boolean' }]);
  });
});
