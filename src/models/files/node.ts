/** Node's `fs` in all its forms, fs-extra, and what Bun and Deno have in its place. */
import type { Table } from '../form/schema.js';
import { makes, reads, readsParsed, writes } from './rows.js';

/** `fs.x`, `fs.promises.x`, `fs-extra.x`: callback, promise and `Sync` forms take the path in the same place. */
const FS = '{fs,fs-extra,fs-promise,promise-fs}#{,promises.}';
const BOTH = '{,Sync}';
const DENO = 'global#Deno.';
const STD = '{@std/fs,jsr:@std/fs}#';

/** As Linux has them. */
const OPEN_FLAGS = [
  ['O_RDONLY', 0],
  ['O_WRONLY', 1],
  ['O_RDWR', 2],
  ['O_CREAT', 0o100],
  ['O_EXCL', 0o200],
  ['O_TRUNC', 0o1000],
  ['O_APPEND', 0o2000],
] as const;

export const node: Table = {
  calls: [
    writes(`${FS}{writeFile,appendFile}${BOTH}`, '0', { content: '1' }),
    writes(`${FS}{mkdir,truncate}${BOTH}`, '0'),
    writes(`${FS}{copyFile,cp,rename,link,symlink}${BOTH}`, '1', { from: '0' }),
    writes(`${FS}mkdtemp${BOTH}`, '0', { returnsPath: true, unique: true }),
    writes(`${FS}mkdtempDisposable${BOTH}`, '0', { returnsPath: 'path', unique: true }),
    writes(`${FS}open${BOTH}`, '0', { flags: '1' }),
    { ...writes(`${FS}{createWriteStream,WriteStream,FileWriteStream}`, '0'), returns: { entity: 'fs#createWriteStream()' } },
    // What a descriptor or a handle writes goes where it was opened.
    makes('fs#promises.open().createWriteStream', 'fs#createWriteStream()'),
    { of: 'fs#promises.open().{createReadStream,readableWebStream}', does: { kind: 'read', path: 'made.0', range: '0' }, quick: true },
    reads(`${FS}{readFile${BOTH},openAsBlob}`, '0'),
    reads(['global#fetch.{fileFrom,blobFrom}{,Sync}', 'fetch-blob/from.js#{fileFrom,blobFrom}{,Sync}', 'formdata-node/file-from-path#fileFromPath{,Sync}'], '0'),
    { of: `${FS}createReadStream`, does: { kind: 'read', path: '0', range: '1' }, quick: true },

    writes(`fs-extra#{outputFile,outputJson,outputJSON,writeJson,writeJSON}${BOTH}`, '0', { content: '1' }),
    writes(`fs-extra#{ensureDir,mkdirp,mkdirs,ensureFile,createFile,emptyDir,emptydir}${BOTH}`, '0'),
    writes(`fs-extra#{copy,move,ensureLink,createLink,ensureSymlink,createSymlink}${BOTH}`, '1', { from: '0' }),
    readsParsed(`fs-extra#{readJson,readJSON}${BOTH}`, '0'),

    writes('global#{process,Deno}.chdir', '0', { moves: true }),

    writes('global#Bun.write', '0', { content: '1' }),
    reads('global#Bun.{file,mmap}', '0'),
    writes('global#Bun.file().{writer,write}', 'made.0'),
    reads('global#Bun.file().{text,bytes,arrayBuffer,stream,slice}', 'made.0'),
    readsParsed('global#Bun.file().json', 'made.0'),

    writes(`${DENO}{writeFile,writeTextFile}${BOTH}`, '0', { content: '1' }),
    writes(`${DENO}{create,mkdir,truncate}${BOTH}`, '0'),
    writes(`${DENO}{copyFile,rename,link,symlink}${BOTH}`, '1', { from: '0' }),
    writes(`${DENO}open${BOTH}`, '0', { flags: '1' }),
    writes(`${DENO}{makeTempDir,makeTempFile}${BOTH}`, '0.dir', { defaultsToTemp: true, returnsPath: true, unique: true }),
    reads(`${DENO}{readFile,readTextFile}${BOTH}`, '0'),
    writes(`${STD}{ensureDir,ensureFile,emptyDir}${BOTH}`, '0'),
    writes(`${STD}{copy,move,ensureLink,ensureSymlink}${BOTH}`, '1', { from: '0' }),
  ],
  constants: OPEN_FLAGS.map(([name, value]) => ({ of: `${FS}constants.${name}`, is: { value } })),
  types: [{ type: 'fs#WriteStream', entity: 'fs#createWriteStream()' }],
};
