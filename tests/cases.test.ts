import { describe, expect, it } from 'vitest';
import { judge, type Judgement } from './labelled/judge.js';
import { casePrograms, pluginPrograms, type Program } from './labelled/program.js';

declare module 'vitest' {
  interface TaskMeta {
    /** For scripts/score-reporter.ts, which sums the scores up. */
    judgement?: Judgement;
  }
}

const RIGHT = { missed: [], falseAlarms: [], badFixes: [] };

function judged(programs: readonly Program[]): void {
  for (const program of programs) {
    it(program.id, async ({ task }) => {
      const judgement = await judge(program);
      task.meta.judgement = judgement;
      expect(judgement.verdict).toEqual(RIGHT);
    });
  }
}

describe('pairs of a misuse and its correct twin', () => {
  judged(casePrograms());
});

describe('plugin repositories and their mutants', () => {
  judged(pluginPrograms());
});
