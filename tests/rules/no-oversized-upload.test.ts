import rule from '../../src/rules/no-oversized-upload.js';
import { placeOf, tester } from './rule-tester.js';

const head = "import { createReadStream, openAsBlob, statSync } from 'node:fs';\nimport { open, readFile, rename, stat } from 'node:fs/promises';\nimport { pipeline } from 'node:stream/promises';\nimport got from 'got';\nconst LIMIT = 5 * 1024 ** 3;\nconst url = await (await fetch(`${manifest.getUploadUrls[manifest.stage]}/a`)).text();\n";
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
  { name: 'a part of a file', code: put("(await openAsBlob('a')).slice(0, 6 * 1024 ** 3)"), at: "(await openAsBlob('a')).slice(0, 6 * 1024 ** 3)", size: '6' },
  { name: 'parts in a loop', code: `for (let i = 0; i < parts; i++) ${put("createReadStream('a', { start: i * 6e9, end: (i + 1) * 6e9 - 1 })")}`, at: "createReadStream('a', { start: i * 6e9, end: (i + 1) * 6e9 - 1 })", size: '5.59' },
  { name: 'one of two sizes', code: `const table = again ? new Uint8Array(10) : new Uint8Array(6 * 1024 ** 3);\n${put('table')}`, at: 'table', size: '6' },
];

const open = `${head}${put("createReadStream('a')")}`;
const logged = `${head}const { size } = await stat('a');\nconsole.log(size);\n${put("createReadStream('a')")}`;
const curl = "import { execSync } from 'node:child_process';\nconst url = execSync(`curl \"${manifest.getUploadUrls[manifest.stage]}/a\"`, { encoding: 'utf8' });\nexecSync(`curl -T a.bin \"${url}\"`);";
const both = `${head}await fetch(url, { method: 'PUT', headers: { 'Content-Length': 7 * 1024 ** 3 }, body: new Uint8Array(7 * 1024 ** 3) });`;
const strict = [{ requireSizeCheck: true }];

