import { existsSync } from 'node:fs';
import { defineConfig, globalIgnores } from 'eslint/config';
import eslintPlugin from 'eslint-plugin-eslint-plugin';
import tseslint from 'typescript-eslint';

/** The plugin lints itself with its own rules, once it is built. Its tools and tests write where they have to, and misuse the storage on purpose. */
const BUILT = new URL('./dist/index.js', import.meta.url);
const own = existsSync(BUILT)
  ? [{ ...(await import(BUILT.href)).default.configs.strict, files: ['src/**'] }]
  : [];

export default defineConfig([
  globalIgnores(['dist/', 'coverage/', 'tests/fixtures/', 'demo/*/']),
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  ...own,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      eqeqeq: 'error',
      'no-console': 'error',
      'no-duplicate-imports': ['error', { allowSeparateTypeImports: true }],
    },
  },
  {
    files: ['src/**/*.ts'],
    rules: {
      // Nodes are told apart by the strings of ESTree: the enum that TS-ESTree's types use would be loaded at run time.
      '@typescript-eslint/no-unsafe-enum-comparison': 'off',
      '@typescript-eslint/consistent-type-assertions': ['error', { assertionStyle: 'never' }],
      'max-lines': ['error', { max: 300, skipBlankLines: false, skipComments: false }],
      'max-lines-per-function': ['error', { max: 40, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    files: ['src/trace/**/*.ts'],
    rules: {
      // The state of the interpreter changes under each call (`it.live`): what was true before it may not be true after it.
      '@typescript-eslint/no-unnecessary-condition': 'off',
      // A scope is walked from itself outwards.
      '@typescript-eslint/no-this-alias': 'off',
    },
  },
  {
    files: ['src/rules/**/*.ts'],
    extends: [eslintPlugin.configs.all],
    // Every rule has defaults, also one that takes no options: hosts and tools read them without asking.
    rules: { 'eslint-plugin/require-meta-default-options': 'off' },
  },
  {
    files: ['scripts/*.ts'],
    rules: { 'no-console': 'off' },
  },
]);
