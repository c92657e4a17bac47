/** Presigned upload URLs: what the platform hands out (C1), and how it tells them from anything else that is put to it. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { DAY, HOUR, SECOND, type Clock } from './clock.js';

export type Mode = 'development' | 'production';

/** How long an upload URL is taken, in milliseconds (C3). */
const LIFETIME: Readonly<Record<Mode, number>> = { development: 8 * HOUR, production: 5 * DAY };

const SIGNATURE = '&X-Signature=';

export type SignatureCheck = 'valid' | 'expired' | 'altered';

export class UrlSigner {
  readonly #key: string;
  readonly #clock: Clock;
  readonly #lifetime: number;

  constructor(key: string, clock: Clock, mode: Mode) {
    this.#key = key;
    this.#clock = clock;
    this.#lifetime = LIFETIME[mode];
  }

  /** Path and query of a URL that takes one file at `path` until it expires. */
  sign(path: string): string {
    const expires = Math.floor((this.#clock.now() + this.#lifetime) / SECOND);
    const unsigned = `${path}?X-Algorithm=HMAC-SHA256&X-Expires=${expires}`;
    return unsigned + SIGNATURE + this.#signature(unsigned);
  }

  /** @param target path and query as they were sent: the signature covers each of their characters */
  check(target: string): SignatureCheck {
    const at = target.indexOf(SIGNATURE);
    if (at < 0) return 'altered';
    const unsigned = target.slice(0, at);
    if (!sameText(target.slice(at + SIGNATURE.length), this.#signature(unsigned))) return 'altered';
    const expires = Number(/X-Expires=(\d+)$/u.exec(unsigned)?.[1]) * SECOND;
    return this.#clock.now() < expires ? 'valid' : 'expired';
  }

  #signature(unsigned: string): string {
    return createHmac('sha256', this.#key).update(`PUT\n${unsigned}`).digest('hex');
  }
}

function sameText(one: string, other: string): boolean {
  const [left, right] = [Buffer.from(one), Buffer.from(other)];
  return left.length === right.length && timingSafeEqual(left, right);
}
