import type { Table } from './schema.js';

export const processes: Table = { calls: [] };
