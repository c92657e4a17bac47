import plugin from '/tmp/w/dist/index.js';
import { storage } from '/tmp/w/bench/sets.mjs';
import { noopConfig, Variant } from '/tmp/w/bench/linters.mjs';
const N = Number(process.argv[2] ?? 100);
globalThis.__again = true; const { sources, dispose } = storage(N);
const v = new Variant('ours', plugin.configs.recommended);
let by = new Map();
try {
  for (const s of sources) { const t = await v.rules(s); const k = s.cwd.split('/').at(-1); by.set(k, (by.get(k) ?? 0) + t); }
  const all = [...by.values()];
  console.log('first 8', all.slice(0, 8).map((x) => x.toFixed(1)).join(' '));
  for (let k = 0; k < 4; k++) console.log('late', k, all.filter((_, i) => i % 4 === k).slice(-8).map((x) => x.toFixed(1)).join(' '));
} finally { dispose(); }
