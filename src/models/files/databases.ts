/** Databases and stores that live in a file or a folder: opening one creates it. */
import type { Table } from '../form/schema.js';
import { makes, writes } from './rows.js';

/** `SQLITE_OPEN_READONLY`, DuckDB's too. */
const READ_ONLY = 1;

const sql: Table['calls'] = [
  writes(['{better-sqlite3,better-sqlite3-multiple-ciphers,libsql}#', 'bun:sqlite#{,Database}'], '0', { unless: '1.readonly' }),
  writes('{better-sqlite3,better-sqlite3-multiple-ciphers,libsql}#().backup', '0'),
  writes('sqlite#DatabaseSync', '0', { unless: '1.readOnly' }),
  writes('sqlite#backup', '1'),
  writes('sqlite#open', ['0.filename', '0'], { unlessIs: { at: '0.mode', is: [READ_ONLY] } }),
  makes('sqlite3#verbose', 'sqlite3#'),
  writes('{sqlite3,@vscode/sqlite3}#{,cached.}Database', '0', { unlessIs: { at: '1', is: [READ_ONLY] } }),
  writes('@libsql/client#createClient', '0.url'),
  writes(['duckdb#Database', 'duckdb-async#Database.create'], '0', { unlessIs: { at: '1', is: [READ_ONLY] } }),
  writes('@duckdb/node-api#DuckDBInstance.{create,fromCache}', '0', { unlessIs: { at: '1.access_mode', is: ['READ_ONLY', 'read_only'] } }),
  writes('knex#{,knex}', '0.connection.filename'),
  writes('sequelize#{,Sequelize}', ['0.storage', '1.storage', '3.storage']),
];

const stores: Table['calls'] = [
  writes(['level#{,Level}', 'classic-level#ClassicLevel', '{leveldown,rocksdb,level-rocksdb}#'], '0'),
  writes('lmdb#open', '0.path', { unless: '0.readOnly' }),
  writes('lmdb#open', '0', { unless: '1.readOnly' }),
  writes('{nedb,@seald-io/nedb}#', ['0.filename', '0'], { unless: '0.inMemoryOnly' }),
  writes('nedb-promises#{,create}', ['0.filename', '0'], { unless: '0.inMemoryOnly' }),
  writes(['lowdb/node#{JSONFile,JSONFileSync,TextFile,TextFileSync,DataFile,DataFileSync,JSONFilePreset,JSONFileSyncPreset}'], '0'),
  writes(['lowdb/adapters/{FileSync,FileAsync}#', 'lowdb#{JSONFile,JSONFileSync}'], '0'),
  writes(['lokijs#', 'simple-json-db#', 'node-json-db#Config', 'node-localstorage#LocalStorage'], '0'),
  writes('{conf,electron-store}#', '0.cwd'),
  writes('configstore#', '2.configPath'),
  writes('flat-cache#{load,create}', ['1', '0.cacheDir']),
  writes(['cacache#put', 'cacache#put.stream'], '0'),
  writes('node-persist#{init,initSync,create}', '0.dir'),
  writes('keyv-file#{,KeyvFile}', '0.filename'),
  writes('{vectordb,@lancedb/lancedb}#connect', '0'),
  writes('hnswlib-node#{HierarchicalNSW,BruteforceSearch}().{writeIndex,writeIndexSync}', '0'),
  writes('faiss-node#{Index,IndexFlat,IndexFlatL2,IndexFlatIP,IndexHNSW}().write', '0'),
];

export const databases: Table = {
  calls: [...sql, ...stores],
  constants: [{ of: ['{sqlite3,@vscode/sqlite3}#OPEN_READONLY', '{duckdb,duckdb-async}#OPEN_READONLY'], is: { value: READ_ONLY } }],
  types: [
    { type: 'better-sqlite3#Database', entity: 'better-sqlite3#()' },
    { type: 'hnswlib-node#HierarchicalNSW', entity: 'hnswlib-node#HierarchicalNSW()' },
  ],
};
