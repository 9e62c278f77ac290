// Response rate limiting: how many like answers a client's network gets per second, so that a forged source address
// makes a poor amplifier. A leaky bucket per network and kind of answer, in a table of fixed size without chains: two
// that share a bucket's place push each other out, which errs on the side of answering.

import { mixHashes } from './name.ts';

/** Buckets of the table. */
export const RATE_LIMIT_BUCKETS = 4096;

/** Seconds' worth of answers a client may take at once. */
const BURST_SECONDS = 1;

/** Clients count by network: an IPv4 /24, an IPv6 /56. */
const IPV4_PREFIX_OCTETS = 3;
const IPV6_PREFIX_OCTETS = 7;

export const RATE_ALLOWED = 0;
/** Over the limit, but this one gets a truncated answer, so that a real client can come back by TCP or with a cookie. */
export const RATE_SLIPPED = 1;
export const RATE_DROPPED = 2;

export class RateLimiter {
  private readonly perSecond: number;
  private readonly slip: number;
  private readonly keys: Int32Array;
  /** Answers given and not yet leaked, and when that was computed. */
  private readonly levels: Float64Array;
  private readonly times: Float64Array;
  private seed: number;
  private slipCount: number;

  /** `perSecond` 0 turns it off; every `slip`-th answer over the limit is truncated instead of dropped, 0 for none. */
  constructor(perSecond: number, slip: number) {
    const buckets = perSecond > 0 ? RATE_LIMIT_BUCKETS : 0;
    this.perSecond = perSecond;
    this.slip = slip;
    this.keys = new Int32Array(buckets);
    this.levels = new Float64Array(buckets);
    this.times = new Float64Array(buckets);
    this.seed = 0;
    this.slipCount = 0;
  }

  get enabled(): boolean {
    return this.perSecond > 0;
  }

  /** A random number that keeps others from aiming at a bucket. */
  useSeed(seed: number): void {
    this.seed = seed | 0;
  }

  /** Counts an answer of the kind `answerKey` to `client`, the octets of its address, and says what becomes of it. */
  judge(client: Uint8Array, answerKey: number, nowMs: number): number {
    const key = this.keyOf(client, answerKey);
    const bucket = key & (RATE_LIMIT_BUCKETS - 1);
    const burst = this.perSecond * BURST_SECONDS;
    let level = 0;
    if (this.keys[bucket] === key) {
      level = this.levels[bucket] - ((nowMs - this.times[bucket]) * this.perSecond) / 1000;
      if (level < 0) level = 0;
    }
    this.keys[bucket] = key;
    this.times[bucket] = nowMs;
    // What is dropped counts no further: a client under attack recovers within the burst.
    if (level + 1 <= burst) {
      this.levels[bucket] = level + 1;
      return RATE_ALLOWED;
    }
    this.levels[bucket] = level;
    return this.slipOrDrop();
  }

  private slipOrDrop(): number {
    if (this.slip === 0) return RATE_DROPPED;
    this.slipCount++;
    if (this.slipCount < this.slip) return RATE_DROPPED;
    this.slipCount = 0;
    return RATE_SLIPPED;
  }

  private keyOf(client: Uint8Array, answerKey: number): number {
    const octets = client.length === 4 ? IPV4_PREFIX_OCTETS : IPV6_PREFIX_OCTETS;
    let key = mixHashes(this.seed, answerKey);
    for (let i = 0; i < octets; i++) key = mixHashes(key, client[i]);
    return key;
  }
}
