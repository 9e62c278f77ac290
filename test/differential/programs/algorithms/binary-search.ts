// Binary search, lower bound and upper bound, iterative and recursive.
const lower = (a: number[], x: number): number => {
  let [lo, hi] = [0, a.length];
  while (lo < hi) {
    const mid = (lo + hi) >>> 1;
    if (a[mid] < x) lo = mid + 1;
    else hi = mid;
  }
  return lo;
};
function find<T>(a: readonly T[], x: T, lo = 0, hi = a.length - 1): number {
  if (lo > hi) return -1;
  const mid = Math.floor((lo + hi) / 2);
  return a[mid] === x ? mid : a[mid] < x ? find(a, x, mid + 1, hi) : find(a, x, lo, mid - 1);
}
const a = [1, 3, 3, 3, 7, 9];
console.log([0, 1, 3, 4, 9, 10].map((x) => [lower(a, x), lower(a, x + 1), find(a, x)]), find(['ant', 'bee', 'cat'], 'bee'), find([], 1));
