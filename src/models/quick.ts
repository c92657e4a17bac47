import type { Table } from './schema.js';

export const quick: Table = { calls: [] };
