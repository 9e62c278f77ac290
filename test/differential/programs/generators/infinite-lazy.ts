// Infinite sequences taken lazily through generator pipelines.
function* naturals(): Generator<number> {
  for (let n = 1; ; n++) yield n;
}
function* map<A, B>(it: Iterable<A>, f: (a: A) => B): Generator<B> {
  for (const v of it) yield f(v);
}
function* filter<A>(it: Iterable<A>, f: (a: A) => boolean): Generator<A> {
  for (const v of it) if (f(v)) yield v;
}
function* take<A>(it: Iterable<A>, n: number): Generator<A> {
  if (n <= 0) return;
  for (const v of it) {
    yield v;
    if (--n === 0) return;
  }
}
console.log([...take(filter(map(naturals(), (n) => n * n), (n) => n % 3 === 1), 6)]);
function* fib(): Generator<number> {
  let [a, b] = [0, 1];
  while (true) {
    yield a;
    [a, b] = [b, a + b];
  }
}
const [x, y, z, ...rest] = take(fib(), 8);
console.log(x, y, z, rest);
