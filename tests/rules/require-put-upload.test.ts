import rule from '../../src/rules/require-put-upload.js';
import { KEYS, placeOf, renamed, RENAMING, tester } from './rule-tester.js';

const sign = 'const sign = async (name) => (await fetch(`${manifest.getUploadUrls[manifest.stage]}/${name}`)).text();\n';
const signed = `${sign}const url = await sign('a.json');\n`;
const axios = "import axios from 'axios';\n";
const sh = "import { execSync } from 'node:child_process';\n";

const sentBy = (name: string): string => `${signed}const ${name} = (to, body) => fetch(to, { method: 'POST', body });\nawait ${name}(url, 'b');`;
const posting = "const call = async (method, to, body) => (await fetch(to, { method, body })).text();\nasync function post(name, body) {\n  const url = await call('POST', `${manifest.getUploadUrls[manifest.stage]}/${name}`);\n  await call('PUT', url, body);\n}\nawait post('a.txt', 'a');";
/** Its requests go through one method; what goes to others by `post` is right. */
const client = `${signed}class Client {
  put(to, body) { return this.#send({ method: 'PUT', to, body }); }
  post(to, body) { return this.#send({ method: 'POST', to, body }); }
  async #send({ method, to, body }) { return fetch(to, { method, body }); }
}
const http = new Client();
await http.post('https://hooks.example.com/done', 'done');
await http.put(await sign('c.json'), 'c');
await http.post(url, 'b');`;

interface Case {
  readonly name: string;
  readonly code: string;
  readonly at: string;
  readonly messageId: string;
  readonly data?: Record<string, string>;
  readonly output?: string;
}

const invalid = ({ name, code, at, messageId, data = {}, output }: Case) => ({
  name,
  code,
  output: output ?? null,
  errors: [{ messageId, data: { ...KEYS, ...data }, ...placeOf(code, at) }],
});

/** One text of the code replaced by another. */
const fixed = (code: string, from: string, to: string): string => {
  const at = code.lastIndexOf(from);
  return code.slice(0, at) + to + code.slice(at + from.length);
};

const post = `${signed}await fetch(url, { method: 'POST', body });`;
const absent = `${signed}await fetch(url, { body });`;
const lines = `${signed}await fetch(url, {\n  headers,\n  body,\n});`;
const verb = `${axios}${signed}await axios.post(url, body);`;
const config = `${axios}${signed}await axios({ url, method: 'patch', data: body });`;
const choice = `${signed}const method = again ? 'PUT' : 'POST';\nawait fetch(url, { method, body });`;
const form = `${signed}const form = new FormData();\nform.append('file', blob);\nawait fetch(url, { method: 'PUT', body: form });`;
const posted = `${signed}const form = new FormData();\nawait fetch(url, { method: 'POST', body: form });`;
const httpsDefault = `import https from 'node:https';\n${signed}const req = https.request(url, (res) => res.resume()); req.end(body);`;
const words = `import { execFileSync } from 'node:child_process';\n${signed}execFileSync('curl', ['-X', 'PUT', '--data', \`@\${name}\`, url]);`;
const named = `${sh}${signed}execSync(\`curl -sS -X PUT -d @\${name} "\${url}"\`);`;
const dataAlone = `${sh}${signed}execSync(\`curl -sS -d @a.csv "\${url}"\`);`;
const wordsAlone = `import { execFileSync } from 'node:child_process';\n${signed}execFileSync('curl', ['-d', '@a.csv', url]);`;
const curl = `${sh}${signed}execSync(\`curl -X POST --data-binary @a.csv "\${url}"\`);`;
const data = `${sh}${signed}execSync(\`curl -X PUT -d @a.csv "\${url}"\`);`;
const fields = `${sh}${signed}execSync(\`curl -F "file=@a.csv" "\${url}"\`);`;
const asked = "const grant = await fetch(`${manifest.getUploadUrls[manifest.stage]}/a`, { method: 'POST' });\nawait fetch(await grant.text(), { method: 'PUT', body });";
const askedByName = `${axios}const { data } = await axios.post(\`\${manifest.getUploadUrls[manifest.stage]}/a\`);\nawait axios.put(data, body);`;
const argument = `${signed}const send = (method, to, content) => fetch(to, { method, body: content });\nawait send('POST', url, body);`;
const byDefault = `${sign}const send = (to, content, { method = 'POST' } = {}) => fetch(to, { method, body: content });\nawait send(await sign('a'), body);`;
const rightElsewhere = `${byDefault}\nawait send('https://jobs.example/done', body);`;
const bare = `${signed}await fetch(url);`;
const head = `${signed}await fetch(url, { method: 'HEAD' });`;
const superagent = `import superagent from 'superagent';\n${signed}await superagent.post(url).send(body);`;

