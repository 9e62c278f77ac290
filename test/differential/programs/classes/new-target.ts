// new.target in constructors and functions; abstract instantiation guards.
class Base {
  kind: string;
  constructor() {
    this.kind = new.target.name;
    if (new.target === Base) throw new TypeError('abstract');
  }
}
class Child extends Base {}
class GrandChild extends Child {
  constructor() {
    super();
    console.log(new.target === GrandChild);
  }
}
console.log(new Child().kind, new GrandChild().kind);
try {
  new Base();
} catch (e) {
  console.log((e as Error).message);
}
function Fn(this: unknown): boolean {
  return new.target !== undefined;
}
console.log(Fn.call(null));
