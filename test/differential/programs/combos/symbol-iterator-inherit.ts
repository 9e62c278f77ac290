// Inherited and overridden iterators, super iterators, spread of instances.
class Base {
  protected items = [1, 2, 3];
  *[Symbol.iterator](): Generator<number> {
    yield* this.items;
  }
}
class Rev extends Base {
  override *[Symbol.iterator](): Generator<number> {
    yield* [...super[Symbol.iterator]()].reverse();
  }
}
class Twice extends Rev {
  override *[Symbol.iterator](): Generator<number> {
    for (const v of { [Symbol.iterator]: () => super[Symbol.iterator]() }) {
      yield v;
      yield v * 10;
    }
  }
}
console.log([...new Base()], [...new Rev()], [...new Twice()], Math.max(...new Twice()));
