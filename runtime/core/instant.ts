// Instants are milliseconds of a monotonic clock as a double (the event loop's unit). They come in as arguments everywhere:
// no protocol reads a clock, so that a test can run years in a moment.

export type Instant = number;

export const SECOND = 1000;
/** The deadline of something that waits for no time at all. */
export const NEVER: Instant = Infinity;

/** Rate limit with credit: `rate` events a second on average, `burst` at once. */
export class TokenBucket {
  private readonly perMs: number;
  private readonly burst: number;
  private tokens: number;
  private filledAt: Instant;

  constructor(ratePerSecond: number, burst: number) {
    this.perMs = ratePerSecond / SECOND;
    this.burst = burst;
    this.tokens = burst;
    this.filledAt = 0;
  }

  /** True, and one token fewer, when the event may happen now. */
  take(now: Instant): boolean {
    const elapsed = now - this.filledAt;
    if (elapsed > 0) {
      this.tokens = Math.min(this.burst, this.tokens + elapsed * this.perMs);
      this.filledAt = now;
    }
    if (this.tokens < 1) return false;
    this.tokens -= 1;
    return true;
  }
}
