/** What is worked out once for all files that are judged by the same events: a large program is one run. */
import type { TraceEvent } from '../trace/events.js';

/** @param derive Depends on the events alone. */
export function perRun<T>(derive: (events: readonly TraceEvent[]) => T): (events: readonly TraceEvent[]) => T {
  const known = new WeakMap<readonly TraceEvent[], { readonly result: T }>();
  return (events) => {
    let found = known.get(events);
    if (found === undefined) known.set(events, (found = { result: derive(events) }));
    return found.result;
  };
}
