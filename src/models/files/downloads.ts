/** Packages that fetch something from elsewhere into a folder or a file. How long that takes, their names tell. */
import type { Model, Refs, Table } from '../form/schema.js';

const fetches = (of: string | readonly string[], path: Refs): Model => ({ of, does: { kind: 'write', path } });

export const downloads: Table = {
  calls: [
    fetches(['download#', 'download-git-repo#', 'easydl#', 'wget-improved#download'], '1'),
    fetches('nodejs-file-downloader#{,Downloader}', '0.directory'),
    fetches('node-downloader-helper#DownloaderHelper', '1'),
    fetches('image-downloader#image', '0.dest'),
    fetches('node-wget#', '0.dest'),
    fetches('degit#().clone', '0'),
    fetches('@huggingface/hub#{snapshotDownload,downloadFileToCacheDir}', '0.cacheDir'),
    fetches('simple-git#{,simpleGit,gitP}().{clone,mirror}', '1'),
  ],
};
