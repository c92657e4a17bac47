import plugin from '../dist/index.js';
import { Variant, noopConfig } from './linters.mjs';
import { storage } from './sets.mjs';
const v = process.argv[2]==='noop' ? new Variant('n', noopConfig) : new Variant('o', plugin.configs.recommended);
const { sources, dispose } = storage(200);
for (let r=0;r<+(process.argv[3]??1);r++) { let sum=0; for (const s of sources) sum+=await v.time(s); console.log(r, (sum/sources.length).toFixed(3)); }
dispose();
