import rule from '../../src/rules/require-signed-upload-url.js';
import { KEYS, placeOf, renamed, RENAMING, tester } from './rule-tester.js';

const base = 'const base = manifest.getUploadUrls[manifest.stage];\n';
const signed = `${base}const url = await (await fetch(\`\${base}/a.bin\`)).text();\n`;
const axios = "import axios from 'axios';\n";
const sh = "import { execSync } from 'node:child_process';\n";

interface Case {
  readonly name: string;
  readonly code: string;
  readonly at: string;
  readonly messageId: string;
  readonly data?: Record<string, string>;
  readonly output?: string;
  readonly suggestion?: string;
}

const invalid = ({ name, code, at, messageId, data = {}, output, suggestion }: Case) => ({
  name,
  code,
  output: output ?? null,
  errors: [
    { messageId, data: { ...KEYS, ...data }, ...placeOf(code, at), suggestions: suggestion === undefined ? [] : [{ messageId: 'sign', output: suggestion }] },
  ],
});

const fixed = (code: string, from: string, to: string): string => {
  const at = code.lastIndexOf(from);
  return code.slice(0, at) + to + code.slice(at + from.length);
};

const file = '`${base}/a.bin`';
const put = `${base}await fetch(${file}, { method: 'PUT', body });`;
const byAxios = `${axios}${base}await axios.put(${file}, body);`;
const byGot = `import got from 'got';\n${base}await got.put(${file}, { body });`;
const unknown = `${base}export const send = (method) => fetch(${file}, { method, body: 'text' });`;
const measured = `${base}export const send = (method, body) => fetch(${file}, { method, body, headers: { length: body.length } });`;
const helper = `${base}const send = async (to, body) => fetch(to, { method: 'PUT', body });\nawait send(${file}, 'text');`;
const inside = `${base}async function save(name, body) { await fetch(\`\${base}/\${name}\`, { method: 'PUT', body }); }\nawait save('a', 'text');`;
const plain = `${base}function save(body) { return fetch(${file}, { method: 'PUT', body }); }`;
const curl = `${sh}${base}execSync(\`curl -T a.bin "\${base}/a.bin"\`);`;
/** A helper on line 3 that uploads by curl. */
const quotedCurl = (quoted: string, url: string): string => `${sh}${base}const send = (to, name) => execSync(\`curl -T \${name} \${${quoted}}\`);\nsend(execSync(\`curl -s "\${base}/b"\`), 'b');\nsend(${url}, 'a.bin');`;
const download = "const file = `${manifest.downloadUrls.initial}/a`;\nawait fetch(file, { method: 'PUT', body: 'text' });";
const stream = `import got from 'got';\n${base}createReadStream('a').pipe(got.stream.put(${file}));`;
const either = `${base}const answer = await fetch(${file});\nconst url = answer.ok ? await answer.text() : ${file};\nawait fetch(url, { method: 'PUT', body: 'text' });`;

const appended = `${signed}await fetch(\`\${url}/a.bin\`, { method: 'PUT', body });`;
const cut = `${signed}const short = url.split('?')[0];\nawait fetch(short, { method: 'PUT', body });`;
const added = `${signed}const target = new URL(url);\ntarget.searchParams.set('a', 'b');\nawait fetch(target, { method: 'PUT', body });`;
const host = `${signed}const target = new URL(url);\ntarget.host = 'proxy.internal';\nawait fetch(target.href, { method: 'PUT', body });`;
const params = `${axios}${signed}await axios.put(url, body, { params: { overwrite: true } });`;
const inHelper = `${axios}${signed}const send = (to, body) => axios.put(to, body, { params: { overwrite: true } });\nawait send(url, body);`;
const passed = `${signed}const send = (to, body) => fetch(to, { method: 'PUT', body });\nawait send(url.split('?')[0], body);`;

const https = "import { request } from 'node:https';\n";
const byOptions = 'function put(options, body) {\n  request({ ...options, method: \'PUT\' }).end(body);\n}\n';
const byUrl = 'function put(to, body) {\n  const { hostname, pathname, search } = new URL(to);\n  request({ hostname, path: pathname, method: \'PUT\' }).end(body);\n}\n';
const handed = `${https}${byOptions}${signed}const { hostname, pathname, search } = new URL(url);\nput({ hostname, path: pathname }, 'text');`;
const handedWhole = `${https}${byOptions}${signed}const { hostname, pathname, search } = new URL(url);\nput({ hostname, path: pathname + search }, 'text');`;
const handedDeeper = `${https}${byOptions}async function save(name, body) {\n  ${signed.replaceAll('\n', '\n  ')}const u = new URL(url);\n  put({ host: u.host, path: u.pathname }, body);\n}\nawait save('a', 'text');`;
const droppedInside = `${https}${byUrl}${signed}put(url, 'text');`;
const keptInside = `${https}${byUrl.replace('path: pathname', 'path: `${pathname}${search}`')}${signed}put(url, 'text');`;

