import type { Table } from '../schema.js';

export const fileTables: readonly Table[] = [];
