/** Variants of a lint: each a configuration that is worked out once, so that only linting is measured. */
import * as parser from '@typescript-eslint/parser';
import { ESLint, Linter } from 'eslint';

const languageOptions = { parser, parserOptions: { ecmaFeatures: { jsx: true } } };
const FILES = ['**/*.{js,mjs,cjs,jsx,ts,mts,cts,tsx}'];
/** As many as `recommended` has, give or take: what it costs to call rules at all. */
const NOTHING = 11;

const noop = { meta: { type: 'problem', schema: [] }, create: () => ({}) };

export const noopConfig = {
  plugins: { noop: { rules: Object.fromEntries(Array.from({ length: NOTHING }, (_, index) => [`rule${index}`, noop])) } },
  rules: Object.fromEntries(Array.from({ length: NOTHING }, (_, index) => [`noop/rule${index}`, 'error'])),
};

export class Variant {
  #linters = new Map();
  #cwd = '';

  constructor(name, config) {
    this.name = name;
    this.config = config;
  }

  /** Milliseconds that a lint of the file takes, the parse included. */
  async time({ cwd, file, text }) {
    const { linter, config } = await this.#linterIn(cwd, file);
    const started = performance.now();
    linter.verify(text, config, { filename: file });
    return performance.now() - started;
  }

  /** Milliseconds that all rules take by themselves, as ESLint counts them. */
  async rules({ cwd, file, text }) {
    const { linter, config } = await this.#linterIn(cwd, file);
    const { messages } = linter.verifyAndFix(text, config, { filename: file, fix: false, stats: true });
    const fatal = messages.find((message) => message.fatal === true);
    if (fatal !== undefined) throw new Error(`${file} was not linted: ${fatal.message}`);
    const [pass] = linter.getTimes().passes;
    return Object.values(pass?.rules ?? {}).reduce((sum, { total }) => sum + total, 0);
  }

  async #linterIn(cwd, file) {
    // A linter keeps the last file that it linted: those of folders that are done would fill the memory.
    if (cwd !== this.#cwd) this.#linters.clear();
    this.#cwd = cwd;
    const key = file.slice(file.lastIndexOf('.'));
    const known = this.#linters.get(key);
    if (known !== undefined) return known;
    const eslint = new ESLint({
      cwd,
      overrideConfigFile: true,
      overrideConfig: [{ files: FILES, linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'off' }, languageOptions, ...this.config }],
    });
    const resolved = await eslint.calculateConfigForFile(file);
    const config = Object.assign([], { getConfig: () => resolved, getConfigStatus: () => 'matched' });
    const made = { linter: new Linter({ cwd, configType: 'flat' }), config };
    this.#linters.set(key, made);
    return made;
  }
}

/** The parse alone. */
export const parsing = {
  name: 'parse',
  time: async ({ file, text }) => {
    const started = performance.now();
    try {
      parser.parseForESLint(text, { filePath: file, ecmaFeatures: { jsx: true }, range: true, loc: true, tokens: true, comment: true, sourceType: 'module' });
    } catch {
      // Not every published file is a module.
    }
    return performance.now() - started;
  },
};

/**
 * Lints each file with every variant before the next file comes, in an order that changes: what drifts, drifts for all of them.
 * The sum of each variant's times, of the best of `rounds` for each file.
 */
export async function compare(variants, sources, rounds) {
  const best = new Map(variants.map(({ name }) => [name, new Float64Array(sources.length).fill(Infinity)]));
  for (let round = 0; round < rounds; round++) {
    for (const [index, source] of sources.entries()) {
      for (const variant of shuffled(variants)) {
        const times = best.get(variant.name);
        times[index] = Math.min(times[index], await variant.time(source));
      }
    }
  }
  return Object.fromEntries([...best].map(([name, times]) => [name, times.reduce((sum, time) => sum + time, 0)]));
}

let seed = 1;
/** xorshift: the same order in every run. */
function random() {
  seed ^= seed << 13;
  seed ^= seed >>> 17;
  seed ^= seed << 5;
  return (seed >>> 0) / 2 ** 32;
}

function shuffled(list) {
  const order = [...list];
  for (let at = order.length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1));
    [order[at], order[other]] = [order[other], order[at]];
  }
  return order;
}
