// Rotation, sampling, interleaving, chunking, sliding windows and deduplication with seeded choices.
const rotate = <T>(a: readonly T[], k: number): T[] => a.map((_, i) => a[(((i + k) % a.length) + a.length) % a.length]);
const windows = <T>(a: T[], n: number): T[][] => a.slice(0, Math.max(0, a.length - n + 1)).map((_, i) => a.slice(i, i + n));
const interleave = <T>(...as: T[][]): T[] => Array.from({ length: Math.max(...as.map((a) => a.length)) }, (_, i) => as.filter((a) => i < a.length).map((a) => a[i])).flat();
let seed = 3;
const rnd = (n: number): number => (seed = (seed * 75 + 74) % 65537) % n;
const sample = <T>(a: T[], n: number): T[] => { const c = [...a]; return Array.from({ length: Math.min(n, a.length) }, () => c.splice(rnd(c.length), 1)[0]); };
const a = [1, 2, 3, 4, 5];
console.log(rotate(a, 2), rotate(a, -1), rotate([], 3), windows(a, 3), windows(a, 9), interleave(['a', 'b', 'c'], ['x'], ['p', 'q']), sample(a, 3), sample(a, 9).length, a);
const uniq = a.concat(a).filter((x, i, s) => s.indexOf(x) === i);
const runs = [1, 1, 2, 2, 2, 1].reduce<[number, number][]>((r, x) => (r.at(-1)?.[0] === x ? (r.at(-1)![1]++, r) : [...r, [x, 1]]), []);
console.log(uniq, runs, runs.flatMap(([v, n]) => Array<number>(n).fill(v)), a.map((x, i) => a.slice(0, i + 1).reduce((p, q) => p * q)), a.toSpliced(2, 1, ...[9, 9]));
