import plugin from './dist/index.js';
import { Variant } from './bench/linters.mjs';
import { storage, unrelated } from './bench/sets.mjs';
const names=/svgo.coa.js|readme-generator|node-sass@9.0.0.test.cli|commands.sdk.js|setup-screens|esbuild@0.28.2.install|commands.patch.js|commands.config.js|dist.add.mjs|commands.owner.js|pack.deb.js|io.index.js|util.jdk.js|974.index/;
const few = (await unrelated(1500)).filter((s) => names.test(s.file));
const st = storage(12);
const run = async (sources, rounds) => { const v = new Variant('o', plugin.configs.recommended); let best = sources.map(() => Infinity); for (let r = 0; r < rounds; r++) for (let i = 0; i < sources.length; i++) best[i] = Math.min(best[i], await v.rules(sources[i])); return best.reduce((a, b) => a + b, 0); };
console.log('few', (await run(few, 25)).toFixed(1)); console.log('storage', (await run(st.sources, 10)).toFixed(1)); st.dispose();
