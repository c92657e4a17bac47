/** HTTP clients. */
import type { Table } from '../schema.js';

export const httpTables: readonly Table[] = [];
