// Fields shadow prototype methods and accessors of the base; undefined fields are own properties.
class A {
  greet(): string {
    return 'method';
  }
  x?: number;
  y = undefined as number | undefined;
  declare z: string;
}
class B extends A {
  override greet = (): string => `field over ${super.greet()}`;
}
const a = new A();
const b = new B();
console.log(a, b.greet(), Object.hasOwn(b, 'greet'), Object.hasOwn(a, 'greet'), Object.keys(a), 'z' in a, 'x' in a);
class Counter {
  static instances: Counter[] = [];
  id = Counter.instances.push(this);
  double = this.id * 2;
  ['computed' + 1](): number {
    return this.double;
  }
}
console.log([new Counter(), new Counter()].map((c) => [c.id, c.double]), Counter.instances.length);
class Init {
  a = this.compute();
  b = 5;
  compute(): string {
    return `b is ${this.b}`;
  }
}
console.log(new Init());
