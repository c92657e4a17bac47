/** The labelled programs of one file: what properties change, and the fuzzer mutates. */
import { isLinted } from '../labelled/lint.js';
import { unmark } from '../labelled/markers.js';
import { casePrograms } from '../labelled/program.js';

export interface Seed {
  readonly id: string;
  readonly file: string;
  readonly text: string;
  readonly settings: object | undefined;
}

export const seeds: readonly Seed[] = casePrograms().flatMap(({ id, files, settings, options }) => {
  const [[file, text] = ['', '']] = files;
  if (files.size !== 1 || !isLinted(file) || options !== undefined) return [];
  return [{ id, file: `/nowhere/${file}`, text: unmark(file, text).code, settings }];
});
