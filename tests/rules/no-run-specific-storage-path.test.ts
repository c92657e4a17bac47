import rule from '../../src/rules/no-run-specific-storage-path.js';
import { placeOf, tester } from './rule-tester.js';

const base = 'const base = manifest.getUploadUrls[manifest.stage];\n';
const crypto = "import { createHash, randomUUID } from 'node:crypto';\n";

interface Case {
  readonly name: string;
  readonly code: string;
  readonly at: string;
  readonly what: string;
  readonly from?: string;
  readonly messageId?: string;
}

const HYPER = 'a hyper-parameter';
const TIME = 'a time';
const RANDOM = 'something random';
const PROCESS = 'the process or the machine';

const upload = (name: string, path: string, at: string, what: string, before = ''): Case => ({
  name,
  code: `${before}${base}await fetch(\`\${base}/${path}\`);`,
  at,
  what,
});

const cases: readonly Case[] = [
  upload('a hyper-parameter', 'm-${manifest.inputParams.alpha}.json', 'manifest.inputParams.alpha', HYPER),
  upload('all hyper-parameters as text', '${JSON.stringify(manifest.inputParams)}.json', 'JSON.stringify(manifest.inputParams)', HYPER),
  upload('a rounded hyper-parameter', 'm-${manifest.inputParams.alpha.toFixed(2)}.json', 'manifest.inputParams.alpha.toFixed(2)', HYPER),
  upload('the time', 'm-${Date.now()}.json', 'Date.now()', TIME),
  upload('the day', '${new Date().toISOString().slice(0, 10)}/m.json', 'new Date().toISOString().slice(0, 10)', TIME),
  upload('a random number', 'm-${Math.random().toString(36)}.json', 'Math.random().toString(36)', RANDOM),
  upload('a random id', 'm-${randomUUID()}.json', 'randomUUID()', RANDOM, crypto),
  upload('nanoid', 'm-${nanoid()}.json', 'nanoid()', RANDOM, "import { nanoid } from 'nanoid';\n"),
  upload('a random uuid', 'm-${v4()}.json', 'v4()', RANDOM, "import { v4 } from 'uuid';\n"),
  { ...upload('letters picked at random', 'm-${id}.json', 'id', RANDOM, "const HEX = '0123456789abcdef';\nconst id = Array.from({ length: 8 }, () => HEX[Math.floor(Math.random() * HEX.length)]).join('');\n"), from: ' It comes from line 2.' },
  { ...upload('a word by a helper that picks one letter', 'm-${word(5)}.json', 'word(5)', RANDOM, "const any = (letters) => letters.charAt(Math.trunc(Math.random() * letters.length));\nconst word = (n) => Array.from({ length: n }, () => any('aeiouxyz')).join('');\n"), from: ' It comes from line 1.' },
  { ...upload('letters picked one after another', 'm-${id}.json', 'id', RANDOM, "const all = 'abcdefghijklmnopqrstuvwxyz'.split('');\nlet id = '';\nwhile (id.length < 8) id += all[Math.floor(Math.random() * all.length)];\n"), from: ' It comes from line 3.' },
  { ...upload('a letter for each random byte', 'm-${id}.json', 'id', RANDOM, "import { randomBytes } from 'node:crypto';\nconst id = Array.from(randomBytes(6), (byte) => 'bcdfgh'.at(byte % 6)).join('');\n"), from: ' It comes from line 2.' },
  { ...upload('a letter of a random code', 'm-${id}.json', 'id', RANDOM, 'const id = String.fromCharCode(97 + Math.floor(Math.random() * 26));\n'), from: ' It comes from line 1.' },
  upload('the process', 'logs/${process.pid}.txt', 'process.pid', PROCESS),
  upload('the machine', 'logs/${os.hostname()}.txt', 'os.hostname()', PROCESS, "import os from 'node:os';\n"),
  upload(
    'a hash of what varies',
    "${createHash('md5').update(String(Date.now())).digest('hex')}.json",
    "createHash('md5').update(String(Date.now())).digest('hex')",
    TIME,
    crypto,
  ),
  ...(
    [
      ['of a text', '`v3-${manifest.inputParams.seed}`'],
      ['of the text of all hyper-parameters', 'JSON.stringify(manifest.inputParams)'],
      ['of that text behind another', "'v3' + JSON.stringify(manifest.inputParams)"],
      ['of one hyper-parameter', 'manifest.inputParams.seed'],
    ] as const
  ).map(
    ([name, given]): Case => ({
      name: `a helper's digest ${name}, at the argument`,
      code: `${crypto}${base}const digest = (text) => createHash('md5').update(text).digest('hex').slice(0, 8);\nconst pathOf = (seed) => \`rows/\${digest(seed)}.json\`;\nconst path = pathOf(${given});\nawait fetch(\`\${base}/\${path}\`);`,
      at: given,
      what: HYPER,
    }),
  ),
  {
    name: "a helper's digest of an object that it was given, in the helper",
    code: `${crypto}${base}const pathOf = (options) => \`rows/\${createHash('md5').update(JSON.stringify(options)).digest('hex').slice(0, 8)}.json\`;\nconst options = { depth: manifest.inputParams.depth };\nconst path = pathOf(options);\nawait fetch(\`\${base}/\${path}\`);`,
    at: "createHash('md5').update(JSON.stringify(options)).digest('hex').slice(0, 8)",
    what: HYPER,
    from: ' It comes from line 4.',
  },
  {
    name: 'a name made before',
    code: `${base}const { alpha } = manifest.inputParams;\nconst name = \`m-\${alpha}.json\`;\nawait fetch(base + '/' + name);`,
    at: 'alpha',
    what: HYPER,
    from: ' It comes from line 2.',
  },
  {
    name: 'what an instance was given in an object, by a call that is over',
    code: `${base}class Sheet {\n  constructor(facts) { this.facts = facts; }\n  async store() { await fetch(\`\${base}/\${this.facts.alpha}.json\`); }\n}\nconst { alpha } = manifest.inputParams;\nawait new Sheet({ alpha, rows: 3 }).store();`,
    at: 'this.facts.alpha',
    what: HYPER,
    from: ' It comes from line 6.',
  },
  {
    name: 'a download',
    code: 'await fetch(`${manifest.downloadUrls.initial}/m-${manifest.inputParams.alpha}.json`);',
    at: 'manifest.inputParams.alpha',
    what: HYPER,
    messageId: 'download',
  },
  {
    name: 'an argument that is the part',
    code: `const put = (id) => fetch(\`\${manifest.getUploadUrls[manifest.stage]}/\${id}.json\`);\nawait put('a');\nawait put(Date.now());`,
    at: 'Date.now()',
    what: TIME,
  },
  {
    name: 'an argument that holds the part',
    code: `const put = (name) => fetch(\`\${manifest.getUploadUrls[manifest.stage]}/\${name}\`);\nawait put(\`\${Date.now()}.json\`);`,
    at: 'Date.now()',
    what: TIME,
  },
  {
    name: 'a list that is joined',
    code: `${base}await fetch([base, 'logs', process.pid].join('/'));`,
    at: 'process.pid',
    what: PROCESS,
  },
  {
    name: 'curl',
    code: "import { execFileSync } from 'node:child_process';\nexecFileSync('curl', [`${manifest.downloadUrls.initial}/${process.pid}.json`]);",
    at: 'process.pid',
    what: PROCESS,
    messageId: 'download',
  },
];

