/** What loads other modules of the program, besides `import` and `require` themselves. */
import type { Table } from './form/schema.js';

export const loading: Table = {
  calls: [{ of: 'module#{,Module.}createRequire{,FromPath}', returns: { entity: 'global#require' }, quick: true }],
};
