// Generic iterator utilities composed: zip, enumerate, chunk, window.
function* zip<T extends unknown[]>(...its: { [K in keyof T]: Iterable<T[K]> }): Generator<T> {
  const iters = its.map((i) => (i as Iterable<unknown>)[Symbol.iterator]());
  for (;;) {
    const rs = iters.map((i) => i.next());
    if (rs.some((r) => r.done)) return;
    yield rs.map((r) => r.value) as T;
  }
}
function* chunk<T>(it: Iterable<T>, n: number): Generator<T[]> {
  let c: T[] = [];
  for (const v of it) {
    c.push(v);
    if (c.length === n) {
      yield c;
      c = [];
    }
  }
  if (c.length) yield c;
}
console.log([...zip([1, 2, 3], 'ab', new Set([true, false, true]))], [...chunk('abcdefg', 3)].map((c) => c.join('')));
for (const [i, [n, s]] of [...zip([10, 20], ['x', 'y'])].entries()) console.log(i, n, s);
