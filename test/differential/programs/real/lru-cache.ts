// An LRU cache on a doubly linked list and a map, with statistics, expiry and eviction callbacks.
interface Entry<K, V> {
  key: K;
  value: V;
  expires: number;
  prev: Entry<K, V> | null;
  next: Entry<K, V> | null;
}

interface CacheOptions<K, V> {
  capacity: number;
  ttl?: number;
  now?: () => number;
  onEvict?: (key: K, value: V, reason: 'capacity' | 'expired' | 'deleted') => void;
}

class LruCache<K, V> {
  readonly #map = new Map<K, Entry<K, V>>();
  readonly #options: CacheOptions<K, V>;
  #head: Entry<K, V> | null = null;
  #tail: Entry<K, V> | null = null;
  readonly stats = { hits: 0, misses: 0, evictions: 0 };

  constructor(options: CacheOptions<K, V>) {
    if (options.capacity < 1) throw new RangeError(`capacity must be at least 1, got ${options.capacity}`);
    this.#options = options;
  }

  get size(): number {
    return this.#map.size;
  }

  get(key: K): V | undefined {
    const entry = this.#map.get(key);
    if (!entry) {
      this.stats.misses++;
      return undefined;
    }
    if (entry.expires <= this.#now()) {
      this.#remove(entry, 'expired');
      this.stats.misses++;
      return undefined;
    }
    this.stats.hits++;
    this.#touch(entry);
    return entry.value;
  }

  set(key: K, value: V): this {
    const expires = this.#options.ttl === undefined ? Infinity : this.#now() + this.#options.ttl;
    const existing = this.#map.get(key);
    if (existing) {
      existing.value = value;
      existing.expires = expires;
      this.#touch(existing);
      return this;
    }
    if (this.#map.size >= this.#options.capacity && this.#tail) {
      this.stats.evictions++;
      this.#remove(this.#tail, 'capacity');
    }
    const entry: Entry<K, V> = { key, value, expires, prev: null, next: null };
    this.#map.set(key, entry);
    this.#pushFront(entry);
    return this;
  }

  delete(key: K): boolean {
    const entry = this.#map.get(key);
    if (!entry) return false;
    this.#remove(entry, 'deleted');
    return true;
  }

  *entries(): Generator<[K, V]> {
    for (let e = this.#head; e; e = e.next) yield [e.key, e.value];
  }

  #now(): number {
    return this.#options.now?.() ?? 0;
  }

  #touch(entry: Entry<K, V>): void {
    if (this.#head === entry) return;
    this.#unlink(entry);
    this.#pushFront(entry);
  }

  #pushFront(entry: Entry<K, V>): void {
    entry.prev = null;
    entry.next = this.#head;
    if (this.#head) this.#head.prev = entry;
    this.#head = entry;
    this.#tail ??= entry;
  }

  #unlink(entry: Entry<K, V>): void {
    if (entry.prev) entry.prev.next = entry.next;
    else this.#head = entry.next;
    if (entry.next) entry.next.prev = entry.prev;
    else this.#tail = entry.prev;
    entry.prev = entry.next = null;
  }

  #remove(entry: Entry<K, V>, reason: 'capacity' | 'expired' | 'deleted'): void {
    this.#unlink(entry);
    this.#map.delete(entry.key);
    this.#options.onEvict?.(entry.key, entry.value, reason);
  }
}

const log: string[] = [];
const cache = new LruCache<string, number>({ capacity: 3, onEvict: (k, v, r) => log.push(`${r} ${k}=${v}`) });
cache.set('a', 1).set('b', 2).set('c', 3);
console.log(cache.get('a'), cache.get('zz'), [...cache.entries()]);
cache.set('d', 4).set('a', 10);
console.log([...cache.entries()].map(([k]) => k).join(' '), cache.size, cache.get('b'));
console.log(cache.delete('c'), cache.delete('c'), cache.size, log);

let time = 0;
const expiring = new LruCache<number, { text: string }>({ capacity: 100, ttl: 50, now: () => time });
for (let i = 0; i < 150; i++) {
  time = i;
  expiring.set(i % 120, { text: `v${i}` });
  if (i % 7 === 0) expiring.get(i - 60);
  if (i % 11 === 0) expiring.get(i - 5);
}
console.log(expiring.size, expiring.stats, expiring.get(29)?.text, expiring.get(30)?.text);
try {
  new LruCache({ capacity: 0 });
} catch (e) {
  console.log(String(e));
}

const fib = (() => {
  const memo = new LruCache<number, bigint>({ capacity: 50 });
  const go = (n: number): bigint => {
    const hit = memo.get(n);
    if (hit !== undefined) return hit;
    const v = n < 2 ? BigInt(n) : go(n - 1) + go(n - 2);
    memo.set(n, v);
    return v;
  };
  return Object.assign(go, { stats: memo.stats });
})();
console.log(fib(90), fib(90), fib.stats);
