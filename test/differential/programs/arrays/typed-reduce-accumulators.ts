// Accumulators of many types: tuples, maps, sets, strings, functions, promises, booleans, undefined.
const xs = [3, 1, 4, 1, 5];
console.log(xs.reduce(([lo, hi]: [number, number], x): [number, number] => [Math.min(lo, x), Math.max(hi, x)], [Infinity, -Infinity]));
console.log(xs.reduce((s, x) => s.add(x % 3), new Set<number>()), xs.reduce((m, x, i) => m.set(x, i), new Map<number, number>()), xs.reduce((s, x) => s + x, ''));
console.log(xs.reduce<(n: number) => number>((f, x) => (n) => f(n) + x, (n) => n)(100), xs.reduce<number | undefined>((m, x) => (m === undefined || x > m ? x : m), undefined), xs.reduce((ok, x) => ok && x > 0, true));
console.log(await xs.reduce<Promise<number[]>>(async (p, x) => [...(await p), x * 2], Promise.resolve([])), xs.reduce((o, x) => ({ ...o, [`k${x}`]: (o[`k${x}`] ?? 0) + 1 }), {} as Record<string, number>));
console.log(xs.reduceRight<number[][]>((t, x) => (t[0].length < 2 ? (t[0].unshift(x), t) : [[x], ...t]), [[]]), xs.reduce((a, x) => a * 10n + BigInt(x), 0n), xs.reduce((d, x) => new Date(+d + x), new Date(0)).getTime());
