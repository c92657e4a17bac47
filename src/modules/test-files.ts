/** Tests call code as production never does: they are no callers. */
import { relative, sep } from 'node:path';

const TEST_FOLDERS = new Set(['__tests__', '__mocks__', 'test', 'tests']);
const TEST_FILE = /\.(?:test|spec)\.[^.]+$/;

export function isTestFolder(name: string): boolean {
  return TEST_FOLDERS.has(name);
}

export function isTestFile(name: string): boolean {
  return TEST_FILE.test(name);
}

/** The innermost test folder between `project` and `folder`: code in there has its callers in there. */
export function testFolderAround(folder: string, project: string): string | undefined {
  const names = relative(project, folder).split(sep);
  const last = names.findLastIndex((name) => TEST_FOLDERS.has(name));
  return last === -1 ? undefined : [project, ...names.slice(0, last + 1)].join(sep);
}
