/** Functions made out of functions. */
import { describe, expect, it } from 'vitest';
import { eventsOf } from '../in-words.js';

const BASE = 'const base = manifest.getUploadUrls[manifest.stage];\n';
const requests = (code: string): readonly string[] => eventsOf(BASE + code, {}, '<program.ts>').filter((event) => event.startsWith('request'));

const ASKED = 'request GET <upload[stage]>/a line 2';

describe('functions one after another', () => {
  it.each([
    ['ramda pipe', "import * as R from 'ramda'; await R.pipe((n) => base + '/' + n, fetch)('a');"],
    ['ramda compose', "import { compose } from 'ramda'; await compose(fetch, (n) => base + '/' + n)('a');"],
    ['lodash flow of a list', "import _ from 'lodash'; await _.flow([(n) => base + '/' + n, (u) => fetch(u)])('a');"],
    ['lodash flowRight', "import { flowRight } from 'lodash'; await flowRight(fetch, (n) => base + '/' + n)('a');"],
    ['fp-ts pipe', "import { pipe } from 'fp-ts/function'; await pipe('a', (n) => base + '/' + n, (u) => fetch(u));"],
    ['effect flow', "import { flow } from 'effect'; await flow((n) => base + '/' + n, fetch)('a');"],
    ['p-pipe awaits', "import pPipe from 'p-pipe'; await pPipe(async (n) => base + '/' + n, (u) => fetch(u))('a');"],
    ['written by hand', "const pipe = (...fs) => (x) => fs.reduce((v, f) => f(v), x); await pipe((n) => base + '/' + n, fetch)('a');"],
  ])('%s', (_, code) => {
    expect(requests(code)).toEqual([ASKED]);
  });

  it('the later function gets what the earlier one gave, and nothing else', () => {
    expect(requests("import { pipe } from 'ramda'; await pipe(() => 'https://example.com/x', fetch)(base + '/a');")).toEqual([
      'request GET https://example.com/x line 2',
    ]);
  });

  it('promises are awaited by andThen', () => {
    const code = "import * as R from 'ramda'; await R.pipe((n) => fetch(base + '/' + n), R.andThen((r) => r.text()), R.andThen((u) => fetch(u, { method: 'PUT', body: f })))('a');";
    expect(requests(code)).toEqual([ASKED, 'request PUT upload-url 2 line 2']);
  });
});

describe('curried functions wait for what is missing', () => {
  it.each([
    ['curry', "import { curry } from 'lodash'; const get = curry((b, n) => fetch(b + '/' + n)); await get(base)('a');"],
    ['curry, all at once', "import { curry } from 'ramda'; const get = curry((b, n) => fetch(b + '/' + n)); await get(base, 'a');"],
    ['map without its list', "import * as R from 'ramda'; await Promise.all(R.map((n) => fetch(base + '/' + n))(['a']));"],
    ['lodash/fp', "import fp from 'lodash/fp'; await Promise.all(fp.flow(fp.map((n) => base + '/' + n), fp.map((u) => fetch(u)))(['a']));"],
    ['tap', "import * as R from 'ramda'; R.pipe(R.tap((u) => { fetch(u); }), (u) => u)(base + '/a');"],
    ['path', "import { path } from 'ramda'; await fetch(path(['getUploadUrls', manifest.stage])(manifest) + '/a');"],
  ])('%s', (_, code) => {
    expect(requests(code)).toEqual([ASKED]);
  });

  it('nothing runs before: what is never called is called by someone unknown', () => {
    expect(requests("import { curry } from 'lodash'; curry((b, n) => fetch(b + '/' + n))(base);")).toEqual(['request GET <?>/<?> line 2']);
  });
});
