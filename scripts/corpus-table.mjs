/** What a run over the corpus has shown, as Markdown. */

/**
 * @typedef {{ readonly spec: string, readonly file: string, readonly lines: number, readonly parse: number, readonly rules: number }} Timed
 * @typedef {{ packages: number, files: number, tests: number, parsed: number, lines: number, parse: number, rules: number }} Totals
 * @typedef {{ readonly totals: Totals, readonly reports: readonly import('../tests/corpus/sample.mjs').Found[], readonly judged: import('../tests/corpus/sample.mjs').Precision, readonly slowest: readonly Timed[] }} Outcome
 */

const number = (/** @type {number} */ value) => Math.round(value).toLocaleString('en');

/** @param {Outcome} outcome */
export function corpusTable({ totals, reports, judged, slowest }) {
  /** @type {Map<string, number>} */ const counts = new Map();
  for (const { rule } of reports) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  const rows = [
    ['packages', number(totals.packages)],
    ['files', number(totals.files)],
    ['of these, tests, which are not judged', number(totals.tests)],
    ['of the files, parsed by @typescript-eslint/parser', number(totals.parsed)],
    ['lines', number(totals.lines)],
    ['time in the parser', `${number(totals.parse / 1000)} s`],
    ['time in all rules', `${number(totals.rules / 1000)} s`],
    ...[...counts].sort().map(([rule, count]) => [`reports of ${rule.replace('plugin-storage/', '')}`, number(count)]),
    ['of these, judged by hand', number(judged.judged)],
    ['of these, right', `${number(judged.right)} (precision ${judged.precision.toFixed(3)})`],
  ];
  const slow = slowest.map(({ spec, file, lines, parse, rules }) => [`${spec}/${file}`, number(lines), `${number(parse)} ms`, `${number(rules)} ms`]);
  return [
    table(['on published packages', ''], rows),
    'The files in which the rules took longest:',
    table(['file', 'lines', 'parser', 'rules'], slow),
  ].join('\n\n');
}

/** @param {readonly string[]} head @param {readonly (readonly string[])[]} rows */
export const table = (head, rows) => [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
