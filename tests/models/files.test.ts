import { describe, expect, it } from 'vitest';
import { fileTables } from '../../src/models/files/index.js';
import { lookup } from './table.js';

const models = lookup(fileTables);

/** Entity of the call, and where in it the path stands. */
const WRITES: readonly (readonly [string, string | readonly string[]])[] = [
  ['node:fs#writeFile', '0'],
  ['fs#writeFileSync', '0'],
  ['fs#promises.writeFile', '0'],
  ['node:fs/promises#appendFile', '0'],
  ['graceful-fs#mkdirSync', '0'],
  ['mz/fs#mkdir', '0'],
  ['fs#copyFileSync', '1'],
  ['fs#cp', '1'],
  ['fs/promises#rename', '1'],
  ['fs#linkSync', '1'],
  ['fs/promises#symlink', '1'],
  ['fs#createWriteStream', '0'],
  ['fs#truncateSync', '0'],
  ['fs-extra#writeFile', '0'],
  ['fs-extra#outputFile', '0'],
  ['fs-extra#outputJsonSync', '0'],
  ['fs-extra/esm#writeJSON', '0'],
  ['fs-extra#ensureDir', '0'],
  ['fs-extra#mkdirpSync', '0'],
  ['fs-extra#emptyDir', '0'],
  ['fs-extra#copy', '1'],
  ['fs-extra#moveSync', '1'],
  ['fs-extra#ensureSymlink', '1'],
  ['zx#fs.outputFile', '0'],
  ['global#process.chdir', '0'],
  ['process#chdir', '0'],
  ['global#Bun.write', '0'],
  ['bun#write', '0'],
  ['global#Bun.file().writer', 'made.0'],
  ['global#Deno.writeTextFileSync', '0'],
  ['global#Deno.rename', '1'],
  ['write-file-atomic#', '0'],
  ['write-file-atomic#sync', '0'],
  ['jsonfile#writeFileSync', '0'],
  ['mkdirp#', '0'],
  ['mkdirp#mkdirp', '0'],
  ['mkdirp#sync', '0'],
  ['make-dir#makeDirectory', '0'],
  ['cpy#', '1'],
  ['cp-file#copyFile', '1'],
  ['move-file#moveFileSync', '1'],
  ['fs-jetpack#write', '0'],
  ['fs-jetpack#cwd().copyAsync', '1'],
  ['tar#c', ['0.file', '0.f']],
  ['tar#create', ['0.file', '0.f']],
  ['tar#x', ['0.cwd', '0.C']],
  ['tar-fs#extract', '0'],
  ['extract-zip#', '1.dir'],
  ['adm-zip#().extractAllTo', '0'],
  ['adm-zip#().writeZip', '0'],
  ['adm-zip#().extractEntryTo', '1'],
  ['unzipper#Extract', '0.path'],
  ['unzipper#Open.file().extract', '0.path'],
  ['decompress#', '1'],
  ['sharp#().toFile', '0'],
  ['jimp#Image.writeAsync', '0'],
  ['csv-writer#createObjectCsvWriter', '0.path'],
  ['fast-csv#writeToPath', '0'],
  ['exceljs#Workbook().xlsx.writeFile', '0'],
  ['exceljs#stream.xlsx.WorkbookWriter', '0.filename'],
  ['xlsx#writeFile', '1'],
  ['parquetjs-lite#ParquetWriter.openFile', '1'],
  ['puppeteer#Page.screenshot', '0.path'],
  ['puppeteer#Page.pdf', '0.path'],
  ['better-sqlite3#', '0'],
  ['sqlite3#Database', '0'],
  ['node:sqlite#DatabaseSync', '0'],
  ['classic-level#ClassicLevel', '0'],
  ['lowdb/node#JSONFile', '0'],
  ['winston#transports.File', ['0.dirname', '0.filename']],
  ['winston-daily-rotate-file#', ['0.dirname', '0.filename']],
  ['bunyan#createLogger', '0.streams.*.path'],
  ['log4js#configure', '0.appenders.*.filename'],
  ['rotating-file-stream#createStream', ['1.path', '0']],
  ['@tensorflow/tfjs#LayersModel.save', '0'],
  ['@tensorflow/tfjs-node#node.summaryFileWriter', '0'],
  ['danfojs-node#toCSV', '1.filePath'],
  ['nodejs-polars#DataFrame().writeParquet', '0'],
  ['download#', '1'],
  ['nodejs-file-downloader#Downloader', '0.directory'],
];

