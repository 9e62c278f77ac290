// Lazy getters that replace themselves, and computed caches by key.
let computed = 0;
class Lazy {
  #v?: number;
  get value(): number {
    return (this.#v ??= (computed++, 42));
  }
}
const l = new Lazy();
console.log(l.value + l.value, computed);
const o = {
  get once(): number {
    computed++;
    Object.defineProperty(this, 'once', { value: 7, enumerable: true });
    return 7;
  },
};
console.log(o.once, o.once, computed, o, Object.getOwnPropertyDescriptor(o, 'once')?.get);
const cached = <K extends PropertyKey, V>(f: (k: K) => V): ((k: K) => V) => {
  const c = {} as Record<K, V>;
  return (k) => (k in c ? c[k] : (c[k] = f(k)));
};
const sq = cached((n: number) => (computed++, n * n));
console.log(sq(4), sq(4), sq(5), computed);