tester.run('require-signed-upload-url', rule, {
  valid: [
    { name: 'path and query handed over together', code: handedWhole },
    { name: 'path and query put together by who sends them', code: keptInside },
    { name: 'both steps', code: `${signed}await fetch(url, { method: 'PUT', body });` },
    { name: 'trimmed', code: `${signed}await fetch(url.trim(), { method: 'PUT', body });` },
    { name: 'as a URL object', code: `${signed}await fetch(new URL(url), { method: 'PUT', body });` },
    { name: 'its href', code: `${signed}await fetch(new URL(String(url)).href, { method: 'PUT', body });` },
    { name: 'the same path and query', code: `${signed}const u = new URL(url);\nu.search = u.search;\nawait fetch(u, { method: 'PUT', body });` },
    { name: 'a fragment, which is not sent', code: `${signed}await fetch(\`\${url}#part\`, { method: 'PUT', body });` },
    { name: 'a look at its parts', code: `${signed}const { host } = new URL(url);\nconsole.log(host, url.split('?')[0]);\nawait fetch(url, { method: 'PUT', body });` },
    { name: 'the promise of the answer', code: `import got from 'got';\n${base}await got(${file}).text().then((url) => got.put(url, { body }));` },
    { name: 'a body in the request for the URL', code: `${base}const grant = await fetch(${file}, { method: 'POST', body: '{}' });\nawait fetch(await grant.text(), { method: 'PUT', body });` },
    { name: 'a request for the URL by PUT, without a body: another rule', code: `${base}await fetch(${file}, { method: 'PUT' });` },
    { name: 'neither method nor body is known', code: `${base}export const send = (method, body) => fetch(${file}, { method, body });` },
    { name: 'another service', code: "await fetch('https://metrics.example', { method: 'PUT', body: manifest.getUploadUrls[manifest.stage] });" },
    { name: 'an unknown address', code: "export const put = (address, body) => fetch(`${address}?a=b`, { method: 'PUT', body });" },
    { name: 'a download with a query', code: "await fetch(`${manifest.downloadUrls.initial}/a?part=1`);" },
    { name: 'parameters of the request for the URL', code: `${axios}${base}const { data } = await axios.get(${file}, { params: { a: 1 } });\nawait axios.put(data, body);` },
    { name: 'an own function of that name', code: "const getUploadUrls = () => 'https://a.example';\nawait fetch(getUploadUrls(), { method: 'PUT', body: 'text' });" },
  ],
  invalid: [
    invalid({ name: 'the path handed over without its query', code: handed, at: 'pathname', messageId: 'altered', data: { where: 'here' } }),
    invalid({ name: 'the same by a function that others call', code: handedDeeper, at: 'u.pathname', messageId: 'altered', data: { where: 'here' } }),
    invalid({ name: 'a query that who sends the URL leaves out', code: droppedInside, at: 'pathname', messageId: 'altered', data: { where: 'here' } }),
    invalid({ name: 'no GET', code: put, at: file, messageId: 'endpoint', output: fixed(put, file, `await (await fetch(${file})).text()`) }),
    invalid({ name: 'no GET, by axios', code: byAxios, at: file, messageId: 'endpoint', suggestion: fixed(byAxios, file, `(await axios.get(${file})).data`) }),
    invalid({ name: 'no GET, by got', code: byGot, at: file, messageId: 'endpoint', suggestion: fixed(byGot, file, `await got.get(${file}).text()`) }),
    invalid({ name: 'a method that is not known', code: unknown, at: file, messageId: 'endpoint' }),
    invalid({ name: 'a body that is there', code: measured, at: file, messageId: 'endpoint' }),
    invalid({ name: 'the argument that brings the URL', code: helper, at: file, messageId: 'endpoint', output: fixed(helper, file, `await (await fetch(${file})).text()`) }),
    invalid({ name: 'a URL that is joined in the helper', code: inside, at: '`${base}/${name}`', messageId: 'endpoint', output: fixed(inside, '`${base}/${name}`', 'await (await fetch(`${base}/${name}`)).text()') }),
    invalid({ name: 'outside of an async function', code: plain, at: file, messageId: 'endpoint' }),
    ...['JSON.stringify(to)', "`'${to}'`", '`"${to}"`'].map((quoted) =>
      invalid({ name: `curl in a helper that puts quotes around the URL (${quoted})`, code: quotedCurl(quoted, file), at: file, messageId: 'endpoint' }),
    ),
    invalid({ name: 'curl in a helper that adds to the URL between quotes', code: quotedCurl("JSON.stringify(`${to}&x`)", 'execSync(`curl -s "${base}/a.bin"`)'), at: "JSON.stringify(`${to}&x`)", messageId: 'altered', data: { where: 'here' } }),
    invalid({ name: 'curl', code: curl, at: 'base', messageId: 'endpoint' }),
    invalid({ name: 'to a download', code: download, at: 'file', messageId: 'download' }),
    invalid({ name: 'a stream', code: stream, at: file, messageId: 'endpoint', suggestion: fixed(stream, file, `await got.get(${file}).text()`) }),
    invalid({ name: 'a fallback to the URL that was asked: no fix, it may be signed', code: either, at: 'url', messageId: 'endpoint' }),
    invalid({ name: 'a path appended', code: appended, at: '`${url}/a.bin`', messageId: 'altered', data: { where: 'here' } }),
    invalid({ name: 'the query cut off', code: cut, at: 'short', messageId: 'altered', data: { where: 'on line 3' } }),
    invalid({ name: 'a query added', code: added, at: 'target', messageId: 'altered', data: { where: 'on line 4' } }),
    invalid({ name: 'another host', code: host, at: 'target.href', messageId: 'altered', data: { where: 'on line 4' } }),
    invalid({ name: 'parameters of the client', code: params, at: 'url', messageId: 'altered', data: { where: 'here' } }),
    invalid({ name: 'parameters that a helper adds', code: inHelper, at: 'to', messageId: 'altered', data: { where: 'here' } }),
    invalid({ name: 'an argument that was altered', code: passed, at: "url.split('?')[0]", messageId: 'altered', data: { where: 'here' } }),
    { name: 'names of the settings', code: renamed(curl), settings: RENAMING, errors: [{ message: /a URL of put_urls itself/u }] },
    {
      name: 'to a download, by names of the settings',
      code: renamed(download),
      settings: RENAMING,
      errors: [{ message: /a URL of get_urls, .* GET put_urls\[manifest\.phase\]/u }],
    },
  ],
});
