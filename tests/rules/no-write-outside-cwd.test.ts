import rule from '../../src/rules/no-write-outside-cwd.js';
import { placeOf, tester } from './rule-tester.js';

const fs = "import fs from 'node:fs';\n";
const path = "import path from 'node:path';\n";
const os = "import os from 'node:os';\n";
const jetpack = "import jetpack from 'fs-jetpack';\n";
const sh = "import { execFileSync, execSync } from 'node:child_process';\n";

interface Case {
  readonly name: string;
  readonly code: string;
  /** The text that the report covers, the last time it stands in the code. */
  readonly at: string;
  readonly messageId?: string;
  readonly data?: Record<string, string>;
  readonly output?: string;
  readonly suggestion?: { readonly path: string; readonly output: string };
}

const invalid = ({ name, code, at, messageId = 'path', data = {}, output, suggestion }: Case) => ({
  name,
  code,
  output: output ?? null,
  errors: [
    {
      messageId,
      data: { from: '', ...data },
      ...placeOf(code, at),
      ...(suggestion === undefined
        ? {}
        : { suggestions: [{ messageId: 'relative', data: { path: suggestion.path }, output: suggestion.output }] }),
    },
  ],
});

const valid = (name: string, code: string) => ({ name, code });

const folders: readonly Case[] = [
  {
    name: 'the folder that a library works in',
    code: `${jetpack}const store = jetpack.cwd('/srv/a');\nstore.write('b.json', {});\nstore.append('c.txt', '');`,
    at: "'/srv/a'",
    data: { writer: 'write', path: '/srv/a/b.json' },
    suggestion: { path: '.', output: `${jetpack}const store = jetpack.cwd('.');\nstore.write('b.json', {});\nstore.append('c.txt', '');` },
  },
  {
    name: 'a folder in the folder that a library works in',
    code: `${jetpack}${os}jetpack.cwd(os.tmpdir()).cwd('a').write('b.json', {});`,
    at: 'os.tmpdir()',
    messageId: 'place',
    data: { writer: 'write', place: "the system's folder for temporary files" },
  },
  {
    name: 'a path that climbs out of such a folder',
    code: `${jetpack}jetpack.dir('a').write('../../b.json', {});`,
    at: "'../../b.json'",
    messageId: 'place',
    data: { writer: 'write', place: 'a folder above the current path' },
  },
];

const wholePaths: readonly Case[] = [
  {
    name: 'a field that is wrong for all who get it',
    code: `${fs}const write = (file) => fs.writeFileSync(file, '');\nclass Log {\n  file = '/var/log/run';\n  open() { write(this.file); }\n  again() { write(\`\${this.file}.1\`); }\n}\nnew Log().open();\nnew Log().again();`,
    at: "'/var/log/run'",
    data: { writer: 'writeFileSync', path: '/var/log/run' },
    suggestion: { path: 'run', output: `${fs}const write = (file) => fs.writeFileSync(file, '');\nclass Log {\n  file = 'run';\n  open() { write(this.file); }\n  again() { write(\`\${this.file}.1\`); }\n}\nnew Log().open();\nnew Log().again();` },
  },
  {
    name: 'an absolute path, with its read-back',
    code: `${fs}fs.writeFileSync('/tmp/a.json', '{}');\nfs.readFileSync("/tmp/a.json");`,
    at: "'/tmp/a.json'",
    data: { writer: 'writeFileSync', path: '/tmp/a.json' },
    output: `${fs}fs.writeFileSync('a.json', '{}');\nfs.readFileSync("a.json");`,
  },
  {
    name: 'a Windows drive',
    code: String.raw`${fs}fs.appendFileSync('C:\\plugin\\run.log', '');`,
    at: String.raw`'C:\\plugin\\run.log'`,
    data: { writer: 'appendFileSync', path: String.raw`C:\plugin\run.log` },
    output: `${fs}fs.appendFileSync('run.log', '');`,
  },
  {
    name: 'a network share',
    code: String.raw`${fs}fs.writeFileSync('\\\\server\\share\\run.log', '');`,
    at: String.raw`'\\\\server\\share\\run.log'`,
    data: { writer: 'writeFileSync', path: String.raw`\\server\share\run.log` },
    output: `${fs}fs.writeFileSync('run.log', '');`,
  },
  {
    name: 'the home folder in short',
    code: `${fs}fs.mkdirSync('~/out', { recursive: true });`,
    at: "'~/out'",
    data: { writer: 'mkdirSync', path: '~/out' },
    output: `${fs}fs.mkdirSync('out', { recursive: true });`,
  },
  {
    name: 'a climb',
    code: `${fs}fs.writeFileSync('a/../../table.csv', '');`,
    at: "'a/../../table.csv'",
    data: { writer: 'writeFileSync', path: 'a/../../table.csv' },
    output: `${fs}fs.writeFileSync('table.csv', '');`,
  },
  {
    name: 'a file URL as tfjs takes it',
    code: "import * as tf from '@tensorflow/tfjs-node';\nexport const keep = (model: tf.LayersModel) => model.save('file:///models/churn');",
    at: "'file:///models/churn'",
    data: { writer: 'save', path: '/models/churn' },
    output: "import * as tf from '@tensorflow/tfjs-node';\nexport const keep = (model: tf.LayersModel) => model.save('file://./churn');",
  },
];

