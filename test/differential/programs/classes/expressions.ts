// Class expressions: anonymous, named, closures over variables, returned from functions.
const A = class {
  hi(): string {
    return A.name;
  }
};
const B = class Inner {
  static make(): Inner {
    return new Inner();
  }
  name = Inner.name;
};
console.log(new A().hi(), B.name, B.make().name, new (class { x = 1; })());
function makeClass(offset: number) {
  return class {
    constructor(readonly n: number) {}
    value(): number {
      return this.n + offset;
    }
  };
}
const Plus1 = makeClass(1);
const Plus10 = makeClass(10);
console.log(new Plus1(5).value(), new Plus10(5).value(), new Plus1(1) instanceof Plus10);
const classes = [1, 2, 3].map((k) => class { static k = k; });
console.log(classes.map((c) => c.k), classes[0] === classes[1]);
