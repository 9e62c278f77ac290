// Knapsack, longest increasing subsequence, edit distance, coin change, maximum subarray, partition.
const knapsack = (items: [w: number, v: number][], cap: number): number =>
  items.reduce((best, [w, v]) => best.map((b, c) => (c >= w ? Math.max(b, best[c - w] + v) : b)), new Array<number>(cap + 1).fill(0))[cap];
const lis = (a: number[]): number => {
  const tails: number[] = [];
  for (const x of a) {
    const i = tails.findIndex((t) => t >= x);
    tails[i < 0 ? tails.length : i] = x;
  }
  return tails.length;
};
const change = (coins: number[], n: number): number => {
  const ways = [1];
  for (const c of coins) for (let i = c; i <= n; i++) ways[i] = (ways[i] ?? 0) + (ways[i - c] ?? 0);
  return ways[n] ?? 0;
};
const fewest = (coins: number[], n: number): number => {
  const d = [0];
  for (let i = 1; i <= n; i++) d[i] = 1 + Math.min(...coins.filter((c) => c <= i).map((c) => d[i - c]));
  return d[n];
};
const kadane = (a: number[]): [best: number, from: number, to: number] => {
  let [best, from, to, sum, start] = [-Infinity, 0, 0, 0, 0];
  a.forEach((x, i) => {
    if (sum <= 0) [sum, start] = [0, i];
    if ((sum += x) > best) [best, from, to] = [sum, start, i];
  });
  return [best, from, to];
};
console.log(knapsack([[1, 1], [3, 4], [4, 5], [5, 7]], 7), lis([10, 9, 2, 5, 3, 7, 101, 18]), change([1, 2, 5], 11), change([2], 3), fewest([1, 5, 12], 15), fewest([5], 3), kadane([-2, 1, -3, 4, -1, 2, 1, -5, 4]), kadane([-5, -2]));
