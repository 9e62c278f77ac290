// In-place algorithms that swap through destructuring.
function quicksort<T>(a: T[], less: (x: T, y: T) => boolean, lo = 0, hi = a.length - 1): T[] {
  if (lo >= hi) return a;
  const pivot = a[(lo + hi) >> 1];
  let [i, j] = [lo, hi];
  while (i <= j) {
    while (less(a[i], pivot)) i++;
    while (less(pivot, a[j])) j--;
    if (i <= j) {
      [a[i], a[j]] = [a[j], a[i]];
      i++;
      j--;
    }
  }
  quicksort(a, less, lo, j);
  return quicksort(a, less, i, hi);
}
console.log(quicksort([5, 3, 9, 1, 5, -2, 0.5], (x, y) => x < y), quicksort([...'sorting'], (x, y) => x < y).join(''), quicksort([{ k: 2 }, { k: 1 }], (x, y) => x.k < y.k));
const shuffle = <T>(a: T[], seed = 7): T[] => {
  for (let i = a.length - 1; i > 0; i--) {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    const j = seed % (i + 1);
    [a[i], a[j]] = [a[j], a[i]];
  }
  return a;
};
console.log(shuffle([1, 2, 3, 4, 5, 6, 7]), shuffle([...'abc']).length);
