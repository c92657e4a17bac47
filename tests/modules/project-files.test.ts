import { afterEach, expect, test, vi } from 'vitest';
import { ProjectFiles } from '../../src/modules/project-files.js';
import { Stamps } from '../../src/modules/stamps.js';
import { project } from './project.js';

afterEach(() => {
  vi.useRealTimers();
});

/** How often a project of so many files is looked at in lints that follow each other by so many milliseconds. */
function looks(files: number, pauses: readonly number[], most = 1_000): number {
  vi.useFakeTimers({ toFake: ['performance'] });
  const at = project(Object.fromEntries(Array.from({ length: files }, (_, index) => [`m${index}.js`, ''])));
  const stamps = new Stamps();
  const seen = new ProjectFiles(at.root, stamps, most);
  seen.refresh();
  for (const pause of pauses) {
    vi.advanceTimersByTime(pause);
    stamps.beginLint();
    seen.refresh();
  }
  return seen.looks;
}

test('a small project is looked at in each lint, once', () => {
  expect(looks(10, [0, 0, 0])).toBe(4);
});

test('a large project is looked at after a pause of 0.5 ms a file', () => {
  expect(looks(200, [0, 30, 30, 30])).toBe(1);
  expect(looks(200, [101, 0, 101])).toBe(3);
});

// Thousands of files are written to the disk first.
test('the pause is bounded', { timeout: 60_000 }, () => {
  expect(looks(4_000, [1_400], 5_000)).toBe(1);
  expect(looks(4_000, [1_501], 5_000)).toBe(2);
});

test("it is looked at whenever a file's turn comes again", () => {
  const at = project(Object.fromEntries(Array.from({ length: 200 }, (_, index) => [`m${index}.js`, ''])));
  const stamps = new Stamps();
  const seen = new ProjectFiles(at.root, stamps, 1_000);
  for (const name of ['m0.js', 'm1.js', 'm1.js', 'm1.js', 'm2.js']) {
    stamps.beginLint(at.path(name));
    seen.refresh();
  }
  expect(seen.looks).toBe(3);
});

test('a look within the same lint is none', () => {
  const at = project({ 'a.js': '' });
  const files = new ProjectFiles(at.root, new Stamps(), 1_000);
  files.refresh();
  at.write('b.js', '');
  files.refresh();
  expect(files.looks).toBe(1);
  expect(files.files).toEqual([at.path('a.js')]);
});