describe('writes', () => {
  it.each(WRITES)('%s at %s', (entity, path) => {
    expect(models.writes(entity).map((effect) => effect.path)).toEqual([path]);
  });

  it('opens that write only with some flags', () => {
    for (const entity of ['fs#openSync', 'fs/promises#open', 'global#Deno.open']) {
      expect(models.writes(entity), entity).toMatchObject([{ path: '0', flags: '1' }]);
    }
  });

  it('databases that are only read', () => {
    expect(models.writes('better-sqlite3#')).toMatchObject([{ unless: '1.readonly' }]);
    expect(models.writes('node:sqlite#DatabaseSync')).toMatchObject([{ unless: '1.readOnly' }]);
    expect(models.writes('sqlite3#Database')).toMatchObject([{ unlessIs: { at: '1', is: [1] } }]);
    expect(models.constant('sqlite3#OPEN_READONLY')).toEqual({ value: 1 });
    expect(models.constant('sqlite3#OPEN_READWRITE')).toBeUndefined();
  });

  it('models of tfjs only behind file://', () => {
    expect(models.writes('@tensorflow/tfjs#LayersModel.save')).toMatchObject([{ prefix: 'file://' }]);
  });

  it('pino: one target or several', () => {
    const [targets] = models.writes('pino#transport');
    expect(targets?.path).toEqual(expect.arrayContaining(['0.options.destination', '0.targets.*.options.destination']));
    expect(models.writes('pino#').map(({ path }) => path)).toContain('1');
    expect(models.writes('pino#destination')).toMatchObject([{ path: ['0.dest', '0'] }]);
  });
});

describe('temporary files', () => {
  it.each([
    ['fs#mkdtempSync', true, undefined],
    ['fs/promises#mkdtemp', true, undefined],
    ['global#Deno.makeTempDir', true, true],
    ['tmp#fileSync', 'name', true],
    ['tmp#dirSync', 'name', true],
    ['tmp-promise#dir', 'path', true],
    ['tempy#temporaryDirectory', true, true],
    ['temp#mkdirSync', true, true],
    ['temp#openSync', 'path', true],
    ['zx#tmpdir', true, true],
  ])('%s gives what it made', (entity, returnsPath, defaultsToTemp) => {
    const [effect, ...others] = models.writes(entity);
    expect(others).toEqual([]);
    expect(effect?.returnsPath).toBe(returnsPath);
    expect(effect?.defaultsToTemp).toBe(defaultsToTemp);
  });

  it('only names there write nothing yet', () => {
    for (const entity of ['tempy#temporaryFile', 'tempfile#', 'tmp#tmpNameSync', 'os-tmpdir#']) {
      expect(models.writes(entity), entity).toEqual([]);
      expect(models.returns(entity), entity).toMatchObject({ source: 'tmpdir' });
    }
    expect(models.constant('temp-dir#')).toEqual({ source: 'tmpdir' });
  });

  it('in the folder that the call names', () => {
    expect(models.writes('tmp#dirSync')).toMatchObject([{ path: ['0.tmpdir', '0.dir'] }]);
    expect(models.writes('global#Deno.makeTempFile')).toMatchObject([{ path: '0.dir' }]);
  });
});

describe('reads', () => {
  it.each(['fs#readFileSync', 'fs/promises#readFile', 'fs#createReadStream', 'fs#openAsBlob', 'global#Bun.file', 'global#Deno.readTextFile'])('%s', (entity) => {
    expect(models.reads(entity)).toMatchObject([{ path: '0' }]);
    expect(models.writes(entity)).toEqual([]);
  });

  it.each(['fs-extra#readJson', 'jsonfile#readFileSync', 'load-json-file#loadJsonFile'])('%s parses', (entity) => {
    expect(models.reads(entity)).toMatchObject([{ path: '0', parses: true }]);
  });
});

describe('instances', () => {
  it.each([
    ['sqlite3#verbose', 'sqlite3#'],
    ['@tensorflow/tfjs-node#sequential', '@tensorflow/tfjs#LayersModel'],
    ['@tensorflow/tfjs-node-gpu#loadLayersModel', '@tensorflow/tfjs#LayersModel'],
    ['playwright#chromium.launch', 'puppeteer#Browser'],
    ['puppeteer#Browser.newPage', 'puppeteer#Page'],
    ['jimp#read', 'jimp#Image'],
  ])('%s makes %s', (entity, made) => {
    expect(models.returns(entity)).toEqual({ entity: made });
  });

  it('keep their name along a chain', () => {
    expect(models.returns('sharp#().resize')).toEqual({ argument: 'this' });
    expect(models.returns('nodejs-polars#DataFrame().filter')).toEqual({ argument: 'this' });
    expect(models.writes('sharp#().resize')).toEqual([]);
  });

  it.each([
    ['@tensorflow/tfjs-node', 'LayersModel', '@tensorflow/tfjs#LayersModel'],
    ['exceljs', 'Workbook', 'exceljs#Workbook()'],
    ['better-sqlite3', 'Database', 'better-sqlite3#()'],
    ['playwright', 'Page', 'puppeteer#Page'],
    ['sharp', 'Sharp', 'sharp#()'],
  ])('are known by the type %s %s', (module, name, entity) => {
    expect(models.type(module, name)).toBe(entity);
  });

  it('train for long', () => {
    expect(models.effects('@tensorflow/tfjs#LayersModel.fit')).toEqual([{ kind: 'wait' }]);
  });
});
