/** Tests call code as production never does: they are no callers. */
import { basename, dirname, relative, sep } from 'node:path';

const TEST_FOLDERS = new Set(['__tests__', '__mocks__', 'test', 'tests']);
const TEST_FILE = /\.(?:test|spec)\.[^.]+$/;

/** Is the file, by its name or by a folder of it under `top`, a test, or part of one? What lies outside of `top` is none. */
export function isTest(file: string, top: string): boolean {
  const folders = relative(top, dirname(file)).split(sep);
  if (folders[0] === '..') return false;
  return TEST_FILE.test(basename(file)) || folders.some((name) => TEST_FOLDERS.has(name));
}

/** The innermost test folder between `project` and `folder`: code in there has its callers in there. */
export function testFolderAround(folder: string, project: string): string | undefined {
  const names = relative(project, folder).split(sep);
  const last = names.findLastIndex((name) => TEST_FOLDERS.has(name));
  return last === -1 ? undefined : [project, ...names.slice(0, last + 1)].join(sep);
}
