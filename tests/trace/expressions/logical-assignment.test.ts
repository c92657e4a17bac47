/** `a ||= b` goes by the same test as `a = a || b`. */
import { describe, expect, it } from 'vitest';
import { eventsOf } from '../in-words.js';

const requests = (code: string): readonly string[] => eventsOf(code, {}, '<program.js>').filter((event) => event.startsWith('request'));

interface Program {
  readonly before: string;
  readonly operator: '??' | '||' | '&&';
  readonly right: string;
  readonly behind: string;
}

const short = ({ before, operator, right, behind }: Program): string => `let given = ${before}; given ${operator}= ${right}; ${behind}`;
const long = ({ before, operator, right, behind }: Program): string => `let given = ${before}; given = given ${operator} ${right}; ${behind}`;

const download = 'manifest.downloadUrls.initial';
const get = 'fetch(`${given}/x`);';
const asks = (test: string): string => `(given === ${test} ? 'https://asked.test' : 'https://other.test')`;

describe('a logical assignment', () => {
  it.each<[string, Program, readonly string[]]>([
    ['of a URL that may be missing', { before: `ready ? ${download} : undefined`, operator: '??', right: `'https://a.test'`, behind: get }, ['GET <download[initial]>/x or https://a.test/x']],
    ['of one that may be empty', { before: `ready ? ${download} : ''`, operator: '||', right: `'https://a.test'`, behind: get }, ['GET <download[initial]>/x or https://a.test/x']],
    ['of a variable that was never set', { before: 'undefined', operator: '??', right: download, behind: get }, ['GET <download[initial]>/x']],
    ['of a URL that is there in other stages', { before: 'manifest.getUploadUrls?.initial', operator: '&&', right: '`${given}/x`', behind: 'if (given) fetch(given);' }, ['GET <upload[initial]>/x-unless-deployment|deploy unless deployment|deploy']],
    ['whose right side asks what is left', { before: `ready ? { url: ${download} } : undefined`, operator: '||', right: `{ url: ${asks('undefined')} }`, behind: 'fetch(`${given.url}/x`);' }, ['GET <download[initial]>/x or https://asked.test/x']],
    ['of a test', { before: `manifest.stage === 'a'`, operator: '||', right: `manifest.stage === 'b'`, behind: `if (given) fetch(\`\${${download}}/x\`);` }, ['GET <download[initial]>/x-if-a|b if a|b']],
    ['of an entry that a table has for one stage', { before: `({ a: ${download} })[manifest.stage]`, operator: '??', right: `'https://a.test'`, behind: get }, ['GET <download[initial]>/x-if-a or https://a.test/x']],
  ])('%s', (_, program, expected) => {
    const seen = requests(short(program)).map((event) => event.replace(/^request | line \d+/gu, ''));
    expect(seen).toEqual(expected);
    expect(requests(short(program))).toEqual(requests(long(program)));
  });

  it('leaves members what they were where they were there', () => {
    const code = `const kept = { url: ready ? ${download} : undefined }; kept.url ??= 'https://a.test'; fetch(\`\${kept.url}/x\`);`;
    expect(requests(code)).toEqual(['request GET <download[initial]>/x or https://a.test/x line 1']);
  });

  it('keeps the default where nobody knows whether the value is there', () => {
    expect(requests(`let given = find(); given ??= ${download}; ${get}`)).toEqual(['request GET <?>/x or <download[initial]>/x line 1']);
  });
});
