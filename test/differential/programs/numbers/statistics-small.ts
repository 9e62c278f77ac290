// Means, medians, modes, deviations and percentiles on small arrays, with empty and single inputs.
const mean = (xs: number[]): number => xs.reduce((a, b) => a + b, 0) / xs.length;
const median = (xs: number[]): number => {
  const s = xs.toSorted((a, b) => a - b);
  const m = s.length >> 1;
  return s.length % 2 ? s[m] : (s[m - 1] + s[m]) / 2;
};
const mode = (xs: number[]): number[] => {
  const c = new Map<number, number>();
  for (const x of xs) c.set(x, (c.get(x) ?? 0) + 1);
  const top = Math.max(...c.values());
  return [...c].filter(([, n]) => n === top).map(([x]) => x);
};
const sd = (xs: number[]): number => Math.sqrt(mean(xs.map((x) => (x - mean(xs)) ** 2)));
for (const xs of [[3, 1, 2], [1, 2, 2, 3], [5], [1.5, -1.5, 0, -0], [1e308, 1e308], []]) console.log(mean(xs), median(xs), mode(xs), sd(xs));
console.log(Math.max(...[2, 8, 3].map((x, i, a) => Math.abs(x - (a[i - 1] ?? x)))), [1, 2, 3, 4].map((x, i, a) => mean(a.slice(0, i + 1))));