const starts: readonly Case[] = [
  {
    name: 'the start of a template, with its read-back',
    code: `${fs}export const f = (n) => { const back = fs.existsSync(\`/data/part-\${n}.csv\`); fs.createWriteStream(\`/data/part-\${n}.csv\`).end(back); };`,
    at: '`/data/part-${n}.csv`',
    messageId: 'head',
    data: { writer: 'createWriteStream', path: '/data/part-' },
    output: `${fs}export const f = (n) => { const back = fs.existsSync(\`./part-\${n}.csv\`); fs.createWriteStream(\`./part-\${n}.csv\`).end(back); };`,
  },
  {
    name: 'the start of a sum',
    code: `${fs}export const f = (n) => { fs.writeFileSync('/tmp/' + n + '.csv', ''); };`,
    at: "'/tmp/' + n + '.csv'",
    messageId: 'head',
    data: { writer: 'writeFileSync', path: '/tmp/' },
    output: `${fs}export const f = (n) => { fs.writeFileSync('./' + n + '.csv', ''); };`,
  },
  {
    name: 'a climb before what is not known; other climbs stay',
    code: `${fs}const text = fs.readFileSync('../in.csv');\nexport const f = (n) => { fs.writeFileSync('../' + n, text); };`,
    at: "'../' + n",
    messageId: 'head',
    data: { writer: 'writeFileSync', path: '../' },
    suggestion: {
      path: './',
      output: `${fs}const text = fs.readFileSync('../in.csv');\nexport const f = (n) => { fs.writeFileSync('./' + n, text); };`,
    },
  },
  {
    name: 'a folder in a constant: one report for all that go into it',
    code: `${fs}${path}const OUT = '/tmp';\nexport const f = (n) => { fs.writeFileSync(path.join(OUT, n), ''); fs.writeFileSync(\`\${OUT}/b\`, ''); };`,
    at: 'path.join(OUT, n)',
    messageId: 'head',
    data: { writer: 'writeFileSync', path: '/tmp/', from: ' It comes from line 3.' },
    output: `${fs}${path}const OUT = '.';\nexport const f = (n) => { fs.writeFileSync(path.join(OUT, n), ''); fs.writeFileSync(\`\${OUT}/b\`, ''); };`,
  },
];

