// The table of rules in the README, made from the rules' own meta: `npm run docs` writes it, tests/conformance.test.ts checks it.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * @typedef {{ readonly description?: string | undefined }} Docs
 * @typedef {{ readonly docs?: Docs | undefined, readonly fixable?: string | undefined, readonly hasSuggestions?: boolean | undefined }} Meta
 * @typedef {{ readonly rules: Readonly<Record<string, unknown>> }} Config
 * @typedef {{ readonly rules: Readonly<Record<string, { readonly meta?: Meta | undefined }>>, readonly configs: Readonly<Record<string, Config>> }} Plugin
 */

const BEGIN = '<!-- rules: begin (npm run docs) -->';
const END = '<!-- rules: end -->';

/** The files that hold the table, and where the rules' pages lie from there. */
export const PLACES = [
  { file: 'README.md', pages: 'docs/rules' },
  { file: 'docs/README.md', pages: 'rules' },
];

/**
 * @param {Plugin} plugin
 * @param {string} pages
 */
export function ruleTable(plugin, pages) {
  const rows = Object.entries(plugin.rules).map(([name, { meta }]) => {
    const marks = [meta?.fixable === undefined ? '' : '🔧', meta?.hasSuggestions === true ? '💡' : ''].join(' ').trim();
    return `| [${name}](${pages}/${name}.md) | ${meta?.docs?.description ?? ''} | ${marks} | ${configsOf(plugin, name)} |`;
  });
  return ['| rule | what it is for | | configurations |', '| --- | --- | --- | --- |', ...rows].join('\n');
}

/**
 * @param {Plugin} plugin
 * @param {string} rule
 */
function configsOf(plugin, rule) {
  const listed = Object.entries(plugin.configs).flatMap(([title, { rules }]) => {
    const entry = rules[`plugin-storage/${rule}`];
    if (entry === undefined) return [];
    const options = Array.isArray(entry) ? Object.keys(Object(entry[1])) : [];
    return options.length === 0 ? [title] : [`${title} (with ${options.map((option) => `\`${option}\``).join(', ')})`];
  });
  return listed.length === 0 ? 'none: needs settings' : listed.join(', ');
}

/**
 * The text with the table between its marks.
 * @param {string} text
 * @param {string} table
 */
export function withTable(text, table) {
  const begin = text.indexOf(BEGIN);
  const end = text.indexOf(END);
  if (begin < 0 || end < begin) throw new Error(`the marks ${BEGIN} and ${END} are missing`);
  return `${text.slice(0, begin + BEGIN.length)}\n\n${table}\n\n${text.slice(end)}`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { default: plugin } = await import(new URL('../dist/index.js', import.meta.url).href);
  for (const { file, pages } of PLACES) {
    const target = new URL(`../${file}`, import.meta.url);
    writeFileSync(target, withTable(readFileSync(target, 'utf8'), ruleTable(plugin, pages)));
  }
}
