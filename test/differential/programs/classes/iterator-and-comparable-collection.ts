// A sorted collection class: iteration, spread, size, slicing, static builders, JSON and primitives.
class SortedSet<T> implements Iterable<T> {
  readonly #items: T[] = [];
  readonly #cmp: (a: T, b: T) => number;
  constructor(items: Iterable<T> = [], cmp: (a: T, b: T) => number = (a, b) => (a < b ? -1 : a > b ? 1 : 0)) {
    this.#cmp = cmp;
    for (const i of items) this.add(i);
  }
  static of<T>(...items: T[]): SortedSet<T> {
    return new SortedSet(items);
  }
  #at(x: T): number {
    let [lo, hi] = [0, this.#items.length];
    while (lo < hi) {
      const mid = (lo + hi) >> 1;
      if (this.#cmp(this.#items[mid], x) < 0) lo = mid + 1;
      else hi = mid;
    }
    return lo;
  }
  add(x: T): boolean {
    const i = this.#at(x);
    if (i < this.#items.length && this.#cmp(this.#items[i], x) === 0) return false;
    this.#items.splice(i, 0, x);
    return true;
  }
  has = (x: T): boolean => this.#items[this.#at(x)] !== undefined && this.#cmp(this.#items[this.#at(x)], x) === 0;
  range = (lo: T, hi: T): T[] => this.#items.slice(this.#at(lo), this.#at(hi));
  get size(): number {
    return this.#items.length;
  }
  [Symbol.iterator] = (): Iterator<T> => this.#items[Symbol.iterator]();
  toJSON = (): T[] => [...this];
  [Symbol.toPrimitive] = (hint: string): string | number => (hint === 'number' ? this.size : `{${this.#items}}`);
}
const s = SortedSet.of(5, 1, 3, 1, 4);
console.log([...s], s.size, s.has(3), s.has(2), s.has(9), s.range(2, 5), JSON.stringify({ s }), `${s}`, +s, s.add(2), Math.max(...s));
console.log(...new SortedSet(['pear', 'fig', 'banana'], (a, b) => a.length - b.length), new SortedSet<number>().has(0), [...new SortedSet([new Date(5), new Date(1)])].map(Number));
