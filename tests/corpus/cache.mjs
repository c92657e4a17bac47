/** Where development-only inputs are kept between runs: outside of the work tree, since `npm ci` empties node_modules. */
import { homedir } from 'node:os';
import path from 'node:path';

export const CACHE =
  process.env.PLUGIN_STORAGE_CACHE ?? path.join(process.env.XDG_CACHE_HOME ?? path.join(homedir(), '.cache'), 'eslint-plugin-plugin-storage');
