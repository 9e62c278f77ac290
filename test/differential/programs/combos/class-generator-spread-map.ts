// A class with a generator iterator fed to spread, Map, Set, Array.from and destructuring.
class Pairs<V> {
  constructor(private readonly o: Record<string, V>) {}
  *[Symbol.iterator](): IterableIterator<[string, V]> {
    for (const k in this.o) yield [k, this.o[k]];
  }
}
const p = new Pairs({ x: 1, y: 2 });
console.log([...p], new Map(p), new Set(p).size, Object.fromEntries(p), Array.from(p, ([k, v]) => k + v));
const [[k1, v1], second] = p;
console.log(k1, v1, second, Math.max(...[...p].map(([, v]) => v)));
for (const [k, v] of new Pairs<unknown>({ fn: (): number => 1, s: 'q' })) console.log(k, typeof v);
