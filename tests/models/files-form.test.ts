import { describe, expect, it } from 'vitest';
import { fileTables } from '../../src/models/files/index.js';
import { paths } from '../../src/models/paths.js';
import { processes } from '../../src/models/processes.js';
import { quick } from '../../src/models/quick.js';
import { sources } from '../../src/models/sources.js';
import { contradictionsIn, doubleWritesIn, faultsOf, lookup } from './table.js';

const TABLES = [...fileTables, paths, processes, sources, quick];

describe('tables of files, paths, processes, sources and short work', () => {
  it('name entities and places in a call as the schema says', () => {
    expect(faultsOf(TABLES)).toEqual([]);
  });

  it('never say two things of one call', () => {
    expect(contradictionsIn(TABLES)).toEqual([]);
  });

  it('never say one write twice', () => {
    expect(doubleWritesIn(TABLES)).toEqual([]);
    expect(doubleWritesIn([fileTables[0] ?? { calls: [] }, { calls: [{ of: 'fs#mkdir', does: { kind: 'write', path: '0' } }] }])).toEqual(['fs#mkdir']);
  });

  it('see a wrong reference and a wrong entity', () => {
    expect(faultsOf([{ calls: [{ of: 'fs#x', does: { kind: 'write', path: 'first' } }] }])).toHaveLength(1);
    expect(faultsOf([{ calls: [{ of: 'no entity' }] }])).toEqual(['no entity']);
    const rows = [
      { of: 'fs#x', returns: { derived: '0' } },
      { of: 'node:fs#x', returns: { argument: '0' } },
    ];
    expect(contradictionsIn([{ calls: rows }])).toEqual(['fs#x']);
  });

  it('do not know in-memory file systems', () => {
    const { knows } = lookup(TABLES);
    expect(['memfs', 'unionfs', 'mock-fs', 'jszip-sync', 'memory-fs'].filter(knows)).toEqual([]);
  });

  it('do not take deleting or changing of modes for writing', () => {
    const { writes } = lookup(TABLES);
    const harmless = ['fs#rmSync', 'fs/promises#unlink', 'fs#chmodSync', 'fs#utimes', 'fs-extra#remove', 'rimraf#rimraf', 'del#deleteAsync', 'fs#writeSync'];
    expect(harmless.filter((entity) => writes(entity).length > 0)).toEqual([]);
  });
});
