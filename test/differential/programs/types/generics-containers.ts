// Generic containers used at several element types at once.
class LinkedList<T> implements Iterable<T> {
  #head: { v: T; next: LinkedListNode<T> } | null = null;
  size = 0;
  push(v: T): this {
    this.#head = { v, next: this.#head };
    this.size++;
    return this;
  }
  *[Symbol.iterator](): Generator<T> {
    for (let n: LinkedListNode<T> = this.#head; n; n = n.next) yield n.v;
  }
  map<U>(f: (v: T, i: number) => U): LinkedList<U> {
    const out = new LinkedList<U>();
    let i = this.size;
    for (const v of [...this].reverse()) out.push(f(v, --i));
    return out;
  }
}
type LinkedListNode<T> = { v: T; next: LinkedListNode<T> } | null;
const nums = new LinkedList<number>().push(1).push(2).push(3.5);
const strs = nums.map((n) => `n${n}`);
const mixed = new LinkedList<number | string | undefined>().push(1).push('x').push(undefined);
console.log([...nums], [...strs], [...mixed], [...nums.map((n, i) => n * i)], strs.size, [...new LinkedList<boolean>().push(true).map((b) => !b)]);
class Maybe<T> {
  private constructor(private readonly v: T | null) {}
  static some = <T>(v: T): Maybe<T> => new Maybe(v);
  static none = <T>(): Maybe<T> => new Maybe<T>(null);
  map<U>(f: (v: T) => U): Maybe<U> {
    return this.v === null ? Maybe.none() : Maybe.some(f(this.v));
  }
  or(d: T): T {
    return this.v ?? d;
  }
}
console.log(Maybe.some(4).map((n) => n / 8).or(1), Maybe.none<string>().map((s) => s.length).or(-1), Maybe.some('x').map((s) => [s]).or([]));
