import { describe, expect, it } from 'vitest';
import type { CommandPart } from '../../../src/models/shell/index.js';
import { argv, programRequests, requests, sent, sh, shown, showRequest, textAt } from './command.js';

const table = (rows: readonly (readonly [command: string, requests: readonly string[]])[]): void => {
  it.each(rows)('%s', (command, expected) => {
    expect(sent([{ text: command }])).toEqual(expected);
  });
};

describe('curl', () => {
  table([
    ['curl u', ['GET u none → stdout']],
    ['curl --url u', ['GET u none → stdout']],
    ['curl -sSfL --retry 3 --max-time 10 u', ['GET u none → stdout']],
    ['curl -H a:b -u me:pw -A x u', ['GET u none → stdout']],
    ['curl u v', ['GET u none → stdout', 'GET v none → stdout']],
    ['curl -I u', ['HEAD u none → stdout']],
    ['curl -X POST u', ['POST u none → stdout']],
    ['curl -XPOST u', ['POST u none → stdout']],
    ['curl --request put u', ['PUT u none → stdout']],
    ['curl -sX DELETE u', ['DELETE u none → stdout']],
    ['curl -T f u', ['PUT u raw(f) → stdout']],
    ['curl --upload-file f u', ['PUT u raw(f) → stdout']],
    ['curl -X POST -T f u', ['POST u raw(f) → stdout']],
    ['curl -T - u < f', ['PUT u raw(f) → stdout']],
    ['cat f | curl -T - u', ['PUT u raw[?] → stdout']],
    ['curl -d @f u', ['POST u text(f) → stdout']],
    ['curl -d@f u', ['POST u text(f) → stdout']],
    ['curl -d a=b u', ['POST u text[a=b] → stdout']],
    ['curl -X PUT --data @f u', ['PUT u text(f) → stdout']],
    ['curl --data-ascii @f u', ['POST u text(f) → stdout']],
    ['curl --data-raw @f u', ['POST u text[@f] → stdout']],
    ['curl -X PUT --data-binary @f u', ['PUT u raw(f) → stdout']],
    ['curl -X PUT --data-binary @- u < f', ['PUT u raw(f) → stdout']],
    ['curl --json @f u', ['POST u raw(f) → stdout']],
    ['curl -F file=@f u', ['POST u form(f) → stdout']],
    ["curl -F 'file=@f;type=text/plain' u", ['POST u form(f) → stdout']],
    ['curl -X PUT -F a=b u', ['PUT u form → stdout']],
    ['curl -G -d a=b u', ['GET u none → stdout']],
    ['curl -o x u', ['GET u none → file']],
    ['curl -O u', ['GET u none → file']],
    ['curl -o - u', ['GET u none → stdout']],
    ['curl -o a u v', ['GET u none → file', 'GET v none → stdout']],
    ['curl -T f u --next -d a v', ['PUT u raw(f) → stdout', 'POST v text[a] → stdout']],
    ['curl -K config u', ['? u none → stdout']],
    ['curl -K config -X PUT u', ['PUT u none → stdout']],
    ['curl $OPTIONS u', ['? u none → stdout']],
    ['curl "$URL"', ['GET ? none → stdout']],
    ['curl --version', []],
    ['curlie PUT u', ['PUT u none → stdout']],
  ]);

  it('tells of a query that is appended', () => {
    expect(requests(sh`curl -G -d a=b u; curl --url-query a=b u; curl -d a=b v`).map(({ query }) => query?.name)).toEqual(['-G', '--url-query', undefined]);
  });

  it('reads the options of a variable', () => {
    expect(sent(sh`O="-sS -X POST"; curl $O -T f ${0}`)).toEqual(['POST <0> raw(f) → stdout']);
    expect(sent([{ text: 'O=(-X PUT --data-binary "@my file"); curl "${O[@]}" "' }, { hole: 0 }, { text: '"' }])).toEqual([
      'PUT <0> raw(my file) → stdout',
    ]);
  });

  it('does not take an unquoted interpolation for a URL alone', () => {
    expect(sent(sh`curl ${0} "${1}"`)).toEqual(['GET <0> none → stdout', '? <1> none → stdout']);
    expect(sent(sh`curl ${0}`)).toEqual(['GET <0> none → stdout']);
    expect(sent(sh`curl -X PUT ${0} "${1}"`)).toEqual(['PUT <0> none → stdout', 'PUT <1> none → stdout']);
  });

  it('gives an interpolated method as a word', () => {
    const [request] = requests(sh`curl -X ${1} ${0}`);
    expect(request?.method).toBeUndefined();
    expect(shown(request?.methodWord)).toBe('<1>');
  });
});

