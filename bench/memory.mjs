/** Runs in a process of its own: lints many files with one variant, and prints the most memory it took. */
import plugin from '../dist/index.js';
import { noopConfig, Variant } from './linters.mjs';
import { unrelated } from './sets.mjs';

const [name, count] = process.argv.slice(2);
const variant = new Variant(name, name === 'noop' ? noopConfig : plugin.configs.recommended);
for (const source of await unrelated(Number(count))) await variant.time(source);
globalThis.gc?.();
console.log(JSON.stringify({ peak: process.resourceUsage().maxRSS / 1024, heap: process.memoryUsage().heapUsed / 2 ** 20 }));
