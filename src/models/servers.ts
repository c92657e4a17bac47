import type { Table } from './schema.js';

export const servers: Table = { calls: [] };
