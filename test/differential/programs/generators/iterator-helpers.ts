// Iterator helpers: map, filter, take, drop, flatMap, reduce, toArray and more.
function* nat(): Generator<number> {
  for (let i = 1; ; i++) yield i;
}
console.log(nat().filter((n) => n % 2 === 0).map((n) => n * n).take(4).toArray());
console.log(nat().drop(3).take(2).toArray(), nat().flatMap((n) => [n, -n]).take(5).toArray());
console.log(nat().take(4).reduce((a, b) => a * b), nat().take(3).reduce((a, b) => a + b, 100));
console.log(nat().some((n) => n > 10), nat().take(3).every((n) => n < 3), nat().find((n) => n * n > 50));
nat().take(2).forEach((n, i) => console.log(n, i));
console.log([1, 2, 3].values().map((x) => x + 1).toArray(), new Map([['a', 1]]).entries().map(([k, v]) => k + v).toArray());
console.log(new Set('hello').values().filter((c) => c > 'h').toArray(), Iterator.from([5, 6]).drop(1).next());
const it = [1, 2, 3].values();
console.log(it.toArray(), it.next(), Iterator.from({ next: () => ({ done: true, value: 0 }) }).toArray());
try {
  nat().take(-1);
} catch (e) {
  console.log((e as Error).name);
}
