import rule from '../../src/rules/no-stale-upload-url.js';
import { placeOf, tester } from './rule-tester.js';

/** Requested on lines 1 and 2. */
const request = 'const answer = await fetch(`${manifest.getUploadUrls[manifest.stage]}/a.bin`);\nconst url = await answer.text();\n';
const put = "await fetch(url, { method: 'PUT', body: 'text' });";
const sleep = "import { setTimeout as sleep } from 'node:timers/promises';\n";
const read = "import { readFile, stat } from 'node:fs/promises';\n";
/** A helper on line 1. */
const ask = 'const ask = async (name) => (await fetch(`${manifest.getUploadUrls[manifest.stage]}/${name}`)).text();\n';

interface Case {
  readonly name: string;
  readonly code: string;
  readonly at?: string;
  readonly messageId?: string;
  readonly where: string;
  readonly work?: string;
  readonly output?: string;
  readonly suggestion?: string;
  readonly options?: [object];
}

const invalid = ({ name, code, at = 'url', messageId = 'work', where, work, output, suggestion, options }: Case) => ({
  name,
  code,
  output: output ?? null,
  ...(options === undefined ? {} : { options }),
  errors: [
    {
      messageId,
      data: { where, ...(work === undefined ? {} : { work }) },
      ...placeOf(code, at),
      suggestions: suggestion === undefined ? [] : [{ messageId: 'move', output: suggestion }],
    },
  ],
});

const remembering = `import memoize from 'p-memoize';\n${ask}const remembered = memoize(ask);\n`;
/** A helper on line 2 that is asked by line 4, before and after long work. */
const rememberingBy = (library: string, how: string, first: string, second = first): string =>
  `import remember from '${library}';\nconst sign = async (m, name) => (await fetch(\`\${m.getUploadUrls[m.stage]}/\${name}\`)).text();\nconst ticket = remember(sign${how});\nawait ticket(${first}); await train(); await fetch(await ticket(${second}), { method: 'PUT', body: 'text' });`;
/** Tickets are made on line 3 and sent on line 4, on line 8 after long work. */
const tickets = (given: string): string => `const ok = (value) => ({ ok: true, value });
const ask = async (name) => (await fetch(\`\${manifest.getUploadUrls[manifest.stage]}/\${name}\`)).text();
const sign = async (job) => ok({ ...job, href: (await ask(job.name)).trim() });
const send = async ({ href, bytes }) => fetch(href, { method: 'PUT', body: bytes });
await send({ ...(await sign({ name: 'a' })).value, bytes: 'a' });
const ticket = await sign({ name: 'b' });
const bytes = await train();
await send(${given});`;
const timeout = 'const within = (promise, time) => Promise.race([promise, new Promise((_, reject) => setTimeout(() => reject(new Error()), time))]);\n';
const throwing = "async function late() {\n  await sleep(3_600_000);\n  throw new Error('late');\n}\n";
const factory = `export class Sink {
  constructor(url) { this.url = url; }
  static async of(manifest) {
    return new Sink(await (await fetch(\`\${manifest.getUploadUrls[manifest.stage]}/a\`)).text());
  }
  async save(body) {
    await fetch(this.url, { method: 'PUT', body });
  }
}`;

const between = (work: string, imports = ''): string => `${imports}${request}${work}\n${put}`;
const moved = (work: string, imports = ''): string => `${imports}${work}\n${request}${put}`;