describe('wget', () => {
  table([
    ['wget u', ['GET u none → file']],
    ['wget -qO- u', ['GET u none → stdout']],
    ['wget -O x u', ['GET u none → file']],
    ['wget --spider u', ['HEAD u none → stdout']],
    ['wget --method=PUT --body-file=f u -O -', ['PUT u raw(f) → stdout']],
    ['wget --method PUT --body-data a u -O -', ['PUT u raw[a] → stdout']],
    ['wget --post-file=f u -O-', ['POST u raw(f) → stdout']],
    ['wget --post-data a=b u -O-', ['POST u raw[a=b] → stdout']],
    ['wget -q --method=post --body-file f u', ['POST u raw(f) → file']],
    ['wget -i list', []],
  ]);
});

describe('HTTPie and xh', () => {
  table([
    ['http u', ['GET u none → stdout']],
    ['https u', ['GET u none → stdout']],
    ['http PUT u < f', ['PUT u raw(f) → stdout']],
    ['http u < f', ['POST u raw(f) → stdout']],
    ['cat f | http PUT u', ['PUT u raw[?] → stdout']],
    ['http --ignore-stdin u < f', ['GET u none → stdout']],
    ['http PUT u @f', ['PUT u raw(f) → stdout']],
    ['http u a=b', ['POST u raw → stdout']],
    ['http u a==b X-Y:z', ['GET u none → stdout']],
    ['http --form POST u file@f', ['POST u form → stdout']],
    ['http -f u a=b', ['POST u form → stdout']],
    ['http --raw abc PUT u', ['PUT u raw[abc] → stdout']],
    ['xh put u @f', ['PUT u raw(f) → stdout']],
    ['http --download u', ['GET u none → file']],
    ['http http://host/x?a=b', ['GET http://host/x?a=b none → stdout']],
    ['http --offline u', []],
    ['http-server .', []],
  ]);
});

describe('other programs', () => {
  table([
    ['aria2c -d x u', ['GET u none → file']],
    ['python curl u', []],
    ['echo curl u', []],
    ['aws s3 cp a s3://b', []],
  ]);
});

describe('arrays of arguments', () => {
  it('takes words as they are', () => {
    expect(programRequests(argv('curl', '-T', '$HOME/x y', 0)).map(showRequest)).toEqual(['PUT <0> raw($HOME/x y) → stdout']);
    expect(programRequests(argv('curl', '-X', 'PUT', '--data-binary', [{ text: '@' }, { hole: 1 }], 0)).map(showRequest)).toEqual([
      'PUT <0> raw(<1>) → stdout',
    ]);
  });

  it('does not take an unknown argument for a URL alone', () => {
    expect(programRequests(argv('curl', 0, 1)).map(showRequest)).toEqual(['? <0> none → stdout', '? <1> none → stdout']);
  });

  it('reads the script of a shell', () => {
    expect(programRequests(argv('bash', '-lc', sh`curl -T f '${0}'`)).map(showRequest)).toEqual(['PUT <0> raw(f) → stdout']);
  });
});

describe('places', () => {
  const first = (parts: readonly CommandPart[]): readonly (string | undefined)[] => {
    const [request] = requests(parts);
    return [request?.programAt, request?.methodAt, request?.methodFlag?.at, request?.bodyFlag?.at].map((span) => textAt([parts], span));
  };

  it.each([
    ['apart', sh`curl -s ${1} -X POST --data @f "${0}"`, ['curl', 'POST', '-X', '--data']],
    ['attached', sh`curl -XPOST -d@f ${0}`, ['curl', 'POST', '-X', '-d']],
    ['long', sh`wget --method=POST --body-file=${1} ${0}`, ['wget', 'POST', '--method', '--body-file']],
    ['quoted', sh`curl -X "POST" -T f ${0}`, ['curl', 'POST', '-X', '-T']],
    ['in an inner shell', sh`bash -c "curl -X POST -T f '${0}'"`, ['curl', 'POST', '-X', '-T']],
    ['by a variable', sh`M=POST; curl -X $M -T f '${0}'`, ['curl', 'POST', '-X', '-T']],
    ['between back ticks', [{ text: 'echo `curl -X POST -T f \\\\ ' }, { hole: 0 }, { text: '`' }], ['curl', 'POST', '-X', '-T']],
    ['put together', sh`curl -X PO"ST" -T f ${0}`, ['curl', undefined, '-X', '-T']],
    ['as operand', sh`http POST ${0} < f`, ['http', 'POST', undefined, undefined]],
    ['the client’s own', sh`curl -d @f ${0}`, ['curl', undefined, '-d', '-d']],
  ] as const)('%s', (_, parts, expected) => {
    expect(first(parts)).toEqual(expected);
  });

  it('counts words of an array', () => {
    const words = argv('curl', '-X', 'POST', '-T', 'f', 0);
    const [request] = programRequests(words);
    expect(request?.methodAt).toEqual({ word: 2, part: 0, start: 0, end: 4 });
    expect(textAt(words, request?.bodyFlag?.at)).toBe('-T');
  });
});
