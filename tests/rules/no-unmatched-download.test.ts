/** Settings bind files of the current folder to stages: each project is a folder that ESLint runs in. */
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as parser from '@typescript-eslint/parser';
import { RuleTester } from 'eslint';
import { afterAll } from 'vitest';
import rule from '../../src/rules/no-unmatched-download.js';
import { placeOf, tester } from './rule-tester.js';

const home = process.cwd();
const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'stages-')));

afterAll(() => { rmSync(folder, { recursive: true, force: true }); });

const upload = (name: string, key = 'manifest.stage'): string =>
  `await fetch(await (await fetch(\`\${manifest.getUploadUrls[${key}]}/${name}\`)).text(), { method: 'PUT', body });`;

interface Found {
  readonly name: string;
  readonly code: string;
  readonly at: string;
  readonly data: Record<string, string>;
}

/** What is right and what is wrong in stage `tune` of a project with these files. */
function inProject(name: string, files: Readonly<Record<string, string>>, right: Readonly<Record<string, string>>, wrong: readonly Found[] = []): void {
  const cwd = path.join(folder, name);
  for (const [file, text] of Object.entries(files)) {
    const target = path.join(cwd, file);
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, text);
  }
  process.chdir(cwd);
  const own = new RuleTester({ languageOptions: { parser, sourceType: 'module' } });
  process.chdir(home);
  const settings = { 'plugin-storage': { stages: { initial: ['initial/**'], tune: ['tune/**'], empty: ['empty/**'] } } };
  const filename = path.join(cwd, 'tune/main.js');
  own.run(`no-unmatched-download, ${name}`, rule, {
    valid: Object.entries(right).map(([about, code]) => ({ name: about, code, filename, settings })),
    invalid: wrong.map(({ name: about, code, at, data }) => ({
      name: about,
      code,
      filename,
      settings,
      errors: [{ messageId: 'uploaded' in data ? 'path' : 'stage', data, ...placeOf(code, at) }],
    })),
  });
}

const run = (body: string): string => `export async function main(manifest, body) {\n  ${body}\n}\n`;

const download = (name: string, key = '.initial'): string =>
  `export const load = (manifest) => fetch(\`\${manifest.downloadUrls${key}}/${name}\`);`;
const missing = (name: string, uploaded: string, stage = 'initial') => ({ stage, path: name, uploaded: `that stage uploads ${uploaded}`, elsewhere: '' });
const misplaced = (name: string, uploaded: string, stage: string, by: string) => ({ ...missing(name, uploaded, stage), elsewhere: ` This path is uploaded by '${by}'.` });

const listed = "'rows.json' and 'tables/a.csv'";
inProject(
  'two files',
  { 'initial/main.js': run(`${upload('rows.json')}\n  ${upload('tables/a.csv')}`), 'tune/none.js': 'export {};' },
  {
    'what was uploaded': download('rows.json'),
    'a folder': download('tables/a.csv'),
    'a query behind the path': download('rows.json?download=1'),
    'a path that is not known': download('${manifest.name}'),
    'a stage that is not known': download('x', '[manifest.from]'),
    'the last of the stages, or none': download('x', '[Object.keys(manifest.downloadUrls).pop()]'),
    'a deployment stage': download('x', '.deployment'),
    'a stage whose globs match no file': download('x', '.empty'),
    'a body that is sent there is no download': "const send = (url, { method = 'GET', body } = {}) => fetch(url, { method, body });\nexport const keep = (manifest, rows) => send(`${manifest.downloadUrls.initial}/rows.csv`, { method: 'PUT', body: rows });",
    'a URL that is only logged': 'export const log = (manifest) => console.log(`${manifest.downloadUrls.initial}/x`);',
  },
  [
    { name: 'a path that is never uploaded', code: download('rows.csv'), at: '`${manifest.downloadUrls.initial}/rows.csv`', data: missing('rows.csv', listed) },
    {
      name: 'a request that may have a body, and has none',
      code: "const send = (url, { method = 'GET', body } = {}) => fetch(url, { method, body });\nconst get = (url) => send(url);\nexport const load = (manifest) => get(`${manifest.downloadUrls.initial}/rows.csv`);",
      at: '`${manifest.downloadUrls.initial}/rows.csv`',
      data: missing('rows.csv', listed),
    },
    { name: 'another case', code: download('Rows.json'), at: '`${manifest.downloadUrls.initial}/Rows.json`', data: missing('Rows.json', listed) },
    {
      name: 'an argument',
      code: "const load = (manifest, name) => fetch(`${manifest.downloadUrls.initial}/${name}`);\nexport const all = (manifest) => [load(manifest, 'rows.json'), load(manifest, 'rows.csv')];",
      at: "'rows.csv'",
      data: missing('rows.csv', listed),
    },
    {
      name: 'the stage that runs',
      code: download('rows.json', '[manifest.stage]'),
      at: '`${manifest.downloadUrls[manifest.stage]}/rows.json`',
      data: misplaced('rows.json', 'none', 'tune', 'initial'),
    },
    {
      name: 'a stage by an argument of the call that gives the path, too',
      code: "const load = (manifest, stage, name) => fetch(`${manifest.downloadUrls[stage]}/${name}`);\nexport const all = (manifest) => [load(manifest, 'initial', 'rows.json'), load(manifest, 'tune', 'rows.json')];",
      at: "'tune'",
      data: misplaced('rows.json', 'none', 'tune', 'initial'),
    },
    {
      name: 'a path by an argument, at the stage of a helper',
      code: "const load = (manifest, name) => fetch(`${manifest.downloadUrls.tune}/${name}`);\nexport const all = (manifest) => load(manifest, 'rows.json');",
      at: "'rows.json'",
      data: misplaced('rows.json', 'none', 'tune', 'initial'),
    },
    {
      name: 'a key that is no stage',
      code: "export const load = ({ downloadUrls }) => fetch(`${downloadUrls['prepare']}/rows.json`);",
      at: "'prepare'",
      data: { stage: 'prepare', stages: "'initial', 'tune' and 'empty'" },
    },
  ],
);

