// Lints published packages that have nothing to do with plugin storage: `npm run test:corpus [-- --packages 40] [-- --reports FILE]`.
// Nothing may crash, no rule about a manifest may say anything, and what no-write-outside-cwd says is compared with tests/corpus/sample.json.
import { readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { filesOf, install, specs } from '../tests/corpus/packages.mjs';
import { lintAll } from '../tests/corpus/pool.mjs';
import { precision, sampled } from '../tests/corpus/sample.mjs';
import { corpusTable } from './corpus-table.mjs';

/** Crash tests only: a suite of programs for parsers. */
const SUITES = ['test262-parser-tests@0.0.5'];
const WRITES = 'plugin-storage/no-write-outside-cwd';
const PRECISION = 0.97;
/** Tests are not judged: they count among the files, but nothing can be said of them. */
const TEST = /(?:^|\/)(?:tests?|__tests__|__mocks__)\/|\.(?:test|spec)\.\w+$/u;
/** In milliseconds, for one file. */
const MOST_IN_RULES = 2000;

const { values } = parseArgs({ options: { packages: { type: 'string' }, reports: { type: 'string' }, only: { type: 'string' } } });
const whole = values.packages === undefined && values.only === undefined;
const wanted = values.only === undefined ? specs(Number(values.packages ?? Infinity)) : specs().filter((spec) => spec.startsWith(values.only ?? ''));

const fetched = await install(wanted);
if (fetched > 0) console.log(`corpus: ${fetched} packages fetched`);
const packages = wanted.map((spec) => filesOf(spec, SUITES.includes(spec) ? Infinity : undefined));

const totals = { packages: packages.length, files: 0, tests: 0, parsed: 0, lines: 0, parse: 0, rules: 0 };
/** @type {string[]} */ const faults = [];
/** @type {import('../tests/corpus/sample.mjs').Found[]} */ const reports = [];
/** @type {import('./corpus-table.mjs').Timed[]} */ let slowest = [];

await lintAll(packages, availableParallelism(), (spec, result) => {
  const { file, lines, parsed, parse, rules } = result;
  if (totals.files % 2000 === 1999) console.error(`corpus: ${totals.files + 1} files`);
  totals.files++;
  if (TEST.test(file)) totals.tests++;
  if (parsed) totals.parsed++;
  totals.lines += lines;
  totals.parse += parse;
  totals.rules += rules;
  slowest = [...slowest, { spec, file, lines, parse, rules }].sort((one, other) => other.rules - one.rules).slice(0, 10);
  for (const report of result.reports) reports.push({ spec, file, ...report });
  for (const fix of result.badFixes) faults.push(`${spec}/${file}: after the fixes: ${fix}`);
  if (result.crash !== undefined) faults.push(`${spec}/${file}: ${result.crash}`);
});

for (const { spec, file, line, rule, message } of reports) {
  if (rule !== WRITES) faults.push(`${spec}/${file}:${line}: ${rule}: ${message}`);
}
for (const { spec, file, rules } of slowest) {
  if (rules > MOST_IN_RULES) faults.push(`${spec}/${file}: the rules took ${rules.toFixed(0)} ms`);
}
const writes = reports.filter(({ rule }) => rule === WRITES);
const judged = precision(writes, sampled(), new Set(wanted));
faults.push(...judged.faults);
if (judged.precision < PRECISION) faults.push(`no-write-outside-cwd: precision ${judged.precision.toFixed(3)} on the sample, should be ${PRECISION}`);

const table = corpusTable({ totals, reports, judged, slowest });
console.log(table);
if (whole) {
  const page = new URL('../docs/corpus.md', import.meta.url);
  const text = readFileSync(page, 'utf8');
  const mark = '<!-- corpus: begin (npm run test:corpus) -->';
  writeFileSync(page, `${text.slice(0, text.indexOf(mark) + mark.length)}\n\n${table}\n\n${text.slice(text.indexOf('<!-- corpus: end -->'))}`);
}
if (values.reports !== undefined) writeFileSync(values.reports, JSON.stringify(reports, null, 1));
for (const fault of faults) console.log(`corpus: ${fault}`);
process.exit(faults.length === 0 ? 0 : 1);
