/** Modules that run beside the one that starts them. A file that starts itself shows both sides. */
import { describe, expect, it } from 'vitest';
import { eventsOf } from '../in-words.js';

const HEAD = `import { once } from 'node:events';
import { fork } from 'node:child_process';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
`;
const D = 'manifest.downloadUrls.initial';
const U = 'manifest.getUploadUrls[manifest.stage]';

const requests = (main: string, worker: string): readonly string[] =>
  eventsOf(`${HEAD}if (isMainThread) { ${main} }\nelse { ${worker} }`).filter((event) => /^request \S+ <download/u.test(event));

describe('what a worker is given', () => {
  const USE = "fetch(workerData.url + '/x');";
  it.each([
    ['by its URL', `new Worker(new URL(import.meta.url), { workerData: { url: ${D} } });`],
    ['by its name', `new Worker(__filename, { workerData: { url: ${D} } });`],
    ['in a promise', `await new Promise((resolve) => { new Worker(__filename, { workerData: { url: ${D} } }).on('exit', resolve); });`],
    ['in a function that nobody calls', `const run = (url) => new Worker(__filename, { workerData: { url } }); module.exports = () => run(${D});`],
  ])('%s', (_, main) => {
    expect(requests(main, USE)).toEqual(['request GET <download[initial]>/x line 5']);
  });

  it.each([
    ['a child', `fork(__filename, [], { env: { ...process.env, PLACE: ${D} } });`],
    ['a child without arguments', `fork(__filename, { env: { PLACE: ${D} } });`],
    ['a worker', `new Worker(__filename, { env: { PLACE: ${D} } });`],
  ])('its environment: %s', (_, main) => {
    expect(requests(main, "const { PLACE } = process.env; fetch(PLACE + '/x');")).toEqual(['request GET <download[initial]>/x line 5']);
    expect(requests(main, "fetch(process.env.OTHER + '/x');")).toEqual([]);
  });

  it('holds under what held for who started it', () => {
    const main = `if (manifest.stage === 'second') new Worker(__filename, { workerData: { url: ${D} } });`;
    expect(requests(main, USE)).toEqual(['request GET <download[initial]>/x-if-second line 5 if second']);
  });

  it('is nothing where the file is not known', () => {
    expect(requests(`new Worker(file, { workerData: { url: ${D} } });`, USE)).toEqual([]);
  });
});

describe('messages', () => {
  it.each([
    ['to a listener', `const worker = new Worker(__filename); worker.postMessage(${D});`, "parentPort.on('message', (url) => fetch(url + '/x'));", 'request GET <download[initial]>/x line 5'],
    ['to one that comes once', `new Worker(__filename).postMessage({ url: ${D} });`, "parentPort.once('message', ({ url }) => { fetch(url + '/x'); });", 'request GET <download[initial]>/x line 5'],
    ['back to a listener', "new Worker(__filename).on('message', (url) => fetch(url + '/x'));", `parentPort.postMessage(${D});`, 'request GET <download[initial]>/x line 4'],
    ['back to a chained listener', "new Worker(__filename).on('error', fail).on('message', (url) => fetch(url + '/x'));", `parentPort.postMessage(${D});`, 'request GET <download[initial]>/x line 4'],
    ['back to who waits for it', "const [url] = await once(new Worker(__filename), 'message'); fetch(url + '/x');", `parentPort.postMessage(${D});`, 'request GET <download[initial]>/x line 4'],
    ['back to a promise', "const url = await new Promise((resolve) => { new Worker(__filename).on('message', resolve); }); fetch(url + '/x');", `parentPort.postMessage(${D});`, 'request GET <download[initial]>/x line 4'],
    ['as an answer', `const worker = new Worker(__filename); worker.on('message', (url) => fetch(url + '/x')); worker.postMessage(${D});`, "parentPort.on('message', (url) => parentPort.postMessage(url));", 'request GET <download[initial]>/x line 4'],
    ['from a child', "fork(__filename).on('message', (url) => fetch(url + '/x'));", `process.send(${D});`, 'request GET <download[initial]>/x line 4'],
    ['to a child', `fork(__filename).send(${D});`, "process.on('message', (url) => fetch(url + '/x'));", 'request GET <download[initial]>/x line 5'],
  ])('%s', (_, main, worker, expected) => {
    expect(requests(main, worker)).toEqual([expected]);
  });

  it('that answer each other without an end come to one', () => {
    const main = `const worker = new Worker(__filename); worker.on('message', (url) => { fetch(url + '/x'); worker.postMessage(url); }); worker.postMessage(${D});`;
    expect(requests(main, "parentPort.on('message', (url) => parentPort.postMessage(url));")).toEqual(['request GET <download[initial]>/x line 4']);
  });

  it('that nobody is known to hear leave the trace', () => {
    const escapes = (code: string): readonly string[] => eventsOf(HEAD + code).filter((event) => event.startsWith('escape argument'));
    expect(escapes(`new Worker(file).postMessage(${U} + '/x');`)).toEqual(['escape argument <upload[stage]>/x line 4']);
    expect(escapes(`new Worker(file, { workerData: ${U} });`)).toEqual(['escape argument upload[stage] line 4']);
  });
});

it('a child finds its arguments behind its own name', () => {
  expect(requests(`fork(__filename, ['x.json']);`, `fetch(${D} + '/' + process.argv[2]);`)).toContain('request GET <download[initial]>/x.json line 5');
});
