// Constructors that return objects, primitives, or the same instance.
class Cached {
  static #all = new Map<string, Cached>();
  hits = 0;
  constructor(readonly key: string) {
    const old = Cached.#all.get(key);
    if (old) {
      old.hits++;
      return old;
    }
    Cached.#all.set(key, this);
  }
}
const a = new Cached('a');
console.log(new Cached('a') === a, a.hits, new Cached('b') === a, a instanceof Cached);
class Other {
  kind = 'other';
}
class Odd {
  field = 1;
  constructor(mode: number) {
    if (mode === 1) return new Other() as unknown as Odd;
    if (mode === 2) return;
  }
}
console.log(new Odd(1), new Odd(1) instanceof Odd, new Odd(2));
class Sub extends Odd {
  extra = 'e';
}
console.log(new Sub(1), new Sub(2));
