// Conversion through a graph of units with search for a path.
const rates: [string, string, (x: number) => number, (x: number) => number][] = [['km', 'm', (x) => x * 1000, (x) => x / 1000], ['m', 'cm', (x) => x * 100, (x) => x / 100], ['in', 'cm', (x) => x * 2.54, (x) => x / 2.54], ['C', 'F', (x) => (x * 9) / 5 + 32, (x) => ((x - 32) * 5) / 9], ['C', 'K', (x) => x + 273.15, (x) => x - 273.15]];
const edges = new Map<string, Map<string, (x: number) => number>>();
for (const [a, b, f, g] of rates) {
  (edges.get(a) ?? edges.set(a, new Map()).get(a)!).set(b, f);
  (edges.get(b) ?? edges.set(b, new Map()).get(b)!).set(a, g);
}
const convert = (x: number, from: string, to: string, seen: readonly string[] = []): number | undefined => {
  if (from === to) return x;
  for (const [next, f] of edges.get(from) ?? []) {
    if (seen.includes(next)) continue;
    const r = convert(f(x), next, to, [...seen, from]);
    if (r !== undefined) return r;
  }
  return undefined;
};
console.log(convert(1, 'km', 'in')?.toFixed(3), convert(100, 'C', 'F'), convert(212, 'F', 'K'), convert(1, 'km', 'K'), convert(5, 'm', 'm'), convert(1, 'zz', 'm') ?? 'none', edges.get('cm'));
