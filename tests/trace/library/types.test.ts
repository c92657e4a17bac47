/** What types tell of values that nobody is seen to give. */
import { describe, expect, it } from 'vitest';
import { eventsOf } from '../in-words.js';

const ASK = '(await http.get(manifest.getUploadUrls[manifest.stage] + "/a")).data';
const requests = (code: string): readonly string[] => eventsOf(code).filter((event) => event.startsWith('request '));

describe('members of a type', () => {
  it.each([
    ['interface Deps { http: AxiosInstance }', 'Deps'],
    ['interface Base { http: AxiosInstance }\ninterface Deps extends Base { log: () => void }', 'Deps'],
    ['type Deps = { http: AxiosInstance } & { name: string };', 'Deps'],
    ['type Deps = Readonly<{ http: AxiosInstance }>;', 'Deps'],
    ['', '{ http: AxiosInstance }'],
  ])('%s are clients', (declaration, type) => {
    const code = `import type { AxiosInstance } from 'axios';\n${declaration}\nexport async function put({ http }: ${type}, manifest) { await http.put(${ASK}, 'x'); }`;
    expect(requests(code).map((event) => event.split(' ')[1])).toEqual(['GET', 'PUT']);
  });

  it('a type that names itself ends', () => {
    const code = `interface Tree { left: Tree; right: Tree & Tree }\ntype Loop = Loop;\nexport function f(tree: Tree, loop: Loop) { fetch(tree.left.right); fetch(loop.downloadUrls.a + '/b'); }`;
    expect(requests(code)).toEqual(['request GET ? line 3', 'request GET <download[a]>/b line 3']);
  });
});

describe('bytes and forms', () => {
  const sent = (type: string, before = ''): readonly string[] =>
    requests(`${before}export const send = (manifest, body: ${type}) => [fetch(manifest.downloadUrls.a + '/b'), fetch(body)];`).slice(1);

  it.each([
    ['Buffer', 'bytes-of-memory'],
    ['Uint8Array', 'bytes-of-memory'],
    ['Uint8Array | string', '?'],
    ['FormData', 'bytes-of-form'],
  ])('%s', (type, value) => {
    expect(sent(type)).toEqual([`request GET ${value} line 1`]);
  });

  it('a type of the same name from the project is another one', () => {
    expect(sent('FormData', "import type { FormData } from './forms.js'; ")).toEqual(['request GET ? line 1']);
  });
});
