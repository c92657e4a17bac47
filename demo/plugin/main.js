import { readFileSync, writeFileSync } from 'node:fs';
import { serve } from './server.js';
import { initial } from './stages/initial.js';
import { train } from './stages/train.js';

const [, , manifestFile, resultFile] = process.argv;
const manifest = JSON.parse(readFileSync(manifestFile, 'utf8'));

if (manifest.stage === 'deployment') {
  await serve(manifest);
} else {
  const run = { initial, train }[manifest.stage];
  writeFileSync(resultFile, JSON.stringify(await run(manifest)));
}
