import { describe, expect, it } from 'vitest';
import { analyseProgram, holeQuoting, quoteFor, type CommandPart } from '../../../src/models/shell/index.js';
import { argv, quoting, sh } from './command.js';

describe('quoting', () => {
  it.each([
    ['a word', sh`curl ${0}`, { 0: 'none' }],
    ['the head of a word', sh`curl ${0}/model.bin`, { 0: 'none' }],
    ['the value of an option', sh`curl --url=${0}`, { 0: 'none' }],
    ['double quotes', sh`curl "${0}"`, { 0: 'double' }],
    ['double quotes around more', sh`curl "a ${0}/b"`, { 0: 'double' }],
    ['single quotes', sh`curl '${0}'`, { 0: 'single' }],
    ['ANSI-C quotes', sh`curl $'${0}'`, { 0: 'single' }],
    ['localised quotes', sh`curl $"${0}"`, { 0: 'double' }],
    ['behind quotes that are closed', sh`curl "a"${0} 'b'${1}`, { 0: 'none', 1: 'none' }],
    ['escaped quotes', sh`curl \"${0}\"`, { 0: 'none' }],
    ['escaped quotes in quotes', sh`echo "\"${0}\""`, { 0: 'double' }],
    ['single quotes in double ones', sh`echo "'${0}'"`, { 0: 'double' }],
    ['the program', sh`${0} -s "${1}"`, { 0: 'none', 1: 'double' }],
    ['several', sh`curl ${0} "${1}" '${2}'`, { 0: 'none', 1: 'double', 2: 'single' }],
    ['a redirection', sh`curl > ${0} 2> "${1}"`, { 0: 'none', 1: 'double' }],
    ['an assignment', sh`URL=${0} curl; X="${1}"; export Y=${2}`, { 0: 'none', 1: 'double', 2: 'none' }],
    ['an array', sh`A=(${0} "${1}")`, { 0: 'none', 1: 'double' }],
    ['a default', [{ text: 'curl "${X:-' }, { hole: 0 }, { text: '}"' }], { 0: 'double' }],
    ['a test', sh`[[ ${0} == "${1}" ]]; [ -n ${2} ]`, { 0: 'none', 1: 'double', 2: 'none' }],
    ['arithmetic', sh`echo $((${0} + 1))`, { 0: 'double' }],
    ['a loop', sh`for u in ${0} "${1}"; do curl ${2}; done`, { 0: 'none', 1: 'double', 2: 'none' }],
    ['a case', sh`case ${0} in "${1}") curl ${2};; esac`, { 0: 'none', 1: 'double', 2: 'none' }],
    ['a function that nobody calls', sh`f() { curl ${0}; }`, { 0: 'none' }],
    ['a pipeline', sh`curl "${0}" | curl ${1} && curl ${2} &`, { 0: 'double', 1: 'none', 2: 'none' }],
    ['a substitution', sh`echo $(curl ${0}) $(curl "${1}")`, { 0: 'none', 1: 'double' }],
    ['a substitution in quotes', sh`echo "$(curl ${0}) $(curl "${1}")"`, { 0: 'none', 1: 'double' }],
    ['process substitution', sh`diff <(curl ${0}) <(curl '${1}')`, { 0: 'none', 1: 'single' }],
    ['back ticks', [{ text: 'echo "`curl ' }, { hole: 0 }, { text: ' \\"' }, { hole: 1 }, { text: '\\"`"' }], { 0: 'none', 1: 'double' }],
    ['a comment', sh`curl "${0}" # ${1}`, { 0: 'double' }],
    ['a here-document', [{ text: 'cat <<EOF\n' }, { hole: 0 }, { text: '\nEOF\ncurl ' }, { hole: 1 }], { 0: 'double', 1: 'none' }],
    ['a quoted here-document', [{ text: "cat <<'EOF'\n" }, { hole: 0 }, { text: '\nEOF' }], { 0: 'single' }],
    ['a substitution in a here-document', [{ text: 'cat <<EOF\n$(curl ' }, { hole: 0 }, { text: ')\nEOF' }], { 0: 'none' }],
    ['a here-string', sh`cat <<< ${0}; cat <<< "${1}"`, { 0: 'none', 1: 'double' }],
    ['an open quote', sh`curl "a ${0}`, { 0: 'double' }],
    ['an open list', sh`a && curl ${0} &&`, { 0: 'none' }],
  ] as readonly (readonly [string, readonly CommandPart[], Readonly<Record<number, string>>])[])('%s', (_, parts, expected) => {
    expect(quoting(parts)).toEqual(expected);
  });
});

