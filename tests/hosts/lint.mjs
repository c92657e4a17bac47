/** Runs in a host's own Node: lints the programs of a job with the host's own ESLint and parser, and writes the reports down. */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const [jobFile, outcome] = process.argv.slice(2);
/** @type {{ host: string, root: string, parser: string | undefined, parserOptions: object, programs: { id: string, files: string[], settings: object | undefined, options: Record<string, object> }[] }} */
const job = JSON.parse(readFileSync(jobFile, 'utf8'));

const require = createRequire(path.join(job.host, 'package.json'));
const load = async (name) => {
  const module = await import(pathToFileURL(require.resolve(name)).href);
  return module.default ?? module;
};

const eslint = await load('eslint');
const version = eslint.ESLint.version;
const ESLint = version.startsWith('8.') ? (await load('eslint/use-at-your-own-risk')).FlatESLint : eslint.ESLint;
const plugin = await load('eslint-plugin-plugin-storage');
const parser = job.parser === undefined ? undefined : await load(job.parser);

/** Parsers of components hand the script on to another parser. */
const inner = job.parserOptions.parser === undefined ? {} : { parser: await load(job.parserOptions.parser) };

/** What has to be known of the whole plugin before this rule says anything. */
const NEEDS_STAGES = 'no-unmatched-download';

function configOf({ settings, options }) {
  const rules = Object.keys(plugin.rules).filter((rule) => rule !== NEEDS_STAGES || (settings !== undefined && 'stages' in settings));
  const parserOptions = { ...job.parserOptions, ...inner, ecmaFeatures: { jsx: true } };
  return [
    {
      files: ['**/*.{js,mjs,cjs,jsx,ts,mts,cts,tsx,vue,svelte}'],
      plugins: { 'plugin-storage': plugin },
      rules: Object.fromEntries(rules.map((rule) => [`plugin-storage/${rule}`, ['error', ...(options[rule] === undefined ? [] : [options[rule]])]])),
      linterOptions: { reportUnusedDisableDirectives: 'off' },
      languageOptions: { parserOptions, ...(parser === undefined ? {} : { parser }) },
      settings: settings === undefined ? {} : { 'plugin-storage': settings },
    },
    { files: ['**/*.{cjs,cts}'], languageOptions: { sourceType: 'commonjs' } },
  ];
}

const reports = {};
for (const [index, program] of job.programs.entries()) {
  const cwd = path.join(job.root, String(index));
  const linter = new ESLint({ cwd, overrideConfigFile: true, overrideConfig: configOf(program) });
  const results = await linter.lintFiles(program.files);
  reports[program.id] = results.flatMap(({ filePath, messages }) =>
    messages.map(({ line, column, ruleId, message, fix }) => ({
      file: path.relative(cwd, filePath).split(path.sep).join('/'),
      line,
      column,
      rule: ruleId?.replace('plugin-storage/', '') ?? null,
      message,
      fix: fix?.text ?? null,
    })),
  );
}
writeFileSync(outcome, JSON.stringify({ eslint: version, node: process.versions.node, reports }));
