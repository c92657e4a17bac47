/**
 * Reports of no-write-outside-cwd in published packages, each judged by hand: `right` where the write does land outside of the current
 * path on some path that can run, `wrong` where it does not. The code itself is not kept, only where it stands and a hash of its line.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** @typedef {{ package: string, file: string, line: number, column: number, hash: string, verdict: 'right' | 'wrong', why: string }} Verdict */

/** @returns {readonly Verdict[]} */
export const sampled = () => JSON.parse(readFileSync(new URL('sample.json', import.meta.url), 'utf8'));

const keyOf = (spec, file, line, column) => `${spec}/${file}:${line}:${column}`;

/** The reports in the order in which a sample takes them: by a hash, so that it stays mostly the same when some come or go. */
export const inOrder = (reports) =>
  [...reports].sort((one, other) => order(one).localeCompare(order(other)));

const order = ({ spec, file, line, column }) => createHash('sha256').update(keyOf(spec, file, line, column)).digest('hex');

/** How many of the reports that were judged are right; faults are verdicts that the reports contradict. */
export function precision(reports, verdicts, specs) {
  const found = new Map(reports.map((report) => [keyOf(report.spec, report.file, report.line, report.column), report]));
  const faults = [];
  const counts = { right: 0, wrong: 0, missed: 0 };
  for (const verdict of verdicts) {
    if (!specs.has(verdict.package)) continue;
    const place = keyOf(verdict.package, verdict.file, verdict.line, verdict.column);
    const report = found.get(place);
    if (report !== undefined && report.hash !== verdict.hash) faults.push(`${place}: the sample's line is another one`);
    if (report !== undefined) counts[verdict.verdict]++;
    if (report === undefined && verdict.verdict === 'right') {
      counts.missed++;
      faults.push(`${place}: judged right, and no longer reported`);
    }
  }
  const judged = counts.right + counts.wrong;
  return { ...counts, judged, precision: judged === 0 ? 1 : counts.right / judged, faults };
}
