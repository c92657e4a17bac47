/** The time of the emulated platform: it stands still until somebody moves it, so that a test decides what "too late" is. */

export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
}

export const SECOND = 1000;
export const HOUR = 3600 * SECOND;
export const DAY = 24 * HOUR;

const START = Date.UTC(2025, 0, 1);

export class SteppedClock implements Clock {
  #now = START;

  now(): number {
    return this.#now;
  }

  /** @param milliseconds how much time passes; none where it is negative or no number */
  advance(milliseconds: number): void {
    if (milliseconds > 0) this.#now += milliseconds;
  }
}
