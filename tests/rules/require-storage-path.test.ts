import rule from '../../src/rules/require-storage-path.js';
import { placeOf, tester } from './rule-tester.js';

const base = 'const base = manifest.downloadUrls.initial;\n';
const folder = `${base}const folder = \`\${base}/models/\`;\n`;
const path = "import path from 'node:path';\n";

interface Case {
  readonly name: string;
  readonly code: string;
  readonly at: string;
  readonly messageId: string;
  readonly map?: string;
  readonly output?: string;
}

const invalid = ({ name, code, at, messageId, map = 'downloadUrls', output }: Case) => ({
  name,
  code,
  output: output ?? null,
  errors: [{ messageId, data: { map }, ...placeOf(code, at) }],
});

const fixed = (code: string, from: string, to: string): string => {
  const at = code.lastIndexOf(from);
  return code.slice(0, at) + to + code.slice(at + from.length);
};

const bare = `${base}await fetch(base);`;
const bareUpload = 'const url = await (await fetch(manifest.getUploadUrls[manifest.stage])).text();\nawait fetch(url, { method: "PUT", body });';
const bareArgument = 'const load = (address) => fetch(address);\nawait load(manifest.downloadUrls.initial);';
const onlySlash = `${base}await fetch(\`\${base}/\`);`;
const query = `${base}await fetch(\`\${base}?list\`);`;
const empty = `${base}const load = (name) => fetch(\`\${base}/\${name}\`);\nawait load('');`;
const instance = `import axios from 'axios';\nconst http = axios.create({ baseURL: manifest.downloadUrls.initial });\nawait http.get('');`;
const glued = `${base}await fetch(\`\${base}labels.txt\`);`;
const sum = `${base}await fetch(base + 'labels.txt');`;
const sumOfName = `${base}const NAME = 'labels.txt';\nawait fetch(base + NAME);`;
const longSum = `${base}await fetch(base + 'models' + '/' + name);`;
const concat = `${base}await fetch(base.concat('labels.txt'));`;
const helper = `${base}const addressOf = (from, name) => from + name;\nawait fetch(addressOf(base, 'rows.csv'));\nawait fetch(addressOf(base, 'labels.txt'));`;
const entry = `${base}const addressOf = (name) => \`\${base}\${name}\`;\nawait fetch(addressOf('/rows.csv'));\nawait fetch(addressOf('labels.txt'));`;
const emptyGlue = `${base}const glue = (by, parts) => parts.join(by);\nawait fetch(glue('/', [base, 'rows.csv']));\nawait fetch(glue('', [base, 'labels.txt']));`;
const slashless = `${base}const load = (name) => fetch(\`\${base}\${name}\`);\nawait load('/rows.csv');\nawait load('labels.txt');`;
const double = `${folder}await fetch(\`\${folder}/model.pkl\`);`;
const leading = `${base}const load = (name) => fetch(\`\${base}/\${name}\`);\nawait load('rows.csv');\nawait load('/labels.txt');`;
const within = `${base}await fetch(\`\${base}/models//model.pkl\`);`;
const url = `${base}await fetch(new URL('model.pkl', base));`;
const urlSlash = `${base}const address = new URL('/model.pkl', base);\nawait fetch(address);`;
const urlName = `${base}const name = \`\${kind}.pkl\`;\nawait fetch(new URL(name, base));`;
const pathname = `const address = new URL(manifest.downloadUrls.initial);\naddress.pathname = '/model.pkl';\nawait fetch(address);`;
const pathnameBare = `const address = new URL(manifest.downloadUrls.initial);\naddress.pathname = 'model.pkl';\nawait fetch(address);`;
const join = `${path}${base}await fetch(path.join(base, 'tables', name));`;
const posix = `${path}${base}await fetch(path.posix.join(base, 'tables/', 'rows.csv'));`;
const upload = 'const grant = await fetch(`${manifest.getUploadUrls[manifest.stage]}a.bin`);\nawait fetch(await grant.text(), { method: "PUT", body });';
const curl = `import { execSync } from 'node:child_process';\n${base}execSync(\`curl -o a "\${base}model.pkl"\`);`;

