/** The storage's half of the contract, clause by clause. */
import { request } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DAY, HOUR } from './clock.js';
import { SIZE_LIMIT, StorageServer, type StorageOptions } from './server.js';

let storage: StorageServer;

const start = async (options: StorageOptions): Promise<void> => {
  storage = await StorageServer.start(options);
};

beforeEach(() => start({ data: { initial: 'a,b\n1,2\n' } }));
afterEach(() => storage.stop());

interface Answer {
  readonly status: number;
  readonly text: string;
}

const send = async (url: string, init?: RequestInit): Promise<Answer> => {
  const answer = await fetch(url, init);
  return { status: answer.status, text: await answer.text() };
};

const begin = (stage: string): void => {
  storage.run.begin(stage, {});
};
/** Ends the stage that runs, and begins the next one. */
const goOn = (stage: string): void => {
  const { current } = storage.run;
  if (current !== undefined) storage.run.choose(current);
  begin(stage);
};

const base = (stage: string): string => storage.manifest().getUploadUrls?.[stage] ?? '';
const files = (stage: string): string => storage.manifest().downloadUrls[stage] ?? '';
const urlFor = async (stage: string, path: string): Promise<string> => (await send(`${base(stage)}/${path}`)).text;
const put = (url: string, body: NonNullable<RequestInit['body']>): Promise<Answer> => send(url, { method: 'PUT', body });
const reasons = (): string[] =>
  storage.violations.map((violation) => (violation.kind === 'refused' ? `${violation.status} ${violation.reason}` : violation.kind));

/** A PUT that declares a length, and waits with the body. */
const declare = (url: string, length: number): Promise<number> =>
  new Promise((resolve, reject) => {
    const asked = request(url, { method: 'PUT', headers: { 'content-length': length } }, (answer) => {
      resolve(answer.statusCode ?? 0);
      asked.destroy();
    });
    asked.on('error', reject);
    asked.flushHeaders();
  });

describe('an upload', () => {
  beforeEach(() => {
    begin('initial');
  });

  it('takes two steps, and the file is there for the next stage (C1, C4)', async () => {
    const url = await urlFor('initial', 'models/a b.json');
    expect(url).toMatch(/&X-Signature=[0-9a-f]{64}$/u);
    expect(await put(url, '{}')).toEqual({ status: 200, text: '' });
    goOn('stage1');
    expect(await send(`${files('initial')}/models/a b.json`)).toEqual({ status: 200, text: '{}' });
    expect(storage.violations).toEqual([]);
  });

  it('is a PUT (C8), and not to the URL that gives upload URLs, nor to one for downloads (C1)', async () => {
    const url = await urlFor('initial', 'a.json');
    expect((await send(url, { method: 'POST', body: '{}' })).status).toBe(405);
    expect((await send(url)).status).toBe(405);
    expect((await put(`${base('initial')}/a.json`, '{}')).status).toBe(405);
    expect((await put(`${files('initial')}/a.json`, '{}')).status).toBe(405);
    expect((await send(`${files('initial')}/a.json`)).status).toBe(404);
    expect(reasons()).toHaveLength(5);
  });

  it.each([
    ['another path', (url: string) => url.replace('a.json', 'b.json')],
    ['a longer path', (url: string) => url.replace('?', '/a.json?')],
    ['no query', (url: string) => url.split('?')[0] ?? ''],
    ['the query up to the first &', (url: string) => url.split('&')[0] ?? ''],
    ['a parameter more', (url: string) => `${url}&overwrite=true`],
    ['a later expiry', (url: string) => url.replace(/X-Expires=1/u, 'X-Expires=2')],
    ['another signature', (url: string) => url.replace(/.$/u, (digit) => (digit === '0' ? '1' : '0'))],
  ])('refuses a URL that is not as it was signed: %s (C1)', async (_, altered) => {
    const url = await urlFor('initial', 'a.json');
    expect(altered(url)).not.toBe(url);
    expect((await put(altered(url), '{}')).status).toBe(403);
    expect(reasons()).toEqual(['403 the URL is not as it was signed']);
    expect((await put(url, '{}')).status).toBe(200);
  });

  it('stores a form with its envelope (C8)', async () => {
    const form = new FormData();
    form.set('file', '{"k":3}');
    await put(await urlFor('initial', 'a.json'), form);
    const { text } = await send(`${files('initial')}/a.json`);
    expect(text).toContain('Content-Disposition: form-data');
    expect(text).toContain('{"k":3}');
  });

  it('expires after 8 hours in development (C3)', async () => {
    const url = await urlFor('initial', 'a.json');
    storage.clock.advance(8 * HOUR - 1000);
    expect((await put(url, '{}')).status).toBe(200);
    storage.clock.advance(1000);
    expect((await put(url, '{}')).status).toBe(403);
    expect(reasons()).toEqual(['403 the upload URL has expired']);
    expect((await put(await urlFor('initial', 'a.json'), '{}')).status).toBe(200);
  });

  it('refuses a path that is missing, has an empty part, or hangs on the stage without a slash (C1)', async () => {
    expect((await send(base('initial'))).status).toBe(400);
    expect((await send(`${base('initial')}/`)).status).toBe(400);
    expect((await send(`${base('initial')}//a.json`)).status).toBe(400);
    expect((await send(`${base('initial')}a.json`)).status).toBe(404);
    expect((await send(`${files('initial')}a.json`)).status).toBe(404);
    expect((await send(`${files('initial')}//a.json`)).status).toBe(404);
  });

  it('has 5 GB at most, by the declared length (C9)', async () => {
    const url = await urlFor('initial', 'a.bin');
    expect(await declare(url, SIZE_LIMIT + 1)).toBe(413);
    expect(reasons()).toEqual(['413 the file is too large']);
  });
});