const train = "const model = await train(manifest.inputParams);";
const fit = 'const trees = fitTrees(rows);';
const python = "execFileSync('python3', ['train.py'], { stdio: 'inherit' });";
const childProcess = "import { execFileSync } from 'node:child_process';\n";
const loop = 'for (const row of rows) await row.model.predict(row);';
const https = "import https from 'node:https';\nconst get = (address) => new Promise((resolve) => https.get(address, resolve));\n";
const streamed = 'for await (const part of await get(manifest.dataUrls.fit)) model.learn(part);';
const putTogether = 'const parts = [];\nlet size = 0;\nfor await (const part of await get(manifest.dataUrls.fit)) {\n  size += part.length;\n  if (size > 1e9) throw new Error("too much");\n  parts.push(part);\n}';
const decoded = `${https}let url = '';\nfor await (const part of await get(\`\${manifest.getUploadUrls[manifest.stage]}/a.bin\`)) {\n  const text = String(part);\n  url += text;\n}\n${put}`;
const long = 'await sleep(9 * 3_600_000);';
const checked = `const answer = await fetch(\`\${manifest.getUploadUrls[manifest.stage]}/a.bin\`);\nif (!answer.ok) throw new Error('none');\nconst url = await answer.text();\n`;
const usedBetween = `${request}${train}\nconsole.log(url);\n${put}`;
const changed = `let name = 'a';\nconst url = await (await fetch(\`\${manifest.getUploadUrls[manifest.stage]}/\${name}\`)).text();\nconst model = await train();\nname = 'b';\n${put}`;
const uncertain = `export async function run(manifest, job) {\n  const url = await (await fetch(\`\${manifest.getUploadUrls[manifest.stage]}/\${job.name}\`)).text();\n  await anneal(job);\n  ${put}\n}`;
const onePath = `${request}if (again) {\n  await train();\n}\n${put}`;
const inBody = `${request}await fetch(url, { method: 'PUT', body: await train() });`;
const moduleVariable = `let url;\nexport async function open() {\n  url = await (await fetch(\`\${manifest.getUploadUrls[manifest.stage]}/a\`)).text();\n}\nexport async function close() {\n  ${put}\n}`;
const field = `export class Results {\n  async open() {\n    this.url = await (await fetch(\`\${manifest.getUploadUrls[manifest.stage]}/a\`)).text();\n  }\n  async close() {\n    await fetch(this.url, { method: 'PUT', body: 'text' });\n  }\n}`;
const cache = `${ask}const cache = new Map();\nexport async function save(name) {\n  if (!cache.has(name)) cache.set(name, await ask(name));\n  const url = cache.get(name);\n  ${put}\n}`;
const cooling = `${ask}const kept = new Map();\nasync function urlOf(name) {\n  let url = kept.get(name);\n  if (url === undefined) kept.set(name, (url = await ask(name)));\n  return url;\n}\nasync function save(state) {\n  const url = await urlOf('state.json');\n  ${put}\n}\n`;
const topLevel = `${request}export async function save() {\n  ${put}\n}`;
const global = `export async function open() {\n  globalThis.target = await (await fetch(\`\${manifest.getUploadUrls[manifest.stage]}/a\`)).text();\n}\nexport async function close() {\n  await fetch(globalThis.target, { method: 'PUT', body: 'text' });\n}`;
const inFile = `import { readFile, writeFile } from 'node:fs/promises';\nexport async function open() {\n  await writeFile('url.txt', await (await fetch(\`\${manifest.getUploadUrls[manifest.stage]}/a\`)).text());\n}\nexport async function close() {\n  const url = await readFile('url.txt', 'utf8');\n  ${put}\n}`;
const many = `${ask}const urls = await Promise.all(files.map((file) => ask(file)));\nfor (const [i, file] of files.entries()) {\n  await fetch(urls[i], { method: 'PUT', body: file });\n}`;
const limits: readonly (readonly [string, string, string, string])[] = [
  ['p-limit', "import pLimit from 'p-limit';\n", 'pLimit(1)', 'limit'],
  ['bottleneck', "import Bottleneck from 'bottleneck';\n", 'new Bottleneck({ maxConcurrent: 1 })', 'limit.schedule'],
];
const inFunction = `${ask}const sendAll = (names) => attempt(async () => {\n  const tickets = [];\n  for (const name of names) tickets.push([name, await ask(name)]);\n  for (const [body, url] of tickets) {\n    ${put}\n  }\n});\nasync function attempt(work) {\n  return { value: await work() };\n}\nawait sendAll(['a', 'b']);`;
const two = `${ask}const first = await ask('a');\nconst second = await ask('b');\nawait fetch(first, { method: 'PUT', body: 'a' });\nawait fetch(second, { method: 'PUT', body: 'b' });`;
const queues: readonly [string, string][] = [
  ['a list that is taken from', `const left = await Promise.all(files.map(async (file) => ({ file, url: await ask(file) })));\nwhile (left.length > 0) {\n  const { file, url } = left.shift();\n  ${put}\n}`],
  ['a function that calls itself', `const left = await Promise.all(files.map(async (file) => ({ file, url: await ask(file) })));\nasync function next() {\n  const job = left.pop();\n  if (job === undefined) return;\n  const { file, url } = job;\n  ${put}\n  await next();\n}\nawait next();`],
  ['workers with an index', `const urls = await Promise.all(files.map((file) => ask(file)));\nlet at = 0;\nasync function work() {\n  while (at < urls.length) {\n    const url = urls[at++];\n    ${put}\n  }\n}\nawait Promise.all([work(), work()]);`],
  ['the end of a queue', `let end = Promise.resolve();\nawait Promise.all(files.map(async (file) => {\n  const url = await ask(file);\n  end = end.then(async () => {\n    ${put}\n  });\n  await end;\n}));`],
  ['a queue beside a loop', `let end = Promise.resolve();\nfor (const file of files) {\n  const url = await ask(file);\n  end = end.then(async () => {\n    ${put}\n  });\n}\nawait end;`],
];
const semaphore = (first: string, then: string): string =>
  `${ask}let free = 1;\nconst waiting = [];\nasync function acquire() {\n  if (free > 0) {\n    free--;\n    return;\n  }\n  await new Promise((resolve) => waiting.push(resolve));\n}\nfunction release() {\n  const next = waiting.shift();\n  if (next === undefined) free++;\n  else next();\n}\nawait Promise.all(files.map(async (file) => {\n  ${first}\n  ${then}\n  ${put}\n  release();\n}));`;
