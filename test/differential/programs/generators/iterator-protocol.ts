// Hand-written iterators, with return called on early exit.
class Countdown implements Iterable<number> {
  closed = 0;
  constructor(readonly from: number) {}
  [Symbol.iterator](): Iterator<number> {
    let n = this.from;
    return {
      next: () => (n > 0 ? { done: false, value: n-- } : { done: true, value: undefined }),
      return: (value?: unknown) => {
        this.closed++;
        return { done: true, value };
      },
    };
  }
}
const c = new Countdown(4);
console.log([...c], c.closed);
for (const v of c) if (v === 3) break;
const [first] = c;
console.log(first, c.closed);
try {
  for (const _ of c) throw new Error('x');
} catch {
  console.log(c.closed);
}
const [p, q, r, s, t] = c;
console.log(p, q, r, s, t, c.closed);
const f = (): number => {
  for (const v of c) return v * 100;
  return 0;
};
console.log(f(), c.closed, new Set(c).size, Math.max(...c), Array.from(c).length, c.closed);
const old = { next: () => ({ done: true, value: 1 }), [Symbol.iterator]() { return this; } };
for (const _ of old) console.log('never');