const from = '';

tester.run('require-put-upload', rule, {
  valid: [
    { name: 'PUT', code: `${signed}await fetch(url, { method: 'PUT', body });` },
    { name: 'PUT in small letters', code: `${signed}await fetch(url, { method: 'put', body });` },
    { name: 'PUT as a name', code: `${axios}${signed}await axios.put(url, body);` },
    { name: 'PUT by a configuration', code: `${axios}${signed}await axios({ url, method: 'put', data: body });` },
    { name: 'PUT that comes by an argument', code: `${signed}const send = (method) => fetch(url, { method, body });\nawait send('PUT');` },
    { name: 'a client whose default with a body is PUT', code: `import { request } from 'undici';\n${signed}await request(url, { body });` },
    { name: 'a method that is not known', code: `${signed}export const send = (method) => fetch(url, { method, body });` },
    { name: 'options that are not known', code: `${signed}export const send = (options) => fetch(url, options);` },
    { name: 'curl that puts the file', code: `${sh}${signed}execSync(\`curl -T a.csv "\${url}"\`);` },
    { name: 'curl that puts the raw bytes', code: `${sh}${signed}execSync(\`curl -X PUT --data-binary @a.csv "\${url}"\`);` },
    { name: 'POST to another service', code: `${signed}await fetch('https://hooks.example', { method: 'POST', body: url });` },
    { name: 'a form to another service', code: `${signed}const form = new FormData();\nawait fetch('https://gallery.example', { method: 'POST', body: form });` },
    { name: 'GET of an upload URL, said', code: "await fetch(`${manifest.getUploadUrls[manifest.stage]}/a`, { method: 'GET' });" },
    { name: 'GET of a download, said', code: "await fetch(`${manifest.downloadUrls.initial}/a`, { method: 'GET' });" },
    { name: 'a body sent to the URL of the stage: another rule', code: "await fetch(`${manifest.getUploadUrls[manifest.stage]}/a`, { method: 'POST', body });" },
    { name: 'an own function of that name', code: "const getUploadUrls = () => 'https://a.example';\nawait fetch(getUploadUrls(), { method: 'POST', body });" },
    { name: 'a look at the altered URL', code: `${signed}await fetch(url.split('?')[0], { method: 'HEAD' });` },
  ],
  invalid: [
    invalid({ name: 'a function that is named as its method', code: sentBy('post'), at: "post(url, 'b')", messageId: 'upload', data: { method: 'POST', from: ' The method comes from line 3.' } }),
    invalid({ name: 'a function that is named so, but knows itself where to', code: posting, at: "'POST'", messageId: 'request', data: { method: 'POST', from }, output: fixed(posting, "'POST'", "'GET'") }),
    invalid({ name: 'a function of another name', code: sentBy('send'), at: "'POST'", messageId: 'upload', data: { method: 'POST', from }, output: fixed(sentBy('send'), "'POST'", "'PUT'") }),
    invalid({ name: 'a method of a client that is named so', code: client, at: "http.post(url, 'b')", messageId: 'upload', data: { method: 'POST', from: ' The method comes from line 5.' } }),
    invalid({ name: 'POST', code: post, at: "'POST'", messageId: 'upload', data: { method: 'POST', from }, output: fixed(post, "'POST'", "'PUT'") }),
    invalid({ name: 'no method', code: absent, at: 'fetch(url, { body })', messageId: 'absent', data: { method: 'GET', client: 'fetch', from }, output: fixed(absent, '{ body }', "{ method: 'PUT', body }") }),
    invalid({ name: 'no method, on lines of their own', code: lines, at: 'fetch(url, {\n  headers,\n  body,\n})', messageId: 'absent', data: { method: 'GET', client: 'fetch', from }, output: fixed(lines, '  headers', "  method: 'PUT',\n  headers") }),
    invalid({ name: 'no method and no body: nothing to put', code: bare, at: 'fetch(url)', messageId: 'absent', data: { method: 'GET', client: 'fetch', from } }),
    invalid({ name: 'a method that uploads nothing', code: head, at: "'HEAD'", messageId: 'upload', data: { method: 'HEAD', from }, output: fixed(head, "'HEAD'", "'PUT'") }),
    invalid({ name: 'the method as a name', code: verb, at: 'axios.post(url, body)', messageId: 'upload', data: { method: 'POST', from }, output: fixed(verb, 'axios.post', 'axios.put') }),
    invalid({ name: 'the method in a configuration keeps its case', code: config, at: "'patch'", messageId: 'upload', data: { method: 'PATCH', from }, output: fixed(config, "'patch'", "'put'") }),
    invalid({ name: 'a builder', code: superagent, at: 'superagent.post(url)', messageId: 'upload', data: { method: 'POST', from }, output: fixed(superagent, '.post', '.put') }),
    invalid({ name: 'one possible method', code: choice, at: 'method', messageId: 'upload', data: { method: 'POST', from: ' The method comes from line 3.' } }),
    invalid({ name: 'a form by PUT', code: form, at: 'form', messageId: 'form' }),
    invalid({ name: 'a form by POST is one report', code: posted, at: 'form', messageId: 'form' }),
    invalid({ name: 'curl -X POST', code: curl, at: '`curl -X POST --data-binary @a.csv "${url}"`', messageId: 'upload', data: { method: 'POST', from: '' }, output: fixed(curl, 'POST', 'PUT') }),
    invalid({ name: 'curl -d', code: data, at: '`curl -X PUT -d @a.csv "${url}"`', messageId: 'text', data: { flag: '-d' }, output: fixed(data, '-d', '--data-binary') }),
    invalid({ name: 'https without options', code: httpsDefault, at: 'https.request(url, (res) => res.resume())', messageId: 'absent', data: { method: 'GET', client: 'https', from }, output: fixed(httpsDefault, 'request(url, ', "request(url, { method: 'PUT' }, ") }),
    invalid({ name: 'curl --data as an argument of its own', code: words, at: "'--data'", messageId: 'text', data: { flag: '--data' }, output: fixed(words, '--data', '--data-binary') }),
    invalid({ name: 'curl -d of a file by a name', code: named, at: 'name', messageId: 'text', data: { flag: '-d' }, output: fixed(named, '-d', '--data-binary') }),
    invalid({ name: 'curl -d without a method', code: dataAlone, at: '`curl -sS -d @a.csv "${url}"`', messageId: 'text', data: { flag: '-d' }, output: fixed(dataAlone, '-d', '-X PUT --data-binary') }),
    invalid({ name: 'curl -d without a method, as arguments', code: wordsAlone, at: "'@a.csv'", messageId: 'text', data: { flag: '-d' } }),
    invalid({ name: 'curl -F', code: fields, at: '`curl -F "file=@a.csv" "${url}"`', messageId: 'form' }),
    invalid({ name: 'an upload URL by POST', code: asked, at: "'POST'", messageId: 'request', data: { method: 'POST', from }, output: fixed(asked, "'POST'", "'GET'") }),
    invalid({ name: 'an upload URL by POST as a name', code: askedByName, at: 'axios.post(`${manifest.getUploadUrls[manifest.stage]}/a`)', messageId: 'request', data: { method: 'POST', from }, output: fixed(askedByName, '.post', '.get') }),
    invalid({ name: 'the argument that brings it', code: argument, at: "'POST'", messageId: 'upload', data: { method: 'POST', from }, output: fixed(argument, "'POST'", "'PUT'") }),
    invalid({ name: 'a default that is wrong for every call', code: byDefault, at: "'POST'", messageId: 'upload', data: { method: 'POST', from }, output: fixed(byDefault, "'POST'", "'PUT'") }),
    invalid({ name: 'a default that is right for others: the call', code: rightElsewhere, at: "send(await sign('a'), body)", messageId: 'upload', data: { method: 'POST', from: ' The method comes from line 2.' } }),
    {
      name: 'names of the settings',
      code: renamed(asked),
      settings: RENAMING,
      output: fixed(renamed(asked), "'POST'", "'GET'"),
      errors: [{ message: /a GET of put_urls\[manifest\.phase\] with the path/u }],
    },
  ],
});