tester.run('require-storage-path', rule, {
  valid: [
    { name: 'one slash in a template', code: `${base}await fetch(\`\${base}/labels.txt\`);` },
    { name: 'one slash in a sum', code: `${base}await fetch(base + '/' + name);` },
    { name: 'joined by slashes', code: `${base}await fetch([base, 'tables', name].join('/'));` },
    { name: 'concat with a slash', code: `${base}await fetch(base.concat('/', 'labels.txt'));` },
    { name: 'a URL of the whole text', code: `${base}await fetch(new URL(\`\${base}/rows.csv\`));` },
    { name: 'a folder that ends in a slash', code: `${folder}await fetch(\`\${folder}model.pkl\`);` },
    { name: 'a URL against a folder that ends in a slash', code: `${folder}await fetch(new URL('model.pkl', folder));` },
    { name: 'a pathname that is appended to', code: "const u = new URL(manifest.downloadUrls.initial);\nu.pathname += '/labels.txt';\nawait fetch(u);" },
    { name: 'names that bring their slash', code: `${base}for (const file of ['/rows.csv', '/labels.txt']) await fetch(\`\${base}\${file}\`);` },
    { name: 'a path that is not known', code: `${base}export const load = (suffix) => fetch(base + suffix);` },
    { name: 'path.join of the path alone', code: `${path}${base}await fetch(\`\${base}/\${path.posix.join('tables', name)}\`);` },
    { name: 'a client with a base', code: "import axios from 'axios';\nconst http = axios.create({ baseURL: manifest.downloadUrls.initial });\nawait http.get('/rows.csv');" },
    { name: 'a query behind the path', code: `${base}await fetch(\`\${base}/rows.csv?part=1\`);` },
    { name: 'the URL itself only where it is missing', code: `${base}const of = (from) => (from == null ? from : \`\${from}/rows.csv\`);\nawait fetch(of(base));` },
    { name: 'no request', code: `${base}console.log(\`files lie under \${base}\`);` },
    { name: 'data URLs', code: 'await fetch(manifest.dataUrls.initial);' },
    { name: 'other URLs', code: `${path}await fetch(new URL('schema.json', 'https://schemas.example/v1'));\npath.join('cache', 'rows.csv');` },
    { name: 'a file sent there: first of all a GET is missing', code: "await fetch(manifest.getUploadUrls[manifest.stage], { method: 'PUT', body: 'text' });" },
    { name: 'an own function of that name', code: "const downloadUrls = { initial: 'https://a.example' };\nawait fetch(downloadUrls.initial);" },
  ],
  invalid: [
    invalid({ name: 'no path', code: bare, at: 'base', messageId: 'missing' }),
    invalid({ name: 'no path in the request for an upload URL', code: bareUpload, at: 'manifest.getUploadUrls[manifest.stage]', messageId: 'missing', map: 'getUploadUrls' }),
    invalid({ name: 'no path in an argument', code: bareArgument, at: 'manifest.downloadUrls.initial', messageId: 'missing' }),
    invalid({ name: 'a slash and no path', code: onlySlash, at: '`${base}/`', messageId: 'missing' }),
    invalid({ name: 'a query is no path', code: query, at: '`${base}?list`', messageId: 'missing' }),
    invalid({ name: 'an empty path', code: empty, at: '`${base}/${name}`', messageId: 'missing' }),
    invalid({ name: 'a base of a client, and no path', code: instance, at: "''", messageId: 'missing' }),
    invalid({ name: 'no slash in a template', code: glued, at: '`${base}labels.txt`', messageId: 'slash', output: fixed(glued, 'labels', '/labels') }),
    invalid({ name: 'no slash in a sum', code: sum, at: "base + 'labels.txt'", messageId: 'slash', output: fixed(sum, "base + 'labels.txt'", '`${base}/labels.txt`') }),
    invalid({ name: 'no slash before a constant', code: sumOfName, at: 'base + NAME', messageId: 'slash', output: fixed(sumOfName, 'base + NAME', '`${base}/${NAME}`') }),
    invalid({ name: 'no slash in a longer sum', code: longSum, at: "base + 'models'", messageId: 'slash', output: fixed(longSum, "base + 'models'", '`${base}/models`') }),
    invalid({ name: 'no slash by concat', code: concat, at: "base.concat('labels.txt')", messageId: 'slash', output: fixed(concat, "base.concat('labels.txt')", '`${base}/labels.txt`') }),
    invalid({ name: 'a helper without a slash is one report', code: helper, at: 'from + name', messageId: 'slash', output: fixed(helper, 'from + name', '`${from}/${name}`') }),
    invalid({ name: 'one name of several brings no slash: no fix of the join', code: entry, at: '`${base}${name}`', messageId: 'slash' }),
    invalid({ name: 'the one argument that brings no slash', code: slashless, at: "'labels.txt'", messageId: 'slash', output: fixed(slashless, "'labels.txt'", "'/labels.txt'") }),
    invalid({ name: 'an empty separator that came by an argument', code: emptyGlue, at: "''", messageId: 'slash', output: fixed(emptyGlue, "''", "'/'") }),
    invalid({ name: 'two slashes', code: double, at: '`${folder}/model.pkl`', messageId: 'double', output: fixed(double, '/model.pkl', 'model.pkl') }),
    invalid({ name: 'the one name that brings a second slash', code: leading, at: "'/labels.txt'", messageId: 'double', output: fixed(leading, "'/labels.txt'", "'labels.txt'") }),
    invalid({ name: 'two slashes within the path', code: within, at: '`${base}/models//model.pkl`', messageId: 'double' }),
    invalid({ name: 'a URL against a base', code: url, at: "new URL('model.pkl', base)", messageId: 'url', output: fixed(url, "new URL('model.pkl', base)", '`${base}/model.pkl`') }),
    invalid({ name: 'a URL against a base that is kept as a URL', code: urlSlash, at: "new URL('/model.pkl', base)", messageId: 'url', output: fixed(urlSlash, "new URL('/model.pkl', base)", 'new URL(`${base}/model.pkl`)') }),
    invalid({ name: 'a name against a base', code: urlName, at: 'new URL(name, base)', messageId: 'url', output: fixed(urlName, 'new URL(name, base)', '`${base}/${name}`') }),
    invalid({ name: 'a pathname that is replaced', code: pathname, at: "'/model.pkl'", messageId: 'pathname', output: fixed(pathname, "= '/model.pkl'", "+= '/model.pkl'") }),
    invalid({ name: 'a pathname without a slash', code: pathnameBare, at: "'model.pkl'", messageId: 'pathname', output: fixed(pathnameBare, "= 'model.pkl'", "+= '/model.pkl'") }),
    invalid({ name: 'path.join', code: join, at: "path.join(base, 'tables', name)", messageId: 'path', output: fixed(join, "path.join(base, 'tables', name)", '`${base}/tables/${name}`') }),
    invalid({ name: 'path.posix.join', code: posix, at: "path.posix.join(base, 'tables/', 'rows.csv')", messageId: 'path', output: fixed(posix, "path.posix.join(base, 'tables/', 'rows.csv')", '`${base}/tables/rows.csv`') }),
    invalid({ name: 'no slash in the request for an upload URL', code: upload, at: '`${manifest.getUploadUrls[manifest.stage]}a.bin`', messageId: 'slash', map: 'getUploadUrls', output: fixed(upload, 'a.bin', '/a.bin') }),
    invalid({ name: 'no slash in a command', code: curl, at: '`curl -o a "${base}model.pkl"`', messageId: 'slash', output: fixed(curl, 'model.pkl', '/model.pkl') }),
  ],
});
