import rule from '../../src/rules/no-cross-stage-upload.js';
import { KEYS, RENAMING, tester } from './rule-tester.js';

const put = "const send = async (base, body) => { const grant = await fetch(`${base}/x`); await fetch(await grant.text(), { method: 'PUT', body }); };\n";
const byName = `${put}const homes = { rows: 'initial', trees: 'tune' };\nconst manifest = load(); const upload = (name) => send(manifest.getUploadUrls[homes[name]]);\n`;
const stages = { 'plugin-storage': { stages: { initial: ['src/initial/**'], tune: ['src/tune/**'] } } };

const literal = (key: string, known = 'any stage may run here', from = ''): { messageId: string; data: Record<string, string> } => ({
  messageId: 'literal',
  data: { ...KEYS, key, stages: known, from },
});

tester.run('no-cross-stage-upload', rule, {
  valid: [
    { name: 'the current stage', code: `${put}send(manifest.getUploadUrls[manifest.stage]);` },
    { name: 'the current stage by an alias', code: `${put}const { getUploadUrls, stage } = job; send(getUploadUrls[stage]);` },
    { name: 'a literal under a guard', code: `${put}if (manifest.stage === 'initial') send(manifest.getUploadUrls.initial);` },
    { name: 'a guard with an early return', code: `${put}export function run(m) { if (m.stage !== 'initial') return; send(m.getUploadUrls.initial); }` },
    { name: 'a case', code: `${put}switch (manifest.stage) { case 'initial': send(manifest.getUploadUrls.initial); break; default: }` },
    { name: 'a dispatch table', code: `${put}const run = { initial: () => send(manifest.getUploadUrls.initial) }; run[manifest.stage]();` },
    { name: 'an assertion', code: `${put}import assert from 'node:assert'; assert(manifest.stage === 'initial'); send(manifest.getUploadUrls.initial);` },
    { name: 'a function that is called only under a guard', code: `${put}const first = () => send(manifest.getUploadUrls.initial); if (manifest.stage === 'initial') first();` },
    { name: 'a filtered iteration', code: `${put}for (const [name, base] of Object.entries(manifest.getUploadUrls)) { if (name !== manifest.stage) continue; send(base); }` },
    { name: 'a filter', code: `${put}Object.keys(manifest.getUploadUrls).filter((name) => name === manifest.stage).forEach((name) => send(manifest.getUploadUrls[name]));` },
    { name: 'a copied map', code: `${put}const urls = { ...manifest.getUploadUrls }; send(urls[manifest.stage]);` },
    { name: 'a mapped map', code: `${put}const urls = Object.fromEntries(Object.entries(manifest.getUploadUrls).map(([k, v]) => [k, v + '/a'])); send(urls[manifest.stage]);` },
    { name: 'a stage with a default', code: `${put}send(manifest.getUploadUrls[manifest.stage ?? 'initial']);` },
    { name: 'an unknown key', code: `${put}export const save = (m, key) => send(m.getUploadUrls[key]);` },
    { name: 'the stage of another instance, where nobody is seen to upload', code: `${put}class Shelf { constructor(stage = manifest.stage) { this.stage = stage; } put(body) { return send(manifest.getUploadUrls[this.stage], body); } take() { return fetch(\`\${manifest.downloadUrls[this.stage]}/a\`); } }\nnew Shelf('soak').take();\nexport const own = new Shelf();` },
    { name: 'a test for existence', code: "if (manifest.getUploadUrls.initial) console.log('first');" },
    { name: 'a test with in', code: "export const has = (m) => 'initial' in m.getUploadUrls;" },
    { name: 'logging', code: "console.log('upload to %s', manifest.getUploadUrls.initial);" },
    { name: 'a download', code: 'fetch(`${manifest.downloadUrls.initial}/x`);' },
    { name: 'a URL that nobody uses', code: 'const base = manifest.getUploadUrls.initial;' },
    { name: 'an own function of that name', code: "const getUploadUrls = () => ({ initial: 'a' }); fetch(getUploadUrls().initial);" },
    { name: 'the stage that settings bind the file to', code: `${put}send(manifest.getUploadUrls.initial);`, filename: 'src/initial/a.js', settings: stages },
    { name: 'the stage that is left', code: `${put}if (manifest.stage !== 'tune') send(manifest.getUploadUrls.initial);`, settings: stages },
    { name: 'the deployment stage is another rule’s', code: `${put}if (manifest.stage === 'deployment') send(manifest.getUploadUrls.initial);` },
    { name: 'a default that no call reaches', code: `${put}const save = (key = 'initial') => send(manifest.getUploadUrls[key]); save(manifest.stage);` },
  ],
  invalid: [
    {
      name: 'a literal key',
      code: `${put}send(manifest.getUploadUrls.initial);`,
      output: `${put}send(manifest.getUploadUrls[manifest.stage]);`,
      errors: [{ ...literal('initial'), line: 2, column: 29, endColumn: 36 }],
    },
    {
      name: 'a key in brackets keeps what stands around it',
      code: `${put}send(manifest.getUploadUrls[/* first */ 'initial']);`,
      output: `${put}send(manifest.getUploadUrls[/* first */ manifest.stage]);`,
      errors: [{ ...literal('initial'), line: 2, column: 41 }],
    },
    {
      name: 'optional chaining stays',
      code: `${put}send(manifest.getUploadUrls?.initial);`,
      output: `${put}send(manifest.getUploadUrls?.[manifest.stage]);`,
      errors: [literal('initial')],
    },
    {
      name: 'a key in a pattern becomes a computed one',
      code: `${put}const { initial: base } = manifest.getUploadUrls; send(base);`,
      output: `${put}const { [manifest.stage]: base } = manifest.getUploadUrls; send(base);`,
      errors: [{ ...literal('initial'), line: 2, column: 9, endColumn: 16 }],
    },
    {
      name: 'a short key in a pattern keeps its variable',
      code: `${put}const { initial } = manifest.getUploadUrls; send(initial);`,
      output: `${put}const { [manifest.stage]: initial } = manifest.getUploadUrls; send(initial);`,
      errors: [literal('initial')],
    },
    {
      name: 'a stage variable in scope',
      code: `${put}const { getUploadUrls, stage } = load(); send(getUploadUrls.initial);`,
      output: `${put}const { getUploadUrls, stage } = load(); send(getUploadUrls[stage]);`,
      errors: [literal('initial')],
    },
    {
      name: 'no fix with no manifest in reach',
      code: `${put}const urls = load().getUploadUrls; send(urls.initial);`,
      output: null,
      errors: [literal('initial')],
    },
    {
      name: 'a guard that says another stage',
      code: `${put}if (manifest.stage === 'tune') send(manifest.getUploadUrls.initial);`,
      output: `${put}if (manifest.stage === 'tune') send(manifest.getUploadUrls[manifest.stage]);`,
      errors: [literal('initial', "the stage that runs here is 'tune'")],
    },
    {
      name: 'a guard turned round',
      code: `${put}export const run = (m) => { if (m.stage === 'initial') return; send(m.getUploadUrls.initial); };`,
      output: `${put}export const run = (m) => { if (m.stage === 'initial') return; send(m.getUploadUrls[m.stage]); };`,
      errors: [literal('initial', "any stage but 'initial' may run here")],
    },
    {
      name: 'a guard for two stages',
      code: `${put}if (['initial', 'tune'].includes(manifest.stage)) send(manifest.getUploadUrls.initial);`,
      output: `${put}if (['initial', 'tune'].includes(manifest.stage)) send(manifest.getUploadUrls[manifest.stage]);`,
      errors: [literal('initial', "the stage that runs here is 'initial' or 'tune'")],
    },
    {
      name: 'a case that is fallen into',
      code: `${put}switch (manifest.stage) { case 'initial': case 'tune': send(manifest.getUploadUrls.tune); }`,
      output: `${put}switch (manifest.stage) { case 'initial': case 'tune': send(manifest.getUploadUrls[manifest.stage]); }`,
      errors: [literal('tune', "the stage that runs here is 'initial' or 'tune'")],
    },
    {
      name: 'the argument, where the stage comes in',
      code: `${put}const manifest = load(); const upload = (m, stage) => send(m.getUploadUrls[stage]);\nupload(manifest, manifest.stage);\nupload(manifest, 'initial');`,
      output: `${put}const manifest = load(); const upload = (m, stage) => send(m.getUploadUrls[stage]);\nupload(manifest, manifest.stage);\nupload(manifest, manifest.stage);`,
      errors: [{ ...literal('initial'), line: 4, column: 18, endColumn: 27 }],
    },
    {
      name: 'a property of an options object, at its value',
      code: `${put}const manifest = load(); const upload = ({ stage }) => send(manifest.getUploadUrls[stage]);\nupload({ stage: 'initial' });`,
      output: `${put}const manifest = load(); const upload = ({ stage }) => send(manifest.getUploadUrls[stage]);\nupload({ stage: manifest.stage });`,
      errors: [{ ...literal('initial'), line: 3, column: 17 }],
    },
    {
      name: 'a default that is wrong for every use',
      code: `${put}const manifest = load(); const upload = (stage = 'initial') => send(manifest.getUploadUrls[stage]);\nupload();`,
      output: `${put}const manifest = load(); const upload = (stage = manifest.stage) => send(manifest.getUploadUrls[stage]);\nupload();`,
      errors: [{ ...literal('initial'), line: 2, column: 50 }],
    },
    {
      name: 'a table’s entry that is right for a download: at the use',
      code: `${put}const KEYS = { model: 'initial' };\nfetch(\`\${manifest.downloadUrls[KEYS.model]}/x\`);\nsend(manifest.getUploadUrls[KEYS.model]);`,
      output: `${put}const KEYS = { model: 'initial' };\nfetch(\`\${manifest.downloadUrls[KEYS.model]}/x\`);\nsend(manifest.getUploadUrls[manifest.stage]);`,
      errors: [{ ...literal('initial', 'any stage may run here', ' The key comes from line 2.'), line: 4, column: 29 }],
    },
    {
      name: 'an entry of a table that is picked by an argument, wrong for every use: the entry',
      code: `${byName}if (manifest.stage === 'tune') await upload('rows');`,
      output: null,
      errors: [{ ...literal('initial', "the stage that runs here is 'tune'"), line: 2, column: 23 }],
    },
    {
      name: 'an entry of a table that is picked by an argument, right for others: the argument',
      code: `${byName}if (manifest.stage === 'tune') await upload('rows');\nif (manifest.stage === 'initial') await upload('rows');`,
      output: null,
      errors: [{ ...literal('initial', "the stage that runs here is 'tune'", ' The key comes from line 2.'), line: 4, column: 45 }],
    },
    {
      name: 'one branch that is wrong is enough',
      code: `${put}export const run = (m, first) => send(m.getUploadUrls[first ? 'initial' : m.stage]);`,
      output: null,
      errors: [{ ...literal('initial'), line: 2 }],
    },
    {
      name: 'a fallback',
      code: `${put}send(manifest.getUploadUrls[manifest.stage] ?? manifest.getUploadUrls.initial);`,
      output: `${put}send(manifest.getUploadUrls[manifest.stage] ?? manifest.getUploadUrls[manifest.stage]);`,
      errors: [literal('initial')],
    },
    {
      name: 'the whole map, unfiltered',
      code: `${put}for (const base of Object.values(manifest.getUploadUrls)) send(base);`,
      output: null,
      errors: [{ messageId: 'every', line: 2 }],
    },
    {
      name: 'for in',
      code: `${put}for (const name in manifest.getUploadUrls) send(manifest.getUploadUrls[name]);`,
      output: null,
      errors: [{ messageId: 'every', line: 2 }],
    },
    {
      name: 'for in, with a block: the other stages are passed over',
      code: `${put}for (const name in manifest.getUploadUrls) {\n  // one by one\n  send(manifest.getUploadUrls[name]);\n}`,
      output: null,
      errors: [
        {
          messageId: 'every',
          line: 4,
          suggestions: [
            {
              messageId: 'filter',
              output: `${put}for (const name in manifest.getUploadUrls) {\n  // one by one\n  if (name !== manifest.stage) continue;\n  send(manifest.getUploadUrls[name]);\n}`,
            },
          ],
        },
      ],
    },
    {
      name: 'pairs of the map on one line',
      code: `${put}for (const [name, base] of Object.entries(manifest.getUploadUrls)) { console.log(name); send(base); }`,
      output: null,
      errors: [
        {
          messageId: 'every',
          suggestions: [
            {
              messageId: 'filter',
              output: `${put}for (const [name, base] of Object.entries(manifest.getUploadUrls)) { if (name !== manifest.stage) continue; console.log(name); send(base); }`,
            },
          ],
        },
      ],
    },
    {
      name: 'a callback for each key has no one key to replace',
      code: `${put}Object.keys(manifest.getUploadUrls).forEach((name) => send(manifest.getUploadUrls[name]));`,
      output: null,
      errors: [{ messageId: 'every' }],
    },
    {
      name: 'the newest of the keys',
      code: `${put}const newest = Object.keys(manifest.downloadUrls).at(-1);\nsend(manifest.getUploadUrls[newest]);`,
      output: null,
      errors: [
        {
          messageId: 'every',
          line: 3,
          suggestions: [
            { messageId: 'current', output: `${put}const newest = Object.keys(manifest.downloadUrls).at(-1);\nsend(manifest.getUploadUrls[manifest.stage]);` },
          ],
        },
      ],
    },
    {
      name: 'the first of the values',
      code: `${put}send(Object.values(manifest.getUploadUrls)[0]);`,
      output: null,
      errors: [{ messageId: 'every', line: 2 }],
    },
    {
      name: 'a URL that is returned',
      code: 'export const target = (m) => m.getUploadUrls.initial;',
      output: 'export const target = (m) => m.getUploadUrls[m.stage];',
      errors: [literal('initial')],
    },
    {
      name: 'names of the settings',
      code: `${put}send(job.get_upload_urls.first);`,
      output: `${put}send(job.get_upload_urls[job.phase]);`,
      settings: { 'plugin-storage': { keys: { getUploadUrls: 'get_upload_urls', stage: 'phase' } } },
      errors: [{ message: /use manifest\.phase as the key, or run this only where manifest\.phase is 'first'/u }],
    },
    {
      name: 'any entry of a map of another name',
      code: `${put}for (const base of Object.values(job.put_urls)) send(base);`,
      settings: RENAMING,
      errors: [{ message: /use manifest\.phase as the key/u }],
    },
    {
      name: 'another stage than the file’s',
      code: `${put}send(manifest.getUploadUrls.initial);`,
      filename: 'src/tune/a.js',
      settings: stages,
      output: `${put}send(manifest.getUploadUrls[manifest.stage]);`,
      errors: [literal('initial', "the stage that runs here is 'tune'")],
    },
  ],
});
