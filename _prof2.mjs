// usage: node _prof.mjs storage|unrelated N
import { Session } from 'node:inspector/promises';
import plugin from './dist/index.js';
import { Variant, noopConfig } from './bench/linters.mjs';
import { storage, unrelated } from './bench/sets.mjs';
const [what, n = '40'] = process.argv.slice(2);
const every = await unrelated(1500); const names=/svgo.coa.js|readme-generator|node-sass@9.0.0.test.cli|commands.sdk.js|setup-screens|esbuild@0.28.2.install|commands.patch.js|commands.config.js|dist.add.mjs|commands.owner.js|pack.deb.js|io.index.js|util.jdk.js|974.index/; const few=every.filter((s)=>names.test(s.file)); const set={sources:Array.from({length:15},()=>few).flat(),dispose(){}};
const ours = new Variant('plugin-storage', plugin.configs.recommended);
const noop = new Variant('noop', noopConfig);
const half = Math.floor(set.sources.length * 0.3);
for (const s of set.sources.slice(0, half)) { await ours.time(s); await noop.time(s); }
const session = new Session(); session.connect();
await session.post('Profiler.enable'); await session.post('Profiler.setSamplingInterval', { interval: 200 });
const cpu = (f) => f;
let t = { ours: 0, noop: 0 };
await session.post('Profiler.start');
for (const s of set.sources.slice(half)) t.ours += await ours.time(s);
const { profile } = await session.post('Profiler.stop');
for (const s of set.sources.slice(half)) t.noop += await noop.time(s);
set.dispose();
console.log(t, 'files', set.sources.length - half);
const nodes = new Map(profile.nodes.map((x) => [x.id, x]));
const self = new Map();
profile.samples.forEach((id, i) => self.set(id, (self.get(id) ?? 0) + profile.timeDeltas[i] / 1000));
const parent = new Map(); for (const x of profile.nodes) for (const c of x.children ?? []) parent.set(c, x.id);
const isOurs = (x) => /dist\/|oxc|\/src\//.test(x.callFrame.url) && !/node_modules\/(?!oxc|picomatch|unbash)/.test(x.callFrame.url);
const selfBy = new Map(), totalBy = new Map(); let all = 0;
for (const [id, ms] of self) {
  // under ours?
  let under = false; const seen = new Set();
  for (let at = id; at !== undefined; at = parent.get(at)) { const x = nodes.get(at); if (isOurs(x)) { under = true; seen.add(`${x.callFrame.functionName}:${x.callFrame.lineNumber + 1}`); } }
  if (!under) continue;
  all += ms;
  const x = nodes.get(id); const key = `${x.callFrame.functionName || '(anon)'}:${x.callFrame.lineNumber + 1} ${isOurs(x) ? '' : x.callFrame.url.split('/').slice(-2).join('/')}`;
  selfBy.set(key, (selfBy.get(key) ?? 0) + ms);
  for (const k of seen) totalBy.set(k, (totalBy.get(k) ?? 0) + ms);
}
const top = (m, k) => [...m].sort((a, b) => b[1] - a[1]).slice(0, k).map(([a, b]) => `${b.toFixed(1).padStart(8)} ${a}`).join('\n');
console.log('under ours', all.toFixed(1)); console.log('SELF\n' + top(selfBy, 45)); console.log('TOTAL\n' + top(totalBy, 90));
