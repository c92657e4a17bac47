/** The shared configurations, computed from what each rule's `meta.docs` says of itself. */

/** The part of a rule that decides in which configurations it stands. */
export interface ConfiguredRule {
  readonly meta?: {
    readonly docs?: {
      /** True: certain for every plugin. */
      readonly recommended?: unknown;
      /** True: in `strict`; an object: in `strict`, with these options. A recommended rule is in `strict` either way. */
      readonly strict?: unknown;
    };
  };
}

export type RuleEntry = 'error' | ['error', object];
export type RuleEntries = Record<string, RuleEntry>;

export const recommendedRules = (namespace: string, rules: Readonly<Record<string, ConfiguredRule>>): RuleEntries =>
  entries(namespace, rules, ({ meta }) => (meta?.docs?.recommended === true ? 'error' : undefined));

export const strictRules = (namespace: string, rules: Readonly<Record<string, ConfiguredRule>>): RuleEntries =>
  entries(namespace, rules, ({ meta }) => {
    const { recommended, strict } = meta?.docs ?? {};
    if (typeof strict === 'object' && strict !== null) return ['error', strict];
    return strict === true || recommended === true ? 'error' : undefined;
  });

function entries(
  namespace: string,
  rules: Readonly<Record<string, ConfiguredRule>>,
  entryOf: (rule: ConfiguredRule) => RuleEntry | undefined,
): RuleEntries {
  const chosen: RuleEntries = {};
  for (const [name, rule] of Object.entries(rules)) {
    const entry = entryOf(rule);
    if (entry !== undefined) chosen[`${namespace}/${name}`] = entry;
  }
  return chosen;
}
