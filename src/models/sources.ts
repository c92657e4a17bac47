import type { Table } from './schema.js';

export const sources: Table = { calls: [] };
