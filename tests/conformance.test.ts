/** What every rule owes, whatever it reports. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { ESLint, Linter } from 'eslint';
import { defineConfig } from 'eslint/config';
import { describe, expect, it } from 'vitest';
import { PLACES, ruleTable, withTable } from '../scripts/rule-table.mjs';
import plugin from '../src/index.js';

const ROOT = path.join(import.meta.dirname, '..');
const read = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8');
const names = Object.keys(plugin.rules);
const { recommended, strict } = plugin.configs;

/** Code that every rule has to look at. */
const STORAGE_CODE = "require('fs').writeFileSync('a', manifest.getUploadUrls[manifest.stage] + manifest.downloadUrls.initial);";

const verify = (rule: string, options: readonly unknown[], settings: Record<string, object>): Linter.LintMessage[] =>
  new Linter().verify(STORAGE_CODE, {
    plugins: { 'plugin-storage': plugin },
    rules: { [`plugin-storage/${rule}`]: ['error', ...options] },
    settings,
  });

describe('the plugin', () => {
  it('says of itself what package.json says', () => {
    const { name, version } = JSON.parse(read('package.json')) as { name: string; version: string };
    expect(plugin.meta).toEqual({ name, version, namespace: 'plugin-storage' });
  });

  it('has the rules that have a file, a page and a test', () => {
    const pages = readdirSync(path.join(ROOT, 'docs/rules')).map((file) => path.basename(file, '.md'));
    const tests = readdirSync(path.join(ROOT, 'tests/rules')).map((file) => path.basename(file, '.test.ts'));
    expect(pages.sort()).toEqual([...names].sort());
    expect(tests).toEqual(expect.arrayContaining(names));
    expect(names.filter((name) => !existsSync(path.join(ROOT, `src/rules/${name}.ts`)))).toEqual([]);
  });

  it('refers to itself in its configurations', () => {
    expect(recommended.plugins['plugin-storage']).toBe(plugin);
    expect(strict.plugins['plugin-storage']).toBe(plugin);
  });

  it.each(['recommended', 'strict'] as const)('can be extended by name: %s', async (name) => {
    const eslint = new ESLint({
      overrideConfigFile: true,
      overrideConfig: defineConfig([{ plugins: { 'plugin-storage': plugin }, extends: [`plugin-storage/${name}`] }]),
    });
    const config = (await eslint.calculateConfigForFile('plugin.js')) as Linter.Config;
    expect(Object.keys(config.rules ?? {})).toEqual(Object.keys(plugin.configs[name].rules));
  });

  it('can be spread into a configuration', async () => {
    const eslint = new ESLint({ overrideConfigFile: true, overrideConfig: [{ ...recommended, files: ['src/**'] }] });
    const config = (await eslint.calculateConfigForFile('src/plugin.js')) as Linter.Config;
    expect(Object.keys(config.rules ?? {})).toEqual(Object.keys(recommended.rules));
  });

  it('has in strict all that recommended has', () => {
    expect(Object.keys(strict.rules)).toEqual(expect.arrayContaining(Object.keys(recommended.rules)));
  });

  it.each(PLACES)('is listed as it is in $file', ({ file, pages }) => {
    const text = read(file);
    expect(withTable(text, ruleTable(plugin, pages)), 'npm run docs brings it up to date').toBe(text);
  });
});

describe.each(names)('%s', (name) => {
  const { meta } = plugin.rules[name] ?? {};
  const page = read(`docs/rules/${name}.md`);
  const head = page.slice(0, page.indexOf('\n## '));

  it('has a schema that takes its defaults and refuses what it does not know', () => {
    expect(meta?.schema).toBeDefined();
    expect(meta?.defaultOptions).toBeDefined();
    expect(() => verify(name, meta?.defaultOptions ?? [], {})).not.toThrow();
    expect(() => verify(name, [{ noSuchOption: true }], {})).toThrow(/noSuchOption|should NOT have more than 0 items/u);
  });

  it('links to its page', () => {
    expect(URL.canParse(meta?.docs?.url ?? '')).toBe(true);
    expect(meta?.docs?.url).toMatch(new RegExp(`/docs/rules/${name}\\.md$`, 'u'));
  });

  it('has a page that says what its meta says', () => {
    expect(page.startsWith(`# ${name}\n`)).toBe(true);
    expect(head.includes('🔧 Fixable')).toBe(meta?.fixable !== undefined);
    expect(head.includes('💡 Has suggestions')).toBe(meta?.hasSuggestions === true);
    expect(head.includes('`recommended`')).toBe(`plugin-storage/${name}` in recommended.rules);
    expect(head.includes('`strict`')).toBe(`plugin-storage/${name}` in strict.rules);
    expect(head.includes('Needs the setting')).toBe(!(`plugin-storage/${name}` in strict.rules));
  });

  it('describes each of its options', () => {
    const described = Object.keys(meta?.defaultOptions?.[0] ?? {});
    expect(described.filter((option) => !page.includes(`\`${option}\``))).toEqual([]);
  });

  it('stops at settings of the wrong form', () => {
    const wrong = { 'plugin-storage': { stages: { initial: 5 } } };
    expect(() => verify(name, [], wrong)).toThrow("settings['plugin-storage'].stages.initial should be an array of glob strings");
  });
});
