/**
 * Whether a file is worth a trace at all (C1–C10): decided by the words in its text, since most files of most projects
 * have nothing to do with storage, and must cost nothing.
 */
import { writesFiles } from '../../models/index.js';
import type { ModuleLoader, Program } from '../../modules/index.js';
import type { Settings } from '../../settings.js';
import { isFileModule, isProcessModule, namesWriter } from './outside-words.js';

/** Names of the packages that a program imports. */
const PACKAGE = /(?:\bfrom|\bimport|\brequire)\s*\(?\s*['"]([^'"./][^'"]*)['"]/g;

/** Something that may stand for a place outside of the current folder (C5); a drive is one letter, and what is imported from above is read. */
const OUTSIDE =
  /['"`]\/|(?<![a-z])[a-z]:[\\/]|\\\\|(?<!\b(?:from|import|require)\s*\(?\s*['"`]|\.\.\/)\.\.[/\\'"`]|tmpdir|homedir|__dirname|__filename|import\.meta|\bfile:|\bHOME\b|USERPROFILE|\bTE?MP(?:DIR)?\b|~|[ =>]\/\w|\bte?mp\b|tempy|tempdir|temporary|\bmkdtemp|makeTemp/i;

/** An import of what may be a file of the project. */
const OWN_IMPORT = /(?:from|import|require)\s*\(?\s*['"](?:[./#@~]|[\w-]+\/)/;

/** The words without which no storage URL can be meant: those of the manifest, and the packages of the project's own models. */
export function storageWords(settings: Settings): readonly string[] {
  return [settings.keys.getUploadUrls, settings.keys.downloadUrls, ...modelledNames(settings)];
}

function modelledNames(settings: Settings): readonly string[] {
  const rows = settings.models.flatMap(({ of }): readonly unknown[] => (Array.isArray(of) ? of : [of]));
  return rows.flatMap((of) => {
    if (typeof of !== 'string') return [];
    const [module = ''] = of.split('#');
    const name = module === 'global' ? of.slice('global#'.length).split(/[.(]/)[0] : module.split('/').at(-1)?.replace(/\.[cm]?[jt]s$/, '');
    return name === undefined || name === '' ? [] : [name];
  });
}

/** Is there anything in the file, or in what it imports from the project, that the rules could speak about? */
export const isRelevant = (text: string, file: string, settings: Settings, loader: ModuleLoader | undefined): boolean =>
  (mayWrite(text) && OUTSIDE.test(text)) || concernOf(text, file, settings, loader) !== 'writes of the file';

const mayWrite = (text: string): boolean =>
  namesWriter(text) || Array.from(text.matchAll(PACKAGE)).some(([, specifier = '']) => writesFiles(specifier));

/** So much is traced together for next to nothing, whatever it speaks of. */
const SMALL = { files: 12, bytes: 100_000 };

/** Words of a plugin that has nothing to upload: what else its manifest holds. */
function pluginWords({ keys, manifestNames }: Settings): readonly string[] {
  return [keys.inputParams, 'dataUrls', ...manifestNames.map((name) => `${name}.${keys.stage}`)];
}

/** What may be found in a file: anything, or only writes outside of the current path (C5), which few files that import each other make together. */
export type Concern = 'storage' | 'writes of the program' | 'writes of the file';

/** Does the file, or the project around it, speak of storage or of a plugin's run? Otherwise it can only write files. */
export function concernOf(text: string, file: string, settings: Settings, loader: ModuleLoader | undefined): Concern {
  const words = storageWords(settings);
  if (words.some((word) => text.includes(word))) return 'storage';
  if (loader === undefined) return 'writes of the file';
  // Who names the stages' files has a plugin there; a few files may be a part of one.
  const isPlugin = Object.keys(settings.stages).length > 0 || loader.projectMentions(file, [...words, ...pluginWords(settings)]);
  if (!isPlugin && !loader.isSmallProject(file, SMALL)) return 'writes of the file';
  const program = programAround(file, settings, loader);
  if (program !== undefined && program.files.size > 1) return isPlugin ? 'storage' : 'writes of the program';
  // An editor's text may import more than what stands on the disk.
  const mayImport = isPlugin && program?.files.size !== 0 && OWN_IMPORT.test(text);
  return mayImport ? 'storage' : 'writes of the file';
}

/** Packages with which a program writes files, or runs programs that do. */
const isWriter = (specifier: string): boolean => writesFiles(specifier) || isFileModule(specifier) || isProcessModule(specifier);

/** A larger program is traced in parts. */
const MAX_FILES = 80;

/** The program that the file belongs to, if it may have something to report. */
export const programAround = (file: string, settings: Settings, loader: ModuleLoader): Program | undefined =>
  loader.programAround(file, { words: storageWords(settings), isWriter: writesFiles, few: { ...SMALL, isWriter } }, MAX_FILES);
