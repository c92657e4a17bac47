/** Lints packages in processes of their own; one that takes too long over a file is ended, and goes on with the next file. */
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const WORKER = fileURLToPath(new URL('lint.mjs', import.meta.url));
/** Far above what any file may take: the parse of the largest one and a loaded machine are in it. */
const TIME_OUT = 30_000;

/**
 * @typedef {{ rule: string, line: number, column: number, message: string, fixable: boolean, hash: string }} Report
 * @typedef {{ file: string, lines: number, parsed: boolean, parse: number, rules: number, reports: Report[], badFixes: string[], crash?: string }} Result
 * @typedef {{ spec: string, folder: string, files: string[] }} Package
 */

/** Calls `onResult(spec, result)` for every file of the packages. */
export async function lintAll(/** @type {readonly Package[]} */ packages, /** @type {number} */ workers, onResult) {
  const queue = [...packages];
  await Promise.all(Array.from({ length: workers }, () => work(queue, onResult)));
}

async function work(queue, onResult) {
  let worker = fork(WORKER);
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    const { spec, folder } = next;
    let { files } = next;
    while (files.length > 0) {
      const stuck = await lintIn(worker, { folder, files }, (result) => onResult(spec, result));
      if (stuck === undefined) break;
      onResult(spec, { file: stuck.file, lines: 0, parsed: false, parse: 0, rules: 0, reports: [], badFixes: [], crash: stuck.reason });
      files = files.slice(files.indexOf(stuck.file) + 1);
      worker = fork(WORKER);
    }
  }
  worker.kill();
}

/** Undefined when all files were linted, else the file at which the worker was ended, or ended itself. */
function lintIn(worker, job, onResult) {
  return new Promise((resolve) => {
    let current = job.files[0];
    let timer;
    const stop = (outcome) => {
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
    worker.on('message', ({ started, result, done }) => {
      if (started !== undefined) current = started;
      if (result !== undefined) onResult(result);
      if (done) stop(undefined);
      else wind();
    });
    worker.on('exit', (code, signal) => stop({ file: current, reason: `the process ended: ${signal ?? code}` }));
    wind();
    worker.send(job);
  });
}
