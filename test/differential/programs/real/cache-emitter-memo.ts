// Type-safe event emitter, LRU cache with TTL and a memoiser with WeakMap.
type EventMap = {
  hit: [key: string, value: number];
  miss: [key: string];
  evict: [key: string, reason: 'size' | 'ttl'];
  clear: [];
};
type Handler<A extends unknown[]> = (...args: A) => void;
class Emitter<M extends { [K in keyof M]: unknown[] }> {
  #handlers: { [K in keyof M]?: Handler<M[K]>[] } = {};
  on<K extends keyof M>(event: K, handler: Handler<M[K]>): () => void {
    (this.#handlers[event] ??= []).push(handler);
    return () => this.off(event, handler);
  }
  once<K extends keyof M>(event: K, handler: Handler<M[K]>): void {
    const off = this.on(event, (...args) => {
      off();
      handler(...args);
    });
  }
  off<K extends keyof M>(event: K, handler: Handler<M[K]>): void {
    this.#handlers[event] = this.#handlers[event]?.filter((h) => h !== handler);
  }
  protected emit<K extends keyof M>(event: K, ...args: M[K]): number {
    const hs = this.#handlers[event];
    hs?.slice().forEach((h) => h(...args));
    return hs?.length ?? 0;
  }
}
interface Entry<V> {
  value: V;
  expires: number;
  prev?: string;
  next?: string;
}
class Cache<V extends number> extends Emitter<EventMap> implements Iterable<[string, V]> {
  private map = new Map<string, Entry<V>>();
  constructor(
    readonly capacity: number,
    private readonly ttl = Infinity,
    private readonly now: () => number = () => 0,
  ) {
    super();
  }
  get(key: string): V | undefined {
    const e = this.map.get(key);
    if (!e) {
      this.emit('miss', key);
      return undefined;
    }
    if (e.expires <= this.now()) {
      this.map.delete(key);
      this.emit('evict', key, 'ttl');
      return undefined;
    }
    this.map.delete(key);
    this.map.set(key, e);
    this.emit('hit', key, e.value);
    return e.value;
  }
  set(key: string, value: V): this {
    this.map.delete(key);
    if (this.map.size >= this.capacity) {
      const oldest = this.map.keys().next();
      if (!oldest.done) {
        this.map.delete(oldest.value);
        this.emit('evict', oldest.value, 'size');
      }
    }
    this.map.set(key, { value, expires: this.now() + this.ttl });
    return this;
  }
  get size(): number {
    return this.map.size;
  }
  clear(): void {
    this.map.clear();
    this.emit('clear');
  }
  *[Symbol.iterator](): IterableIterator<[string, V]> {
    for (const [k, { value }] of this.map) yield [k, value];
  }
  get [Symbol.toStringTag](): string {
    return `Cache(${this.size}/${this.capacity})`;
  }
}
let clock = 0;
const c = new Cache<number>(3, 10, () => clock);
const events: string[] = [];
c.on('evict', (k, r) => events.push(`evict ${k} ${r}`));
const offHit = c.on('hit', (k, v) => events.push(`hit ${k}=${v.toFixed(1)}`));
c.once('miss', (k) => events.push(`first miss ${k}`));
c.set('a', 1).set('b', 2).set('c', 3);
c.get('a');
c.set('d', 4);
c.get('b');
c.get('zz');
clock = 11;
c.get('a');
offHit();
c.get('c');
c.set('e', 2.25);
c.get('e');
console.log([...c], `${c}`, c.size);
c.clear();
console.log(events, [...c].length, String(c));

function memoize<K extends object, R>(fn: (k: K) => R): ((k: K) => R) & { stats: { hits: number; misses: number } } {
  const cache = new WeakMap<K, R>();
  const stats = { hits: 0, misses: 0 };
  const wrapped = (k: K): R => {
    if (cache.has(k)) {
      stats.hits++;
      return cache.get(k)!;
    }
    stats.misses++;
    const r = fn(k);
    cache.set(k, r);
    return r;
  };
  return Object.assign(wrapped, { stats });
}
const area = memoize((r: { w: number; h: number }) => r.w * r.h);
const r1 = { w: 2, h: 3 },
  r2 = { w: 2, h: 3 };
console.log(area(r1), area(r1), area(r2), area.stats, area.name, area.length);
function memoArgs<A extends readonly unknown[], R>(fn: (...a: A) => R): (...a: A) => R {
  const m = new Map<string, R>();
  return (...a) => {
    const key = a.map((x) => `${typeof x}:${x}`).join('|');
    if (!m.has(key)) m.set(key, fn(...a));
    return m.get(key) as R;
  };
}
let calls = 0;
const f = memoArgs((a: number, b: string, d = false) => {
  calls++;
  return d ? b.repeat(a) : `${b}${a}`;
});
console.log(f(2, 'x'), f(2, 'x'), f(2, 'x', true), f(3, 'y', false), calls);
const fib: (n: number) => bigint = memoArgs((n: number): bigint => (n < 2 ? BigInt(n) : fib(n - 1) + fib(n - 2)));
console.log(fib(90), fib(100).toString(36));
