/** HTTP clients. */
import type { Table } from '../form/schema.js';
import { axiosClients } from './axios.js';
import { builderClients } from './builders.js';
import { fetchClients } from './fetch.js';
import { gotClients } from './got.js';
import { nodeClients } from './node.js';
import { otherClients } from './others.js';

export const httpTables: readonly Table[] = [fetchClients, axiosClients, gotClients, builderClients, nodeClients, otherClients];