inProject('no upload', { 'initial/main.js': 'export const main = (manifest) => manifest.stage;' }, {}, [
  { name: 'a stage that uploads nothing', code: download('x'), at: '`${manifest.downloadUrls.initial}/x`', data: missing('x', 'none') },
]);

inProject('unknown path', { 'initial/main.js': run(`for (const name of manifest.names) ${upload('${name}')}`) }, { 'any download may be right': download('x') });

inProject(
  'shared helpers',
  {
    'put.js': `export async function put(manifest, name, body) { ${upload('${name}')} }`,
    'log.js': run(upload('log.txt')),
    'initial/main.js': "import { put } from '../put.js';\nexport const main = (manifest, body) => put(manifest, 'rows.json', body);",
  },
  { 'a helper called by the stage': download('rows.json'), 'a file of no stage': download('log.txt') },
  [{ name: 'a path that none of them uploads', code: download('rows.csv'), at: '`${manifest.downloadUrls.initial}/rows.csv`', data: missing('rows.csv', "'log.txt' and 'rows.json'") }],
);

inProject(
  'guards',
  {
    'main.js': `export async function main(manifest, body) {\n  if (manifest.stage === 'initial') ${upload('rows.json')}\n  else ${upload('weights.bin')}\n}`,
    'initial/none.js': 'export {};',
  },
  { 'an upload under the stage’s guard': download('rows.json'), 'an upload under what the guard leaves': download('weights.bin', '.tune') },
  [{ name: 'an upload that the guard rules out', code: download('weights.bin'), at: '`${manifest.downloadUrls.initial}/weights.bin`', data: missing('weights.bin', "'rows.json'") }],
);

inProject(
  'unknown sender',
  { 'initial/main.js': "import { sendAll } from '@acme/sender';\nexport const main = (manifest) => sendAll(manifest.getUploadUrls[manifest.stage]);" },
  { 'any download may be right': download('x') },
);

inProject(
  'another language',
  { 'initial/main.js': "import { execFileSync } from 'node:child_process';\nexport const main = (manifest) => execFileSync('python3', ['train.py', manifest.getUploadUrls[manifest.stage]]);" },
  { 'any download may be right': download('x') },
);

const byConstant = "import { rows } from '../names.js';\nconst load = (manifest, stage, { path }) => fetch(`${manifest.downloadUrls[stage]}/${path}`);\nexport const all = (manifest) => [load(manifest, 'initial', rows), load(manifest, 'tune', rows)];";

inProject(
  'shared constants',
  {
    'names.js': "const named = (path) => ({ path });\nexport const rows = named('rows.json');",
    'initial/main.js': `import { rows } from '../names.js';\nexport async function main(manifest, body) { ${upload('${rows.path}')} }`,
    'tune/put.js': run(upload('trees.json')),
    'tune/main.js': byConstant,
  },
  {},
  [
    {
      name: 'a path that another stage uploads by the same constant: the stage is wrong',
      code: byConstant,
      at: "'tune'",
      data: misplaced('rows.json', "'trees.json'", 'tune', 'initial'),
    },
  ],
);

const listOf = (entry: string): string => `import { rows } from '../names.js';\nexport const steps = [{ ${entry} }, { from: "initial", path: rows }];\nawait fetch('https://example.org/ready');\nif (manifest.downloadUrls) console.log(rows);`;

const AROUND = {
  'names.js': "export const rows = 'rows.json';",
  'initial/main.js': run(upload('rows.json')),
  'tune/put.js': run(upload('trees.json')),
  'run.js': "import { steps } from './tune/main.js';\nconst load = (from, path) => fetch(`${manifest.downloadUrls[from]}/${path}`);\nfor (const step of steps) await load(step.from, step.path);",
};

const written = { right: listOf("from: 'tune', path: 'trees.json'"), path: listOf("from: 'initial', path: 'rows.csv'"), stage: listOf("from: 'initial', path: 'trees.json'") };

inProject('a list that another module goes through', { ...AROUND, 'tune/main.js': written.right }, { 'both are uploaded': written.right });
inProject('a list with a path that none uploads', { ...AROUND, 'tune/main.js': written.path }, {}, [
  { name: 'its entry', code: written.path, at: "'rows.csv'", data: missing('rows.csv', "'rows.json'") },
]);
inProject('a list with a path that another stage uploads', { ...AROUND, 'tune/main.js': written.stage }, {}, [
  { name: 'the stage in its entry', code: written.stage, at: "'initial'", data: misplaced('trees.json', "'rows.json'", 'initial', 'tune') },
]);

inProject('tests', { 'initial/main.js': run(upload('rows.json')), 'initial.test.js': run(upload('rows.csv')) }, {}, [
  { name: 'an upload in a test only', code: download('rows.csv'), at: '`${manifest.downloadUrls.initial}/rows.csv`', data: missing('rows.csv', "'rows.json'") },
]);

tester.run('no-unmatched-download, without the setting', rule, { valid: [download('x', '.prepare')], invalid: [] });
