import rule from '../../src/rules/no-deployment-upload.js';
import { placeOf, tester } from './rule-tester.js';

const put = "const put = async (base, body) => { const grant = await fetch(`${base}/x`); await fetch(await grant.text(), { method: 'PUT', body }); };\n";
const store = "const store = async (m, body) => { const grant = await fetch(`${m.getUploadUrls[m.stage]}/x`); await fetch(await grant.text(), { method: 'PUT', body }); };\n";
const express = "import express from 'express';\nconst manifest = load();\nconst app = express();\n";
const settings = (value: object): { 'plugin-storage': object } => ({ 'plugin-storage': value });
const bound = settings({ stages: { initial: ['src/train/**'], deployment: ['src/server/**'] } });

interface Case {
  readonly name: string;
  readonly code: string;
  readonly at: string;
  readonly messageId: string;
  readonly stage?: string;
  readonly where?: string;
  readonly guarded?: string;
  readonly deleted?: string;
  readonly settings?: { 'plugin-storage': object };
  readonly filename?: string;
}

function invalid({ name, code, at, messageId, stage = 'deployment', where = 'here', guarded, deleted, ...others }: Case) {
  const suggestions = [
    ...(guarded === undefined ? [] : [{ messageId: 'guard', data: { stage }, output: guarded }]),
    ...(deleted === undefined ? [] : [{ messageId: 'delete', output: deleted }]),
  ];
  return { name, code, errors: [{ messageId, data: { stage, map: 'getUploadUrls', where }, ...placeOf(code, at), suggestions }], ...others };
}

const classes = `${store}class Job {
  async go() { await this.end(); }
  async end() {}
}
class Keeping extends Job {
  async end() { await store(manifest, 'text'); }
}
class Train extends Keeping {}
class Quick extends Job {}
class Base extends Keeping {}
class Serve extends Base {}
const Kind = { initial: Train, quick: Quick, deployment: Serve }[manifest.stage];
`;
const read = 'manifest.getUploadUrls';
const guard = `${put}if (manifest.stage === 'deployment') {\n  await put(manifest.getUploadUrls[manifest.stage], 'text');\n}`;
const early = `${put}export async function finish(m) {\n  if (m.stage !== 'deploy') return;\n  await put(m.getUploadUrls[m.stage], 'text');\n}`;
const falls = `${put}switch (manifest.stage) {\n  case 'initial':\n  case 'deployment':\n    await put(manifest.getUploadUrls[manifest.stage], 'text');\n}`;
const fallen = `const manifest = load();\n${store}switch (manifest.stage) {\n  case 'deployment':\n    serve();\n  case 'initial':\n    await store(manifest, 'text');\n}`;
/** Listeners are called by the emitter's own method, and all known stages have them. */
const announced = (stage: string): string => `import { EventEmitter } from 'node:events';
${store}class Bus extends EventEmitter {
  async publish(topic, body) {
    for (const listener of this.listeners(topic)) await listener(body);
  }
}
const manifest = load();
const bus = new Bus();
const stages = { initial: () => bus.publish('done', 'text'), train: () => 0, deployment: () => 0 };
${stage}
const run = stages[manifest.stage];
if (!run) throw new Error('none');
bus.on('done', async (body) => {
  await store(manifest, body);
});
await run();`;
const several = `if (manifest.stage === 'deployment') {
  start();
  const base = manifest.getUploadUrls[manifest.stage];
  const grant = await fetch(\`\${base}/x\`);
  await fetch(await grant.text(), { method: 'PUT', body });
  listen();
}`;
const handler = `${express}${put}app.post('/x', (req, res) => put(manifest.getUploadUrls[manifest.stage], req.body));`;
const byName = `${put}import http from 'node:http';\nasync function handle(req) {\n  await put(manifest.getUploadUrls[manifest.stage], req.url);\n}\nhttp.createServer(handle).listen(80);`;
const kept = `${express}const url = await (await fetch(\`\${manifest.getUploadUrls[manifest.stage]}/x\`)).text();\napp.post('/x', async (req) => {\n  await fetch(url, { method: 'PUT', body: req.body });\n});`;
const shared = `${express}${store}await store(manifest, 'labels');\napp.post('/x', async (req) => {\n  await store(manifest, req.body);\n});`;
const helper = `async function keep(m, body) {
  const grant = await fetch(\`\${m.getUploadUrls[m.stage]}/x\`);
  await fetch(await grant.text(), { method: 'PUT', body });
}
`;
const own = `${express}${helper}app.post('/x', async (req) => {\n  await keep(manifest, req.body);\n});`;
const pattern = `${express}app.post('/x', async () => {\n  const { getUploadUrls: urls, stage } = manifest;\n  await upload(urls[stage]);\n});`;
const passed = `${express}app.get('/urls', (req, res) => {\n  res.json(manifest.getUploadUrls);\n});`;
const timer = `${put}if (manifest.stage === 'deployment') {\n  setInterval(() => {\n    put(manifest.getUploadUrls[manifest.stage], 'text');\n  }, 1000);\n}`;
const bare = `${put}await put(manifest.getUploadUrls[manifest.stage], 'text');`;
const serve = `${put}if (manifest.stage === 'serve') {\n  await put(manifest.getUploadUrls[manifest.stage], 'text');\n}`;

