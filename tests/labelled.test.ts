import { describe, expect, it } from 'vitest';
import { faultsOf, unmark } from './labelled/markers.js';
import { edited } from './labelled/program.js';

describe('markers', () => {
  it('name a rule at the end of a line, and are taken out', () => {
    const text = ["write('/tmp/a'); //~ no-write-outside-cwd", "const url = 'https://x.example'; // kept", 'f(); /*~ quote-shell-urls*/'];
    expect(unmark('a.ts', text.join('\n'))).toEqual({
      code: ["write('/tmp/a');", "const url = 'https://x.example'; // kept", 'f();'].join('\n'),
      marks: [
        { file: 'a.ts', line: 1, rule: 'no-write-outside-cwd', group: 'a.ts:1' },
        { file: 'a.ts', line: 3, rule: 'quote-shell-urls', group: 'a.ts:3' },
      ],
    });
  });

  it('may name several rules on one line', () => {
    const { marks } = unmark('a.ts', 'f(); //~ require-put-upload quote-shell-urls#b');
    expect(marks.map(({ rule, group }) => [rule, group])).toEqual([
      ['require-put-upload', 'a.ts:1'],
      ['quote-shell-urls', 'b'],
    ]);
  });

  it('refuse what is no rule id', () => {
    expect(() => unmark('a.ts', 'f(); //~ Here!')).toThrow("a.ts:1: 'Here!' is no rule id");
  });

  it('of one group are one fault, across files', () => {
    const marks = [...unmark('a.ts', 'f(); //~ r#x').marks, ...unmark('b.ts', '\ng(); //~ r#x\nh(); //~ r').marks];
    expect(faultsOf(marks)).toEqual([
      { rule: 'r', places: [{ file: 'a.ts', line: 1 }, { file: 'b.ts', line: 2 }] },
      { rule: 'r', places: [{ file: 'b.ts', line: 3 }] },
    ]);
  });
});

describe('edits of a mutant', () => {
  const files = new Map([['a.ts', 'one two one']]);

  it('replace what stands exactly once, literally', () => {
    expect(edited('m', files, [{ file: 'a.ts', find: 'two', replace: "$& '" }]).get('a.ts')).toBe("one $& ' one");
  });

  it('put text before a file, or make it', () => {
    const result = edited('m', files, [
      { file: 'a.ts', find: '', replace: 'zero ' },
      { file: 'b.ts', find: '', replace: 'new' },
    ]);
    expect([...result]).toEqual([
      ['a.ts', 'zero one two one'],
      ['b.ts', 'new'],
    ]);
  });

  it.each(['one', 'three'])('refuse %s, which does not stand exactly once', (find) => {
    expect(() => edited('m', files, [{ file: 'a.ts', find, replace: '' }])).toThrow('does not stand exactly once');
  });
});
