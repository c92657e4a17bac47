/** Lints packages in processes of their own; one that takes too long over a file is ended, and goes on with the next file. */
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const WORKER = fileURLToPath(new URL('lint.mjs', import.meta.url));
/** Far above what any file may take: the parse of the largest one and a loaded machine are in it. */
const TIME_OUT = 30_000;

/**
 * @typedef {{ readonly rule: string, readonly line: number, readonly column: number, readonly message: string, readonly fixable: boolean, readonly hash: string }} Report
 * @typedef {{ readonly file: string, readonly lines: number, readonly parsed: boolean, readonly parse: number, readonly rules: number, readonly reports: readonly Report[], readonly badFixes: readonly string[], readonly crash?: string }} Result
 * @typedef {{ readonly spec: string, readonly folder: string, readonly files: readonly string[] }} Package
 * @typedef {{ readonly file: string, readonly reason: string }} Stuck
 * @typedef {{ readonly ready?: true, readonly started?: string, readonly result?: Result, readonly done?: true }} Message
 * @typedef {(spec: string, result: Result) => void} OnResult
 */

/**
 * Calls `onResult` for every file of the packages.
 * @param {readonly Package[]} packages
 * @param {number} workers
 * @param {OnResult} onResult
 */
export async function lintAll(packages, workers, onResult) {
  const queue = [...packages];
  await Promise.all(Array.from({ length: workers }, () => work(queue, onResult)));
}

/**
 * @param {Package[]} queue
 * @param {OnResult} onResult
 */
async function work(queue, onResult) {
  let worker = await started();
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    const { spec, folder } = next;
    let { files } = next;
    while (files.length > 0) {
      const stuck = await lintIn(worker, folder, files, (result) => onResult(spec, result));
      if (stuck === undefined) break;
      onResult(spec, { file: stuck.file, lines: 0, parsed: false, parse: 0, rules: 0, reports: [], badFixes: [], crash: stuck.reason });
      files = files.slice(files.indexOf(stuck.file) + 1);
      worker = await started();
    }
  }
  worker.kill();
}

/** A worker that has loaded everything; a plugin that does not even load ends the run. */
async function started() {
  const worker = fork(WORKER);
  await new Promise((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('exit', () => reject(new Error('the linter does not load')));
  });
  worker.removeAllListeners();
  return worker;
}

/**
 * Undefined when all files were linted, else the file at which the worker was ended, or ended itself.
 * @param {import('node:child_process').ChildProcess} worker
 * @param {string} folder
 * @param {readonly string[]} files
 * @param {(result: Result) => void} onResult
 * @returns {Promise<Stuck | undefined>}
 */
function lintIn(worker, folder, files, onResult) {
  return new Promise((resolve) => {
    let current = files[0] ?? '';
    /** @type {NodeJS.Timeout | undefined} */ let timer;
    const stop = (/** @type {Stuck | undefined} */ outcome) => {
      clearTimeout(timer);
      worker.removeAllListeners();
      resolve(outcome);
    };
    const wind = () => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        worker.kill('SIGKILL');
        stop({ file: current, reason: `no answer within ${TIME_OUT / 1000} s` });
      }, TIME_OUT);
    };
    worker.on('message', (message) => {
      const { started: file, result, done } = /** @type {Message} */ (message);
      if (file !== undefined) current = file;
      if (result !== undefined) onResult(result);
      if (done) stop(undefined);
      else wind();
    });
    worker.on('exit', (code, signal) => stop({ file: current, reason: `the process ended: ${signal ?? code}` }));
    wind();
    worker.send({ folder, files });
  });
}
