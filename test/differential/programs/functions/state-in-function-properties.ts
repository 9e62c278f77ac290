// State kept in function properties, closures and default parameter objects.
function counter(): number {
  return ++counter.count;
}
counter.count = 0;
counter.reset = (): void => {
  counter.count = 0;
};
counter();
counter();
console.log(counter.count, counter(), (counter.reset(), counter.count), Object.keys(counter), counter.name);
const counts: Record<string, number> = {};
const unique = (prefix: string, seen: Record<string, number> = counts): string => `${prefix}${(seen[prefix] = (seen[prefix] ?? 0) + 1)}`;
console.log(unique('a'), unique('a'), unique('b'), unique('a', { a: 41 }), counts);
const once = <A extends unknown[], R>(f: (...a: A) => R) => {
  const g = (...a: A): R => (g.result ??= { v: f(...a) }).v;
  g.result = undefined as { v: R } | undefined;
  return g;
};
const init = once((n: number) => (console.log('init', n), n * 2));
console.log(init.result, init(4), init(9), init.result);
const make = () => { let n = 0; return { get n() { return n; }, set n(v) { n = Math.max(0, v); }, inc: () => ++n }; };
const m = make();
m.n = 5;
m.n--;
m.inc();
console.log(m.n, (m.n = -3), m.n, make().n);
