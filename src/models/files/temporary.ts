/** Packages that make temporary files: in the system's folder, unless they are told another. */
import type { Model, Refs, Table, WriteEffect } from '../form/schema.js';
import { writes } from './rows.js';

const makesIn = (of: string, path: Refs, returnsPath: WriteEffect['returnsPath'] = false): Model =>
  writes(of, path, { defaultsToTemp: true, returnsPath });

/** A name in the temporary folder where no file is made yet. */
const names = (of: string, without?: string): Model => ({ of, returns: { source: 'tmpdir', without }, quick: true });

/** Runs its first argument with the path of what it made. */
const runsWithPath = (of: string, path: Refs): Model => ({
  of,
  does: [
    { kind: 'write', path, defaultsToTemp: true },
    { kind: 'callback', callback: ['0', '1'], when: 'now' },
  ],
});

/** tmp: `tmpdir` is the folder in place of the system's; before 0.2 that was `dir`. */
const TMP_FOLDER = ['0.tmpdir', '0.dir'];

export const temporary: Table = {
  calls: [
    makesIn('tmp#{file,dir}', TMP_FOLDER),
    makesIn('{tmp,tmp-promise}#{fileSync,dirSync}', TMP_FOLDER, 'name'),
    makesIn('tmp-promise#{file,dir}', TMP_FOLDER, 'path'),
    runsWithPath('tmp-promise#{withFile,withDir}', ['1.tmpdir', '1.dir']),
    names('{tmp,tmp-promise}#tmpNameSync', '0.tmpdir'),
    names('tmp-promise#tmpName', '0.tmpdir'),

    names('tempy#{file,temporaryFile}'),
    makesIn('tempy#{directory,temporaryDirectory}', [], true),
    makesIn('tempy#{write,writeSync,temporaryWrite,temporaryWriteSync}', [], true),
    runsWithPath('tempy#{temporaryFileTask,temporaryDirectoryTask,temporaryWriteTask}', []),
    runsWithPath('tempy#{file.task,directory.task,write.task}', []),

    { of: 'temp#track', returns: { entity: 'temp#' }, quick: true },
    makesIn('temp#mkdir{,Sync}', '0.dir', true),
    makesIn('temp#open{,Sync}', '0.dir', 'path'),
    makesIn('temp#createWriteStream', '0.dir'),
    names('temp#path', '0.dir'),

    makesIn('temp-write#{,sync}', [], true),
    names('tempfile#'),
    writes('mktemp#{createFile,createDir}{,Sync}', '0', { returnsPath: true }),
    { of: 'unique-filename#', returns: { argument: '0' }, quick: true },
    names('os-tmpdir#'),
    names('osenv#tmpdir'),
    makesIn('zx#{tmpdir,tempdir,tmpfile,tempfile}', [], true),
  ],
  constants: [
    { of: ['tempy#{root,rootTemporaryDirectory}', 'temp#dir', 'tmp#tmpdir', 'temp-dir#'], is: { source: 'tmpdir' } },
  ],
};
