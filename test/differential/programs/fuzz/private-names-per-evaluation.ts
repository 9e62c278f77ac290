// Each evaluation of a class has private names of its own: objects of one do not have those of another.
function make(k: number) {
  return class {
    #own = k;
    has(o: object): boolean {
      return #own in o;
    }
    read(o: this): number {
      return o.#own;
    }
  };
}
const A = make(1);
const B = make(2);
const [a, b] = [new A(), new B()];
console.log(a.has(a), a.has(b), b.has(a), b.has(b), a.read(a));
try {
  console.log(a.read(b as unknown as typeof a));
} catch (e) {
  console.log((e as Error).name);
}
type Constructor<T> = new () => T;
function counted<T extends object>(base: Constructor<T>) {
  return class extends (base as Constructor<object>) {
    #count = 0;
    bump(by: number): number {
      this.#count += by;
      const inner = Object.getPrototypeOf(Object.getPrototypeOf(this)) as { bump?: (by: number) => number };
      return this.#count + (inner.bump === undefined || by > 5 ? 0 : inner.bump.call(this, by * 2));
    }
  };
}
class Twice extends counted(counted(Object)) {}
const twice = new Twice();
console.log(twice.bump(1), twice.bump(6), twice.bump(3));
