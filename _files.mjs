import plugin from './dist/index.js';
import { Variant, noopConfig } from './bench/linters.mjs';
import { unrelated } from './bench/sets.mjs';
const sources = await unrelated(1500);
const ours = new Variant('o', plugin.configs.recommended);
const rows = [];
const best = sources.map(() => Infinity); for (let r = 0; r < 3; r++) for (let i = 0; i < sources.length; i++) best[i] = Math.min(best[i], await ours.rules(sources[i])); sources.forEach((s, i) => rows.push([best[i], s.file, s.text.length]));
rows.sort((a,b)=>b[0]-a[0]);
let sum=0; for (const r of rows) sum+=r[0];
console.log('sum', sum.toFixed(0));
let acc=0; for (const [t,f,l] of rows.slice(0,60)) { acc+=t; console.log(t.toFixed(1), acc.toFixed(0), l, f.replace(/.*node_modules\//,'')); }
