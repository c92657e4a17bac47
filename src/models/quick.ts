/** Short work on the way to an upload (C3): looking, streaming, compressing, serializing, logging. */
import type { Model, Table } from './form/schema.js';

type Names = string | readonly string[];

/** Gives something that no rule judges, a parsed value among it. */
const short = (of: Names): Model => ({ of, returns: { source: 'unknown' }, quick: true });
/** Gives the text or bytes of the stream or response that it reads. */
const collects = (of: Names): Model => ({ of, returns: { content: '0' }, quick: true });
/** Gives new text or bytes made of what it gets. */
const encodes = (of: Names, refs: string | readonly string[] = '*'): Model => ({ of, returns: { derived: refs }, quick: true });
/** Gives what it is called on. */
const chains = (of: Names): Model => ({ of, returns: { argument: 'this' }, quick: true });

const FS = '{fs,fs-extra,fs-promise,promise-fs}#{,promises.}';

const files: readonly Model[] = [
  { of: [`${FS}{stat,lstat}{,Sync}`, 'global#Deno.{stat,lstat}{,Sync}'], returns: { stats: '0' }, quick: true },
  { of: 'fs#promises.open().stat', returns: { stats: 'made.0' }, quick: true },
  short(`${FS}{fstat,statfs,access,exists,readdir,opendir,readlink,glob}{,Sync}`),
  short(`${FS}{chmod,lchmod,fchmod,chown,lchown,fchown,utimes,lutimes,futimes,unlink,rm,rmdir}{,Sync}`),
  short(`${FS}{close,fsync,fdatasync,ftruncate,read,readv,write,writev}{,Sync}`),
  short(`fs-extra#{remove,pathExists}{,Sync}`),
  short('fs#promises.open().*'),
  short(['path-exists#{,sync,pathExists,pathExistsSync}', 'locate-path#{,sync,locatePath}', 'get-folder-size#{,loose,strict}', 'du#']),
  short(['rimraf#{,sync,rimraf,rimrafSync,native,manual}', 'del#{,sync,deleteAsync,deleteSync}', 'trash#']),
  short(['fast-glob#{,sync,glob,globSync}', 'globby#{,sync,globby,globbySync}', 'glob#{,sync,glob,globSync}', 'tiny-glob#{,sync}', 'tinyglobby#{glob,globSync}']),
  short('os#{cpus,totalmem,freemem,loadavg,platform,arch,type,release,availableParallelism}'),
];

/** A reader of lines: what comes when it is done comes as an event. */
const LINES = '{readline#,readline#promises.}createInterface';

const SOURCES = 'stream#{Readable,Duplex,PassThrough,Transform}';
const COMPRESSORS = 'zlib#create{Gzip,Gunzip,Deflate,DeflateRaw,Inflate,InflateRaw,Unzip,BrotliCompress,BrotliDecompress,ZstdCompress,ZstdDecompress}';
/** What makes a stream. */
const STREAMS = [
  'fs#createReadStream()',
  'fs-extra#createReadStream()',
  'fs#promises.open().createReadStream()',
  'fs#createWriteStream()',
  `${SOURCES}()`,
  `${SOURCES}.{from,fromWeb}()`,
  `${COMPRESSORS}()`,
  'tar#{c,create,x,extract,t,list}()',
  'tar-fs#{pack,extract}()',
  'unzipper#{Extract,Parse,ParseOne}()',
  '{csv-parse,csv-stringify}#{,parse,stringify}()',
  '{fast-csv,@fast-csv/format,@fast-csv/parse}#{format,parse,write}()',
  'archiver#()',
];
const ofStreams = (members: string): readonly string[] => STREAMS.map((stream) => `${stream}.${members}`);

/** Events that come when the stream has done its work. */
const EVENTS = ['finish', 'close', 'end', 'open', 'ready', 'data', 'readable', 'drain', 'entry'];

const streams: readonly Model[] = [
  { of: LINES, returns: { entity: 'readline#createInterface()' }, quick: true },
  short('stream#{,promises.}{pipeline,finished}'),
  { of: ofStreams('pipe'), returns: { argument: '0' }, quick: true },
  {
    of: ofStreams('{on,once,addListener}'),
    does: { kind: 'callback', callback: '1', when: 'now', onlyIs: { at: '0', is: EVENTS } },
    returns: { argument: 'this' },
    quick: true,
  },
  short(ofStreams('{write,end,push,close,destroy,resume,pause,cork,uncork}')),
  chains(ofStreams('{setEncoding,unpipe}')),
  collects('stream/consumers#{text,json,buffer,arrayBuffer,blob}'),
  collects(['get-stream#{,buffer,array,getStream,getStreamAsBuffer,getStreamAsArray,getStreamAsArrayBuffer}', 'raw-body#', 'stream-to-{string,array,promise,buffer}#']),
  collects(['into-stream#{,object}', 'streamifier#createReadStream']),
];

const CODECS = '{gzip,gunzip,deflate,deflateRaw,inflate,inflateRaw,unzip,brotliCompress,brotliDecompress,zstdCompress,zstdDecompress}';

