/** docs/contract-behaviour.md: what running each rule's misuse has shown. */
import type { Pair } from './scenarios.js';
import { answered, mend, runOf, type MendedBy } from './verdicts.js';

const HEAD = `# What the platform answers

A linter's verdict is an opinion until the program runs. So each misuse that a rule reports stands in a small plugin that runs against an
emulated storage (\`tests/emulator\`), stage by stage, and fails there; its correct twin runs to the end, and so does what \`--fix\` makes of
the faulty one. This page is written from such a run by \`npm run docs:contract\`, and \`npm run test:contract\` checks it.

The programs are those of \`tests/fixtures/contract\`. *Mended by* says what made the faulty program run: \`--fix\`, one of the report's
suggestions, or nothing but its author.

| rule | misuse | the platform's answer | mended by |
| --- | --- | --- | --- |
`;

const MENDED: Readonly<Record<MendedBy, string>> = { autofix: '`--fix`', suggestion: 'a suggestion', hand: 'hand' };

export async function behaviourPage(pairs: readonly Pair[]): Promise<string> {
  const rows: string[] = [];
  for (const pair of pairs) rows.push(await row(pair));
  return HEAD + rows.join('');
}

async function row(pair: Pair): Promise<string> {
  const { rule, name, bad, scenario } = pair;
  const answer = cell(answered(await runOf(bad, scenario)));
  return `| [${rule}](rules/${rule}.md) | ${name.replaceAll('-', ' ')} | ${answer} | ${MENDED[(await mend(pair)).by]} |\n`;
}

const cell = (text: string): string => text.replaceAll('|', '\\|');
