// Power sets, permutations with duplicates, cartesian products, partitions, Gray codes, derangements.
const powerset = <T>(xs: T[]): T[][] => xs.reduce<T[][]>((ps, x) => [...ps, ...ps.map((p) => [...p, x])], [[]]);
const product = <T>(...xs: T[][]): T[][] => xs.reduce<T[][]>((acc, x) => acc.flatMap((a) => x.map((v) => [...a, v])), [[]]);
function* permute<T>(xs: T[]): Generator<T[]> {
  if (xs.length === 0) yield [];
  const used = new Set<T>();
  for (const [i, x] of xs.entries()) {
    if (used.has(x)) continue;
    used.add(x);
    for (const p of permute(xs.toSpliced(i, 1))) yield [x, ...p];
  }
}
const partitions = (n: number, max = n): number[][] => (n === 0 ? [[]] : Array.from({ length: Math.min(n, max) }, (_, i) => Math.min(n, max) - i).flatMap((k) => partitions(n - k, k).map((p) => [k, ...p])));
const gray = (n: number): string[] => Array.from({ length: 1 << n }, (_, i) => (i ^ (i >> 1)).toString(2).padStart(n, '0'));
const binomial = (n: number, k: number): number => (k === 0 ? 1 : (n * binomial(n - 1, k - 1)) / k);
console.log(powerset(['a', 'b', 'c']), product<number | string>([1, 2], ['x', 'y'], [true as unknown as string]), [...permute([1, 1, 2])], partitions(5), gray(3));
console.log(Array.from({ length: 7 }, (_, k) => binomial(6, k)), [...permute([0, 1, 2, 3])].filter((p) => p.every((v, i) => v !== i)).length, product(), powerset([]));
