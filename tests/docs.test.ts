import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { judge } from './labelled/judge.js';
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

    for (const program of programs) {
      it(program.id, async () => {
        expect((await judge(program)).verdict).toEqual(RIGHT);
      });
    }
  });
}
