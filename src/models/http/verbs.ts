/** Rows of clients that have one function a method: `axios.put`, `got.post`. */
import type { Model, RequestEffect } from '../form/schema.js';

const METHODS: Readonly<Record<string, string>> = {
  get: 'GET',
  head: 'HEAD',
  options: 'OPTIONS',
  delete: 'DELETE',
  del: 'DELETE',
  post: 'POST',
  put: 'PUT',
  patch: 'PATCH',
};

/** Verbs whose functions take a body after the URL. */
export const WITH_BODY = ['post', 'put', 'patch'];
/** Verbs whose functions do not. */
export const WITHOUT_BODY = ['get', 'head', 'options', 'delete', 'del'];

/** What a verb's function does, but for the method that its name says. */
export type VerbEffect = Omit<RequestEffect, 'kind' | 'method'>;

/** Members of a client that goes by several names: `axios#` has `axios#put`, `got#stream` has `got#stream.put`. */
export const membersOf = (clients: readonly string[], ...names: readonly string[]): readonly string[] =>
  clients.flatMap((client) => names.map((name) => (client.endsWith('#') ? client + name : `${client}.${name}`)));

/** One row a verb, for the function of that name that each of the clients has. */
export function verbRows(clients: readonly string[], verbs: readonly string[], effect: VerbEffect): readonly Model[] {
  return verbs.map((verb) => ({
    of: membersOf(clients, verb),
    does: { kind: 'request', method: METHODS[verb] ?? verb.toUpperCase(), ...effect },
  }));
}
