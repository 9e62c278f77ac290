// An object pool with reset, statistics, and disposal through callbacks and finally.
interface Poolable {
  reset(): void;
}
class Pool<T extends Poolable> {
  readonly #free: T[] = [];
  readonly #used = new Set<T>();
  created = 0;
  constructor(
    private readonly make: (id: number) => T,
    private readonly max = Infinity,
  ) {}
  take(): T {
    const item = this.#free.pop() ?? (this.created < this.max ? this.make(++this.created) : undefined);
    if (!item) throw new RangeError(`pool of ${this.max} is empty`);
    this.#used.add(item);
    return item;
  }
  give(item: T): void {
    if (!this.#used.delete(item)) throw new Error('not from this pool');
    item.reset();
    this.#free.push(item);
  }
  with<R>(f: (item: T) => R): R {
    const item = this.take();
    try {
      return f(item);
    } finally {
      this.give(item);
    }
  }
  get stats(): string {
    return `${this.#used.size} used, ${this.#free.length} free, ${this.created} made`;
  }
}
class Vec implements Poolable {
  x = 0;
  y = 0;
  constructor(readonly id: number) {}
  reset(): void {
    this.x = this.y = 0;
  }
}
const pool = new Pool((id) => new Vec(id), 2);
const a = pool.take();
a.x = 5;
console.log(pool.with((v) => ((v.y = 3), v.id)), pool.stats, a);
pool.give(a);
console.log(pool.take(), pool.take().id, pool.stats);
for (const f of [() => pool.take(), () => pool.give(new Vec(9)), () => pool.with(() => 1)]) {
  try {
    f();
  } catch (e) {
    console.log(String(e));
  }
}
