/** Packages that write, copy or make what they are told: one file, one folder. */
import type { Table } from '../form/schema.js';
import { reads, readsParsed, writes } from './rows.js';

const BOTH = '{,Sync}';

export const packages: Table = {
  calls: [
    writes('{write-file-atomic,write,touch}#{,sync}', '0', { content: '1' }),
    writes('{write-file-atomic,atomically,steno,fs-write-stream-atomic}#{writeFile,writeFileSync}', '0', { content: '1' }),
    writes(['steno#Writer', 'fs-write-stream-atomic#'], '0'),

    writes('write-json-file#{,sync,writeJsonFile,writeJsonFileSync}', '0', { content: '1' }),
    writes(['write-yaml-file#{,sync,writeYamlFile,writeYamlFileSync}', 'write-yaml#{,sync}'], '0', { content: '1' }),
    writes(`jsonfile#writeFile${BOTH}`, '0', { content: '1' }),
    writes('bfj#write', '0', { content: '1' }),
    readsParsed(`jsonfile#readFile${BOTH}`, '0'),
    readsParsed(['load-json-file#{,sync,loadJsonFile,loadJsonFileSync}', 'read-json-file#', 'bfj#read'], '0'),
    readsParsed(['load-yaml-file#{,sync}', 'read-yaml-file#{,sync,readYamlFile,readYamlFileSync}', 'read-yaml#{,sync}'], '0'),

    writes('mkdirp#{,mkdirp,native,manual,mkdirpNative,mkdirpManual,mkdirpSync,mkdirpNativeSync,mkdirpManualSync,nativeSync,manualSync}', '0'),
    writes('mkdirp#{,native.,manual.,mkdirp.}sync', '0'),
    writes('make-dir#{,sync,makeDirectory,makeDirectorySync}', '0'),

    writes('cpy#', '1', { folder: '2.cwd' }),
    writes(`cp-file#{,sync,copyFile,copyFileSync}`, '1', { from: '0' }),
    writes(`move-file#{,sync,moveFile,moveFileSync,renameFile,renameFileSync}`, '1', { from: '0' }),
    writes(['ncp#{,ncp}', 'mv#', 'recursive-copy#', 'cpx#copy{,Sync}', 'copy-dir#{,sync}', 'symlink-dir#{,sync,symlinkDir,symlinkDirSync}'], '1', { from: '0' }),
    writes(['gulp#dest', 'vinyl-fs#dest'], '0', { folder: '1.cwd' }),

    ...jetpack(),
  ],
};

/** fs-jetpack: what `jetpack.cwd(…)` and `jetpack.dir(…)` give works in that folder. */
function jetpack(): Table['calls'] {
  const JETPACK = 'fs-jetpack#{,cwd().}';
  const folder = 'defaults';
  return [
    writes(`${JETPACK}{write,append}{,Async}`, '0', { content: '1', folder }),
    { ...writes(`${JETPACK}file{,Async}`, '0', { content: '1.content', folder }), returns: { argument: 'this' } },
    { ...writes(`${JETPACK}dir{,Async}`, '0', { folder }), returns: { entity: 'fs-jetpack#cwd()', folder: '0' } },
    writes(`${JETPACK}createWriteStream`, '0', { folder }),
    writes(`${JETPACK}{copy,move,symlink}{,Async}`, '1', { folder, from: '0' }),
    writes(`${JETPACK}tmpDir{,Async}`, '0.basePath', { defaultsToTemp: true, folder }),
    reads([`${JETPACK}{read,readAsync}`, `${JETPACK}createReadStream`], '0'),
    { of: `${JETPACK}cwd`, returns: { entity: 'fs-jetpack#cwd()', folder: '*' }, quick: true },
    { of: `${JETPACK}path`, returns: { path: 'resolve', folder }, quick: true },
  ];
}
