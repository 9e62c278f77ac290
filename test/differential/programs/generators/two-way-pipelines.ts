// Generators as consumers and producers connected by hand.
function* accumulator(): Generator<number, string, number | undefined> {
  let total = 0;
  let n: number | undefined;
  while ((n = yield total) !== undefined) total += n;
  return `total ${total}`;
}
const acc = accumulator();
acc.next();
console.log([1, 2, 3].map((n) => acc.next(n).value), acc.next(undefined), acc.next(9));
function* batch<T>(size: number): Generator<T[] | undefined, T[], T> {
  let buf: T[] = [];
  for (;;) {
    const v: T = yield buf.length === size ? buf.splice(0) : undefined;
    if (v === undefined) return buf;
    buf.push(v);
    buf = [...buf];
  }
}
const b = batch<number>(2);
b.next();
const out: unknown[] = [];
for (let i = 0; i < 5; i++) out.push(b.next(i).value);
console.log(out, b.return([9, 9]), b.next(1));
function* chat(): Generator<string, void, string> {
  const name = yield 'name?';
  for (let i = 0; i < 2; i++) {
    const a = yield `hello ${name} ${i}`;
    if (a === 'bye') return;
  }
  yield 'enough';
}
const c = chat();
console.log(c.next().value, c.next('Bo').value, c.next('hm').value, c.next('ok').value, c.next('').done);
const c2 = chat();
c2.next();
c2.next('X');
console.log(c2.next('bye'));