it('expires after 5 days in production (C3)', async () => {
  await storage.stop();
  await start({ mode: 'production' });
  begin('initial');
  const url = await urlFor('initial', 'a.json');
  storage.clock.advance(5 * DAY - 1000);
  expect((await put(url, '{}')).status).toBe(200);
  storage.clock.advance(1000);
  expect((await put(url, '{}')).status).toBe(403);
});

it('counts a body that declares no length (C9)', async () => {
  await storage.stop();
  await start({ sizeLimit: 10 });
  begin('initial');
  const url = await urlFor('initial', 'a.bin');
  const chunks = (count: number): ReadableStream =>
    new ReadableStream({
      start(controller) {
        for (let i = 0; i < count; i++) controller.enqueue(new Uint8Array(5));
        controller.close();
      },
    });
  const streamed = (count: number): Promise<Answer> =>
    send(url, { method: 'PUT', body: chunks(count), duplex: 'half' });
  expect((await streamed(3)).status).toBe(413);
  expect((await streamed(2)).status).toBe(200);
});

it('takes uploads into the current stage only (C2)', async () => {
  begin('initial');
  goOn('stage1');
  expect(Object.keys(storage.manifest().getUploadUrls ?? {})).toEqual(['initial', 'stage1']);
  expect((await send(`${base('initial')}/a.json`)).status).toBe(403);
  expect((await send(`${base('stage1')}/a.json`)).status).toBe(200);
  expect(reasons()).toEqual(['403 only the current stage can be uploaded to']);
});

it('keeps the variants of a stage apart, and hands the best on (C7)', async () => {
  const variants = [];
  for (const alpha of [0.1, 0.2, 0.3]) {
    variants.push(storage.run.begin('initial', { alpha }));
    await put(await urlFor('initial', 'a.json'), `{"alpha":${alpha}}`);
  }
  const [, second] = variants;
  if (second !== undefined) storage.run.choose(second);
  storage.run.begin('stage1', {});
  expect((await send(`${files('initial')}/a.json`)).text).toBe('{"alpha":0.2}');
});

it('has no upload URLs in deployment, and every download URL (C6)', async () => {
  begin('initial');
  const upload = `${base('initial')}/a.json`;
  await put(await urlFor('initial', 'a.json'), '{}');
  goOn('stage1');
  storage.run.deploy();
  const manifest = storage.manifest();
  expect(manifest).not.toHaveProperty('getUploadUrls');
  expect(manifest.stage).toBe('deployment');
  expect((await send(`${files('initial')}/a.json`)).text).toBe('{}');
  expect((await send(upload)).status).toBe(403);
});

it('serves each stage its data, and nothing else', async () => {
  begin('initial');
  expect(await send(storage.manifest().dataUrls['initial'] ?? '')).toEqual({ status: 200, text: 'a,b\n1,2\n' });
  expect((await send(`${storage.origin}/data/other`)).status).toBe(404);
  expect((await send(`${storage.origin}/`)).status).toBe(404);
  expect((await send(`${storage.origin}/files/abcd/i1001/%E0%A4%A`)).status).toBe(400);
});