const collected = `${ask}const partly = (fn) => {\n  const gather = (...known) => (known.length >= fn.length ? fn(...known) : (...more) => gather(...known, ...more));\n  return gather;\n};\nconst send = partly((body, address) => fetch(address, { method: 'PUT', body }));\nawait ask('a').then(async (url) => {\n  await learn();\n  return url;\n}).then(send('text'));`;
const interval = `${request}setInterval(() => {\n  fetch(url, { method: 'PUT', body: 'text' });\n}, 60_000);`;
const event = `${request}process.once('SIGTERM', async () => {\n  ${put}\n});`;
const timer = `${request}setTimeout(() => {\n  fetch(url, { method: 'PUT', body: 'text' });\n}, 6 * 3_600_000);`;
const helper = `${ask}const send = async (to) => fetch(to, { method: 'PUT', body: 'text' });\nconst url = await ask('a');\nawait train();\nawait send(url);`;
const hidden = `const learn = async () => {\n  for (const row of rows) await row.model.predict(row);\n};\n${request}await learn();\n${put}`;
const learn = 'const learn = async () => {\n  for (const row of rows) await new Promise((resolve) => setTimeout(resolve, 1000));\n};\n';
const rounds = (body: string): string => `const trainOn = async (rows, onRound) => {\n${body}\n};\n${request}`;
const late = `const pending = fetch(\`\${manifest.getUploadUrls[manifest.stage]}/a\`).then((answer) => answer.text());\nawait train();\nconst url = await pending;\n${put}`;
const downloads = `import got from 'got';\n${request}const pages = [];\nfor (const source of sources) pages.push(await got(source).text());\n${put}`;

