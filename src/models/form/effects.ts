/** Effects of calls that start a module of the program beside this one, of messages between the two, and of containers of services. */
import type { Ref, Refs } from './schema.js';

/** Runs a module of the program in a thread or a process of its own. */
export interface StartEffect {
  readonly kind: 'start';
  readonly module: Ref;
  /** What it finds as `workerData`. */
  readonly data?: Ref;
  /** List of what it finds behind its own name in `process.argv`. */
  readonly args?: Ref;
  /** Object of what it finds in `process.env`. */
  readonly env?: Refs;
}

/** Sends a message to what was started, or to who started the module that runs. */
export interface PostEffect {
  readonly kind: 'post';
  readonly message: Ref;
}

/** Runs a function for each message from there; for another event as one that comes later. */
export interface HearEffect {
  readonly kind: 'hear';
  readonly event: Ref;
  readonly callback: Ref;
}

export type ThreadEffect = StartEffect | PostEffect | HearEffect;

/** Tells a container how what stands for a token is made: by a class, a function, a resolver that holds one of those, or it is a value. */
export interface ProvideEffect {
  readonly kind: 'provide';
  readonly token?: Ref;
  readonly class?: Refs;
  readonly factory?: Refs;
  /** What the function is called with. */
  readonly passes?: string;
  readonly value?: Refs;
  readonly resolver?: Ref;
  /** Object of resolvers by their tokens. */
  readonly table?: Ref;
}
