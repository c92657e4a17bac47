/** Archives: where they are written, and where they are unpacked. What is packed or unpacked is only read. */
import type { Table } from '../form/schema.js';
import { chains, makes, writes } from './rows.js';

export const archives: Table = {
  calls: [
    writes('tar#{c,create,r,replace,u,update}', ['0.file', '0.f']),
    writes('tar#{x,extract}', ['0.cwd', '0.C']),
    writes('tar#Extract', ['0.path', '0']),
    { of: 'tar#{t,list}', quick: true },
    writes('tar-fs#extract', '0'),
    { of: 'tar-fs#pack', quick: true },

    writes('extract-zip#', '1.dir'),
    writes('adm-zip#().{extractAllTo,extractAllToAsync,writeZip,writeZipPromise}', '0'),
    writes('adm-zip#().{extractEntryTo}', '1'),

    writes('unzipper#Extract', '0.path'),
    writes('unzipper#Open.{file,url,s3,buffer,custom}().extract', '0.path'),
    { of: 'unzipper#Extract().promise', quick: true },
    makes('unzip#Extract', 'unzipper#Extract()'),
    writes('unzip#Extract', '0.path'),

    writes('decompress#', '1'),
    writes('7zip-min#{pack,unpack}', '1'),
    writes('zip-a-folder#{zip,tar}', '1'),
    writes('cross-zip#{zip,unzip}{,Sync}', '1'),
    writes('compressing#{tar,tgz,gzip,zip}.{compressFile,compressDir,uncompress}', '1'),
    writes('targz#{compress,decompress}', '0.dest'),
    writes('fstream#Writer', ['0.path', '0']),

    chains('archiver#().{file,directory,glob,append,symlink,on,once,setFormat}'),
    makes('archiver#create', 'archiver#()'),
    makes('archiver#{ZipArchive,TarArchive,JsonArchive}', 'archiver#()'),
    { of: 'archiver#().finalize', quick: true },
  ],
};
