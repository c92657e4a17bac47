/** Programs of any length, in the shapes that hurt an interpreter. Each gives about `lines` lines of storage code. */

const HEAD = `import { readFileSync, writeFileSync } from 'node:fs';
const manifest = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const { stage } = manifest;
async function put(key, name) {
  const answer = await fetch(\`\${manifest.getUploadUrls[key]}/\${name}\`);
  await fetch(await answer.text(), { method: 'PUT', body: readFileSync(name) });
}
`;

const times = (count, make) => Array.from({ length: Math.max(1, Math.floor(count)) }, (_, index) => make(index)).join('\n');

export const SHAPES = {
  'functions that upload': (lines) =>
    HEAD + times(lines / 6, (n) => `export async function save${n}(rows) {\n  const name = 'model${n}.json';\n  writeFileSync(name, JSON.stringify(rows));\n  const answer = await fetch(\`\${manifest.getUploadUrls[stage]}/\${name}\`);\n  await fetch(await answer.text(), { method: 'PUT', body: readFileSync(name) });\n}`),
  'statements one after another': (lines) => HEAD + times(lines / 2, (n) => `writeFileSync('part${n}.json', '{}');\nawait put(stage, 'part${n}.json');`),
  'functions that call each other': (lines) =>
    HEAD + times(lines / 4, (n) => `export function step${n}(depth) {\n  if (depth > ${n}) return step${(n * 7 + 3) % Math.floor(lines / 4)}(depth - 1);\n  return step${(n * 5 + 1) % Math.floor(lines / 4)}(depth + 1);\n}`),
  'a long chain of calls': (lines) =>
    HEAD + times(lines / 3, (n) => `async function link${n}(name) {\n  return ${n === 0 ? 'put(stage, name)' : `link${n - 1}(name)`};\n}`) + `\nawait link${Math.floor(lines / 3) - 1}('model.json');`,
  'a wide switch on the stage': (lines) => `${HEAD}switch (stage) {\n${times(lines / 3, (n) => `  case 'stage${n}':\n    await put('stage${n}', 'model.json');\n    break;`)}\n}\n`,
  'branches on the stage': (lines) => HEAD + times(lines / 3, (n) => `if (stage === 'stage${n}') {\n  await put('stage${n}', 'model.json');\n}`),
  'branches that leave a value': (lines) => `${HEAD}let key = stage;\nlet name = 'a';\n${times(lines / 3, (n) => `if (process.env.FLAG${n}) {\n  name = 'part${n}';\n}`)}\nawait put(key, name);\n`,
  'concatenations of a hundred terms': (lines) =>
    HEAD + times(lines / 100, (n) => `const text${n} = 'a'\n${times(98, (term) => `  + rows[${term}]`)};\nwriteFileSync(\`text${n}.txt\`, text${n});`),
  'a large table': (lines) => `${HEAD}const table = {\n${times(lines, (n) => `  key${n}: 'model${n}.json',`)}\n};\nfor (const name of Object.values(table)) await put(stage, name);\n`,
};

/** A tree as deep as the program is long: parsers of JavaScript in JavaScript give up at a depth of some hundreds, so this grows less. */
export const DEEP = {
  'blocks in blocks': (depth) => `${HEAD}${times(depth, (n) => `if (process.env.FLAG${n}) {`)}\nawait put(stage, 'x.txt');\n${'}'.repeat(Math.max(1, Math.floor(depth)))}\n`,
  'a long concatenation': (depth) => `${HEAD}const text = 'a'\n${times(depth, (n) => `  + rows[${n}]`)};\nwriteFileSync('x.txt', text);\nawait put(stage, 'x.txt');\n`,
  'a long chain of .then': (depth) => `${HEAD}await put(stage, 'x.txt')\n${times(depth / 2, (n) => `  .then((value) => value ?? ${n})`)};\n`,
  'calls in calls': (depth) => `${HEAD}const wrap = (value) => value;\nawait put(stage, ${'wrap('.repeat(depth)}'x.txt'${')'.repeat(depth)});\n`,
};

/** Modules that import one another in a ring, each with an upload. @returns {Map<string, string>} */
export const ring = (modules) =>
  new Map(
    Array.from({ length: modules }, (_, n) => [
      `m${n}.js`,
      `import { put${(n + 1) % modules} } from './m${(n + 1) % modules}.js';
import { readFileSync } from 'node:fs';
export async function put${n}(manifest, name) {
  if (name.length > ${n}) return put${(n + 1) % modules}(manifest, name);
  const answer = await fetch(\`\${manifest.getUploadUrls[manifest.stage]}/\${name}\`);
  await fetch(await answer.text(), { method: 'PUT', body: readFileSync(name) });
}
`,
    ]),
  );