const unchecked: readonly Omit<Case, 'size'>[] = [
  { name: 'the size of another file that is compared', code: `if ((await stat('b')).size > LIMIT) throw new Error('b');\n${put("createReadStream('a')")}`, at: "createReadStream('a')" },
  { name: 'the web stream of an open file', code: `const file = await open('a');\nconst { size } = await file.stat();\nif (size === 0) throw new Error('empty');\n${put('file.readableWebStream()')}`, at: 'file.readableWebStream()' },
  { name: 'a file of that name in another folder', code: `if ((await stat('x/a')).size > LIMIT) throw new Error('a');\n${put("createReadStream('y/a')")}`, at: "createReadStream('y/a')" },
  ...['process.argv[2]', 'process.argv.slice(2)[0]', 'process.argv.at(2)', 'Deno.args[0]'].map((manifestFile) => ({
    name: `the size of the manifest (${manifestFile})`,
    code: `const small = async (file) => { if ((await stat(file)).size > LIMIT) throw new Error(file); };\nawait small(${manifestFile});\n${put("createReadStream('a')")}`,
    at: "createReadStream('a')",
  })),
  { name: 'the size of the manifest, by a pattern', code: `const [, , manifestFile] = process.argv;\nconst [sameFile] = process.argv.slice(2);\nconst [, ...others] = process.argv;\nif (Math.max(statSync(manifestFile).size, statSync(sameFile).size, statSync(others[1]).size) > LIMIT) throw new Error('a');\n${put("createReadStream('a')")}`, at: "createReadStream('a')" },
  { name: 'a size that is compared with nothing', code: `if (!((await stat('a')).size > 0)) throw new Error('a');\n${put("createReadStream('a')")}`, at: "createReadStream('a')" },
  { name: 'the number of files', code: `for (let at = 0; at < files.length; at += 1) {\n  ${put('createReadStream(files[at])')}\n}`, at: 'createReadStream(files[at])' },
  { name: 'a comparison on another path', code: `if (again) {\n  if (statSync('a').size > LIMIT) throw new Error('a');\n} else {\n  ${put("createReadStream('a')")}\n}`, at: "createReadStream('a')" },
  {
    name: 'another method that compares',
    code: `export class Store {\n  async put(file) {\n    if (statSync(file).size > LIMIT) throw new Error(file);\n    ${put('createReadStream(file)')}\n  }\n  async replace(name) {\n    ${put('createReadStream(name)')}\n  }\n}`,
    at: 'createReadStream(name)',
  },
];

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
    checked('the size of an open file', `const file = await open('a');\nif ((await file.stat()).size > LIMIT) throw new Error('a is too large');\n${put("file.readableWebStream({ type: 'bytes' })")}`),
    checked('a size that a helper compares', `async function small(file) {\n  if ((await stat(file)).size >= 5e9) throw new Error(file);\n}\nawait small('a');\n${put("createReadStream('a')")}`),
    checked('the largest of several sizes', `const sizes = [await stat('a'), await stat('b')].map(({ size }) => size);\nif (Math.max(...sizes) > LIMIT) throw new Error('too large');\n${put("createReadStream('a')")}`),
    checked('a size in GB, with two digits', `const gigabytes = +((await stat('a')).size / 2 ** 30).toFixed(2);\nif (gigabytes > 5) throw new Error('too large');\n${put("createReadStream('a')")}`),
    checked('the smaller one of size and limit', `const { size } = await stat('a');\nif (Math.min(size, LIMIT) !== size) throw new Error('too large');\n${put("createReadStream('a')")}`),
    checked('what is left up to the limit', `const { size } = await stat('a');\nif (LIMIT - size < 0) throw new Error('too large');\n${put("createReadStream('a')")}`),
    checked('a number that a program prints', `import { execSync } from 'node:child_process';\nif (Number(execSync('du -b a')) > LIMIT) throw new Error('too large');\n${put("createReadStream('a')")}`),
    checked('a size that someone else may compare', `import { assertSize } from '@acme/limits';\nassertSize({ size: (await stat('a')).size, most: LIMIT });\n${put("createReadStream('a')")}`),
    checked('a size that a schema checks', `import { z } from 'zod';\nz.number().max(LIMIT).parse((await stat('a')).size);\n${put("createReadStream('a')")}`),
    checked('a file by another path', `import path from 'node:path';\nif ((await stat(path.resolve('out', 'a'))).size > LIMIT) throw new Error('too large');\n${put("createReadStream('./out/a')")}`),
    checked('a file that was compared under another name', `if ((await stat('part')).size > LIMIT) throw new Error('too large');\nawait rename('part', 'a');\n${put("createReadStream('a')")}`),
    checked('a file that was compared before it was packed', `if ((await stat('a')).size > LIMIT) throw new Error('too large');\n${put("createReadStream('a.gz')")}`),
    checked('an open file', `const file = await open('a');\nconst { size } = await file.stat();\nif (size > LIMIT) throw new Error('too large');\n${put('file.createReadStream()')}`),
    ...['process.argv[3]', 'process.argv.slice(3)[0]', 'process.argv.at(-1)', 'process.argv[n]', 'process.argv.slice(n)[0]', 'Deno.args[1]'].map((file) => checked(`a file that is named in the command line (${file})`, `if ((await stat(${file})).size > LIMIT) throw new Error('too large');\n${put("createReadStream('a')")}`)),
    checked('a file whose name begins as that of an argument', `if ((await stat(process.argv[2])).size > LIMIT) throw new Error('too large');\n${put("createReadStream(folder + '/a')")}`),
    checked('parts with an end', `const { size } = await stat('a');\nfor (let from = 0; from < size; from += 1000) ${put("createReadStream('a', { start: from, end: Math.min(from + 1000, size) - 1 })")}`),
    checked('a function that only compares', `export function check(file) {\n  if (statSync(file).size > LIMIT) throw new Error(file);\n}\nexport async function save(file) {\n  ${put('createReadStream(file)')}\n}`),
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
    ...unchecked.map(({ name, code, at }) => ({
      name,
      code: head + code,
      options: strict,
      errors: [{ messageId: 'unchecked' as const, ...placeOf(head + code, at) }],
    })),
    {
      name: 'a file that curl sends',
      code: curl,
      options: strict,
      errors: [{ messageId: 'unchecked', ...placeOf(curl, '`curl -T a.bin "${url}"`') }],
    },
  ],
});
