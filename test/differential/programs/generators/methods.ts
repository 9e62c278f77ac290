// Generator methods in classes and literals, with this, private and computed names.
class Tree<T> {
  #left?: Tree<T>;
  #right?: Tree<T>;
  constructor(readonly value: T) {}
  insert(v: T): this {
    if (v < this.value) this.#left ? this.#left.insert(v) : (this.#left = new Tree(v));
    else this.#right ? this.#right.insert(v) : (this.#right = new Tree(v));
    return this;
  }
  *[Symbol.iterator](): Generator<T> {
    if (this.#left) yield* this.#left;
    yield this.value;
    if (this.#right) yield* this.#right;
  }
  static *range(n: number): Generator<number> {
    while (n-- > 0) yield n;
  }
}
const t = new Tree(5).insert(2).insert(8).insert(1).insert(9);
console.log([...t], Math.min(...t), [...Tree.range(3)]);
const o = {
  items: ['x', 'y'],
  *pairs() {
    for (const [i, v] of this.items.entries()) yield `${i}${v}`;
  },
  *[Symbol.iterator]() {
    yield* this.items;
  },
};
console.log([...o.pairs()], [...o], new Tree('m').insert('a'));
