// super in methods, accessors, statics and object literals.
class A {
  greet(): string {
    return 'A';
  }
  static make(): string {
    return 'static A';
  }
  get v(): number {
    return 1;
  }
}
class B extends A {
  override greet(): string {
    const inner = (): string => super.greet() + 'B';
    return inner();
  }
  static override make(): string {
    return super.make() + '+B';
  }
  override get v(): number {
    return super.v + 1;
  }
}
class C extends B {
  override greet(): string {
    return [1, 2].map(() => super.greet()).join('|') + 'C';
  }
  override get v(): number {
    return super.v * 10;
  }
}
console.log(new C().greet(), B.make(), C.make(), new C().v);
const proto = { hello(): string { return 'proto'; } };
const obj = { __proto__: proto, hello(): string { return super.hello() + ' obj'; } } as typeof proto;
console.log(obj.hello());