const places: readonly Case[] = [
  {
    name: 'the folder for temporary files, once for all that go into it',
    code: `${fs}${os}${path}const dir = os.tmpdir();\nfs.writeFileSync(path.join(dir, 'a'), '');\nfs.writeFileSync(path.join(dir, 'b'), '');`,
    at: "path.join(dir, 'a')",
    messageId: 'place',
    data: { writer: 'writeFileSync', place: "the system's folder for temporary files", from: ' It comes from line 4.' },
  },
  {
    name: 'the home folder',
    code: `${fs}${os}export const f = (n) => { fs.writeFileSync(\`\${os.homedir()}/\${n}\`, ''); };`,
    at: '`${os.homedir()}/${n}`',
    messageId: 'place',
    data: { writer: 'writeFileSync', place: 'the home folder' },
  },
  {
    name: 'the home folder by the environment',
    code: `${fs}const { HOME: home } = process.env;\nfs.writeFileSync(home + '/.cache', '');`,
    at: "home + '/.cache'",
    messageId: 'place',
    data: { writer: 'writeFileSync', place: 'the home folder', from: ' It comes from line 2.' },
  },
  {
    name: 'the home folder by the environment, by a function',
    code: "await Deno.writeTextFile(Deno.env.get('HOME') + '/.cache', '');",
    at: "Deno.env.get('HOME') + '/.cache'",
    messageId: 'place',
    data: { writer: 'writeTextFile', place: 'the home folder' },
  },
  {
    name: 'beside the source',
    code: `${fs}${path}fs.writeFileSync(path.resolve(__dirname, 'labels.json'), '');`,
    at: "path.resolve(__dirname, 'labels.json')",
    messageId: 'place',
    data: { writer: 'writeFileSync', place: 'the folder of the source file' },
  },
  {
    name: 'beside the module, as a URL',
    code: `${fs}fs.writeFileSync(new URL('./labels.json', import.meta.url), '');`,
    at: "new URL('./labels.json', import.meta.url)",
    messageId: 'place',
    data: { writer: 'writeFileSync', place: 'the folder of the source file' },
  },
  {
    name: 'a file URL, which cannot be relative',
    code: `${fs}fs.writeFileSync(new URL('file:///tmp/x'), '');`,
    at: "new URL('file:///tmp/x')",
    messageId: 'path',
    data: { writer: 'writeFileSync', path: 'file:///tmp/x' },
  },
  {
    name: 'above the current path',
    code: `${fs}${path}fs.writeFileSync(path.join(process.cwd(), '..', 'table.txt'), '');`,
    at: "path.join(process.cwd(), '..', 'table.txt')",
    messageId: 'place',
    data: { writer: 'writeFileSync', place: 'a folder above the current path' },
  },
  {
    name: 'a temporary folder, where it is made and not for what goes into it',
    code: `${fs}${os}${path}const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'x-'));\nfs.writeFileSync(path.join(dir, 'a'), '');`,
    at: "path.join(os.tmpdir(), 'x-')",
    messageId: 'place',
    data: { writer: 'mkdtempSync', place: "the system's folder for temporary files" },
  },
  {
    name: 'a package that makes temporary files',
    code: `${fs}import { temporaryFile } from 'tempy';\nfs.writeFileSync(temporaryFile(), '');`,
    at: 'temporaryFile()',
    messageId: 'place',
    data: { writer: 'writeFileSync', place: "the system's folder for temporary files" },
  },
];

