/** All built-in tables. */
import { asserts } from './asserts.js';
import { callbacks } from './callbacks.js';
import { contexts } from './contexts.js';
import { fileTables } from './files/index.js';
import { httpTables } from './http/index.js';
import { injection } from './injection.js';
import { lists } from './lists.js';
import { loading } from './loading.js';
import { observables } from './observables.js';
import { options } from './options.js';
import { paths } from './paths.js';
import { processes } from './processes.js';
import { quick } from './quick.js';
import type { Table } from './form/schema.js';
import { schemas } from './schemas.js';
import { servers } from './servers.js';
import { sources } from './sources.js';
import { threads } from './threads.js';
import { timers } from './timers.js';
import { urls } from './urls.js';

export const BUILTIN_TABLES: readonly Table[] = [
  ...httpTables,
  ...fileTables,
  servers,
  threads,
  timers,
  asserts,
  callbacks,
  contexts,
  injection,
  lists,
  loading,
  observables,
  options,
  paths,
  processes,
  schemas,
  sources,
  urls,
  quick,
];
