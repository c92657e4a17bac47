/** What writes, changes and reads files (C5). */
import type { Table } from '../form/schema.js';
import { archives } from './archives.js';
import { databases } from './databases.js';
import { documents } from './documents.js';
import { downloads } from './downloads.js';
import { learning } from './learning.js';
import { logs } from './logs.js';
import { node } from './node.js';
import { packages } from './packages.js';
import { temporary } from './temporary.js';

export const fileTables: readonly Table[] = [
  node,
  packages,
  temporary,
  archives,
  documents,
  databases,
  logs,
  learning,
  downloads,
];