const flows: readonly Case[] = [
  {
    name: 'an argument',
    code: `${fs}const save = (dir, name) => fs.writeFileSync(\`\${dir}/\${name}\`, '');\nsave('out', 'a');\nsave('/tmp', 'a');`,
    at: "'/tmp'",
    data: { writer: 'writeFileSync', path: '/tmp/a' },
    output: `${fs}const save = (dir, name) => fs.writeFileSync(\`\${dir}/\${name}\`, '');\nsave('out', 'a');\nsave('.', 'a');`,
  },
  {
    name: 'an entry of a table',
    code: `${fs}const options = { folder: '/var/cache', suffix: '.csv' };\nfs.createWriteStream(options.folder + '/x' + options.suffix);`,
    at: "'/var/cache'",
    data: { writer: 'createWriteStream', path: '/var/cache/x.csv' },
    output: `${fs}const options = { folder: '.', suffix: '.csv' };\nfs.createWriteStream(options.folder + '/x' + options.suffix);`,
  },
  {
    name: 'a default that the folder of a path under it is made of, too',
    code: `${fs}${path}class Folder {\n  constructor(root = '/opt/work') { this.root = root; }\n  save(name) {\n    const file = path.join(this.root, name);\n    fs.mkdirSync(path.dirname(file), { recursive: true });\n    fs.writeFileSync(file, '');\n  }\n}\nnew Folder().save('a.txt');`,
    at: "'/opt/work'",
    data: { writer: 'mkdirSync', path: '/opt/work' },
    suggestion: {
      path: 'work',
      output: `${fs}${path}class Folder {\n  constructor(root = 'work') { this.root = root; }\n  save(name) {\n    const file = path.join(this.root, name);\n    fs.mkdirSync(path.dirname(file), { recursive: true });\n    fs.writeFileSync(file, '');\n  }\n}\nnew Folder().save('a.txt');`,
    },
  },
  {
    name: 'a default for what is not set',
    code: `${fs}${path}const dir = process.env.OUT_DIR ?? '/var/lib';\nexport const save = (text) => fs.writeFileSync(path.join(dir, 'm.json'), text);`,
    at: "path.join(dir, 'm.json')",
    data: { writer: 'writeFileSync', path: '/var/lib/m.json', from: ' It comes from line 3.' },
    output: `${fs}${path}const dir = process.env.OUT_DIR ?? '.';\nexport const save = (text) => fs.writeFileSync(path.join(dir, 'm.json'), text);`,
  },
  {
    name: 'both branches of a choice, mended at once',
    code: `${fs}fs.writeFileSync(process.env.X ? '/tmp/a' : '/var/b', '');`,
    at: "process.env.X ? '/tmp/a' : '/var/b'",
    data: { writer: 'writeFileSync', path: '/tmp/a' },
    output: `${fs}fs.writeFileSync(process.env.X ? 'a' : 'b', '');`,
  },
];

const uncertain: readonly Case[] = [
  {
    name: 'a path that is exported',
    code: `${fs}export const FILE = '/tmp/a.json';\nfs.writeFileSync(FILE, '{}');`,
    at: 'FILE',
    data: { writer: 'writeFileSync', path: '/tmp/a.json', from: ' It comes from line 2.' },
    suggestion: { path: 'a.json', output: `${fs}export const FILE = 'a.json';\nfs.writeFileSync(FILE, '{}');` },
  },
  {
    name: 'a path that is returned',
    code: `${fs}export function f() {\n  const file = '/tmp/a.json';\n  const made = [file];\n  fs.writeFileSync(file, '{}');\n  return made;\n}`,
    at: 'file',
    data: { writer: 'writeFileSync', path: '/tmp/a.json', from: ' It comes from line 3.' },
    suggestion: {
      path: 'a.json',
      output: `${fs}export function f() {\n  const file = 'a.json';\n  const made = [file];\n  fs.writeFileSync(file, '{}');\n  return made;\n}`,
    },
  },
  {
    name: 'another file of that name is read',
    code: `${fs}const labels = fs.readFileSync('labels.json');\nfs.writeFileSync('/out/labels.json', labels);`,
    at: "'/out/labels.json'",
    data: { writer: 'writeFileSync', path: '/out/labels.json' },
    suggestion: {
      path: 'labels.json',
      output: `${fs}const labels = fs.readFileSync('labels.json');\nfs.writeFileSync('labels.json', labels);`,
    },
  },
  {
    name: 'paths in the same folder that are not known',
    code: `${fs}fs.writeFileSync('/tmp/a.json', '{}');\nexport const read = (name) => fs.readFileSync(\`/tmp/\${name}\`);`,
    at: "'/tmp/a.json'",
    data: { writer: 'writeFileSync', path: '/tmp/a.json' },
    suggestion: {
      path: 'a.json',
      output: `${fs}fs.writeFileSync('a.json', '{}');\nexport const read = (name) => fs.readFileSync(\`/tmp/\${name}\`);`,
    },
  },
  {
    name: 'a copy onto itself is no fix',
    code: `${fs}fs.copyFileSync('model.bin', '/mnt/model.bin');`,
    at: "'/mnt/model.bin'",
    data: { writer: 'copyFileSync', path: '/mnt/model.bin' },
  },
  {
    name: 'another current path',
    code: "process.chdir('/srv/run');",
    at: "'/srv/run'",
    messageId: 'folder',
    data: { writer: 'chdir', place: "'/srv/run'" },
    suggestion: { path: 'run', output: "process.chdir('run');" },
  },
  {
    name: 'a path that climbs out of the folder that the program works in, and out of the one above',
    code: `${fs}process.chdir('work');\nfs.writeFileSync('../../a.json', '{}');`,
    at: "'../../a.json'",
    data: { writer: 'writeFileSync', path: 'work/../../a.json' },
  },
];

