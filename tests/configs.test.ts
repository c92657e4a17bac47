import { describe, expect, it } from 'vitest';
import { recommendedRules, strictRules } from '../src/configs.js';

const rules = {
  certain: { meta: { docs: { recommended: true } } },
  'certain-with-options': { meta: { docs: { recommended: true, strict: { check: true } } } },
  careful: { meta: { docs: { recommended: false, strict: true } } },
  'needs-settings': { meta: { docs: { recommended: false, strict: false } } },
  bare: {},
};

describe('configurations are computed from the rules', () => {
  it('recommended has what says so', () => {
    expect(recommendedRules('ns', rules)).toEqual({ 'ns/certain': 'error', 'ns/certain-with-options': 'error' });
  });

  it('strict has all of recommended, its own rules, and its own options', () => {
    expect(strictRules('ns', rules)).toEqual({
      'ns/certain': 'error',
      'ns/certain-with-options': ['error', { check: true }],
      'ns/careful': 'error',
    });
  });
});
