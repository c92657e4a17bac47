import type { Table } from './schema.js';

export const paths: Table = { calls: [] };
