// Sorting larger arrays of numbers, strings and objects, with duplicates.
const rnd = ((s) => () => (s = (s * 48271) % 2147483647))(12345);
const nums = Array.from({ length: 2000 }, () => rnd() % 500);
const sorted = nums.toSorted((a, b) => a - b);
console.log(sorted.every((v, i) => i === 0 || sorted[i - 1] <= v), sorted[0], sorted[999], sorted[1999], nums.toSorted().slice(0, 5));
const strs = nums.map((n) => n.toString(36));
console.log(strs.toSorted().slice(0, 5), strs.toSorted((a, b) => a.length - b.length || (a < b ? 1 : -1)).slice(-3));
const objs = nums.map((n, i) => ({ n: n % 10, i }));
objs.sort((a, b) => b.n - a.n);
console.log(objs.every((o, i) => i === 0 || objs[i - 1].n > o.n || objs[i - 1].i < o.i), objs[0], objs.at(-1));
let calls = 0;
[3, 1, 2].sort((a, b) => (calls++, a - b));
console.log(calls > 0, [1, 2, 3].sort(() => 0), [2, 1].sort(undefined), [5, 1, 4].sort((a, b) => Number(a > b) - Number(a < b)));
