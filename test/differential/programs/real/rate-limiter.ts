// Token bucket, sliding window and fixed window limiters behind one interface, on a virtual clock.
interface Decision {
  allowed: boolean;
  retryAfter: number;
  remaining: number;
}
interface Limiter {
  check(key: string, now: number, cost?: number): Decision;
  readonly name: string;
}

class TokenBucket implements Limiter {
  readonly name = 'token bucket';
  readonly #buckets = new Map<string, { tokens: number; at: number }>();
  constructor(
    private readonly capacity: number,
    private readonly perSecond: number,
  ) {}
  check(key: string, now: number, cost = 1): Decision {
    const bucket = this.#buckets.get(key) ?? { tokens: this.capacity, at: now };
    bucket.tokens = Math.min(this.capacity, bucket.tokens + ((now - bucket.at) / 1000) * this.perSecond);
    bucket.at = now;
    this.#buckets.set(key, bucket);
    if (bucket.tokens >= cost) {
      bucket.tokens -= cost;
      return { allowed: true, retryAfter: 0, remaining: Math.floor(bucket.tokens) };
    }
    return { allowed: false, retryAfter: Math.ceil(((cost - bucket.tokens) / this.perSecond) * 1000), remaining: Math.floor(bucket.tokens) };
  }
}

class SlidingLog implements Limiter {
  readonly name = 'sliding log';
  readonly #hits: Record<string, number[]> = {};
  constructor(
    private readonly limit: number,
    private readonly windowMs: number,
  ) {}
  check(key: string, now: number, cost = 1): Decision {
    const hits = (this.#hits[key] ??= []);
    while (hits[0] !== undefined && hits[0] <= now - this.windowMs) hits.shift();
    const free = this.limit - hits.length;
    if (cost > free) return { allowed: false, retryAfter: (hits[cost - free - 1] ?? now) + this.windowMs - now, remaining: free };
    for (let i = 0; i < cost; i++) hits.push(now);
    return { allowed: true, retryAfter: 0, remaining: free - cost };
  }
}

class FixedWindow implements Limiter {
  readonly name = 'fixed window';
  #window = -1;
  #counts = new Map<string, number>();
  constructor(
    private readonly limit: number,
    private readonly windowMs: number,
  ) {}
  check(key: string, now: number, cost = 1): Decision {
    const window = Math.floor(now / this.windowMs);
    if (window !== this.#window) {
      this.#window = window;
      this.#counts.clear();
    }
    const used = this.#counts.get(key) ?? 0;
    if (used + cost > this.limit) return { allowed: false, retryAfter: (window + 1) * this.windowMs - now, remaining: this.limit - used };
    this.#counts.set(key, used + cost);
    return { allowed: true, retryAfter: 0, remaining: this.limit - used - cost };
  }
}

class Composite implements Limiter {
  readonly name: string;
  readonly #limiters: readonly Limiter[];
  constructor(...limiters: Limiter[]) {
    this.#limiters = limiters;
    this.name = limiters.map((l) => l.name).join(' + ');
  }
  check(key: string, now: number, cost?: number): Decision {
    return this.#limiters
      .map((l) => l.check(key, now, cost))
      .reduce((a, b) => ({ allowed: a.allowed && b.allowed, retryAfter: Math.max(a.retryAfter, b.retryAfter), remaining: Math.min(a.remaining, b.remaining) }));
  }
}

const limiters: Limiter[] = [new TokenBucket(5, 2), new SlidingLog(5, 2000), new FixedWindow(5, 1000), new Composite(new TokenBucket(10, 1), new FixedWindow(3, 500))];
const arrivals: [at: number, key: string, cost?: number][] = [];
for (let i = 0; i < 12; i++) arrivals.push([i * 130, i % 4 === 0 ? 'bob' : 'ann']);
arrivals.push([1600, 'ann', 4], [2600, 'ann', 3], [2601, 'bob', 9], [9000, 'ann', 5]);

for (const limiter of limiters) {
  const marks = arrivals.map(([at, key, cost]) => {
    const d = limiter.check(key, at, cost);
    return d.allowed ? `${key[0]}${d.remaining}` : `${key[0]}!${d.retryAfter}`;
  });
  console.log(limiter.name.padEnd(28), marks.join(' '));
}

async function withRetry<T>(limiter: Limiter, key: string, clock: { now: number }, work: () => T): Promise<{ value: T; waited: number }> {
  let waited = 0;
  for (;;) {
    const d = limiter.check(key, clock.now);
    if (d.allowed) return { value: work(), waited };
    waited += d.retryAfter;
    clock.now += d.retryAfter;
    await null;
  }
}
const clock = { now: 0 };
const bucket = new TokenBucket(2, 4);
const waits: number[] = [];
for (let i = 0; i < 6; i++) {
  const { value, waited } = await withRetry(bucket, 'k', clock, () => i * i);
  waits.push(waited);
  if (value === 25) console.log('last at', clock.now);
}
console.log(waits);