/** The line of the upload with something before it. */
const before = (code: string, statement: string, text: string): string => {
  const at = code.lastIndexOf(statement);
  return code.slice(0, at) + text + code.slice(at);
};
const without = (code: string, lines: string): string => {
  const at = code.lastIndexOf(lines);
  return code.slice(0, at) + code.slice(at + lines.length);
};
const statement = "await put(manifest.getUploadUrls[manifest.stage], 'text');";
const test = "if (manifest.stage !== 'deployment') ";

tester.run('no-deployment-upload', rule, {
  valid: [
    { name: 'another stage', code: `${put}if (manifest.stage === 'initial') await put(manifest.getUploadUrls[manifest.stage], 'text');` },
    { name: 'deployment ruled out', code: `${put}if (manifest.stage === 'deployment') { listen(); } else { await put(manifest.getUploadUrls[manifest.stage], 'text'); }` },
    { name: 'any stage', code: `${put}await put(manifest.getUploadUrls[manifest.stage], 'text');` },
    { name: 'a test for the map', code: `${express}${put}app.post('/x', async (req) => { if (manifest.getUploadUrls) await put(manifest.getUploadUrls[manifest.stage], req.body); });` },
    { name: 'a test among others', code: `${express}${put}app.post('/x', async (req) => { if (req.body.last && manifest.getUploadUrls) await put(manifest.getUploadUrls[manifest.stage], req.body); });` },
    { name: 'an entry that is tested', code: `${express}${put}app.post('/x', async (req) => { const base = manifest.getUploadUrls?.[manifest.stage]; if (base) await put(base, req.body); });` },
    { name: 'an entry that is compared', code: `${express}${put}app.post('/x', async (req) => { const base = manifest.getUploadUrls?.[manifest.stage]; if (base === undefined) return; await put(base, req.body); });` },
    { name: 'a test that is answered', code: `${express}app.get('/x', (req, res) => { res.json({ stored: Boolean(manifest.getUploadUrls), any: manifest.getUploadUrls !== undefined }); });` },
    { name: 'logging', code: `${express}app.get('/x', () => { console.log(manifest.getUploadUrls); });` },
    { name: 'an assertion that there is none', code: `${express}app.get('/x', () => { assertMissing(manifest.getUploadUrls); });` },
    { name: 'downloads', code: `${express}app.get('/x', async (req, res) => { res.json(await fetch(\`\${manifest.downloadUrls.initial}/x\`)); });` },
    { name: 'a guard around the server', code: `${put}import express from 'express';\nif (manifest.stage === 'labelling') { const app = express(); app.post('/x', (req) => put(manifest.getUploadUrls[manifest.stage], req.body)); }` },
    { name: 'a guard in the handler', code: `${express}${put}app.post('/x', async (req) => { if (manifest.stage !== 'deployment') await put(manifest.getUploadUrls[manifest.stage], req.body); });` },
    { name: 'one deployment name ruled out', code: `${express}${put}app.post('/x', async (req) => { if (manifest.stage !== 'deploy') await put(manifest.getUploadUrls[manifest.stage], req.body); });` },
    { name: 'a listener that all stages have, for an event of another one', code: announced("stages.train = () => bus.publish('done', 'text');") },
    { name: 'an emitter is no server', code: `${put}import { EventEmitter } from 'node:events';\nnew EventEmitter().on('done', (body) => put(manifest.getUploadUrls[manifest.stage], body));` },
    { name: 'a file that settings bind to another stage', code: `${express}${put}app.post('/x', (req) => put(manifest.getUploadUrls[manifest.stage], req.body));`, filename: 'src/train/server.js', settings: bound },
    { name: 'a name of deployment that settings do not give', code: guard, settings: settings({ deploymentStages: ['serve'] }) },
    { name: 'an own function of that name', code: `${express}const getUploadUrls = () => [];\napp.get('/x', (req, res) => { res.json(getUploadUrls()); });` },
    { name: 'a value that is only there in other stages', code: `${express}${put}const base = manifest.stage === 'deployment' ? undefined : manifest.getUploadUrls[manifest.stage];\napp.post('/x', async (req) => { if (base) await put(base, req.body); });` },
  ],
  invalid: [
    invalid({ name: 'under a guard', code: guard, at: read, messageId: 'read', guarded: before(guard, statement, test), deleted: without(guard, `\n  ${statement}`) }),
    invalid({
      name: 'under a guard with an early return',
      code: early,
      at: 'm.getUploadUrls',
      messageId: 'read',
      stage: 'deploy',
      guarded: before(early, 'await put(m', "if (m.stage !== 'deploy') "),
      deleted: without(early, "\n  await put(m.getUploadUrls[m.stage], 'text');"),
    }),
    invalid({ name: 'a case that is fallen into', code: falls, at: read, messageId: 'read', guarded: before(falls, statement, test) }),
    invalid({
      name: 'three statements are one upload',
      code: several,
      at: read,
      messageId: 'read',
      guarded: several.replace(
        /( {2}const base[^]*?\}\);)\n/u,
        (_, body: string) => `  ${test}{\n${body.replace(/^ {2}/gmu, '    ')}\n  }\n`,
      ),
      deleted: several.replace(/\n {2}const base[^]*?\}\);/u, ''),
    }),
    invalid({ name: 'what a class inherits, by a call of all stages', code: `${classes}await new Kind().go();`, at: 'Keeping', messageId: 'heir', where: 'on line 1' }),
    invalid({ name: 'a request handler', code: handler, at: read, messageId: 'read' }),
    invalid({
      name: 'a handler by its name',
      code: byName,
      at: read,
      messageId: 'read',
      guarded: before(byName, 'await put(', test),
      deleted: without(byName, '\n  await put(manifest.getUploadUrls[manifest.stage], req.url);'),
    }),
    invalid({
      name: 'a URL that was asked for before the server began to serve',
      code: kept,
      at: 'url',
      messageId: 'use',
      where: 'on line 4',
      guarded: before(kept, 'await fetch(url', test),
      deleted: without(kept, "\n  await fetch(url, { method: 'PUT', body: req.body });"),
    }),
    invalid({
      name: 'a helper that others use too: the call',
      code: shared,
      at: 'store(manifest, req.body)',
      messageId: 'call',
      where: 'on line 4',
      guarded: before(shared, 'await store(manifest, req', test),
      deleted: without(shared, '\n  await store(manifest, req.body);'),
    }),
    invalid({
      name: 'a helper called in a case that is fallen into: the call',
      code: fallen,
      at: "store(manifest, 'text')",
      messageId: 'call',
      where: 'on line 2',
      guarded: before(fallen, "await store(manifest, 'text')", test),
    }),
    invalid({
      name: 'a helper of the handler alone: the read',
      code: own,
      at: 'm.getUploadUrls',
      messageId: 'read',
      guarded: own.replace(/( {2}const grant[^]*?\}\);)\n/u, (_, body: string) => `  if (m.stage !== 'deployment') {\n${body.replace(/^ {2}/gmu, '    ')}\n  }\n`),
      deleted: own.replace(/\n {2}const grant[^]*?\}\);/u, ''),
    }),
    invalid({
      name: 'taken out of the manifest by a pattern',
      code: pattern,
      at: 'getUploadUrls',
      messageId: 'read',
      guarded: pattern.replace(/( {2}const \{ get[^]*?\]\);)\n/u, (_, body: string) => `  ${test}{\n${body.replace(/^ {2}/gmu, '    ')}\n  }\n`),
      deleted: pattern.replace(/\n {2}const \{ get[^]*?\]\);/u, ''),
    }),
    invalid({
      name: 'the map passed on whole',
      code: passed,
      at: read,
      messageId: 'read',
      guarded: before(passed, 'res.json', test),
      deleted: without(passed, '\n  res.json(manifest.getUploadUrls);'),
    }),
    invalid({ name: 'a listener that all stages have, for an event of the deployment', code: announced("stages.deployment = () => bus.publish('done', 'text');"), at: "bus.publish('done', 'text')", messageId: 'call', where: 'on line 2' }),
    invalid({
      name: 'a timer of the deployment',
      code: timer,
      at: read,
      messageId: 'read',
      guarded: before(timer, 'put(manifest', test),
      deleted: without(timer, "\n    put(manifest.getUploadUrls[manifest.stage], 'text');"),
    }),
    invalid({
      name: 'a file that settings bind to deployment',
      code: bare,
      at: read,
      messageId: 'read',
      guarded: before(bare, statement, test),
      deleted: without(bare, `\n${statement}`),
      filename: 'src/server/warm-up.js',
      settings: bound,
    }),
    invalid({
      name: 'a name of the deployment that settings give',
      code: serve,
      at: read,
      messageId: 'read',
      stage: 'serve',
      guarded: before(serve, statement, "if (manifest.stage !== 'serve') "),
      deleted: without(serve, `\n  ${statement}`),
      settings: settings({ deploymentStages: ['serve'] }),
    }),
  ],
});
