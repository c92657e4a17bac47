import plugin from '/tmp/w/dist/index.js';
import { storage } from '/tmp/w/bench/sets.mjs';
import { compare, noopConfig, parsing, Variant } from '/tmp/w/bench/linters.mjs';
const N = Number(process.argv[2] ?? 60);
const { sources, dispose } = storage(N);
const v = new Variant('ours', plugin.configs.recommended), n = new Variant('noop', noopConfig);
try {
  const t = await compare([n, v, parsing], sources, 3);
  console.log(sources.length, Object.fromEntries(Object.entries(t).map(([k, x]) => [k, (x / sources.length).toFixed(3)])), ((t.ours - t.noop) / t.parse).toFixed(3));
} finally { dispose(); }
