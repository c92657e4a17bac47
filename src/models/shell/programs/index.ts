/** What programs do, by their name. */
import { rsync, scp, sevenZip, tar, unzip, zip } from './archives.js';
import { curl } from './curl.js';
import { httpie } from './httpie.js';
import { dd, ffmpeg, magick, mktemp, npm, perl, pip, python, sed, tee } from './others.js';
import { tellers } from '../varying.js';
import type { Program } from './program.js';
import { cloud, CLOUD_CLIENTS, git, go, hub, kaggle } from './services.js';
import { aria, axel, wget } from './wget.js';
import { writers } from './writers.js';

const named = (names: string, program: Program): readonly (readonly [string, Program])[] =>
  names.split(' ').map((name) => [name, program]);

export const PROGRAMS: ReadonlyMap<string, Program> = new Map<string, Program>([
  ...writers,
  ...tellers,
  ...named('curl curlie', curl),
  ...named('wget wget2', wget),
  ...named('http https xh xhs', httpie),
  ...named('aria2c', aria),
  ...named('axel', axel),
  ...named('tar gtar bsdtar', tar),
  ...named('zip', zip),
  ...named('unzip', unzip),
  ...named('7z 7za 7zr 7zz', sevenZip),
  ...named('rsync', rsync),
  ...named('scp', scp),
  ...named('tee', tee),
  ...named('dd', dd),
  ...named('sed gsed', sed),
  ...named('perl', perl),
  ...named('mktemp', mktemp),
  ...named('ffmpeg', ffmpeg),
  ...named('magick convert', magick),
  ...named('pip pip3', pip),
  ...named('npm pnpm', npm),
  ...named('python python3 python2', python),
  ...named('git', git),
  ...CLOUD_CLIENTS.map((name) => [name, cloud] as const),
  ...named('hf huggingface-cli', hub),
  ...named('kaggle', kaggle),
  ...named('go', go),
]);
