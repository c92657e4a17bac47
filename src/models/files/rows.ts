/** Forms of rows that recur in the tables of files. */
import type { Model, Refs, WriteEffect } from '../form/schema.js';

/** Writes at `path`. To save a file is short work on the way to its upload (C3). */
export const writes = (
  of: string | readonly string[],
  path: Refs,
  more: Omit<WriteEffect, 'kind' | 'path'> = {},
): Model => ({ of, does: { kind: 'write', path, ...more }, quick: true });

/** Reads the file at `path`: its text or bytes. */
export const reads = (of: string | readonly string[], path: Refs): Model => ({ of, does: { kind: 'read', path }, quick: true });

/** Reads the file at `path` and parses it: the value that is in it. */
export const readsParsed = (of: string | readonly string[], path: Refs): Model => ({
  of,
  does: { kind: 'read', path, parses: true },
  quick: true,
});

/** Makes an entity: the instance that the library's own names are called on. */
export const makes = (of: string | readonly string[], entity: string): Model => ({ of, returns: { entity }, quick: true });

/** Members of a builder that give the builder itself. */
export const chains = (of: string | readonly string[]): Model => ({ of, returns: { argument: 'this' }, quick: true });
