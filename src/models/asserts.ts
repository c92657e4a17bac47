import type { Table } from './schema.js';

export const asserts: Table = { calls: [] };
