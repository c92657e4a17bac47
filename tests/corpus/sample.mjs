/**
 * Reports of no-write-outside-cwd in published packages, each judged by hand: `right` where the write does land outside of the current
 * path on some path that can run, `wrong` where it does not. The code itself is not kept, only where it stands and a hash of its line.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

/**
 * @typedef {{ readonly package: string, readonly file: string, readonly line: number, readonly column: number, readonly hash: string, readonly verdict: 'right' | 'wrong', readonly why: string }} Verdict
 * @typedef {import('./pool.mjs').Report & { readonly spec: string, readonly file: string }} Found
 * @typedef {{ readonly right: number, readonly wrong: number, readonly judged: number, readonly precision: number, readonly faults: readonly string[] }} Precision
 */

/** @returns {readonly Verdict[]} */
export const sampled = () => JSON.parse(readFileSync(new URL('sample.json', import.meta.url), 'utf8'));

/** @param {string} spec @param {string} file @param {number} line @param {number} column */
const keyOf = (spec, file, line, column) => `${spec}/${file}:${line}:${column}`;

const order = (/** @type {Found} */ { spec, file, line, column }) =>
  createHash('sha256').update(keyOf(spec, file, line, column)).digest('hex');

/**
 * The reports in the order in which a sample takes them: by a hash, so that it stays mostly the same when some come or go.
 * @param {readonly Found[]} reports
 */
export const inOrder = (reports) => [...reports].sort((one, other) => order(one).localeCompare(order(other)));

/**
 * How many of the reports that were judged are right; faults are verdicts that the reports contradict.
 * @param {readonly Found[]} reports
 * @param {readonly Verdict[]} verdicts
 * @param {ReadonlySet<string>} specs the packages that were linted
 * @returns {Precision}
 */
export function precision(reports, verdicts, specs) {
  const found = new Map(reports.map((report) => [keyOf(report.spec, report.file, report.line, report.column), report]));
  /** @type {string[]} */ const faults = [];
  const counts = { right: 0, wrong: 0 };
  for (const verdict of verdicts) {
    if (!specs.has(verdict.package)) continue;
    const place = keyOf(verdict.package, verdict.file, verdict.line, verdict.column);
    const report = found.get(place);
    if (report !== undefined) counts[verdict.verdict]++;
    else if (verdict.verdict === 'right') faults.push(`${place}: judged right, and no longer reported`);
    if (report !== undefined && report.hash !== verdict.hash) faults.push(`${place}: the sample was taken of another line`);
  }
  const judged = counts.right + counts.wrong;
  return { ...counts, judged, precision: judged === 0 ? 1 : counts.right / judged, faults };
}