const compression: readonly Model[] = [
  encodes(`zlib#${CODECS}{,Sync}`, '0'),
  encodes('pako#{gzip,ungzip,deflate,deflateRaw,inflate,inflateRaw}', '0'),
  encodes('fflate#{gzip,gunzip,zip,unzip,deflate,inflate,zlib,unzlib,compress,decompress}{,Sync}', '0'),
  encodes(['snappy#{compress,uncompress}{,Sync}', '@mongodb-js/zstd#{compress,decompress}', 'lz4#{encode,decode}', 'lz-string#*', 'brotli#{compress,decompress}'], '0'),
  short('gzip-size#{,sync,gzipSize,gzipSizeSync,gzipSizeFromFile}'),
  short(['jszip#().*', 'jszip#loadAsync', 'yazl#ZipFile().*']),
  { of: 'jszip#().{folder,file}', quick: true },
];

const parsers: readonly Model[] = [
  short(['{csv-parse,csv-parse/sync}#{,parse}', 'papaparse#{parse,unparse}', 'csvtojson#().{fromFile,fromString}', 'neat-csv#', 'd3-dsv#*']),
  short('{fast-csv,@fast-csv/parse,@fast-csv/format}#{parseFile,parseString,parseStream,writeToString,writeToBuffer}'),
  short(['{yaml,toml,@iarna/toml,smol-toml,ini,json5,flatted,devalue,superjson}#{parse,deserialize,decode}', 'js-yaml#{load,loadAll,safeLoad}', 'jsonc-parser#parse']),
  short(['parse-json#', 'secure-json-parse#{,parse}', 'destr#{,destr,safeDestr}', 'json-parse-even-better-errors#', 'comment-json#parse', '@msgpack/msgpack#{decode,decodeAsync}']),
  short(['{msgpackr,cbor-x,cbor,bson,v8,msgpack5,msgpack-lite}#{unpack,decode,decodeFirst,deserialize}', 'fast-xml-parser#XMLParser().parse', 'xml2js#{parseString,parseStringPromise}']),
  short(['protobufjs#{load,loadSync,parse}', 'xlsx#{read,readFile,write,writeXLSX,utils.*}', 'node-xlsx#{parse,build}', 'cheerio#load', 'apache-arrow#{tableFromIPC,tableFromArrays,tableFromJSON}']),
];

const serializers: readonly Model[] = [
  encodes(['{yaml,@iarna/toml,smol-toml,ini,json5,flatted,devalue,superjson}#{stringify,serialize,encode}', 'js-yaml#{dump,safeDump}', 'comment-json#stringify']),
  encodes(['{fast-json-stable-stringify,json-stable-stringify,safe-stable-stringify,fast-safe-stringify,json-stringify-safe,canonicalize,serialize-javascript}#{,stringify}']),
  encodes(['{msgpackr,cbor-x,cbor,bson,msgpack-lite}#{pack,encode,encodeAsync,serialize}', '@msgpack/msgpack#encode']),
  short(['{csv-stringify,csv-stringify/sync}#{,stringify}', 'json2csv#{parse,parseAsync}', 'json2csv#{Parser,AsyncParser}().parse', '@json2csv/{plainjs,node}#*().*', 'apache-arrow#tableToIPC']),
  short(['bfj#{stringify,streamify,parse,walk}', 'xml2js#Builder().buildObject', 'fast-xml-parser#XMLBuilder().build', 'pdf-lib#PDFDocument.create().save', 'pdf-lib#PDFDocument.load().save', 'docx#Packer.toBuffer']),
];

const checksums: readonly Model[] = [
  short(['{md5-file,sha1-file,sha256-file}#{,sync}', 'hasha#{fromFile,fromFileSync,fromStream,hashFile,hashFileSync}', 'folder-hash#hashElement']),
  short(['checksum#{,file}', 'ssri#{fromStream,fromData}', 'crc-hash#createHash', 'crypto#{webcrypto.,}subtle.{sign,verify,encrypt,decrypt,importKey}', 'crypto#{sign,verify}']),
  short(['mime#{,default.}{getType,getExtension,lookup}', 'mime-types#{lookup,contentType,extension}', 'file-type#{fromFile,fromBuffer,fileTypeFromFile,fileTypeFromBuffer}', 'image-size#{,imageSize}']),
];

const COLORS = '{black,red,green,yellow,blue,magenta,cyan,white,gray,grey,bold,dim,italic,underline,inverse,strikethrough,hidden,reset}';
const STYLES = '{chalk,kleur,picocolors,ansi-colors,colorette,yoctocolors,colors,colors/safe,ansis}';
const LOGGERS = '{pino#(),pino#pino(),winston#createLogger(),bunyan#createLogger(),log4js#getLogger(),tslog#Logger()}';

const logging: readonly Model[] = [
  encodes([`${STYLES}#${COLORS}`, `${STYLES}#${COLORS}.*`, `${STYLES}#{bgRed,bgGreen,bgYellow,bgBlue,redBright,greenBright,hex(),rgb()}`]),
  short([`${LOGGERS}.*`, '{signale,loglevel,npmlog}#*', 'consola#{,consola.}*']),
  chains(`${LOGGERS}.{child,add,clear}`),
  short(['winston#{log,error,warn,info,http,verbose,debug,silly}', 'log4js#{shutdown,addLayout}', 'debug#()', 'debug#{enable,disable}']),
  short(['fancy-log#{,info,error,warn,dir}', 'log-update#{,done,clear}', 'boxen#', 'cli-table3#().*', 'table#table', 'pretty-error#().*', 'figlet#{,textSync}']),
  chains(['ora#().*', 'progress#().*', 'cli-progress#{SingleBar,MultiBar,Bar}().*', 'nanospinner#createSpinner().*', 'yocto-spinner#().*']),
];

export const quick: Table = {
  calls: [...files, ...streams, ...compression, ...parsers, ...serializers, ...checksums, ...logging],
};
