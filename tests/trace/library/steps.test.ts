/** Steps that call back, states of components, contexts of a run, defaults of schemas. */
import { describe, expect, it } from 'vitest';
import { eventsOf } from '../in-words.js';

const BASE = 'const base = manifest.getUploadUrls[manifest.stage];\n';
const requests = (code: string): readonly string[] => eventsOf(BASE + code, {}, '<program.tsx>').filter((event) => event.startsWith('request'));

describe('functions that call back when they are done', () => {
  const STEPS = '[(next) => next(null, base), (url, next) => next(null, url + "/a"), (url, next) => { fetch(url); next(null); }]';

  it.each([
    ['async', `import async from 'async'; async.waterfall(${STEPS}, () => {});`],
    ['run-waterfall', `import waterfall from 'run-waterfall'; waterfall(${STEPS});`],
  ])('each gets what the one before it called back with: %s', (_, code) => {
    expect(requests(code)).toEqual(['request GET <upload[stage]>/a line 2']);
  });

  it('the last function gets it, too', () => {
    expect(requests("import { waterfall } from 'async'; waterfall([(next) => next(null, base + '/a')], (error, url) => { fetch(url); });")).toEqual([
      'request GET <upload[stage]>/a line 2',
    ]);
  });

  it('an error goes past the others', () => {
    expect(requests("import { waterfall } from 'async'; waterfall([(next) => next(base + '/a'), (url, next) => { fetch(url); next(null); }], () => {});")).toEqual([
      'request GET ? line 2',
    ]);
  });

  it('a series hands nothing on', () => {
    expect(requests("import { series } from 'async'; series([(next) => next(null, base), (next) => { fetch(base + '/a'); next(); }], () => {});")).toEqual([
      'request GET <upload[stage]>/a line 2',
    ]);
  });
});

describe('what is kept for later', () => {
  it.each([
    ['the state of a component', "import { useEffect, useState } from 'react'; export function View() { const [url, setUrl] = useState(''); useEffect(() => { setUrl(base + '/a'); }); useEffect(() => { fetch(url); }); }"],
    ['a state made of the last one', "import { useEffect, useState } from 'react'; export function View() { const [url, setUrl] = useState(() => base); useEffect(() => { setUrl((last) => last + '/a'); }); useEffect(() => { fetch(url); }); }"],
    ['a reference', "import { useEffect, useRef } from 'react'; export function View() { const url = useRef(null); useEffect(() => { url.current = base + '/a'; }); useEffect(() => { fetch(url.current); }); }"],
    ['the store of a run', "import { AsyncLocalStorage } from 'node:async_hooks'; const runs = new AsyncLocalStorage(); runs.run({ url: base + '/a' }, () => fetch(runs.getStore().url));"],
    ['what a function gave that runs once', "import { once } from 'lodash'; const url = once((name) => base + '/' + name); url('a'); fetch(url('b'));"],
  ])('%s', (_, code) => {
    expect(requests(code).join()).toContain('<upload[stage]>/a');
  });
});

describe('defaults of schemas', () => {
  const folderOf = (schema: string, from = 'process.env'): readonly string[] =>
    eventsOf(`import { z } from 'zod'; import fs from 'node:fs'; fs.writeFileSync(${schema}.parse(${from}).OUT, data);`);

  it('a member may be its default', () => {
    expect(folderOf("z.object({ OUT: z.string().min(1).default('/data') })").join()).toContain('/data');
    expect(folderOf("z.object({ OUT: z.string() })").join()).not.toContain('/data');
  });

  it('what has none stays what it is', () => {
    expect(requests("import { z } from 'zod'; const m = z.object({ port: z.number().default(1) }).parse(manifest); fetch(m.getUploadUrls[m.stage] + '/a');")).toEqual([
      'request GET <upload[stage]>/a line 2',
    ]);
  });
});
