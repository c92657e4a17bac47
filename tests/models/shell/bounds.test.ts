import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { analyseCommand, analyseProgram, commandActions, type CommandPart } from '../../../src/models/shell/index.js';
import { sh, shown, writesOf } from './command.js';

const text = (value: string): readonly CommandPart[] => [{ text: value }];
const written = (value: string): readonly string[] => writesOf(commandActions(text(value)));

const WORDS = [
  'curl', 'wget', 'http', 'tar', 'cp', 'cd', 'bash', '-c', '-o', '-T', '-X', '-d', '--', '/tmp/x', 'xargs', 'find', '-exec', 'eval', 'env', 'sudo',
  'if', 'then', 'fi', 'for', 'in', 'do', 'done', 'while', 'case', 'esac', 'f()', '{', '}', '(', ')', '((', '))', '[[', ']]', '$(', '`', '${', '}', '$X',
  '"', "'", '\\', '|', '||', '&&', ';', '&', '>', '>>', '<', '<<EOF', '\n', 'EOF', '#', '=', 'X=', '@', '*', '{a,b}', '~', '$((', '\uE000', '\uE005', '\0', '😀',
];

const part: fc.Arbitrary<CommandPart> = fc.oneof(
  fc.integer({ min: 0, max: 5 }).map((hole) => ({ hole })),
  fc.array(fc.constantFrom(...WORDS, ' '), { maxLength: 8 }).map((words) => ({ text: words.join(' ') })),
  fc.array(fc.constantFrom(...WORDS), { maxLength: 6 }).map((words) => ({ text: words.join('') })),
  fc.string().map((value) => ({ text: value })),
);

describe('any input', () => {
  it('does not throw on commands', () => {
    fc.assert(fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
      const { actions, quoting } = analyseCommand(parts);
      for (const action of actions) shown(action.kind === 'write' ? action.path : action.url);
      for (const hole of quoting.keys()) expect(parts).toContainEqual({ hole });
    }), { numRuns: 3_000 });
  });

  it('does not throw on arguments', () => {
    fc.assert(fc.property(fc.array(fc.array(part, { maxLength: 3 }), { maxLength: 8 }), (words) => {
      analyseProgram(words);
    }), { numRuns: 1_000 });
  });

  it('gives holes back that were put in, or unknown ones', () => {
    fc.assert(fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
      const known = new Set(parts.flatMap((each) => ('hole' in each ? [each.hole] : [])));
      for (const action of analyseCommand(parts).actions) {
        const word = action.kind === 'write' ? action.path : action.url;
        for (const each of word.parts) if ('hole' in each && each.hole >= 0) expect(known).toContain(each.hole);
      }
    }), { numRuns: 1_000 });
  });

  it('is the same for one text in one piece or in several', () => {
    fc.assert(fc.property(fc.array(fc.constantFrom(...WORDS, ' ', ' '), { maxLength: 20 }), (pieces) => {
      const whole = analyseCommand(text(pieces.join('')));
      const split = analyseCommand(pieces.map((each) => ({ text: each })));
      expect(writesOf(split.actions)).toEqual(writesOf(whole.actions));
    }), { numRuns: 1_000 });
  });
});

describe('malformed commands give what can be seen', () => {
  it.each([
    ['curl -o /tmp/x "u', ['/tmp/x']],
    ["touch '/tmp/x", ['/tmp/x']],
    ['touch /tmp/x &&', ['/tmp/x']],
    ['touch /tmp/x $(touch /tmp/y', ['/tmp/y', '/tmp/x', '?']],
    ['if true; then touch /tmp/x', ['/tmp/x']],
    ['touch /tmp/x )', ['/tmp/x']],
    ['', []],
    [' \n ', []],
    [';;', []],
    ['curl -o', []],
    ['curl -X', []],
    ['tar', []],
    ['sed -i', []],
    ['bash -c', []],
    ['xargs', []],
    ['find -exec', []],
    ['> ', []],
  ])('%s', (command, paths) => {
    expect(written(command)).toEqual(paths);
  });

  it('keeps private characters of the text', () => {
    expect(written('touch /tmp/\uE000\uE001\uE123')).toEqual(['/tmp/\uE000\uE001\uE123']);
    expect(shown(commandActions(sh`touch "${0}"`)[0]?.kind === 'write' ? { parts: [{ hole: 0 }] } : undefined)).toBe('<0>');
  });
});

describe('bounds', () => {
  const inTime = (command: string): void => {
    const start = performance.now();
    analyseCommand(text(command));
    expect(performance.now() - start).toBeLessThan(2_000);
  };

  it('does not look at commands of more than 20,000 characters', () => {
    expect(written(`touch /tmp/x # ${'a'.repeat(19_000)}`)).toEqual(['/tmp/x']);
    expect(written(`touch /tmp/x # ${'a'.repeat(20_000)}`)).toEqual([]);
  });

  it.each([
    ['a function that calls itself', 'f() { f; f; }; f'],
    ['functions that call each other', 'f() { g; g; }; g() { f; f; }; f'],
    ['a script that runs itself', "X='eval \"$X\"; eval \"$X\"'; eval \"$X\""],
    ['loops in loops', `${'for i in 1 2 3 4 5 6 7 8; do '.repeat(12)}((1)); ${'done; '.repeat(12)}`],
    ['a text that is doubled', `X=aaaa; ${'X=$X$X; '.repeat(100)} touch $X`],
    ['a list that is doubled', `A=(a b c d); ${'A=("${A[@]}" "${A[@]}"); '.repeat(100)} touch "\${A[@]}"`],
    ['a text that is filled into itself', `echo ${'a'.repeat(9_000)} | xargs -I a echo ${'a'.repeat(9_000)} | xargs -I a echo aaaaaaaaaa`],
    ['nested substitutions', `${'echo $('.repeat(2_000)}touch /tmp/x${')'.repeat(2_000)}`],
    ['nested subshells', `${'('.repeat(5_000)}touch /tmp/x${')'.repeat(5_000)}`],
    ['nested shells', `${'bash -c "'.repeat(500)}touch /tmp/x`],
    ['nested groups', `${'{ '.repeat(3_000)}touch /tmp/x${'; }'.repeat(3_000)}`],
    ['a long list', 'touch a; '.repeat(2_000)],
    ['a long pipeline', `${'cat | '.repeat(3_000)}cat`],
    ['many assignments', Array.from({ length: 2_000 }, (_, index) => `X${index}=1;`).join(' ')],
    ['many quotes', `echo ${'"a'.repeat(9_000)}`],
  ])('%s', (_, command) => {
    inTime(command);
  });

  it('takes more interpolations than there are symbols for', () => {
    const parts = Array.from({ length: 900 }, (_, hole): CommandPart => ({ hole }));
    expect(() => analyseCommand([{ text: 'curl ' }, ...parts])).not.toThrow();
    expect(analyseCommand([{ text: 'curl ' }, ...parts]).quoting.size).toBe(900);
  });
});
