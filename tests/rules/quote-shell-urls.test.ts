import rule from '../../src/rules/quote-shell-urls.js';
import { placeOf, tester } from './rule-tester.js';

const head = "import { exec, execFileSync, execSync, spawn } from 'node:child_process';\nconst base = manifest.downloadUrls.initial;\n";

interface Case {
  readonly name: string;
  readonly code: string;
  readonly fixed: string | null;
}

const unquoted: readonly Case[] = [
  { name: 'a template', code: 'execSync(`curl -o a.csv ${base}/a.csv`);', fixed: 'execSync(`curl -o a.csv "${base}/a.csv"`);' },
  { name: 'what follows the word', code: 'execSync(`curl ${base}/a.csv | gunzip > a`);', fixed: 'execSync(`curl "${base}/a.csv" | gunzip > a`);' },
  { name: 'an option with =', code: 'execSync(`curl --url=${base}/a.csv -O`);', fixed: 'execSync(`curl --url="${base}/a.csv" -O`);' },
  { name: 'another value in the word', code: 'execSync(`curl ${base}/${name}.csv -O`);', fixed: 'execSync(`curl "${base}/${name}.csv" -O`);' },
  { name: 'a word that ends the template', code: 'execSync(`curl ${base}`);', fixed: 'execSync(`curl "${base}"`);' },
  { name: 'quotes that end too early', code: 'execSync(`curl ${base}"/a.csv" -O`);', fixed: 'execSync(`curl "${base}/a.csv" -O`);' },
  { name: 'a sum of single-quoted strings', code: "execSync('curl -O ' + base + '/a.csv -s');", fixed: "execSync('curl -O \"' + base + '/a.csv\" -s');" },
  { name: 'a sum of double-quoted strings', code: 'execSync("curl -O " + base + "/a.csv");', fixed: 'execSync("curl -O \\"" + base + "/a.csv\\"");' },
  { name: 'a value at the end of a sum', code: "execSync('curl -O ' + base);", fixed: "execSync('curl -O \"' + base + '\"');" },
  { name: 'an operand in parentheses', code: "execSync('curl -O ' + (base));", fixed: "execSync('curl -O \"' + (base) + '\"');" },
  { name: 'within a substitution', code: 'execSync(`X=$(curl ${base}/a) && echo $X`);', fixed: 'execSync(`X=$(curl "${base}/a") && echo $X`);' },
  { name: 'within the quotes of an outer shell', code: 'execSync(`bash -c "curl ${base}/a"`);', fixed: `execSync(\`bash -c "curl '\${base}/a'"\`);` },
  { name: 'the same in single-quoted strings', code: `execSync('bash -c "curl ' + base + '/a"');`, fixed: String.raw`execSync('bash -c "curl \'' + base + '/a\'"');` },
  { name: 'a shell that is run as a program', code: "execFileSync('bash', ['-c', `curl ${base}/a | head`]);", fixed: "execFileSync('bash', ['-c', `curl \"${base}/a\" | head`]);" },
  { name: 'an option that asks for a shell', code: 'spawn(`curl -O ${base}/a`, { shell: true });', fixed: 'spawn(`curl -O "${base}/a"`, { shell: true });' },
  { name: 'arguments that a shell joins', code: "spawn('curl', ['-O', base], { shell: true });", fixed: "spawn('curl', ['-O', `\"${base}\"`], { shell: true });" },
  { name: 'a joined list', code: "exec(['curl', '-O', base].join(' '));", fixed: "exec(['curl', '-O', `\"${base}\"`].join(' '));" },
  { name: 'concat, which is not rewritten', code: "exec('curl -O '.concat(base, '/a'));", fixed: null },
];

const invalid = unquoted.map(({ name, code, fixed }) => ({
    name,
    code: head + code,
    output: fixed === null ? null : head + fixed,
    errors: [{ messageId: 'unquoted', ...placeOf(head + code, 'base') }],
}));

