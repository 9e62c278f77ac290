// pipe, tap, partition, countBy, keyBy, uniqBy, range, chunk, zipWith, intersection, sortedIndex.
const pipe = <T>(v: T, ...fs: ((x: any) => any)[]): unknown => fs.reduce((x, f) => f(x), v as unknown);
const partition = <T>(xs: T[], p: (x: T) => boolean): [T[], T[]] => xs.reduce<[T[], T[]]>((r, x) => (r[p(x) ? 0 : 1].push(x), r), [[], []]);
const countBy = <T>(xs: T[], f: (x: T) => string): Record<string, number> => xs.reduce<Record<string, number>>((m, x) => ((m[f(x)] = (m[f(x)] ?? 0) + 1), m), {});
const keyBy = <T, K extends string | number>(xs: T[], f: (x: T) => K): Record<K, T> => Object.fromEntries(xs.map((x) => [f(x), x])) as Record<K, T>;
const uniqBy = <T, K>(xs: T[], f: (x: T) => K): T[] => [...new Map(xs.map((x) => [f(x), x])).values()];
const range = (a: number, b?: number, step = 1): number[] => { const [lo, hi] = b === undefined ? [0, a] : [a, b]; return Array.from({ length: Math.max(0, Math.ceil((hi - lo) / step)) }, (_, i) => lo + i * step); };
const chunk = <T>(xs: T[], n: number): T[][] => range(0, xs.length, n).map((i) => xs.slice(i, i + n));
const zipWith = <A, B, C>(f: (a: A, b: B) => C, as: A[], bs: B[]): C[] => range(Math.min(as.length, bs.length)).map((i) => f(as[i], bs[i]));
const log: unknown[] = [];
const tap = <T>(x: T): T => (log.push(x), x);
console.log(pipe(range(10), (x: number[]) => x.filter((n) => n % 2), tap, (x: number[]) => x.map((n) => n * n), tap, (x: number[]) => x.join('+')), log);
console.log(partition(range(6), (n) => n < 2), countBy(['a', 'bb', 'c'], (s) => `${s.length}`), keyBy([{ id: 3, n: 'c' }, { id: 1, n: 'a' }], (o) => o.id), uniqBy([1.1, 1.9, 2.5], Math.floor), range(5, 0, -2), range(3, 3), chunk([..."abcdefg"], 3), zipWith((a: number, b: string) => b.repeat(a), [1, 2, 3], ['x', 'y']));