const commands: readonly Case[] = [
  {
    name: 'an option of curl, with its read-back',
    code: `${sh}${fs}export const f = (u) => { execSync(\`curl -fsS -o /tmp/ref.tgz "\${u}"\`); return fs.readFileSync('/tmp/ref.tgz'); };`,
    at: '`curl -fsS -o /tmp/ref.tgz "${u}"`',
    data: { writer: 'curl', path: '/tmp/ref.tgz' },
    output: `${sh}${fs}export const f = (u) => { execSync(\`curl -fsS -o ref.tgz "\${u}"\`); return fs.readFileSync('ref.tgz'); };`,
  },
  {
    name: 'a redirection',
    code: `${sh}execSync('sort a.csv > /var/tmp/sorted.csv');`,
    at: "'sort a.csv > /var/tmp/sorted.csv'",
    data: { writer: 'The redirection >', path: '/var/tmp/sorted.csv' },
    output: `${sh}execSync('sort a.csv > sorted.csv');`,
  },
  {
    name: 'an argument of a program',
    code: `${sh}execFileSync('cp', ['rows.csv', '/backup/all.csv']);`,
    at: "'/backup/all.csv'",
    data: { writer: 'cp', path: '/backup/all.csv' },
    output: `${sh}execFileSync('cp', ['rows.csv', 'all.csv']);`,
  },
  {
    name: 'a tag',
    code: "import { $ } from 'execa';\nawait $`curl -o /tmp/a.bin https://x.example/a`;",
    at: '`curl -o /tmp/a.bin https://x.example/a`',
    data: { writer: 'curl', path: '/tmp/a.bin' },
    output: "import { $ } from 'execa';\nawait $`curl -o a.bin https://x.example/a`;",
  },
  {
    name: 'a copy onto itself is no fix there either',
    code: `${sh}execSync('cp model.bin /backup/model.bin');`,
    at: "'cp model.bin /backup/model.bin'",
    data: { writer: 'cp', path: '/backup/model.bin' },
  },
  {
    name: 'a folder that has to be there',
    code: `${sh}execSync('tar -xzf ref.tgz -C /opt/ref');`,
    at: "'tar -xzf ref.tgz -C /opt/ref'",
    data: { writer: 'tar', path: '/opt/ref' },
    suggestion: { path: 'ref', output: `${sh}execSync('tar -xzf ref.tgz -C ref');` },
  },
  {
    name: 'behind cd',
    code: `${sh}execSync('cd /scratch && touch done.txt');`,
    at: "'cd /scratch && touch done.txt'",
    data: { writer: 'touch', path: '/scratch/done.txt' },
  },
  {
    name: 'in the folder that an option names',
    code: `${sh}execSync('sort a.csv > b.csv', { cwd: '/scratch' });`,
    at: "'/scratch'",
    data: { writer: 'The redirection >', path: '/scratch/b.csv' },
    suggestion: { path: '.', output: `${sh}execSync('sort a.csv > b.csv', { cwd: '.' });` },
  },
  {
    name: 'by an argument of a helper',
    code: `${sh}const get = (u, out) => execSync(\`curl -o \${out} "\${u}"\`);\nget('https://x.example/a', 'a.bin');\nget('https://x.example/b', '/tmp/b.bin');`,
    at: "'/tmp/b.bin'",
    data: { writer: 'curl', path: '/tmp/b.bin' },
    output: `${sh}const get = (u, out) => execSync(\`curl -o \${out} "\${u}"\`);\nget('https://x.example/a', 'a.bin');\nget('https://x.example/b', 'b.bin');`,
  },
  {
    name: 'up from the current folder, which a helper names by default',
    code: `${sh}const plot = (n) => \`plots/\${n}\`;\nconst run = (line, { cwd = '.' } = {}) => execSync(line, { cwd });\nrun(\`cp \${plot('a.svg')} ../site/a.svg\`);`,
    at: "`cp ${plot('a.svg')} ../site/a.svg`",
    data: { writer: 'cp', path: '../site/a.svg' },
    output: `${sh}const plot = (n) => \`plots/\${n}\`;\nconst run = (line, { cwd = '.' } = {}) => execSync(line, { cwd });\nrun(\`cp \${plot('a.svg')} a.svg\`);`,
  },
  {
    name: 'up from a folder that a helper is given beside the path',
    code: `${sh}const plot = (n) => \`plots/\${n}\`;\nconst run = (line, cwd) => execSync(line, { cwd });\nrun(\`cp \${plot('a.svg')} ../../site/a.svg\`, 'build');`,
    at: "`cp ${plot('a.svg')} ../../site/a.svg`",
    data: { writer: 'cp', path: 'build/../../site/a.svg' },
  },
  {
    name: 'in a folder that a helper is given',
    code: `${sh}const run = (line, { cwd = '.' } = {}) => execSync(line, { cwd });\nrun('touch done', { cwd: '../site' });`,
    at: "'../site'",
    data: { writer: 'touch', path: '../site/done' },
    suggestion: { path: '.', output: `${sh}const run = (line, { cwd = '.' } = {}) => execSync(line, { cwd });\nrun('touch done', { cwd: '.' });` },
  },
];

