// map, filter, reduce, some, every, find and friends.
const a = [5, 1, 4, 2, 3];
console.log(a.map((x) => x * 2), a.filter((x) => x > 2), a.reduce((s, x) => s + x, 0), a.reduceRight((s, x) => s + x, ''));
console.log(a.some((x) => x > 4), a.every((x) => x > 0), a.find((x) => x < 3), a.findIndex((x) => x < 3), a.findLast((x) => x < 3), a.findLastIndex((x) => x > 9));
a.forEach((x, i, self) => console.log(i, x, self.length));
console.log(a.flatMap((x) => (x % 2 ? [x, x] : [])), [..."ab"].entries().toArray(), a.includes(4), a.indexOf(9), [NaN].includes(NaN), [NaN].indexOf(NaN));
console.log(a.map(String), ['1', '2', '3'].map(Number), ['1', '2', '3'].map((s) => parseInt(s)), [0, 1, '', 'a'].filter(Boolean));
try {
  ([] as number[]).reduce((s, x) => s + x);
} catch (e) {
  console.log((e as Error).name, (e as Error).message);
}
