// Maps and dictionaries with many generated keys, updates and deletions.
const m = new Map<string, number>();
const d: Record<string, number> = {};
for (let i = 0; i < 20000; i++) {
  const k = `k${(i * 7919) % 1000}`;
  m.set(k, (m.get(k) ?? 0) + i);
  d[k] = (d[k] ?? 0) + 1;
  if (i % 13 === 0) {
    m.delete(k);
    delete d[k];
  }
}
let h = 0;
for (const [k, v] of m) h = (h * 33 + v + k.length) % 1000000007;
console.log(m.size, Object.keys(d).length, h, Object.values(d).reduce((a, b) => a + b, 0), m.get('k7'), d['k7']);