const madeFolder = `${fs}fs.mkdirSync('/data/out', { recursive: true });\nfs.writeFileSync('/data/out/a.json', '{}');`;

tester.run('no-write-outside-cwd', rule, {
  valid: [
    valid('relative paths', `${fs}fs.writeFileSync('out/../a.json', '{}');\nfs.mkdirSync('./out');`),
    valid('the current path', `${fs}${path}fs.writeFileSync(path.join(process.cwd(), 'a', '..', 'b'), '');\nfs.writeFileSync(path.resolve('a'), '');`),
    valid('folders that a library works in', `${jetpack}jetpack.cwd('a').write('../b', '');\njetpack.cwd('/srv').cwd(process.cwd()).write('c', '');\njetpack.cwd('/srv').copy('d', jetpack.path('d'));`),
    valid('a path that starts where the program has gone', `${fs}${path}process.chdir('work');\nfs.writeFileSync('../a.json', '');\nfs.writeFileSync(path.resolve('..', 'b.json'), '');`),
    valid('a folder that is not known', `${fs}process.chdir(folder);\nfs.writeFileSync('../a.json', '');`),
    valid('the folder of a tag', "import { $, within } from 'zx';\nawait within(async () => { $.cwd = 'clips'; await $`touch ../frames/a.jpg`; });"),
    valid('a folder that a shell library has gone to', "import sh from 'shelljs';\nsh.cd('clips'); sh.touch('../frames.txt'); sh.cd('..');"),
    valid('an absolute piece in the middle of a join', `${fs}${path}fs.writeFileSync(path.join('out', '/tmp/e.json'), '');`),
    valid('a base name', `${fs}${path}fs.writeFileSync(path.basename('/opt/labels.txt'), '');`),
    valid('a path relative to another', `${fs}${path}fs.writeFileSync(path.relative('/opt', '/opt/labels.txt'), '');`),
    valid('the result file', `${fs}fs.writeFileSync(process.argv[3], '{}');`),
    valid('an unknown folder, even with a climb behind it', `${fs}export const f = (dir) => fs.writeFileSync(\`\${dir}/../x\`, '/tmp');`),
    valid('devices and descriptors', `${fs}fs.writeFileSync('/dev/stderr', '');\nfs.writeFileSync('/proc/self/fd/1', '');\nfs.writeFileSync(2, '/tmp');`),
    valid('reads', `${fs}fs.readFileSync('/tmp/a');\nfs.openSync('/tmp/a', 'r');\nfs.copyFileSync('/tmp/a', 'a');\nfs.renameSync('/tmp/b', 'b');`),
    valid('deletions and permissions', `${fs}fs.rmSync('/tmp/a');\nfs.chmodSync('/tmp/a', 0o755);\nfs.utimesSync('/tmp/a', 0, 0);`),
    valid('a file system in memory', "import { fs } from 'memfs';\nfs.writeFileSync('/tmp/a', '');"),
    valid('a method that only has the name', "import fs from 'node:fs';\nclass Pages { writeFile(path, text) { this.last = [path, text]; } }\nnew Pages().writeFile('/index.html', '');"),
    valid('not in production', `${fs}if (process.env.NODE_ENV !== 'production') fs.writeFileSync('/tmp/a', '');`),
    valid('another path in production', `${fs}const file = process.env.NODE_ENV === 'production' ? 'a' : '/tmp/a';\nfs.writeFileSync(file, '');`),
    valid('another command in production', `${sh}const out = process.env.NODE_ENV === 'production' ? 'x' : '/tmp/x';\nexecSync(\`curl -o \${out} https://x.example\`);`),
    valid('a default that no call reaches', `${fs}function save(name, dir = '/tmp') { fs.writeFileSync(\`\${dir}/\${name}\`, ''); }\nexport const run = () => save('a', 'out');`),
    valid('a command that reads elsewhere and writes here', `${sh}execSync('tar -xzf /opt/ref.tgz -C data && sort /usr/share/words > words.txt 2> /dev/null');`),
    valid('up from a folder below, back to the current one', `${sh}const run = (line, { cwd = '.' } = {}) => execSync(line, { cwd });\nrun('cp a.svg ../plots/a.svg', { cwd: 'build' });\nrun('cp a.svg build/../a.svg');`),
    valid('the folder that the program has gone into', `${sh}process.chdir('build');\nexecSync('cp a.svg ../a.svg', { cwd: '.' });\nexecSync('cp b.svg ../b.svg', { cwd: process.cwd() });`),
    valid('a working folder where nothing is written by name', `${sh}execFileSync('/opt/solve', ['--limit', '60'], { cwd: '/opt' });`),
    valid('a read-only database', "import Database from 'better-sqlite3';\nnew Database('/usr/share/words.db', { readonly: true });"),
  ],
  invalid: [
    ...[...folders, ...wholePaths, ...starts, ...places, ...flows, ...uncertain, ...commands].map(invalid),
    {
      name: 'a folder that is made, and what goes into it',
      code: madeFolder,
      output: `${fs}fs.mkdirSync('out', { recursive: true });\nfs.writeFileSync('out/a.json', '{}');`,
      errors: [
        { messageId: 'path', data: { writer: 'mkdirSync', path: '/data/out', from: '' }, ...placeOf(madeFolder, "'/data/out'") },
        { messageId: 'path', data: { writer: 'writeFileSync', path: '/data/out/a.json', from: '' }, ...placeOf(madeFolder, "'/data/out/a.json'") },
      ],
    },
  ],
});