describe('quoting in a shell in the shell', () => {
  it.each([
    ['double quotes around it', sh`bash -c "curl ${0}"`, { 0: 'none' }],
    ['single quotes around it', sh`bash -c 'curl ${0}'`, { 0: 'none' }],
    ['double in single', sh`bash -c 'curl "${0}"'`, { 0: 'double' }],
    ['single in double', sh`bash -c "curl '${0}'"`, { 0: 'single' }],
    ['escaped double in double', sh`bash -c "curl \"${0}\""`, { 0: 'double' }],
    ['double in double, so in none', sh`bash -c "curl "${0}""`, { 0: 'none' }],
    ['an argument of the script', sh`bash -c 'curl "$1"' -- "${0}"`, { 0: 'double' }],
    ['an unquoted argument', sh`bash -c 'curl "$1"' -- ${0}`, { 0: 'none' }],
    ['through sudo', sh`sudo sh -c "curl ${0}"`, { 0: 'none' }],
    ['eval', sh`eval "curl ${0}"`, { 0: 'none' }],
    ['eval, quoted', sh`eval "curl '${0}'"`, { 0: 'single' }],
    ['a script that is read', [{ text: 'bash <<EOF\ncurl ' }, { hole: 0 }, { text: ' "' }, { hole: 1 }, { text: '"\nEOF' }], { 0: 'none', 1: 'double' }],
    ['two shells deep', sh`bash -c "bash -c 'curl ${0}'"`, { 0: 'none' }],
    ['a comment inside', [{ text: "bash -c 'curl # " }, { hole: 0 }, { text: "'" }], { 0: 'single' }],
  ] as readonly (readonly [string, readonly CommandPart[], Readonly<Record<number, string>>])[])('%s', (_, parts, expected) => {
    expect(quoting(parts)).toEqual(expected);
  });

  it('reads the script in an array of arguments, and only that', () => {
    const { quoting: found } = analyseProgram(argv('env', 'A=b', 'bash', '-c', sh`curl ${0} "${1}"`, 2));
    expect(Object.fromEntries(found)).toEqual({ 0: 'none', 1: 'double' });
    expect(analyseProgram(argv('curl', 0)).quoting.size).toBe(0);
  });
});

describe('quotes for an interpolation', () => {
  const cases: readonly (readonly [string, readonly CommandPart[], string | undefined])[] = [
    ['a bare word', sh`curl ${0}`, '"'],
    ['a part of one', sh`curl ${0}/a`, '"'],
    ['in double quotes of an outer shell', sh`bash -c "curl ${0}"`, "'"],
    ['in single quotes of an outer shell', sh`bash -c 'curl ${0}'`, '"'],
    ['in a substitution', sh`echo "$(curl ${0})"`, '"'],
    ['in double quotes with an apostrophe', sh`bash -c "echo 'a'; curl ${0}"`, "'"],
    ['where quotes end the outer ones', sh`bash -c "curl "${0}""`, undefined],
  ];

  it.each(cases)('%s', (_, parts, expected) => {
    expect(quoteFor(parts, 0)).toBe(expected);
  });

  it('quotes what they are put around', () => {
    for (const [name, parts, quote] of cases) {
      if (quote === undefined) continue;
      const quoted = parts.flatMap((part) => ('hole' in part ? [{ text: quote }, part, { text: quote }] : [part]));
      expect(holeQuoting(quoted).get(0), name).not.toBe('none');
    }
  });

  it('leaves the others as they are', () => {
    expect(quoteFor(sh`bash -c "curl '${1}' ${0}"`, 0)).toBe("'");
  });
});
