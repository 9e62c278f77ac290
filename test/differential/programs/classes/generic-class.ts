// Generic classes with constraints, defaults and static factories.
class Box<T> {
  constructor(private value: T) {}
  static of<U>(value: U): Box<U> {
    return new Box(value);
  }
  map<U>(f: (value: T) => U): Box<U> {
    return new Box(f(this.value));
  }
  get(): T {
    return this.value;
  }
}
console.log(Box.of(2).map((n) => n * 1.5).map(String).get(), Box.of([1]).map((a) => a.length).get());
class Pair<A, B = A> {
  constructor(
    readonly a: A,
    readonly b: B,
  ) {}
  swap(): Pair<B, A> {
    return new Pair(this.b, this.a);
  }
}
console.log(new Pair(1, 'x').swap(), new Pair<boolean>(true, false).swap().a);
class SortedList<T extends { key: number }> {
  #items: T[] = [];
  add(item: T): this {
    const at = this.#items.findIndex((o) => o.key > item.key);
    this.#items.splice(at < 0 ? this.#items.length : at, 0, item);
    return this;
  }
  keys(): number[] {
    return this.#items.map((i) => i.key);
  }
}
console.log(new SortedList<{ key: number; name?: string }>().add({ key: 3 }).add({ key: 1, name: 'n' }).add({ key: 2 }).keys());
