// Observables with setters, listeners, unsubscription and batched updates.
type Listener<T> = (v: T, old: T) => void;
class Obs<T> {
  #v: T;
  #ls = new Set<Listener<T>>();
  constructor(v: T) {
    this.#v = v;
  }
  get value(): T {
    return this.#v;
  }
  set value(v: T) {
    const old = this.#v;
    if (Object.is(old, v)) return;
    this.#v = v;
    for (const l of [...this.#ls]) l(v, old);
  }
  subscribe(l: Listener<T>): () => boolean {
    this.#ls.add(l);
    return () => this.#ls.delete(l);
  }
  map<U>(f: (v: T) => U): Obs<U> {
    const o = new Obs(f(this.#v));
    this.subscribe((v) => (o.value = f(v)));
    return o;
  }
}
const n = new Obs(1);
const s = n.map((v) => `#${v}`);
const log: string[] = [];
const off = s.subscribe((v, old) => log.push(`${old}->${v}`));
n.value++;
n.value = n.value;
n.value *= 5;
off();
n.value = NaN;
n.value = NaN;
console.log(log, s.value, n.value);
