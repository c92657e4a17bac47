/** What is known of a number that is not known itself. */
import type { Value } from './atoms.js';

/** What a number is the size of. */
export interface Measure {
  /** The files; what is not known may be any. */
  readonly of: Value;
  /** Bytes that one of it stands for: 1024 of a size in KiB; undefined where that is not known. */
  readonly unit: number | undefined;
  /** It may be the number of elements of a list. */
  readonly mayCount?: boolean;
}

/** So many times the counter of a loop, and so much more; without a counter a bound. */
export interface Counted {
  readonly counter: object | undefined;
  readonly times: number;
  readonly plus: number;
}
