import rule from '../../src/rules/no-oversized-upload.js';
import { placeOf, tester } from './rule-tester.js';

const head = "import { createReadStream } from 'node:fs';\nimport { open, readFile, stat } from 'node:fs/promises';\nimport { pipeline } from 'node:stream/promises';\nimport got from 'got';\nconst url = await (await fetch(`${manifest.getUploadUrls[manifest.stage]}/a`)).text();\n";
const put = (body: string): string => `await fetch(url, { method: 'PUT', body: ${body} });`;

interface Case {
  readonly name: string;
  readonly code: string;
  readonly at: string;
  readonly size: string;
}

const tooLarge: readonly Case[] = [
  { name: 'a range of a stream', code: put("createReadStream('a', { start: 0, end: 6 * 1024 ** 3 })"), at: "createReadStream('a', { start: 0, end: 6 * 1024 ** 3 })", size: '6.01' },
  { name: 'a range without a start', code: put("createReadStream('a', { end: 5 * 1024 ** 3 })"), at: "createReadStream('a', { end: 5 * 1024 ** 3 })", size: '5.01' },
  { name: 'an array of bytes', code: `const table = new Uint8Array(8 * 1024 ** 3);\n${put('table')}`, at: 'table', size: '8' },
  { name: 'an array of numbers', code: `const table = new Float64Array(1024 ** 3);\n${put('table')}`, at: 'table', size: '8' },
  { name: 'a buffer', code: put('Buffer.alloc(6 * 1024 ** 3)'), at: 'Buffer.alloc(6 * 1024 ** 3)', size: '6' },
  { name: 'a stated length', code: "const body = createReadStream('a');\nawait fetch(url, { method: 'PUT', headers: { 'Content-Length': String(7 * 1024 ** 3) }, body });", at: 'body', size: '7' },
  { name: 'a stream of an open file', code: `const file = await open('a');\n${put('file.createReadStream({ end: 6 * 1024 ** 3 })')}`, at: 'file.createReadStream({ end: 6 * 1024 ** 3 })', size: '6.01' },
  { name: 'a stream piped into the request', code: "await pipeline(createReadStream('a', { end: 6 * 1024 ** 3 }), got.stream.put(url));", at: "createReadStream('a', { end: 6 * 1024 ** 3 })", size: '6.01' },
  { name: 'one of two sizes', code: `const table = again ? new Uint8Array(10) : new Uint8Array(6 * 1024 ** 3);\n${put('table')}`, at: 'table', size: '6' },
];

const open = `${head}${put("createReadStream('a')")}`;
const logged = `${head}const { size } = await stat('a');\nconsole.log(size);\n${put("createReadStream('a')")}`;
const curl = "import { execSync } from 'node:child_process';\nconst url = execSync(`curl \"${manifest.getUploadUrls[manifest.stage]}/a\"`, { encoding: 'utf8' });\nexecSync(`curl -T a.bin \"${url}\"`);";
const both = `${head}await fetch(url, { method: 'PUT', headers: { 'Content-Length': 7 * 1024 ** 3 }, body: new Uint8Array(7 * 1024 ** 3) });`;
const strict = [{ requireSizeCheck: true }];

const valid = (name: string, code: string) => ({ name, code: head + code });
const checked = (name: string, code: string) => ({ name, code: head + code, options: strict });

tester.run('no-oversized-upload', rule, {
  valid: [
    valid('5 GB exactly', put("createReadStream('a', { start: 0, end: 5 * 1024 ** 3 - 1 })")),
    valid('a range behind a start', put("createReadStream('a', { start: 4 * 1024 ** 3, end: 8 * 1024 ** 3 })")),
    valid('a small buffer', put('Buffer.alloc(1024)')),
    valid('an unknown size', put("createReadStream('a')")),
    valid('an unknown length', "const { size } = await stat('a');\nawait fetch(url, { method: 'PUT', headers: { 'content-length': size }, body: createReadStream('a') });"),
    valid('a part of a large buffer', `const table = new Uint8Array(6 * 1024 ** 3);\n${put('table.subarray(0, 100)')}`),
    valid('a large value that is not uploaded', `const table = new Uint8Array(6 * 1024 ** 3);\n${put('String(table[0])')}`),
    valid('another service', "await fetch('https://x.example', { method: 'PUT', body: new Uint8Array(6 * 1024 ** 3) });"),
    checked('a size that is compared', `const { size } = await stat('a');\nif (size > 5 * 1024 ** 3) throw new Error('a is too large');\n${put("createReadStream('a')")}`),
    checked('a size that a helper compares', `async function small(file) {\n  if ((await stat(file)).size >= 5e9) throw new Error(file);\n}\nawait small('a');\n${put("createReadStream('a')")}`),
    checked('a value in memory', `${put('JSON.stringify(labels)')}\n${put("await readFile('a')")}`),
    checked('a range of known size', put("createReadStream('a', { start: 0, end: 1023 })")),
  ],
  invalid: [
    ...tooLarge.map(({ name, code, at, size }) => ({
      name,
      code: head + code,
      errors: [{ messageId: 'tooLarge', data: { size }, ...placeOf(head + code, at) }],
    })),
    {
      name: 'one report where buffer and length both say so',
      code: both,
      errors: [{ messageId: 'tooLarge', data: { size: '7' }, ...placeOf(both, 'new Uint8Array(7 * 1024 ** 3)') }],
    },
    {
      name: 'a stream whose size is never compared',
      code: open,
      options: strict,
      errors: [{ messageId: 'unchecked', ...placeOf(open, "createReadStream('a')") }],
    },
    {
      name: 'a size that is only logged',
      code: logged,
      options: strict,
      errors: [{ messageId: 'unchecked', ...placeOf(logged, "createReadStream('a')") }],
    },
    {
      name: 'a file that curl sends',
      code: curl,
      options: strict,
      errors: [{ messageId: 'unchecked', ...placeOf(curl, '`curl -T a.bin "${url}"`') }],
    },
  ],
});
