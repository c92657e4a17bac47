/**
 * The parser and the resolver are native code. They are loaded when a trace first leaves its file, never with the
 * plugin; where there is no binding for the machine, every import is unknown.
 */
import { createRequire } from 'node:module';
import type { parseSync } from 'oxc-parser';
import type { ResolverFactory } from 'oxc-resolver';

export interface Natives {
  readonly parser: () => typeof parseSync | undefined;
  readonly resolver: () => typeof ResolverFactory | undefined;
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

function hasParser(module: unknown): module is { readonly parseSync: typeof parseSync } {
  return typeof module === 'object' && module !== null && 'parseSync' in module && typeof module.parseSync === 'function';
}

function hasResolver(module: unknown): module is { readonly ResolverFactory: typeof ResolverFactory } {
  return (
    typeof module === 'object' &&
    module !== null &&
    'ResolverFactory' in module &&
    typeof module.ResolverFactory === 'function'
  );
}

function load(name: string): unknown {
  try {
    return createRequire(import.meta.url)(name);
  } catch {
    return undefined;
  }
}

export const natives: Natives = {
  parser: once(() => {
    const module = load('oxc-parser');
    return hasParser(module) ? module.parseSync : undefined;
  }),
  resolver: once(() => {
    const module = load('oxc-resolver');
    return hasResolver(module) ? module.ResolverFactory : undefined;
  }),
};
