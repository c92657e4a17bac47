import plugin from '/tmp/w/dist/index.js';
import { unrelated } from '/tmp/w/bench/sets.mjs';
import { compare, noopConfig, parsing, Variant } from '/tmp/w/bench/linters.mjs';
const sources = await unrelated(Number(process.argv[2] ?? 400));
const t = await compare([new Variant('noop', noopConfig), new Variant('ours', plugin.configs.recommended)], sources, Number(process.argv[3] ?? 3));
console.log(sources.length, Object.fromEntries(Object.entries(t).map(([k, x]) => [k, (x / sources.length).toFixed(3)])), (t.ours / t.noop).toFixed(4));
