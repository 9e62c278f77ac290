// reduce to count, group, chain, build maps, compose and find extremes.
const ws = ['b', 'a', 'c', 'a', 'b', 'a'];
console.log(ws.reduce<Record<string, number>>((m, w) => ({ ...m, [w]: (m[w] ?? 0) + 1 }), {}), ws.reduce((m, w) => m.set(w, (m.get(w) ?? 0) + 1), new Map<string, number>()));
console.log([[1, 2], [3], []].reduce<number[]>((a, b) => a.concat(b), []), [3, 9, 2].reduce((a, b) => (a > b ? a : b)), [1, 2, 3, 4].reduceRight((a, b) => a - b), ['x', 'y'].reduceRight((a, b) => a + b));
console.log([5].reduce(() => 99), [1, 2, 3].reduce((acc, x, i, arr) => acc + x * i * arr.length, 0), [(x: number) => x + 1, (x: number) => x * 2].reduce((f, g) => (x) => g(f(x)))(3));
const [evens, odds] = [1, 2, 3, 4, 5].reduce<[number[], number[]]>(([e, o], n) => (n % 2 ? [e, [...o, n]] : [[...e, n], o]), [[], []]);
console.log(evens, odds, Object.entries({ a: 1, b: 2 }).reduce((s, [k, v]) => `${s}${k}${v}`, ''));
