/** RuleTester under vitest, with the TypeScript parser. */
import * as parser from '@typescript-eslint/parser';
import { RuleTester } from 'eslint';
import { describe, it } from 'vitest';

RuleTester.describe = describe;
RuleTester.it = it;
RuleTester.itOnly = it.only;

export const tester = new RuleTester({ languageOptions: { parser, sourceType: 'module' } });

/** How messages name the manifest's members where settings say nothing else. */
export const KEYS = { upload: 'getUploadUrls', download: 'downloadUrls', stage: 'stage' };

/** Other names for them, and code by these. */
export const RENAMING = { 'plugin-storage': { keys: { getUploadUrls: 'put_urls', downloadUrls: 'get_urls', stage: 'phase' } } };
export const renamed = (code: string): string =>
  code.replaceAll('getUploadUrls', 'put_urls').replaceAll('downloadUrls', 'get_urls').replaceAll('manifest.stage', 'manifest.phase');

/** Where `text` stands in the code, the last time it does: for the position that a report should have. */
export function placeOf(code: string, text: string): { line: number; column: number; endLine: number; endColumn: number } {
  const at = code.lastIndexOf(text);
  if (at < 0) throw new Error(`${text} should stand in the code`);
  const [line, column] = positionOf(code, at);
  const [endLine, endColumn] = positionOf(code, at + text.length);
  return { line, column, endLine, endColumn };
}

function positionOf(code: string, offset: number): [line: number, column: number] {
  const lines = code.slice(0, offset).split('\n');
  return [lines.length, (lines.at(-1) ?? '').length + 1];
}
