/** Names by which options are read. */
import { describe, expect, it } from 'vitest';
import { namesOfOption } from '../../../src/trace/library/option-names.js';

describe('an option is read', () => {
  it.each([
    ['-o, --out-dir <dir>', ['out-dir', 'outDir', 'out_dir']],
    ['--no-color', ['color']],
    ['out', ['out']],
    ['-v', ['v']],
    ['<none>', []],
  ])('%s', (flags, names) => {
    expect(namesOfOption(flags)).toEqual(names);
  });
});
