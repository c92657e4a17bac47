import type { Rule } from 'eslint';

/** Every rule of the plugin, by its name. */
export const rules: Readonly<Record<string, Rule.RuleModule>> = {};
