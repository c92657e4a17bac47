/** Tables, spreadsheets, images, PDF files, screenshots. */
import type { Table } from '../form/schema.js';
import { chains, makes, writes } from './rows.js';

const spreadsheets: Table['calls'] = [
  writes('csv-writer#{createObjectCsvWriter,createArrayCsvWriter}', '0.path'),
  { of: 'csv-writer#{createObjectCsvWriter,createArrayCsvWriter}().writeRecords', quick: true },
  writes('{fast-csv,@fast-csv/format}#writeToPath', '0'),
  writes('objects-to-csv#().toDisk', '0'),
  writes('exceljs#Workbook().{xlsx,csv}.writeFile', '0'),
  writes('exceljs#stream.xlsx.WorkbookWriter', '0.filename'),
  { of: 'exceljs#Workbook().{xlsx,csv}.{readFile,read,load,write,writeBuffer}', quick: true },
  { of: 'exceljs#stream.xlsx.WorkbookWriter().commit', quick: true },
  writes('xlsx#{writeFile,writeFileSync,writeFileXLSX}', '1'),
  writes('xlsx#writeFileAsync', '0'),
  makes('xlsx-populate#{fromBlankAsync,fromFileAsync,fromDataAsync}', 'xlsx-populate#Workbook'),
  writes('xlsx-populate#Workbook.toFileAsync', '0'),
  writes('excel4node#Workbook().write', '0'),
  writes('pptxgenjs#().writeFile', ['0.fileName', '0']),
  writes('{parquetjs,parquetjs-lite,@dsnp/parquetjs}#ParquetWriter.openFile', '1'),
  { of: '{parquetjs,parquetjs-lite,@dsnp/parquetjs}#ParquetWriter.openFile().{appendRow,close}', quick: true },
  writes('hyparquet-writer#parquetWriteFile', '0.filename'),
  writes('avsc#createFileEncoder', '0'),
];

const images: Table['calls'] = [
  chains('sharp#().*'),
  writes('sharp#().toFile', '0'),
  { of: 'sharp#().{toBuffer,metadata,stats}', returns: { source: 'unknown' }, quick: true },

  makes('jimp#{,Jimp.}{read,create,fromBuffer,fromBitmap}', 'jimp#Image'),
  makes(['jimp#', 'jimp#Jimp'], 'jimp#Image'),
  chains('jimp#Image.*'),
  writes('jimp#Image.{write,writeAsync}', '0'),
  { of: 'jimp#Image.{getBuffer,getBufferAsync,getBase64,getBase64Async}', returns: { source: 'unknown' }, quick: true },

  writes('image-js#{write,writeSync}', '0'),
  makes('image-js#Image.load', 'image-js#Image()'),
  writes('image-js#Image().save', '0'),

  makes('gm#subClass()', 'gm#()'),
  chains('gm#().*'),
  writes('gm#().write', '0'),
  writes('qrcode#toFile', '0'),

  chains('fluent-ffmpeg#().*'),
  writes('fluent-ffmpeg#().{output,addOutput,save,saveToFile,mergeToFile}', '0'),
  writes('fluent-ffmpeg#().{screenshots,takeScreenshots}', ['0.folder', '1']),

  writes('html-pdf#create().toFile', '0'),
  writes('md-to-pdf#mdToPdf', '1.dest'),
  writes('@react-pdf/renderer#{,default.}{renderToFile,render}', '1'),
];

const BROWSERS = '{puppeteer,puppeteer-core,playwright,playwright-core,@playwright/test}';

/** `{puppeteer,playwright}` share the names that take a path. */
const browsers: Table['calls'] = [
  makes(`{puppeteer,puppeteer-core}#{launch,connect}`, 'puppeteer#Browser'),
  makes(`${BROWSERS}#{chromium,firefox,webkit}.{launch,connect,connectOverCDP}`, 'puppeteer#Browser'),
  makes('puppeteer#Browser.{newContext,createBrowserContext,createIncognitoBrowserContext,defaultBrowserContext}', 'puppeteer#Browser'),
  makes('puppeteer#Browser.newPage', 'puppeteer#Page'),
  makes(['puppeteer#Page.{$,locator,waitForSelector,mainFrame,getByRole,getByText,getByTestId}'], 'puppeteer#Page'),
  makes(['puppeteer#Page.{first,last,nth}'], 'puppeteer#Page'),
  writes('puppeteer#Page.{screenshot,pdf,screencast}', '0.path'),
  writes('puppeteer#Browser.storageState', '0.path'),
  writes('puppeteer#{Page,Browser}.tracing.{start,stop}', '0.path'),
  writes(`${BROWSERS}#{chromium,firefox,webkit}.launchPersistentContext`, '0'),
];

export const documents: Table = {
  calls: [...spreadsheets, ...images, ...browsers],
  types: [
    { type: 'exceljs#Workbook', entity: 'exceljs#Workbook()' },
    { type: 'sharp#Sharp', entity: 'sharp#()' },
    { type: `${BROWSERS}#Page`, entity: 'puppeteer#Page' },
    { type: `${BROWSERS}#{Browser,BrowserContext}`, entity: 'puppeteer#Browser' },
  ],
};
