/** Functions that take a callback, `(error, value) => …`, behind their arguments, called as if they gave a promise. */
import { promiseBy } from '../builtins/promises.js';
import { isPresent } from '../guards/truth.js';
import type { Interpreter } from '../interpreter.js';
import type { Time } from '../time/clock.js';
import { unknownDuration } from '../time/durations.js';
import { UNDEFINED, UNKNOWN, type Atom, type FunctionAtom, type NativeAtom, type Value } from '../values/values.js';
import type { Call } from './calls.js';
import { invokeFunction } from './functions.js';
import { asWritten } from './handing-on.js';

/** An error is made, or an object; what is not known may be that there is none. */
const isMade = (atom: Atom): boolean => atom.kind === 'object' || atom.kind === 'entity' || (atom.kind === 'unknown' && isPresent(atom));

/** `callback(error)`: it gives nothing more. */
const isError = ([error, ...given]: readonly Value[]): boolean => given.length === 0 && error !== undefined && error.length > 0 && error.every(isMade);

const callbacks = new WeakSet<NativeAtom['call']>();

/** Is it such a callback, made for a function that is called so? */
export const isNodeStyle = (atom: Atom): boolean => atom.kind === 'native' && callbacks.has(atom.call);

/** The promise of what the function calls back with. */
export function promisedBy(it: Interpreter, atom: FunctionAtom, call: Call): Value {
  const promise = promiseBy(it, call, (resolve, reject) => {
    const doubtful: Time[] = [];
    let settles = false;
    const callback: NativeAtom = {
      kind: 'native',
      call: (args) => {
        if (isError(args)) return reject.call(args);
        if (args.length === 1 && args[0]?.every(({ kind }) => kind === 'unknown') === true) {
          doubtful.push(it.time);
          return UNDEFINED;
        }
        settles = true;
        return resolve.call([args[1] ?? UNDEFINED]);
      },
    };
    callbacks.add(callback.call);
    it.maybe(() => invokeFunction(it, atom, { ...asWritten(it, call), args: [...call.args, [callback]] }));
    // Where nothing else is seen, it is called by who has nothing to give.
    for (const time of settles ? [] : doubtful) {
      it.time = time;
      resolve.call([UNKNOWN]);
    }
  });
  // Where it is not seen to call back, its name is all there is.
  return promise.map((each) => (each.kind === 'promise' && each.pending !== undefined ? { ...each, pending: unknownDuration(it, call) } : each));
}
