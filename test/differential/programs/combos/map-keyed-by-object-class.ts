// Maps keyed by instances, closures as values, and deletion while iterating.
class Key {
  constructor(readonly id: number) {}
}
const keys = [new Key(1), new Key(2), new Key(3)];
const m = new Map<Key, (n: number) => number>(keys.map((k) => [k, (n) => n * k.id]));
for (const [k, f] of m) {
  console.log(k.id, f(10));
  if (k.id === 1) {
    m.delete(keys[1]);
    m.set(new Key(4), (n) => -n);
  }
}
console.log(m.size, [...m.keys()].map((k) => k.id), m.get(keys[2])?.(5), m.get(keys[1])?.(5));