tester.run('no-stale-upload-url', rule, {
  valid: [
    { name: 'put into a Map and taken out again at once', code: `${ask}const urls = new Map();\nexport async function save(name) {\n  urls.set(name, await ask(name));\n  await fetch(urls.get(name), { method: 'PUT', body: 'text' });\n}` },
    { name: 'put into a table and taken out again at once', code: `${ask}export class Sink {\n  urls = {};\n  async save(name) {\n    this.urls[name] = await ask(name);\n    await fetch(this.urls[name], { method: 'PUT', body: 'text' });\n  }\n}` },
    { name: 'a timeout that only rejects', code: `${timeout}${ask}const url = await within(ask('a'), 3_600_000);\nawait within(fetch(url, { method: 'PUT', body: 'text' }), 3_600_000);` },
    { name: 'a timeout that throws', code: `${sleep}${throwing}${ask}const url = await ask('a');\nawait Promise.race([fetch(url, { method: 'PUT', body: 'text' }), late()]);` },
    { name: 'a remembering helper that is asked for several files in one run', code: `${remembering}for (const name of names) await fetch(await remembered(name), { method: 'PUT', body: 'text' });` },
    { name: 'spread into an argument, asked for right before', code: tickets("{ ...(await sign({ name: 'c' })).value, bytes }") },
    { name: 'another name for what remembers by a name', code: rememberingBy('lodash/memoize', ', (m, name) => name', "manifest, 'a'", "manifest, 'b'") },
    { name: 'another name for what remembers by a name in a list', code: rememberingBy('memoize', ', { cacheKey: ([, name]) => name }', "manifest, 'a'", "manifest, 'b'") },
    { name: 'another name for what remembers by all arguments', code: rememberingBy('memoizee', '', "manifest, 'a'", "manifest, 'b'") },
    { name: 'remembered by something that is not known', code: rememberingBy('lodash/memoize', ', (m, name) => digest(name)', "manifest, 'a'") },
    { name: 'remembered for a short time', code: rememberingBy('memoizee', ', { maxAge: 60_000 }', "manifest, 'a'") },
    { name: 'remembered by things that each round of a loop makes', code: `import remember from 'memoize';\n${ask}const ticket = remember(({ name }) => ask(name));\nfor (const name of names) {\n  const job = { name };\n  await train(job);\n  await fetch(await ticket(job), { method: 'PUT', body: 'text' });\n}` },
    { name: 'right before the upload', code: `${train}\n${request}${put}` },
    { name: 'short work between', code: `${read}import { gzipSync } from 'node:zlib';\n${request}const { size } = await stat('a');\nconst body = gzipSync(await readFile('a'));\nconsole.log(size);\nawait fetch(url, { method: 'PUT', body });` },
    { name: 'one request for the body', code: `${request}const body = await (await fetch('https://rows.example')).text();\nawait fetch(url, { method: 'PUT', body });` },
    { name: 'a check of the answer', code: `${request}if (!answer.ok) throw new Error('none');\n${put}` },
    { name: 'a short known wait', code: `${sleep}${request}await sleep(2000);\n${put}` },
    { name: 'a short wait, whatever its name', code: `const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));\n${request}await sleep(500);\n${put}` },
    { name: 'a short wait by a function that is not known', code: `import { wait } from '@acme/async';\n${request}await wait(1500);\n${put}` },
    { name: 'a retry with short waits', code: `${sleep}${request}for (let attempt = 0; attempt < 3; attempt++) {\n  const stored = await fetch(url, { method: 'PUT', body: 'text' });\n  if (stored.ok) break;\n  await sleep(2000);\n}` },
    { name: 'a retry with waits that grow', code: `${request}for (let attempt = 0; attempt < 3; attempt++) {\n  const stored = await fetch(url, { method: 'PUT', body: 'text' });\n  if (stored.ok) break;\n  await sleep(1000 * 2 ** attempt);\n}` },
    { name: 'a lock before the request', code: semaphore('await acquire();', 'const url = await ask(file);') },
    { name: 'a queue of whole uploads', code: `${ask}let end = Promise.resolve();\nawait Promise.all(files.map(async (file) => {\n  end = end.then(async () => {\n    const url = await ask(file);\n    ${put}\n  });\n  await end;\n}));` },
    { name: 'attempts that draw their waits from a list', code: `${sleep}${ask}const url = await ask('a');\nconst waits = [1000, 2000];\nwhile (waits.length > 0) {\n  const stored = await fetch(url, { method: 'PUT', body: 'text' });\n  if (stored.ok) break;\n  await sleep(waits.shift());\n}` },
    { name: 'a place that is free again', code: `${ask}const active = new Set();\nfor (const file of files) {\n  const url = await ask(file);\n  if (active.size > 3) await Promise.race(active);\n  const sent = fetch(url, { method: 'PUT', body: 'text' });\n  active.add(sent);\n}\nawait Promise.all(active);` },
    { name: 'a request that is tried again', code: `${sleep}let url;\nfor (let attempt = 0; attempt < 3; attempt++) {\n  const answer = await fetch(\`\${manifest.getUploadUrls[manifest.stage]}/a\`);\n  if (answer.ok) {\n    url = await answer.text();\n    break;\n  }\n  await sleep(2000);\n}\n${put}` },
    { name: 'an attempt after work that goes on until it succeeds', code: `${learn}${request}for (const part of parts) {\n  const stored = await fetch(url, { method: 'PUT', body: part });\n  if (stored.ok) break;\n  await learn();\n}` },
    { name: 'a last attempt behind those of a loop', code: `${sleep}${request}let stored;\nfor (let attempt = 0; attempt < 3; attempt++) {\n  stored = await fetch(url, { method: 'PUT', body: 'text' });\n  if (stored.ok) break;\n  await sleep(2000);\n}\nif (!stored.ok) await fetch(url, { method: 'PUT', body: 'text' });` },
    { name: 'rounds whose waits are short together', code: `${sleep}${request}for (let day = 0; day < 5; day++) {\n  await sleep(60_000);\n  ${put}\n}` },
    { name: 'a wait in each round that asks for a URL of its own', code: `${sleep}${ask}for (let day = 0; day < 90; day++) {\n  await sleep(60_000);\n  const url = await ask('a');\n  ${put}\n}` },
    { name: 'attempts in each round that asks for a URL of its own', code: `${sleep}${ask}for (let day = 0; day < 90; day++) {\n  const url = await ask('a');\n  for (let attempt = 0; attempt < 3; attempt++) {\n    const stored = await fetch(url, { method: 'PUT', body: 'text' });\n    if (stored.ok) break;\n    await sleep(10_000);\n  }\n}` },
    { name: 'a URL of its own in each round of a computation', code: `${ask}while (heat > floor) {\n  heat *= 0.9;\n  const url = await ask('a');\n  ${put}\n}` },
    { name: 'a cache that is asked until nothing is caught', code: `${cooling}let left = 3;\nwhile (left > 0) {\n  try {\n    await save(1);\n    left -= 3;\n  } catch {\n    left -= 1;\n  }\n}` },
    { name: 'a cache that is asked until the loop is told to end', code: `${cooling}let left = 3;\nwhile (left > 0) {\n  const stored = await save(1);\n  left = stored.ok ? 0 : left - 1;\n}` },
    { name: 'asked for in the turn of each', code: `import pLimit from 'p-limit';\n${ask}const limit = pLimit(1);\nexport const send = (names) => Promise.all(names.map((name) => limit(async () => {\n  const url = await ask(name);\n  ${put}\n})));` },
    { name: 'asked for in each round, and put to in a turn that is waited for', code: `import PQueue from 'p-queue';\n${ask}const queue = new PQueue({ concurrency: 1 });\nexport async function send(names) {\n  for (const name of names) {\n    const url = await ask(name);\n    await queue.add(async () => {\n      ${put}\n    });\n  }\n}` },
    { name: 'kept in a table under the name of each round', code: `${ask}export async function send(files) {\n  const urls = {};\n  for (const { name } of files) {\n    urls[name] = await ask(name);\n    await fetch(urls[name], { method: 'PUT', body: name });\n  }\n}` },
    { name: 'kept in a Map under the name of each round', code: `${ask}export async function send(files) {\n  const urls = new Map();\n  for (const { name } of files) {\n    urls.set(name, await ask(name));\n    await fetch(urls.get(name), { method: 'PUT', body: name });\n  }\n}` },
    { name: 'many at once', code: `import pLimit from 'p-limit';\n${ask}const limit = pLimit(8);\nexport const send = (names) => Promise.all(names.map(async (name) => {\n  const url = await ask(name);\n  await limit(async () => {\n    ${put}\n  });\n}));` },
    { name: 'many attempts', code: `${sleep}${request}for (let attempt = 0; attempt < 90; attempt++) {\n  const stored = await fetch(url, { method: 'PUT', body: 'text' });\n  if (stored.ok) break;\n  await sleep(10_000);\n}` },
    { name: 'attempts inside of a round', code: `${sleep}${request}for (const part of parts) {\n  for (let attempt = 0; attempt < 3; attempt++) {\n    const stored = await fetch(url, { method: 'PUT', body: part });\n    if (stored.ok) break;\n    await sleep(500 * attempt);\n  }\n}` },
    { name: 'before long work begins its rounds', code: `${rounds('  await onRound();\n  for (const row of rows) adjust(row);')}await trainOn(rows, () => fetch(url, { method: 'PUT', body: 'text' }));` },
    { name: 'asked for in each round of long work', code: `${ask}${rounds('  for (const row of rows) await onRound(row);')}await trainOn(rows, async (row) => fetch(await ask('b'), { method: 'PUT', body: row }));` },
    { name: 'rounds of what long work calls once', code: `${rounds('  await onRound();')}await trainOn(rows, async () => {\n  for (const part of parts) ${put}\n});` },
    { name: 'long work that tries until it succeeds', code: `${rounds('  for (const row of rows) {\n    const stored = await onRound(row);\n    if (stored.ok) return;\n  }')}await trainOn(rows, (row) => fetch(url, { method: 'PUT', body: row }));` },
    { name: 'the pieces of an answer, put together below a limit', code: between(putTogether, https) },
    { name: 'the answer that holds the URL, read piece by piece', code: decoded },
    { name: 'each in its turn', code: `${ask}for (const file of files) await fetch(await ask(file), { method: 'PUT', body: file });` },
    { name: 'each in its turn, out of a generator', code: `async function* targets() {\n  for (const file of files) yield await (await fetch(\`\${manifest.getUploadUrls[manifest.stage]}/\${file}\`)).text();\n}\nfor await (const url of targets()) ${put}` },
    { name: 'all together and together', code: `${ask}const urls = await Promise.all(files.map((file) => ask(file)));\nawait Promise.all(urls.map((url) => fetch(url, { method: 'PUT', body: 'text' })));` },
    { name: 'a field that is set and put in one call', code: `${ask}export class Report {\n  async request() {\n    this.url = await ask('a');\n  }\n  async save() {\n    await this.request();\n    await fetch(this.url, { method: 'PUT', body: 'text' });\n  }\n}` },
    { name: 'a closure that is called at once', code: `${ask}const open = async () => {\n  const url = await ask('a');\n  return (body) => fetch(url, { method: 'PUT', body });\n};\nexport const save = async (body) => {\n  const send = await open();\n  await send(body);\n};` },
    { name: 'a closure whose caller is not known', code: `${ask}export const open = async () => {\n  const url = await ask('a');\n  return (body) => fetch(url, { method: 'PUT', body });\n};` },
    { name: 'a timer that asks each time', code: `${ask}setInterval(async () => {\n  const url = await ask('a');\n  ${put}\n}, 60_000);` },
    { name: 'the URL of the stage may be kept', code: `const base = manifest.getUploadUrls[manifest.stage];\n${train}\nconst url = await (await fetch(\`\${base}/a\`)).text();\n${put}` },
    { name: 'a download does not expire', code: 'const url = `${manifest.downloadUrls.initial}/a`;\nawait train();\nawait fetch(url);' },
    { name: 'short work whose name speaks of long work', code: `${request}const rows = readTrainingRows();\nconst notes = saveFit(rows);\n${put}` },
    { name: 'a stream that ends', code: `import { createWriteStream } from 'node:fs';\nimport { once } from 'node:events';\n${request}const out = createWriteStream('a');\nout.end('text');\nawait once(out, 'finish');\n${put}` },
    { name: 'a look whether it is still there', code: `${request}${train}\nawait fetch(url, { method: 'HEAD' });` },
    { name: 'a larger maxDelay', code: `${sleep}${request}await sleep(20 * 60_000);\n${put}`, options: [{ maxDelay: 3600 }] },
    { name: 'names of one’s own in place of the default', code: `${request}${fit}\n${put}`, options: [{ longRunningNames: ['anneal'] }] },
    { name: 'no names', code: `${request}${fit}\n${put}`, options: [{ longRunningNames: [] }] },
    { name: 'a handler of the deployed server: another rule', code: `import express from 'express';\nconst app = express();\n${request}app.post('/x', async () => {\n  ${put}\n});` },
  ],
  invalid: [
    invalid({ name: 'training', code: between(train), where: 'line 1', work: 'the call of train (line 3)', output: moved(train) }),
    invalid({ name: 'the check of the answer moves along', code: `${checked}${train}\n${put}`, where: 'line 1', work: 'the call of train (line 4)', output: `${train}\n${checked}${put}` }),
    invalid({ name: 'a synchronous call named like long work', code: between(fit), where: 'line 1', work: 'the call of fitTrees (line 3)', output: moved(fit) }),
    invalid({ name: 'a child process', code: between(python, childProcess), where: 'line 2', work: 'the program python3 (line 4)', output: moved(python, childProcess) }),
    invalid({ name: 'a long wait', code: between(long, sleep), where: 'line 2', work: 'a wait of 9 hours (line 4)', output: moved(long, sleep) }),
    invalid({ name: 'an answer that comes piece by piece', code: between(streamed, https), where: 'line 3', work: 'a loop that waits each time round (line 5)', output: moved(streamed, https) }),
    invalid({ name: 'a loop that waits', code: between(loop), where: 'line 1', work: 'the call of predict (line 3)', output: moved(loop) }),
    invalid({ name: 'a loop of downloads', code: downloads, where: 'line 2', work: 'a loop that waits each time round (line 5)', output: `import got from 'got';\nconst pages = [];\nfor (const source of sources) pages.push(await got(source).text());\n${request}${put}` }),
    invalid({ name: 'a function whose body does it', code: hidden, where: 'line 4', work: 'the call of predict (line 2)', output: `const learn = async () => {\n  for (const row of rows) await row.model.predict(row);\n};\nawait learn();\n${request}${put}` }),
    invalid({ name: 'on one path', code: onePath, where: 'line 1', work: 'the call of train (line 4)', output: `if (again) {\n  await train();\n}\n${request}${put}` }),
    invalid({ name: 'no fix where the URL is used between', code: usedBetween, where: 'line 1', work: 'the call of train (line 3)' }),
    invalid({ name: 'no fix where the path changes between', code: changed, where: 'line 2', work: 'the call of train (line 3)' }),
    invalid({ name: 'a suggestion where the work may change the path', code: uncertain, where: 'line 2', work: 'the call of anneal (line 3)', suggestion: uncertain.replace(/( {2}const url.*\n)( {2}await anneal.*\n)/u, '$2$1') }),
    invalid({ name: 'no fix where the work makes the body', code: inBody, where: 'line 1', work: 'the call of train (line 3)' }),
    invalid({ name: 'the argument of a helper', code: helper, where: 'line 1', work: 'the call of train (line 4)' }),
    invalid({ name: 'in each round of long work', code: `${rounds('  for (const row of rows) await onRound(row);')}await trainOn(rows, (row) => fetch(url, { method: 'PUT', body: row }));`, where: 'line 4', work: 'the call of trainOn (line 6)' }),
    invalid({ name: 'a promise that is awaited late', code: late, where: 'line 1', work: 'the call of train (line 2)', output: late.replace(/^(.*\n)(await train.*\n)/u, '$2$1') }),
    invalid({ name: 'kept in a variable of the module', code: moduleVariable, messageId: 'kept', where: 'line 3' }),
    invalid({ name: 'kept in a field', code: field, at: 'this.url', messageId: 'kept', where: 'line 3' }),
    invalid({ name: 'kept in a field that is filled once', code: `${ask}export class Sink {\n  async save(body) {\n    this.url ??= await ask('a');\n    await fetch(this.url, { method: 'PUT', body });\n  }\n}`, at: 'this.url', messageId: 'kept', where: 'line 1' }),
    invalid({ name: 'kept in a variable around a method', code: `${ask}export function sink() {\n  let kept;\n  return { async save(body) {\n    kept ??= await ask('a');\n    const url = kept;\n    ${put}\n  } };\n}`, messageId: 'kept', where: 'line 1' }),
    invalid({ name: 'kept in a table, for a name that may come again', code: `${ask}const urls = {};\nexport async function save(name) {\n  urls[name] ??= await ask(name);\n  const url = urls[name];\n  ${put}\n}`, messageId: 'kept', where: 'line 1' }),
    invalid({ name: 'kept in a cache of a package', code: `import { LRUCache } from 'lru-cache';\n${cache.replace('new Map()', 'new LRUCache({ max: 9 })')}`, messageId: 'kept', where: 'line 2' }),
    invalid({ name: 'kept by a helper that remembers', code: `${remembering}export const flush = async (name) => fetch(await remembered(name), { method: 'PUT', body: 'text' });`, at: 'await remembered(name)', messageId: 'kept', where: 'line 2' }),
    ...(['...ticket.value', '...{ ...ticket.value }'] as const).map((spread) =>
      invalid({ name: `spread into an argument (${spread})`, code: tickets(`{ ${spread}, bytes }`), at: spread.slice(3), where: 'line 2', work: 'the call of train (line 7)' }),
    ),
    invalid({ name: 'a member of an argument', code: tickets('{ href: ticket.value.href, bytes }'), at: 'ticket.value.href', where: 'line 2', work: 'the call of train (line 7)' }),
    invalid({ name: 'in an object that is an argument as a whole', code: tickets('ticket.value').replace('await send({ ...(await', '// '), at: 'href', where: 'line 2', work: 'the call of train (line 7)' }),
    ...(
      [
        ['a name', 'lodash/memoize', ', (m, name) => name', "manifest, 'a'"],
        ['a name in a list', 'memoize', ', { cacheKey: ([, name]) => name }', "manifest, 'a'"],
        ['a name in a list that is not the first', 'memoizee', ', { normalizer: (all) => all[1] }', "manifest, 'a'"],
        ['the manifest', 'mem', '', "manifest, 'a'"],
        ['all arguments', 'fast-memoize', '', "manifest, 'a'"],
        ['the stage', 'lodash/memoize', ', (m) => m.stage', "manifest, 'a'"],
      ] as const
    ).map(([by, library, how, args]) =>
      invalid({ name: `remembered by ${by}`, code: rememberingBy(library, how, args), at: `await ticket(${args})`, messageId: 'work', where: 'line 2', work: 'the call of train (line 4)' }),
    ),
    invalid({ name: 'remembered for a long time', code: rememberingBy('memoizee', ', { maxAge: 36_000_000 }', "manifest, 'a'"), at: "await ticket(manifest, 'a')", where: 'line 2', work: 'the call of train (line 4)' }),
    invalid({ name: 'remembered by its URL', code: `import remember from 'p-memoize';\nconst ticket = remember(async (url) => (await fetch(url)).text());\nconst at = \`\${manifest.getUploadUrls[manifest.stage]}/a\`;\nawait ticket(at); await train();\nconst body = 'text'; const url = await ticket(at);\nawait fetch(url, { method: 'PUT', body });`, where: 'line 2', work: 'the call of train (line 4)' }),
    invalid({ name: 'kept in an object that a static method makes', code: factory, at: 'this.url', messageId: 'kept', where: 'line 4' }),
    invalid({ name: 'long work within a timeout', code: between('await within(trainModel(), 60_000);', timeout), where: 'line 2', work: 'the call of trainModel (line 4)', output: moved('await within(trainModel(), 60_000);', timeout) }),
    invalid({ name: 'kept in a cache', code: cache, messageId: 'kept', where: 'line 1' }),
    invalid({ name: 'requested when the module is loaded', code: topLevel, messageId: 'kept', where: 'line 1' }),
    invalid({ name: 'kept in globalThis', code: global, at: 'globalThis.target', messageId: 'kept', where: 'line 2' }),
    invalid({ name: 'kept in a file', code: inFile, messageId: 'kept', where: 'line 3' }),
    invalid({ name: 'all requested and then put in turn', code: many, at: 'urls[i]', messageId: 'many', where: 'line 1' }),
    ...queues.map(([name, code]) => invalid({ name, code: `${ask}${code}`, messageId: 'many', where: 'line 1' })),
    invalid({ name: 'among arguments that are handed on', code: collected, at: 'address', where: 'line 1', work: 'the call of learn (line 8)' }),
    invalid({ name: 'a lock that others may have', code: semaphore('const url = await ask(file);', 'await acquire();'), where: 'line 1', work: 'waiting for an event (line 9)' }),
    invalid({ name: 'all requested and then put in turn, in a function that is run at once', code: inFunction, messageId: 'many', where: 'line 1' }),
    ...limits.map(([name, imports, made, call]) =>
      invalid({ name: `begun for all, and put to one after the other: ${name}`, code: `${imports}${ask}const limit = ${made};\nexport const send = (names) => Promise.all(names.map(async (name) => {\n  const url = await ask(name);\n  await ${call}(async () => {\n    ${put}\n  });\n}));`, messageId: 'many', where: 'line 2' })),
    invalid({ name: 'all requested by a package and then put in turn', code: `import pMap from 'p-map';\n${ask}export async function send(names) {\n  const urls = await pMap(names, (name) => ask(name), { concurrency: 16 });\n  for (const url of urls) ${put}\n}`, messageId: 'many', where: 'line 2' }),
    invalid({
      name: 'remembered by a package, in a callback that nobody is seen to call',
      code: `import memoize from 'lodash/memoize';\n${ask}const remembered = memoize(ask);\nconst save = async (name) => {\n  const url = await remembered(name);\n  ${put}\n};\nnetwork.run({ onEpochEnd: () => save('weights.bin') });`,
      messageId: 'kept',
      where: 'line 2',
    }),
    invalid({ name: 'two requested and then put in turn', code: two, at: 'second', messageId: 'many', where: 'line 1' }),
    invalid({ name: 'short waits of many rounds', code: `${sleep}${request}for (let day = 0; day < 90; day++) {\n  await sleep(60_000);\n  ${put}\n}`, where: 'line 2', work: 'a wait of 60 seconds (line 5)' }),
    invalid({
      name: 'a URL that a cache keeps over many rounds',
      code: `${sleep}${ask}const kept = new Map();\nfunction urlOf(name) {\n  const url = kept.get(name) ?? ask(name);\n  kept.set(name, url);\n  return url;\n}\nfor (let day = 1; day <= 90; day++) {\n  await sleep(60_000);\n  await fetch(await urlOf('a'), { method: 'PUT', body: 'text' });\n}`,
      at: "await urlOf('a')",
      where: 'line 2',
      work: 'a wait of 60 seconds (line 10)',
    }),
    invalid({
      name: 'a cache that the next round of a computation asks',
      code: `${cooling}while (heat > floor) {\n  heat *= 0.9;\n  await save(heat);\n}`,
      messageId: 'kept',
      where: 'line 1',
    }),
    invalid({ name: 'a URL that is kept for the next round', code: `${learn}${request}for (const part of parts) {\n  ${put}\n  await learn();\n}`, where: 'line 4', work: 'a loop that waits each time round (line 2)' }),
    invalid({ name: 'put to once more behind a loop of work', code: `${learn}${request}await fetch(url, { method: 'PUT', body: 'begun' });\nawait learn();\nawait fetch(url, { method: 'PUT', body: 'done' });`, where: 'line 4', work: 'a loop that waits each time round (line 2)' }),
    invalid({ name: 'an interval', code: interval, messageId: 'later', where: 'line 1' }),
    invalid({ name: 'an event', code: event, messageId: 'later', where: 'line 1' }),
    invalid({ name: 'a timer of hours', code: timer, where: 'line 1', work: 'a wait of 6 hours (line 3)' }),
    invalid({ name: 'a smaller maxDelay', code: between('await sleep(60_000);', sleep), where: 'line 2', work: 'a wait of 60 seconds (line 4)', output: moved('await sleep(60_000);', sleep), options: [{ maxDelay: 30 }] }),
    invalid({ name: 'a name of one’s own', code: between('const best = annealSchedule(rows);'), where: 'line 1', work: 'the call of annealSchedule (line 3)', output: moved('const best = annealSchedule(rows);'), options: [{ longRunningNames: ['anneal'] }] }),
  ],
});