const sent = "import { execSync } from 'node:child_process';\nconst signed = execSync(`curl \"${manifest.getUploadUrls[manifest.stage]}/a\"`, { encoding: 'utf8' });\n";
const put = `${sent}execSync(\`curl -T a \${signed}\`);`;
const helper = "import { execSync } from 'node:child_process';\nconst run = (command) => execSync(command);\nrun(`curl -O ${manifest.downloadUrls.initial}/a`);";
const twice = `${head}execSync(\`curl -O \${base}/a && curl -O \${base}/b\`);`;
const listed = `${head}exec(['curl', \`\${base}/a\`].join(' '));`;
const shelljs = "import shell from 'shelljs';\nshell.exec(`wget -q ${manifest.downloadUrls.initial}/a`);";

const valid = (name: string, code: string) => ({ name, code: head + code });

tester.run('quote-shell-urls', rule, {
  valid: [
    valid('double quotes', 'execSync(`curl -O "${base}/a.csv"`);'),
    valid('single quotes', 'execSync("curl -O \'" + base + "/a.csv\'");'),
    valid('JSON.stringify', 'execSync(`curl -O ${JSON.stringify(`${base}/a.csv`)}`);'),
    valid('quotes within a substitution', 'execSync(`head <<< "$(curl "${base}/a")"`);'),
    valid('arguments without a shell', "execFileSync('curl', ['-O', base]);\nspawn('wget', [base], { stdio: 'inherit' });"),
    valid('a variable of the shell', "execSync('curl -O \"$ADDRESS\"', { env: { ADDRESS: base } });"),
    valid('behind a text that may open quotes', 'export const get = (before) => execSync(`${before} "${base}/a"`);'),
    valid('a log', 'console.log(`curl -O ${base}/a.csv`);'),
    { name: 'tags that quote by themselves', code: "import { $ } from 'execa';\nimport { $ as zx } from 'zx';\nawait $`curl -O ${manifest.downloadUrls.initial}`;\nawait zx`curl -O ${manifest.downloadUrls.initial}`;" },
    { name: 'execaCommand without a shell', code: "import { execaCommand } from 'execa';\nawait execaCommand(`curl -O ${manifest.downloadUrls.initial}/a`);" },
    { name: 'a URL of another service', code: "import { execSync } from 'node:child_process';\nconst mirror = 'https://mirror.example/wheels';\nexecSync(`pip install -i ${mirror} x`);\nawait fetch(manifest.downloadUrls.initial + '/a');" },
  ],
  invalid: [
    ...invalid,
    {
      name: 'an upload URL',
      code: put,
      output: `${sent}execSync(\`curl -T a "\${signed}"\`);`,
      errors: [{ messageId: 'unquoted', ...placeOf(put, 'signed') }],
    },
    {
      name: 'a command given to a helper, where it is put together',
      code: helper,
      output: helper.replace('${manifest.downloadUrls.initial}/a', '"${manifest.downloadUrls.initial}/a"'),
      errors: [{ messageId: 'unquoted', ...placeOf(helper, 'manifest.downloadUrls.initial') }],
    },
    {
      name: 'two places of one URL',
      code: twice,
      output: `${head}execSync(\`curl -O "\${base}/a" && curl -O "\${base}/b"\`);`,
      errors: [
        { messageId: 'unquoted', line: 3, column: 21, endColumn: 25 },
        { messageId: 'unquoted', ...placeOf(twice, 'base') },
      ],
    },
    {
      name: 'a template in a joined list',
      code: listed,
      output: `${head}exec(['curl', \`"\${base}/a"\`].join(' '));`,
      errors: [{ messageId: 'unquoted', ...placeOf(listed, '`${base}/a`') }],
    },
    {
      name: 'shelljs',
      code: shelljs,
      output: shelljs.replace('${manifest.downloadUrls.initial}/a', '"${manifest.downloadUrls.initial}/a"'),
      errors: [{ messageId: 'unquoted', ...placeOf(shelljs, 'manifest.downloadUrls.initial') }],
    },
  ],
});
