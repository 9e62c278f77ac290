// Typed event emitter, LRU cache on Map order, memoize with Map and WeakMap, debounce-like scheduler with a virtual clock.
type Listener<A extends unknown[]> = (...args: A) => void;
class Emitter<Events extends Record<string, unknown[]>> {
  private readonly listeners: { [K in keyof Events]?: Listener<Events[K]>[] } = {};
  on<K extends keyof Events>(event: K, listener: Listener<Events[K]>): () => void {
    (this.listeners[event] ??= []).push(listener);
    return () => this.off(event, listener);
  }
  once<K extends keyof Events>(event: K, listener: Listener<Events[K]>): void {
    const wrapped: Listener<Events[K]> = (...args) => {
      this.off(event, wrapped);
      listener(...args);
    };
    this.on(event, wrapped);
  }
  off<K extends keyof Events>(event: K, listener: Listener<Events[K]>): boolean {
    const list = this.listeners[event];
    const at = list?.indexOf(listener) ?? -1;
    if (at < 0) return false;
    list!.splice(at, 1);
    if (list!.length === 0) delete this.listeners[event];
    return true;
  }
  emit<K extends keyof Events>(event: K, ...args: Events[K]): number {
    const list = this.listeners[event]?.slice() ?? [];
    for (const listener of list) listener(...args);
    return list.length;
  }
  get names(): (keyof Events)[] {
    return Object.keys(this.listeners);
  }
}
interface AppEvents extends Record<string, unknown[]> {
  login: [user: string, at: number];
  logout: [user: string];
  error: [Error];
}
const bus = new Emitter<AppEvents>();
const log: string[] = [];
const stop = bus.on('login', (user, at) => log.push(`login ${user}@${at.toFixed(1)}`));
bus.once('login', (user) => log.push(`first ${user}`));
bus.on('error', ({ message, name }) => log.push(`${name}: ${message}`));
console.log(
  bus.emit('login', 'ann', 1),
  bus.emit('login', 'bob', 2.25),
  bus.emit('logout', 'x'),
  bus.emit('error', new RangeError('bad')),
);
stop();
stop();
console.log(bus.emit('login', 'cat', 3), log, bus.names, bus);

class LRU<K, V> implements Iterable<[K, V]> {
  #map = new Map<K, V>();
  hits = 0;
  misses = 0;
  constructor(
    readonly capacity: number,
    private readonly onEvict?: (key: K, value: V) => void,
  ) {
    if (!Number.isInteger(capacity) || capacity < 1) throw new RangeError(`capacity ${capacity}`);
  }
  get(key: K): V | undefined {
    if (!this.#map.has(key)) {
      this.misses++;
      return undefined;
    }
    this.hits++;
    const value = this.#map.get(key)!;
    this.#map.delete(key);
    this.#map.set(key, value);
    return value;
  }
  set(key: K, value: V): this {
    this.#map.delete(key);
    this.#map.set(key, value);
    if (this.#map.size > this.capacity) {
      const [oldest, old] = this.#map.entries().next().value!;
      this.#map.delete(oldest);
      this.onEvict?.(oldest, old);
    }
    return this;
  }
  get size(): number {
    return this.#map.size;
  }
  [Symbol.iterator](): IterableIterator<[K, V]> {
    return this.#map[Symbol.iterator]();
  }
  get [Symbol.toStringTag](): string {
    return `LRU<${this.size}/${this.capacity}>`;
  }
}
const evicted: string[] = [];
const lru = new LRU<string, number>(3, (k, v) => evicted.push(`${k}=${v}`));
lru.set('a', 1).set('b', 2).set('c', 3);
lru.get('a');
lru.set('d', 4);
lru.get('b');
lru.set('a', 10).set('e', 5);
console.log([...lru], evicted, lru.hits, lru.misses, String(lru), Object.prototype.toString.call(lru), lru);
try {
  new LRU(0);
} catch (e) {
  console.log((e as Error).message, e instanceof RangeError);
}

function memoize<A extends readonly unknown[], R>(
  fn: (...args: A) => R,
  key: (...args: A) => string = (...args) => JSON.stringify(args),
): ((...args: A) => R) & { readonly cache: ReadonlyMap<string, R>; calls: number } {
  const cache = new Map<string, R>();
  const memo = Object.assign(
    (...args: A): R => {
      memo.calls++;
      const k = key(...args);
      if (cache.has(k)) return cache.get(k)!;
      const result = fn(...args);
      cache.set(k, result);
      return result;
    },
    { cache: cache as ReadonlyMap<string, R>, calls: 0 },
  );
  return memo;
}
const fib: ((n: number) => bigint) & { calls: number } = memoize((n: number): bigint =>
  n < 2 ? BigInt(n) : fib(n - 1) + fib(n - 2),
);
console.log(fib(90), fib.calls, fib.name, fib.length, typeof fib);
const area = memoize(
  (w: number, h?: number) => w * (h ?? 2),
  (w: number, h?: number) => `${w}x${h}`,
);
console.log(area(2), area(2), area(2, 3), area.calls, [...area.cache], area.cache.size);
const depths = new WeakMap<object, number>();
interface Tree {
  label: string;
  kids?: Tree[];
}
function depth(t: Tree): number {
  const known = depths.get(t);
  if (known !== undefined) return known;
  const d = 1 + Math.max(0, ...(t.kids ?? []).map(depth));
  depths.set(t, d);
  return d;
}
const leaf: Tree = { label: 'leaf' };
const tree: Tree = { label: 'root', kids: [leaf, { label: 'mid', kids: [leaf, { label: 'deep', kids: [leaf] }] }] };
console.log(depth(tree), depths.has(leaf), depths.get(tree.kids![1]!), tree);

class VirtualClock {
  now = 0;
  #queue: { at: number; seq: number; run: () => void }[] = [];
  #seq = 0;
  after(ms: number, run: () => void): () => void {
    const entry = { at: this.now + ms, seq: this.#seq++, run };
    this.#queue.push(entry);
    this.#queue.sort((a, b) => a.at - b.at || a.seq - b.seq);
    return () => {
      this.#queue = this.#queue.filter((e) => e !== entry);
    };
  }
  advance(ms: number): void {
    const end = this.now + ms;
    for (let next = this.#queue[0]; next && next.at <= end; next = this.#queue[0]) {
      this.#queue.shift();
      this.now = next.at;
      next.run();
    }
    this.now = end;
  }
}
const clock = new VirtualClock();
function debounce<A extends unknown[]>(fn: (...args: A) => void, ms: number): (...args: A) => void {
  let cancel: (() => void) | undefined;
  return (...args) => {
    cancel?.();
    cancel = clock.after(ms, () => {
      cancel = undefined;
      fn(...args);
    });
  };
}
const seen: [string, number][] = [];
const save = debounce((text: string) => seen.push([text, clock.now]), 100);
save('a');
clock.advance(50);
save('ab');
clock.advance(99);
save('abc');
clock.advance(100);
save('x');
clock.advance(1000);
console.log(seen, clock.now);
