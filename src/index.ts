import type { ESLint } from 'eslint';
import { recommendedRules, strictRules, type RuleEntries } from './configs.js';
import type { Model } from './models/form/schema.js';
import { rules } from './rules/index.js';
import type { SettingsInput } from './settings.js';

export interface StorageConfig {
  readonly name: string;
  readonly plugins: Record<string, ESLint.Plugin>;
  readonly rules: RuleEntries;
}

export interface StoragePlugin {
  readonly meta: { readonly name: string; readonly version: string; readonly namespace: string };
  /** As the installed ESLint types them: the types of its versions take one another's rules only in part. */
  readonly rules: NonNullable<ESLint.Plugin['rules']>;
  readonly configs: Readonly<Record<'recommended' | 'strict', StorageConfig>>;
}

/** The value of `settings['plugin-storage']`, for configurations that are written in TypeScript. */
export type PluginStorageSettings = Omit<SettingsInput, 'models'> & { readonly models?: readonly Model[] };

const NAMESPACE = 'plugin-storage';

/** As in package.json (a test compares them): reading that file here would cost each start of ESLint. */
const meta = { name: 'eslint-plugin-plugin-storage', version: '0.1.0', namespace: NAMESPACE };

const bare = { meta, rules: { ...rules } };

const config = (title: string, entries: RuleEntries): StorageConfig => ({
  name: `${NAMESPACE}/${title}`,
  plugins: { [NAMESPACE]: bare },
  rules: entries,
});

/** One object, since ESLint refuses two different plugins under one namespace: its configurations refer to itself. */
const plugin: StoragePlugin = Object.assign(bare, {
  configs: {
    recommended: config('recommended', recommendedRules(NAMESPACE, rules)),
    strict: config('strict', strictRules(NAMESPACE, rules)),
  },
});

export default plugin;
