import type { Table } from './schema.js';

export const timers: Table = { calls: [] };
