import { describe, expect, it } from 'vitest';
import { lint, verdicts } from './linting.js';
import { padded, renamed, reordered, throughHelper } from './rewrite.js';
import { TIMEOUT } from './runs.js';
import { seeds, type Seed } from './seeds.js';

const CHANGES: readonly (readonly [string, (seed: Seed) => string])[] = [
  ['names of variables, parameters and functions', ({ file, text }) => renamed(file, text, (index) => `v${String(index)}x`)],
  ['the order of functions', ({ text }) => reordered(text)],
  ['statements that do nothing', ({ text }) => padded(text)],
  ['a constant that a helper gives back', ({ text }) => throughHelper(text)],
];

describe.each(CHANGES)('verdicts do not depend on %s', (_name, change) => {
  it('in the labelled programs', { timeout: TIMEOUT }, () => {
    const changed = seeds.flatMap((seed) => {
      const text = change(seed);
      return text === seed.text ? [] : [{ seed, text }];
    });
    expect(changed.length).toBeGreaterThan(20);
    const before = Object.fromEntries(changed.map(({ seed }) => [seed.id, verdicts(lint(seed.text, seed))]));
    const after = Object.fromEntries(changed.map(({ seed, text }) => [seed.id, verdicts(lint(text, seed))]));
    expect(after).toEqual(before);
  });
});
