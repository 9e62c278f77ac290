// Sorting: default order, comparators, stability, undefined last.
console.log([3, 1, 10, 2].sort(), [3, 1, 10, 2].sort((a, b) => a - b), ['b', 'a', 'C'].sort());
console.log([3, undefined, 1, undefined, 2].sort(), [true, false, 'x', 5, null].sort());
const people = [
  { name: 'A', age: 30 },
  { name: 'B', age: 25 },
  { name: 'C', age: 30 },
  { name: 'D', age: 25 },
];
console.log(people.sort((p, q) => p.age - q.age).map((p) => p.name).join(''));
const big = Array.from({ length: 1000 }, (_, i) => ({ k: (i * 7919) % 13, i }));
big.sort((p, q) => p.k - q.k);
let stable = true;
for (let i = 1; i < big.length; i++) if (big[i - 1].k === big[i].k && big[i - 1].i > big[i].i) stable = false;
console.log(stable, big[0], big[999]);
const src = [3, 1, 2];
console.log(src.toSorted(), src, src.toReversed(), src.reverse(), src.with(1, 9), src.toSpliced(0, 1, 7, 8));
