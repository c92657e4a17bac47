// Loaded before a plugin (`--import`): long waits end at once, and the clock of the emulated platform moves on by what they would
// have taken. A wait below a minute stays as it is. Of several long waits the shorter one still ends first, and a timeout that
// guards a request is still cleared before it fires: each takes a little real time, in proportion to its length.
import { syncBuiltinESMExports } from 'node:module';
import timers from 'node:timers';
import promises from 'node:timers/promises';
import { promisify } from 'node:util';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const CLOCK = process.env.EMULATOR_CLOCK;

const realTimeout = globalThis.setTimeout;
const realPromise = promises.setTimeout;

/** How much time this process has waited, in milliseconds. */
let elapsed = 0;

/** So much that waits of an hour's difference end one after the other on a busy machine, too. @param {number} delay */
const realDelay = (delay) => 30 + (20 * delay) / HOUR;

/** @param {number} until */
async function passUntil(until) {
  const step = until - elapsed;
  if (step <= 0 || CLOCK === undefined) return;
  elapsed = until;
  await fetch(CLOCK, { method: 'POST', body: String(step) });
}

/** @type {(callback: (...args: unknown[]) => void, delay?: number, ...args: unknown[]) => NodeJS.Timeout} */
function setTimeout(callback, delay = 1, ...args) {
  if (!(delay >= MINUTE)) return realTimeout(callback, delay, ...args);
  const until = elapsed + delay;
  return realTimeout(() => void passUntil(until).then(() => callback(...args)), realDelay(delay));
}

/** @type {typeof promises.setTimeout} */
async function wait(delay = 1, value, options) {
  if (!(delay >= MINUTE)) return realPromise(delay, value, options);
  const until = elapsed + delay;
  const result = await realPromise(realDelay(delay), value, options);
  await passUntil(until);
  return result;
}

Object.defineProperty(setTimeout, promisify.custom, { value: wait });
Object.assign(globalThis, { setTimeout });
Object.assign(timers, { setTimeout });
Object.assign(promises, { setTimeout: wait });
syncBuiltinESMExports();
