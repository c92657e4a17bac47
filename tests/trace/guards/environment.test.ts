/** What is known of where the program runs, where it writes. */
import * as parser from '@typescript-eslint/parser';
import { describe, expect, it } from 'vitest';
import { readSettings } from '../../../src/settings.js';
import { outsideWrites } from '../../../src/report/writes.js';
import { traceOf } from '../../../src/trace/index.js';

const write = `fs.writeFileSync('/tmp/x', '');`;

/** Does the one write in the program run in production? */
function inProduction(code: string): boolean {
  const text = `import fs from 'node:fs'; ${code}`;
  const program = parser.parse(text, { range: true, loc: true, sourceType: 'module' });
  const { events } = traceOf({ program, text, file: '<program>', cwd: process.cwd(), settings: readSettings({ crossFile: false }) });
  expect(events.filter(({ kind }) => kind === 'write')).not.toEqual([]);
  return outsideWrites(events).length > 0;
}

describe('writes kept from production', () => {
  it.each([
    `if (process.env.NODE_ENV !== 'production') ${write}`,
    `if (process.env.NODE_ENV === 'test') ${write}`,
    `if (process.env.APP_ENV === 'development') ${write}`,
    `if (!process.env.NODE_ENV) ${write}`,
    `if (process.env.NODE_ENV === undefined) ${write}`,
    `const env = process.env.NODE_ENV || 'development'; if (env === 'development') ${write}`,
    `const env = process.env.NODE_ENV ?? 'development'; if (env !== 'production') ${write}`,
    `const { NODE_ENV = 'development' } = process.env; if (NODE_ENV !== 'production') ${write}`,
    `if (process.env.NODE_ENV?.toLowerCase() !== 'production') ${write}`,
    `if (!process.env.NODE_ENV.startsWith('prod')) ${write}`,
    `if (!/^prod/i.test(process.env.NODE_ENV)) ${write}`,
    `if (/^(development|test)$/.test(process.env.NODE_ENV)) ${write}`,
    `if (import.meta.env.DEV) ${write}`,
    `if (!import.meta.env.PROD) ${write}`,
    `const dir = { development: '/tmp', production: '.' }[process.env.NODE_ENV]; fs.writeFileSync(dir + '/x', '');`,
  ])('%s', (code) => {
    expect(inProduction(code)).toBe(false);
  });

  it.each([
    write,
    `if (process.env.NODE_ENV === 'production') ${write}`,
    `if (process.env.NODE_ENV === 'test' || force) ${write}`,
    `const env = process.env.NODE_ENV || 'development'; if (env !== 'development') ${write}`,
    `if (process.env.NODE_ENV.startsWith('prod')) ${write}`,
    `if (import.meta.env.PROD) ${write}`,
    `if (process.env.VERBOSE) ${write}`,
    `const dir = { development: '.', production: '/data' }[process.env.NODE_ENV]; fs.writeFileSync(dir + '/x', '');`,
  ])('but not: %s', (code) => {
    expect(inProduction(code)).toBe(true);
  });
});
