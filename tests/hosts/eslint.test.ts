import { beforeAll, describe, expect, it } from 'vitest';
import plugin from '../../src/index.js';
import { TYPESCRIPT_PARSER, count, inOrder, lintIn, only, places, type Host, type Outcome } from './host.js';
import { asComponent, hostPrograms, inJavaScript, ofOneFile, type Component, type HostProgram, type Reports } from './programs.js';

declare module 'vitest' {
  interface TaskMeta {
    /** A row of the table in docs/hosts.md. */
    host?: readonly string[];
  }
}

const programs = hostPrograms();
const DEFAULT: Host = { packages: 'eslint-10', node: '20', parser: TYPESCRIPT_PARSER, parserOptions: {} };

const row = ({ eslint, node, reports }: Outcome, parser: string, linted: readonly HostProgram[]): readonly string[] => [
  `ESLint ${eslint}`,
  node,
  parser,
  `${String(linted.length)} programs, ${String(count(reports))} reports`,
];

let reference: Reports;
beforeAll(async () => {
  reference = inOrder((await lintIn(DEFAULT, programs)).reports);
});

it('the programs have reports of every rule, and all of them parse', () => {
  const reported = new Set(Object.values(reference).flatMap((list) => list.map(({ rule }) => rule)));
  expect([...reported].sort()).toEqual(Object.keys(plugin.rules).sort());
});

describe('versions of ESLint and of Node', () => {
  const hosts = ['eslint-8', 'eslint-9', 'eslint-10'].flatMap((packages) =>
    (['20', '22', '24'] as const).map((node): Host => ({ ...DEFAULT, packages, node })),
  );

  it.for(hosts)('$packages in Node $node reports the same', async (host, { task }) => {
    const outcome = await lintIn(host, programs);
    expect(inOrder(outcome.reports)).toEqual(reference);
    task.meta.host = row(outcome, TYPESCRIPT_PARSER, programs);
  });
});

describe('parsers of JavaScript', () => {
  const linted = inJavaScript(programs);

  it.for([
    { name: 'espree', node: '20', parser: undefined, parserOptions: {} },
    // Babel 8 needs a newer Node than the plugin does.
    { name: '@babel/eslint-parser', node: '24', parser: '@babel/eslint-parser', parserOptions: { requireConfigFile: false } },
  ] as const)('$name gives the same reports', async ({ name, node, parser, parserOptions }, { task }) => {
    const outcome = await lintIn({ packages: 'eslint-10', node, parser, parserOptions }, linted);
    expect(inOrder(outcome.reports)).toEqual(only(reference, linted));
    task.meta.host = row(outcome, name, linted);
  });
});

describe('scripts of components', () => {
  const linted = ofOneFile(programs);
  const language = (typescript: boolean): string => (typescript ? ' lang="ts"' : '');
  const vue: Component = { extension: 'vue', open: (typescript) => `<script${language(typescript)}>` };
  const setup: Component = { extension: 'vue', open: (typescript) => `<script setup${language(typescript)}>` };
  const svelte: Component = { extension: 'svelte', open: (typescript) => `<script${language(typescript)}>` };

  it.for([
    { name: 'vue-eslint-parser, script', parser: 'vue-eslint-parser', component: vue },
    { name: 'vue-eslint-parser, script setup', parser: 'vue-eslint-parser', component: setup },
    { name: 'svelte-eslint-parser, script', parser: 'svelte-eslint-parser', component: svelte },
  ])('$name: the same reports, one line further down', async ({ name, parser, component }, { task }) => {
    const wrapped = linted.map((program) => asComponent(program, component));
    const outcome = await lintIn({ ...DEFAULT, parser, parserOptions: { parser: TYPESCRIPT_PARSER } }, wrapped);
    expect(places(outcome.reports, 1)).toEqual(places(only(reference, linted), 0));
    task.meta.host = row(outcome, name, linted);
  });
});
