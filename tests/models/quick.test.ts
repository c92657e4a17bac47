import { describe, expect, it } from 'vitest';
import { fileTables } from '../../src/models/files/index.js';
import { quick } from '../../src/models/quick.js';
import { lookup } from './table.js';

const models = lookup([...fileTables, quick]);
const isShort = (entity: string): boolean => models.rows(entity).some((row) => row.quick === true);

describe('short work', () => {
  it.each([
    'fs/promises#stat',
    'fs#existsSync',
    'fs/promises#writeFile',
    'fs-extra#outputJson',
    'fs/promises#mkdtemp',
    'fs/promises#open',
    'fs#promises.open().close',
    'mkdirp#',
    'zlib#gzip',
    'zlib#brotliCompressSync',
    'stream#pipeline',
    'node:stream/promises#pipeline',
    'stream#promises.finished',
    'fs#createWriteStream().end',
    'node:stream/consumers#text',
    'archiver#().finalize',
    'tar#create',
    'sharp#().toBuffer',
    'sharp#().toFile',
    'jszip#().generateAsync',
    'pino#().info',
    'winston#createLogger().info',
    'debug#()',
    'chalk#green',
    'chalk#red.bold',
    'ora#().start',
    'csv-parse/sync#parse',
    'papaparse#unparse',
    'yaml#stringify',
    '@msgpack/msgpack#encode',
    'mime-types#lookup',
    '@tensorflow/tfjs#LayersModel.save',
    'exceljs#Workbook().xlsx.writeFile',
  ])('%s', (entity) => {
    expect(isShort(entity)).toBe(true);
  });

  it.each(['@tensorflow/tfjs#LayersModel.fit', 'download#', 'child_process#execSync', 'fs#nothing'])('not %s', (entity) => {
    expect(isShort(entity)).toBe(false);
  });
});

describe('what it gives', () => {
  it('the content of a stream', () => {
    for (const entity of ['stream/consumers#json', 'get-stream#', 'raw-body#']) expect(models.returns(entity), entity).toEqual({ content: '0' });
  });

  it('what a stream is piped into', () => {
    for (const entity of ['zlib#createGzip().pipe', 'stream#Readable.from().pipe', 'fs#createReadStream().pipe']) {
      expect(models.returns(entity), entity).toEqual({ argument: '0' });
    }
  });

  it('the end of a stream, as soon as it is waited for', () => {
    expect(models.effects('fs#createWriteStream().on')).toMatchObject([{ kind: 'callback', callback: '1', when: 'now' }]);
    const [effect] = models.effects('fs#createWriteStream().once');
    expect(effect?.kind === 'callback' ? effect.onlyIs?.is : []).toEqual(expect.arrayContaining(['finish', 'close']));
    expect(effect?.kind === 'callback' ? effect.onlyIs?.is : ['error']).not.toContain('error');
  });

  it('parsed values that may be a manifest', () => {
    for (const entity of ['yaml#parse', 'json5#parse', 'js-yaml#load']) expect(models.returns(entity), entity).toEqual({ source: 'unknown' });
  });
});
