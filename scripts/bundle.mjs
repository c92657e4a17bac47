// Puts the sources into two files, since three hundred modules take four times as long to load as one.
// dist/rules.cjs holds what judges code; dist/index.js holds what ESLint reads when it starts, and loads the other with the first file.
import { createRequire } from 'node:module';
import { isDeepStrictEqual } from 'node:util';
import { fileURLToPath } from 'node:url';
import { build } from 'rolldown';

/** @param {string} path */
const at = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));

const shared = /** @type {const} */ ({
  platform: 'node',
  // Packages stay outside: each is loaded when it is first needed.
  external: /^[^./]/,
  logLevel: 'warn',
});

await build({
  ...shared,
  input: at('src/rules/index.ts'),
  output: { file: at('dist/rules.cjs'), format: 'cjs', comments: false },
});

/** @type {{ rules: Record<string, { meta: unknown }> }} */
const { rules } = createRequire(import.meta.url)(at('dist/rules.cjs'));

/** The rules with their meta as data, and each `create` a call of the one in dist/rules.cjs. */
function withoutJudgement() {
  const entries = Object.entries(rules).map(([name, { meta }]) => {
    const data = JSON.stringify(meta);
    if (!isDeepStrictEqual(JSON.parse(data), meta)) throw new Error(`The meta of ${name} has to be plain data: it is written into dist/index.js.`);
    const id = JSON.stringify(name);
    return `${id}: { meta: ${data}, create: (context) => judging().rules[${id}].create(context) }`;
  });
  return [
    "import { createRequire } from 'node:module';",
    'let loaded;',
    "const judging = () => (loaded ??= createRequire(import.meta.url)('./rules.cjs'));",
    `export const rules = { ${entries.join(',\n')} };`,
  ].join('\n');
}

await build({
  ...shared,
  input: at('src/index.ts'),
  plugins: [{ name: 'rules-on-demand', load: (id) => (id === at('src/rules/index.ts') ? withoutJudgement() : null) }],
  output: { file: at('dist/index.js'), format: 'esm', comments: false },
});