const invalid = ({ name, code, at, what, from = '', messageId = 'upload' }: Case) => ({
  name,
  code,
  errors: [{ messageId, data: { what, from }, ...placeOf(code, at) }],
});

const two = `${base}await fetch(\`\${base}/\${process.pid}/\${Date.now()}.json\`);`;

const name = `const run = \`\${process.pid}-\${Date.now()}\`;\n${base}await fetch(\`\${base}/logs/\${run}.json\`);\nconsole.log(run);`;

const valid = (name: string, code: string) => ({ name, code: `${base}${code}` });

tester.run('no-run-specific-storage-path', rule, {
  valid: [
    valid('a fixed path', "await fetch(`${base}/model.json`);\nawait fetch('https://x.example', { body: String(Date.now()) });"),
    valid('a choice between constants', "const name = manifest.inputParams.kind === 'rf' ? 'rf.json' : 'lr.json';\nawait fetch(`${base}/${name}`);"),
    valid('an entry of a table', "const names = { rf: 'rf.json', lr: 'lr.json' };\nawait fetch(`${base}/${names[manifest.inputParams.kind]}`);"),
    valid('one of the files', "const pick = (all) => all[Math.floor(Math.random() * all.length)];\nawait fetch(`${base}/${pick(['north.csv', 'south.csv'])}`);\nawait fetch(`${base}/${pick(names)}`);"),
    valid('a letter by a place that is the same in each run', "const kinds = 'abc';\nawait fetch(`${base}/${kinds[manifest.inputParams.kind]}-${kinds.charAt(2)}.csv`);\nawait fetch(`${base}/${kinds[rows.length]}.csv`);"),
    valid('random letters in a local name', "import { writeFile } from 'node:fs/promises';\nconst letter = () => 'abc'[Math.floor(Math.random() * 3)];\nawait writeFile(`${letter()}${letter()}.tmp`, '');\nawait fetch(`${base}/m.json`);"),
    valid('a branch', "if (manifest.inputParams.alpha > 1) await fetch(`${base}/large.json`);"),
    valid('the stage and a counter', 'for (let fold = 0; fold < 5; fold++) await fetch(`${base}/${manifest.stage}/${fold}.csv`);'),
    valid('a given date', "const cut = new Date('2024-01-01');\nawait fetch(`${base}/sales-${cut.getFullYear()}.csv`);"),
    valid('a name-based uuid', "import { v5 } from 'uuid';\nawait fetch(`${base}/${v5('rows', '8f0a1a5e-3d0f-4d0a-9d53-6f2a7cf0b1c4')}.csv`);"),
    valid('the hash of a constant', "import { createHash } from 'node:crypto';\nawait fetch(`${base}/${createHash('md5').update('labels').digest('hex')}.csv`);"),
    valid('a query', 'await fetch(`${base}/model.json?${Date.now()}`);'),
    valid('a local file', "import { writeFile } from 'node:fs/promises';\nawait writeFile(`m-${Date.now()}.json`, '');\nawait fetch(`${base}/m.json`);"),
    valid('another service', 'await fetch(`https://prices.example/${Date.now()}`);\nawait fetch(`${base}/m.json`);'),
    valid('a log', 'console.log(`${base}/${Date.now()}`);'),
    valid('what is not known', 'export const put = (name) => fetch(`${base}/${name}-${process.env.RUN}.json`);'),
    valid('a date that is given to a function with a default', "const day = (date = new Date()) => date.toISOString();\nawait fetch(`${base}/${day(new Date('2024-01-01'))}.csv`);\nconsole.log(day());"),
  ],
  invalid: [
    ...cases.map(invalid),
    {
      name: 'a name of two parts is one',
      code: name,
      errors: [{ messageId: 'upload', data: { what: PROCESS, from: ' It comes from line 1.' }, line: 3, column: 29, endColumn: 32 }],
    },
    {
      name: 'two parts',
      code: two,
      errors: [
        { messageId: 'upload', data: { what: PROCESS, from: '' }, ...placeOf(two, 'process.pid') },
        { messageId: 'upload', data: { what: TIME, from: '' }, ...placeOf(two, 'Date.now()') },
      ],
    },
  ],
});
