// One generic class and function under several type arguments, told apart, mixed, and through prototypes.
class Ring<T> {
  private readonly items: (T | undefined)[] = [];
  #count = 0;
  constructor(readonly capacity: number) {}
  push(x: T): boolean { if (this.#count >= this.capacity) return false; this.items.push(x); this.#count++; return true; }
  get size(): number { return this.#count; }
  at(i: number): T | undefined { return this.items[i]; }
  each(f: (x: T) => void): void { this.items.forEach((x) => { if (x !== undefined) f(x); }); }
  #secret(): T | undefined { return this.items[0]; }
  first(): T | undefined { return this.#secret(); }
}
interface P { x: number; y: number }
const a = new Ring<number>(4), b = new Ring<P>(4), c = new Ring<string>(2);
for (let i = 0; i < 6; i++) { console.log(a.push(i * 2), b.push({ x: i, y: -i }), c.push(`s${i}`)); }
let s = 0;
a.each((x) => (s += x)); b.each((p) => (s += p.x + p.y)); c.each((t) => (s += t.length));
console.log(s, a.size, b.size, c.size, a.first(), b.first(), c.first(), a.at(9), b.at(1)?.x);
const all: Ring<unknown>[] = [a, b, c];
for (const r of all) { console.log(r.size, r.first()); r.each((x) => console.log(x)); console.log(r instanceof Ring, r.constructor === Ring, r); }
function ident<T>(x: T): T { return x; }
function pair<A, B>(x: A, y: B): [A, B] { return [x, y]; }
console.log(ident(3) + 1, ident('x') + 'y', pair(1, 'a'), pair({ z: 1 }, null));
function mapAll<T, U>(xs: readonly T[], f: (x: T, i: number) => U): U[] { const out: U[] = []; for (let i = 0; i < xs.length; i++) out.push(f(xs[i]!, i)); return out; }
console.log(mapAll([1, 2, 3], (x) => x * 2.5), mapAll(['a', 'bc'], (t, i) => t.length + i), mapAll([{ k: 1 }], (o) => o.k));
const m = Ring.prototype.push; console.log(m.call(a, 1), typeof m);
