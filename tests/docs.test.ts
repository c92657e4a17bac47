import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import plugin from '../src/index.js';
import { judge, type Judgement } from './labelled/judge.js';
import { pagePrograms } from './labelled/page.js';

const PAGES = path.join(import.meta.dirname, '..', 'docs', 'rules');
const RIGHT = { missed: [], falseAlarms: [], badFixes: [] };

for (const page of readdirSync(PAGES).filter((file) => file.endsWith('.md'))) {
  const rule = path.basename(page, '.md');
  const programs = pagePrograms(rule, readFileSync(path.join(PAGES, page), 'utf8'));

  describe(`docs/rules/${page}`, () => {
    it('has incorrect and correct examples', () => {
      expect(new Set(programs.map(({ faulty }) => faulty))).toEqual(new Set([true, false]));
    });

    const judgements: Judgement[] = [];
    for (const program of programs) {
      it(program.id, async () => {
        const judgement = await judge(program);
        judgements.push(judgement);
        expect(judgement.verdict).toEqual(RIGHT);
      });
    }

    it('has an example of a fix and of a suggestion where the rule has them, and only there', () => {
      const { fixable, hasSuggestions } = plugin.rules[rule]?.meta ?? {};
      const scores = judgements.map((judgement) => judgement.scores[rule]);
      expect(scores.some((score) => (score?.fixable ?? 0) > 0)).toBe(fixable !== undefined);
      expect(scores.some((score) => (score?.suggested ?? 0) > 0)).toBe(hasSuggestions === true);
    });
  });
}
