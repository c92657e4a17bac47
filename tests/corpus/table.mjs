/** What a run over the corpus has shown, as Markdown. */

const number = (/** @type {number} */ value) => Math.round(value).toLocaleString('en');

export function corpusTable({ totals, reports, judged, slowest }) {
  const counts = new Map();
  for (const { rule } of reports) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  const rows = [
    ['packages', number(totals.packages)],
    ['files', number(totals.files)],
    ['of these, parsed by @typescript-eslint/parser', number(totals.parsed)],
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

export const table = (/** @type {string[]} */ head, /** @type {string[][]} */ rows) =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
