// Printing of instances, subclasses, classes and null prototypes.
class Empty {}
class Point {
  constructor(
    public x: number,
    public y: number,
  ) {}
}
class Point3 extends Point {
  z = 3;
  #hidden = 1;
  static s = 1;
  get sum(): number {
    return this.x + this.#hidden;
  }
}
console.log(new Empty(), new Point(1, 2), new Point3(1, 2), [new Empty()], { p: new Point(0, 0) });
console.log(Empty, Point3, class {}, class extends Point {}, [Point, Point3]);
class Tagged {
  get [Symbol.toStringTag](): string {
    return 'Custom';
  }
}
console.log(new Tagged(), { [Symbol.toStringTag]: 'Lit', a: 1 });
class List extends Array<number> {}
class Dict extends Map<string, number> {
  extra = 1;
}
console.log(List.from([1, 2]), new Dict([['a', 1]]), new (class extends Set<number> {})([1]), new (class Err2 extends Error {})('m').message);
console.log(new (class Foo { a = new (class Bar { b = new (class Baz { c = {}; })(); })(); })());
