import { mkdtempSync, realpathSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Stamps } from '../../src/modules/stamps.js';

let folder: string;
let stamps: Stamps;

/** Written long ago, so that its times tell its changes. */
function write(name: string, text: string, minutesAgo: number): string {
  const file = path.join(folder, name);
  writeFileSync(file, text);
  const time = Date.now() / 1000 - 60 * minutesAgo;
  utimesSync(file, time, time);
  return file;
}

beforeEach(() => {
  folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'stamps-')));
  stamps = new Stamps();
});

afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

describe('a look', () => {
  // The change of its status shows a file that was written just now: later it has nothing new about it.
  const atRest = (): void => {
    vi.spyOn(Date, 'now').mockReturnValue(Date.now() + 10_000);
  };

  /** Lints of `a` and then of another file, with the helper edited in between. */
  function afterEdit(next: string, edit: () => void): boolean {
    const [a, b, helper] = [write('a.js', '1', 9), write('b.js', '1', 9), write('helper.js', '1', 9)];
    atRest();
    stamps.beginLint(a);
    const before = [a, b, helper].map((file) => stamps.stamp(file)).at(-1);
    edit();
    stamps.beginLint(path.join(folder, next));
    return stamps.stamp(helper) !== before;
  }

  const editHelper = (): void => {
    write('helper.js', '2', 5);
  };

  it('serves the files of a run', () => {
    expect(afterEdit('b.js', editHelper)).toBe(false);
  });

  it("ends where a file's turn comes again", () => {
    expect(afterEdit('a.js', editHelper)).toBe(true);
  });

  it('ends where the linted file has changed', () => {
    expect(
      afterEdit('b.js', () => {
        editHelper();
        write('b.js', '2', 4);
      }),
    ).toBe(true);
  });

  it('ends with a file that was not seen', () => {
    expect(
      afterEdit('new.js', () => {
        editHelper();
        write('new.js', '1', 4);
      }),
    ).toBe(true);
  });

  it('ends after a moment', () => {
    const start = performance.now();
    expect(
      afterEdit('b.js', () => {
        editHelper();
        vi.spyOn(performance, 'now').mockReturnValue(start + 1_500);
      }),
    ).toBe(true);
  });

  it('ends where no file is named', () => {
    const helper = write('helper.js', '1', 9);
    stamps.beginLint(helper);
    const before = stamps.stamp(helper);
    editHelper();
    stamps.beginLint();
    expect(stamps.stamp(helper)).not.toBe(before);
  });
});
