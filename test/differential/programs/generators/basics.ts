// Generators: yield, return, next with values, and iteration.
function* count(to: number): Generator<number, string, void> {
  for (let i = 0; i < to; i++) yield i;
  return 'done';
}
const g = count(2);
console.log(g.next(), g.next(), g.next(), g.next());
for (const v of count(3)) console.log(v);
console.log([...count(3)], Array.from(count(2), (x) => x * 10), Math.max(...count(5)));
function* talk(): Generator<string, number, number> {
  const a = yield 'first';
  const b = yield `got ${a}`;
  return a + b;
}
const t = talk();
console.log(t.next(), t.next(5), t.next(7), t.next(9));
console.log(Object.prototype.toString.call(t), typeof t[Symbol.iterator], t[Symbol.iterator]() === t);
